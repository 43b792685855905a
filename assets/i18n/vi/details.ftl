# Khung chi tiết
details-sources = Nguồn
details-empty-title = Chưa chọn gì
details-empty-hint = Bấm vào một cửa khẩu trên bản đồ, một mục trên dòng thời gian hoặc một dòng trong danh sách. Mọi điều đã biết về nó sẽ hiện ở đây, kèm nguồn.
details-seen = tại thời điểm { $date }
details-bridge-points = { $count } điểm cầu
details-position-confidence = độ tin cậy: { $confidence }
details-position-error = sai số khoảng { $metres } m, độ tin cậy: { $confidence }
details-position-border = cách đường biên { $metres } m
details-at = tại
details-extra = Trường khác
details-paragraph = Đoạn { $number } của nguồn { $source }
details-disagree = Các nguồn không thống nhất:
details-undated = không ghi ngày
details-includes = Gồm cả
details-merged-on = (sáp nhập { $date })
details-position-metres = sai số khoảng { $metres } m
