# Dòng lệnh: lời báo bên cạnh kết quả
cli-note = ghi chú
cli-error = lỗi
cli-shown = { $shown } trên { $all } bản ghi
cli-wrote = đã ghi { $path }
cli-errors = bộ dữ liệu có { $count } lỗi; xem đầy đủ bằng km0 check: { $path }
cli-no-such-file = không có tệp hay thư mục này: { $path }
cli-view-data-gone = bộ dữ liệu của góc nhìn không còn tại vị trí đã lưu: { $path }
cli-view-remote = góc nhìn nêu một tệp ở máy khác; chương trình không tự mở, hãy chỉ định bằng --data hoặc --add: { $path }
cli-names-nothing = bộ dữ liệu không có mục nào ứng với { $term }
cli-undated = { $count } bản ghi không rõ ngày nên không xét được theo thời gian và được loại ra
cli-merged = { $whole } gồm cả { $part }, sáp nhập ngày { $date }
cli-file-exists = tệp đã có; thêm --force để ghi đè: { $path }
cli-nothing-selected = chưa chọn gì; nêu bản ghi bằng --select ID, hoặc dùng một góc nhìn đã chọn mục
cli-select-scope = --select chỉ dùng với --scope selection, hoặc khi không có --scope
cli-pages = { $flag } chỉ dùng với docx, html và markdown, không dùng với { $format }
cli-columns-csv = --columns people chỉ dùng với csv, không dùng với { $format }; trang đầu của xlsx có các cột đó
cli-no-room = { $format } không lưu được các trường sau (kèm số bản ghi): { $fields }
cli-no-such-image = hình ghi được dưới dạng .png, .svg hoặc .pdf, không ghi được { $name }
cli-two-images = --format { $format } không phù hợp với tên tệp có đuôi .{ $name }
cli-no-address = địa chỉ của bản ghi có dạng km0://record/ID: { $text }
cli-no-record = không có bản ghi nào mang mã “{ $id }”; km0 list -q TỪ tìm theo tên
cli-no-record-but = không có bản ghi nào mang mã “{ $id }”; có phải { $hints }?
cli-path-and-command = không ghép đường dẫn với lệnh được; hãy dùng --data PATH
cli-two-datasets = PATH và --data nêu hai bộ dữ liệu; chỉ được nêu một
cli-neither = không phải lệnh, cũng không phải tệp hay thư mục; xem km0 --help: { $path }
cli-needs-selection = { $what } lập theo mục được chọn; nêu bản ghi bằng --select ID
cli-window-is-png = hình cửa sổ chỉ ghi dưới dạng PNG; muốn có SVG hoặc PDF, hãy ghi --what timeline, map, both, dossier hoặc briefing
cli-window-no-paper = hình cửa sổ có --size, không có khổ giấy; hãy ghi --what timeline, map, both, dossier hoặc briefing
cli-from-to = --from phải trước khi --to kết thúc
cli-is-folder = đó là thư mục; hãy nêu tệp trong thư mục đó: { $path }
cli-no-folder = không có thư mục này; hãy tạo trước: { $path }
cli-not-written = không ghi được tệp ({ $cause }): { $path }
cli-no-such-story = không có tệp này, cũng không có chuyên đề dựng sẵn mang tên này: { $path }; hiện có: { $names }
cli-no-story = tệp góc nhìn này không có chuyên đề nào: { $path }
cli-view-after = hãy ghi --view sau lệnh
cli-usage-no-value = { $arg } cần một giá trị
cli-usage-value = “{ $value }” không phải là giá trị của { $arg }; hãy dùng một trong: { $known }
cli-usage-invalid = “{ $value }” không phải là giá trị của { $arg }: { $why }
cli-usage-takes-none = { $arg } không nhận giá trị: “{ $value }”
cli-usage-unknown = ở đây không có tùy chọn { $arg }
cli-usage-command = không có lệnh “{ $name }”
cli-usage-missing = còn thiếu: { $args }
cli-usage-conflict = không dùng { $arg } cùng với { $other } được
cli-usage-hint = Có phải bạn muốn dùng { $name }?
cli-usage-help = Xem km0 --help, và km0 LỆNH --help về từng lệnh.
cli-why-encoding = { $name } không phải là bảng mã đã biết
cli-why-format = hãy viết một trong các định dạng sau: { $known }
cli-why-date = không đọc được ngày “{ $part }”; hãy viết { $fix }
cli-why-size = hãy viết chiều rộng và chiều cao như 1440x900, mỗi cạnh từ 64 đến 16384
cli-why-map = hãy viết vĩ độ, kinh độ và mức phóng như 21.97,106.71,13; mức phóng từ 2 đến 15
cli-why-scale = hãy viết một số từ 0.5 đến 4
cli-why-text = hãy viết một số từ 0.5 đến 2
cli-reset-window = --reset chỉ dùng khi mở cửa sổ, không dùng với lệnh
cli-diff-data = km0 diff nhận hai bộ dữ liệu OLD và NEW, không nhận --data
cli-convert-data = km0 convert nhận bộ dữ liệu ở IN, không nhận --data
cli-nothing-to-write = không có gì để ghi: { $path }
cli-no-such-format = không ghi được dưới dạng { $name }; hãy dùng một trong các dạng { $known }
cli-view-dataset = góc nhìn được lưu với bộ dữ liệu “{ $saved }”, bộ đang mở là “{ $open }”
cli-view-release = góc nhìn được lưu với phiên bản dữ liệu { $saved }, phiên bản đang mở là { $open }
cli-view-selects = bộ dữ liệu không có { $id }, mục mà góc nhìn đã chọn

# lời của `check`, `stats`, `diff` và `show`
severity-error = lỗi
severity-warning = cảnh báo
severity-note = ghi chú
cli-checked = { $records } bản ghi{ $named ->
    [0] { "" }
   *[other] {" "}và { $named } mục được nêu tên
}, { $errors } lỗi, { $warnings } cảnh báo{ $notes ->
    [0] { "" }
   *[other] , { $notes } ghi chú
}
diff-counts = { $added } thêm mới, { $removed } bỏ đi, { $changed } thay đổi
diff-one-input = đầu vào chuẩn chỉ chứa một bộ dữ liệu, không phải hai
stats-records-but-sources = bản ghi không kể nguồn
stats-citations = trích dẫn
stats-records-that-cite-a-paragraph = bản ghi trích dẫn đến đoạn
stats-records-of-several-sources = bản ghi có từ hai nguồn
stats-records-with-a-confidence = bản ghi có độ tin cậy
stats-coverage = mức sử dụng nguồn
stats-sources = nguồn được trích dẫn
stats-paragraphs = đoạn của { $id }
stats-of = { $part } trên { $all }
show-said-by = Bên nêu
show-off-border = cách đường biên giới { $metres } m
show-referring = { $count ->
    [0] không bản ghi nào dẫn đến
   *[other] { $count } bản ghi dẫn đến
}
cli-view-layer = không tìm thấy tệp mà góc nhìn thêm vào dữ liệu: { $path }
