# map
map-name = Bản đồ
map-zoom-in = Phóng to
map-zoom-out = Thu nhỏ
map-fit = Hiện mọi nơi khớp
map-legend = Chú giải
map-legend-approximate = Vị trí gần đúng
map-legend-group = Nhiều điểm sát nhau
map-legend-border = Biên giới Việt Nam – Trung Quốc
map-legend-provinces = Ranh giới tỉnh đến { $date }
map-gulf = Vịnh Bắc Bộ
map-km = { $n } km
map-m = { $n } m
map-merged = { $place } đến { $date }
map-merged-short = trước là { $place }
map-sign-international = Cửa khẩu quốc tế
map-sign-rail = Cửa khẩu quốc tế đường sắt
map-sign-main = Cửa khẩu chính (song phương)
map-sign-secondary = Cửa khẩu phụ
map-sign-route = Lối thông quan
map-sign-opening = Lối mở
map-sign-tourism = Khu du lịch
map-sign-unstated = Chưa rõ loại
map-sign-place = Địa điểm
map-sign-marker = Cột mốc biên giới
map-standing-pending = Chưa mở
map-standing-suspended = Tạm dừng
map-records =
    { $count ->
        [0] Không có mục nào khớp
       *[other] { $count } mục khớp
    }
map-uncertainty = Sai số vị trí trong khoảng { $metres } m
map-approximate = Vị trí gần đúng, sai số tới { $metres } m
map-group = { $count } điểm sát nhau
map-beside = Cùng { $names }
map-group-open = Bấm để mở
map-site-spoken = { $kind }, { $name }, { $sign }, { $count } mục
map-group-spoken = { $count } điểm: { $names }
map-as-of = Tính đến { $date }
map-as-of-help = Cửa khẩu và tỉnh như vào ngày này: cuối khoảng thời gian mà dòng thời gian đang hiện.
map-copy = Chép tọa độ {$at}
map-fit-selection = Hiện phần đang chọn
map-fit-all = Hiện toàn bộ bản đồ
map-unplaced = Không có vị trí: { $n }
map-unplaced-help = Bản ghi phù hợp nhưng không nhắc đến nơi nào trên bản đồ
