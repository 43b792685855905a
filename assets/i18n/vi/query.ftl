# vì sao những gì đã nhập không phải là truy vấn
query-error-key = “{ $key }:” không phải là bộ lọc. Hãy chọn trong thẻ Bộ lọc, hoặc gõ một trong: { $keys }. Để tìm chính các từ đó, hãy đặt trong ngoặc kép.
query-error-value = “{ $key }:” cần một giá trị, ví dụ { $example }.
query-error-kind = “{ $value }” không phải là loại mục. Hãy dùng một trong: { $values }.
query-error-word = “{ $value }” không phải là giá trị của { $key }:. Hãy dùng một trong: { $values }.
query-error-date = { $key }: “{ $part }” không đúng định dạng ngày. Hãy viết { $fix }.
query-error-either = { $one } hoặc { $other }, tùy nhu cầu
query-error-instance = ví dụ { $example }
query-error-year = “{ $value }” không phải là năm. Hãy viết, ví dụ year:2023.
query-error-area = in: cần bốn số: tây, nam, đông và bắc tính bằng độ, ví dụ in:106,21.5,107.5,22.5.
query-error-quote = Dấu ngoặc kép chưa được đóng. Hãy thêm " ở cuối.
query-error-long = Truy vấn dài hơn { $most } ký tự. Hãy rút ngắn.
