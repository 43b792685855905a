# map
map-name = Bản đồ
map-zoom-in = Phóng to
map-zoom-out = Thu nhỏ
map-fit = Hiện tất cả kết quả
map-legend = Chú giải
map-legend-shape = Hình dạng: loại
map-legend-colour = Màu sắc: tình trạng vào ngày ghi trên bản đồ
map-legend-size = Kích thước: số sự kiện trong thời gian đang xem
map-legend-group = Nhiều điểm gần nhau
map-legend-border = Biên giới Việt Nam – Trung Quốc
map-legend-provinces = Ranh giới tỉnh đến { $date }
map-legend-merged = Tỉnh theo địa giới từ { $date }
map-km = { $n } km
map-m = { $n } m
map-sign-international = Cửa khẩu quốc tế
map-sign-rail = Cửa khẩu quốc tế đường sắt
map-sign-main = Cửa khẩu chính (song phương)
map-sign-secondary = Cửa khẩu phụ
map-sign-route = Lối thông quan, đường chuyên dụng
map-sign-opening = Lối mở
map-sign-tourism = Lối qua lại du lịch
map-sign-unstated = Chưa rõ loại
map-sign-place = Địa điểm
map-sign-marker = Mốc giới
map-working-open = Đang hoạt động
map-working-not-open = Chưa mở
map-working-suspended = Tạm dừng
map-working-unknown = Chưa rõ tình trạng
map-records =
    { $count ->
        [0] Không có sự kiện nào
       *[other] { $count } sự kiện
    }
map-uncertainty = Sai số vị trí trong khoảng { $metres } m
map-approximate = Vị trí gần đúng, sai số tới { $metres } m
map-group = { $count } điểm gần nhau
map-beside = Cùng { $names }
map-group-open = Bấm để mở
map-site-spoken = { $kind }, { $name }, { $sign }, { $count } sự kiện
map-group-spoken = { $count } điểm: { $names }
map-as-of = Tính đến { $date }
map-as-of-help = Cửa khẩu và tỉnh theo hiện trạng vào ngày này: ngày cuối của khoảng thời gian mà dòng thời gian đang hiện.
map-copy = Sao chép tọa độ {$at}
map-fit-selection = Hiện phần đang chọn
map-fit-all = Hiện toàn bộ bản đồ
map-unplaced = Không rõ vị trí: { $n }
map-unplaced-help = Kết quả không nêu địa điểm nào trên bản đồ
map-layers = Lớp bản đồ
map-layers-base = Bản đồ nền có sẵn
map-layers-base-help = Không có đường bộ, đường sắt: không kho gói phần mềm nào có dữ liệu đó. Tên huyện, xã theo tọa độ điểm; ranh giới huyện, xã không vẽ. Có thể phủ thêm tệp PMTiles có đường sá.
map-layers-graticule = Lưới kinh vĩ
map-layers-tiles = Bản đồ phủ
map-layers-none = Không có
map-layers-online = OpenStreetMap, tải qua mạng
map-layers-online-help = Tải phần đang xem từ { $host } và giữ lại trên máy này. Khi tắt thì không tải gì.
map-layers-file = Tệp trên máy này (PMTiles)
map-layers-choose = Chọn tệp…
map-layers-again = Thử lại
map-layers-off = Tắt
map-trouble-offline = Không nhận được dữ liệu từ { $host }: không có mạng hoặc máy chủ từ chối. Bản đồ nền có sẵn vẫn còn.
map-trouble-tls = Máy này không có chứng chỉ để kết nối an toàn. Bản đồ nền có sẵn vẫn còn.
map-trouble-missing = Không tìm thấy { $name }. Bản đồ nền có sẵn vẫn còn.
map-trouble-unreadable = Không đọc được { $name } ({ $reason }). Bản đồ nền có sẵn vẫn còn.
map-trouble-foreign = { $name } không phải tệp PMTiles. Bản đồ nền có sẵn vẫn còn.
map-trouble-version = { $name } là PMTiles phiên bản { $version }; cần phiên bản 3.
map-trouble-damaged = { $name } không đầy đủ hoặc bị hỏng. Bản đồ nền có sẵn vẫn còn.
map-trouble-unsupported = { $name } chứa mảnh bản đồ dạng { $what }, không hiển thị được ở đây. Hiển thị được PNG, JPEG và mảnh véc-tơ, không nén hoặc nén gzip.
map-trouble-broken =
    { $count ->
       *[other] { $count } mảnh của { $name } bị hỏng và được bỏ qua.
    }
map-area-draw = Vẽ vùng để lọc (R, hoặc giữ Shift và kéo)
map-area-shown = Chỉ phần bản đồ đang hiện (V)
map-area-remove = Bỏ vùng khỏi bộ lọc
map-area-whole = Di chuyển vùng
map-area-north = Cạnh bắc của vùng
map-area-south = Cạnh nam của vùng
map-area-west = Cạnh tây của vùng
map-area-east = Cạnh đông của vùng
map-area-north-west = Góc tây bắc của vùng
map-area-north-east = Góc đông bắc của vùng
map-area-south-west = Góc tây nam của vùng
map-area-south-east = Góc đông nam của vùng
map-unplaced-area-help = Bị loại do lọc theo vùng: phù hợp mọi điều kiện khác nhưng không có vị trí để xét
map-sign-mine = Có tệp của tôi
