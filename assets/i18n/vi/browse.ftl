# Danh sách, và cách mọi khung nói điều gì đang nổi bật
list-title = Bản ghi
list-kind = Loại
list-date = Ngày
list-name = Tên
list-place = Cửa khẩu, địa điểm
list-side = Bên
list-mechanism = Cơ chế
list-topics = Lĩnh vực
list-sources = Nguồn
list-layer = Lớp nguồn
list-confidence = Độ tin cậy
list-id = Mã
list-empty-title = Không có kết quả
list-empty-hint = Bỏ bớt bộ lọc ở trên hoặc xóa nội dung tìm kiếm.
list-sort = Sắp xếp theo { $column }
list-sorted = Xếp theo { $column }
list-descending = Xếp theo { $column }, giảm dần
list-ranked = Khớp nhất lên trước
list-ranked-hint = { $count } bản ghi khớp các từ nhất đứng trước, các bản ghi khác theo sau theo ngày.
list-order = Thứ tự
list-selected = Đã chọn { $count }
list-columns = Cột
list-columns-reset = Đặt lại các cột
list-head-hint = Bấm để sắp xếp, kéo để dời cột, kéo mép phải để đổi độ rộng. Bằng bàn phím: Enter, Ctrl+←/→, Shift+←/→.
list-outside = không có trong danh sách: bị bộ lọc loại ra
list-row = { $kind }: { $name }
list-copy = { $count ->
    [one] Sao chép hàng
   *[other] Sao chép { $count } hàng
}
list-copy-all = Sao chép cả { $count } hàng
list-copy-text = Sao chép “{ $text }”
list-to-map = Xem trên bản đồ
list-concerning = Những gì liên quan
list-filter = Lọc theo mục này
list-only = Chỉ mục này
list-without = Loại mục này ra
list-value = { $column }: { $value }
keys-table = Danh sách: mũi tên, Page, Home và End để đi, Shift để mở rộng, Ctrl+A chọn tất cả, Ctrl+C sao chép thành bảng, Enter mở chi tiết và bản đồ, gõ chữ để nhảy tới tên.
standing-selected = đang được chọn
standing-related = liên quan đến mục đang chọn
standing-dimmed = bị bộ lọc loại ra
standing-pointed = đang được trỏ
standing-near = liên quan đến mục đang được trỏ
