# Mục trong tệp, và tệp thay đổi
record-menu = Thao tác khác
command-copy-id = Sao chép mã
command-reveal-file = Mở tại chỗ trong tệp
help-reveal-file = Sao chép tên tệp và dòng ghi mục này rồi mở tệp
why-no-file = Bộ dữ liệu có sẵn không có tệp; hãy mở một thư mục
why-board = Đang xem bảng khác; hãy quay lại dòng thời gian và bản đồ
notice-reloaded = Tệp đã thay đổi: đang hiện { $count } mục theo nội dung mới.
notice-broken = Tệp đã thay đổi và có { $count } lỗi mới. Nội dung trước đó vẫn được giữ.
notice-revealed = Đã sao chép và mở: { $place }
notice-not-revealed = Đã sao chép: { $place }. Máy này không có chương trình nào mở được tệp.
problems-broken = { $count } vấn đề trong tệp hiện tại. Nội dung trước đó vẫn được giữ.
layer-switch = Lớp nguồn
layer-documents = Bài đọc toàn văn
layer-press = Báo chí
layer-both = Cả hai
layer-switch-help = Thông tin từ bài đọc toàn văn, báo chí hoặc cả hai
