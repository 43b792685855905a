# Điều mọi bảng đều nói: loại mục, từ trong dữ liệu, nhãn trường, ngày tháng, danh sách.
# Nhãn viết hoa chữ đầu; ngày tháng và giới hạn của số liệu đứng giữa câu nên viết thường.

## Loại mục, số ít và số nhiều

kind-meeting = Cuộc họp, hội đàm
kind-agreement = Văn bản đã ký
promise-proposal = Đề xuất
promise-commitment = Cam kết
kind-commitment = Cam kết, đề xuất
kind-project = Dự án
kind-milestone = Mốc sự kiện
kind-figure = Số liệu
kind-discrepancy = Nguồn ghi khác nhau
kind-gate = Cửa khẩu
kind-place = Địa điểm
kind-mechanism = Cơ chế
kind-person = Nhân vật
kind-organisation = Cơ quan, tổ chức
kind-topic = Lĩnh vực
kind-source = Nguồn
kinds-meeting = Cuộc họp, hội đàm
kinds-agreement = Văn bản đã ký
kinds-commitment = Cam kết, đề xuất
kinds-project = Dự án
kinds-milestone = Mốc sự kiện
kinds-figure = Số liệu
kinds-discrepancy = Nguồn ghi khác nhau
kinds-gate = Cửa khẩu
kinds-place = Địa điểm
kinds-mechanism = Cơ chế
kinds-person = Nhân vật
kinds-organisation = Cơ quan, tổ chức
kinds-topic = Lĩnh vực
kinds-source = Nguồn

## Từ dùng chung cho nhiều trường

word-Other = Khác
word-Unstated = Không nêu rõ
word-Planned = Dự kiến
word-Proposed = Đề xuất
word-Agreed = Thống nhất
word-UnderWay = Đang triển khai
word-PartlyDone = Hoàn thành một phần
word-Done = Hoàn thành
word-Trial = Thí điểm

## Cuộc họp, hội đàm: loại, tình trạng, hình thức

word-EarlySpring = Gặp gỡ đầu Xuân
word-CommitteeSession = Hội nghị Ủy ban Công tác liên hợp
word-Conference = Hội nghị
word-Talks = Hội đàm
word-Visit = Chuyến thăm
word-Signing = Lễ ký kết
word-Held = Đã diễn ra
word-Mentioned = Chỉ được nhắc đến
word-Online = Trực tuyến
word-InPerson = Trực tiếp

## Văn bản đã ký: loại, tình trạng

word-Minutes = Biên bản
word-Memorandum = Bản ghi nhớ
word-Framework = Thỏa thuận khung
word-Agreement = Thỏa thuận, hiệp định
word-Treaty = Hiệp ước
word-JointStatement = Tuyên bố chung
word-Twinning = Kết nghĩa
word-Plan = Kế hoạch, đề án
word-Signed = Đã ký
word-InForce = Có hiệu lực
word-Named = Chỉ được nêu tên

## Tiến độ của cam kết và dự án

word-Announced = Đã công bố
word-Submitted = Đã trình
word-Started = Đã khởi công
word-NearlyDone = Cơ bản hoàn thành

## Mốc sự kiện: loại

word-Restriction = Hạn chế, tạm dừng
word-Reopening = Mở lại
word-GateOpening = Mở, nâng cấp
word-Programme = Chương trình, quy hoạch
word-Anniversary = Kỷ niệm
word-StateVisit = Chuyến thăm cấp Nhà nước
word-Policy = Chủ trương, chính sách
word-Effect = Tác động
word-Congress = Đại hội
word-Practice = Thông lệ

## Giới hạn của số liệu, đọc trước con số

word-Exact = đúng
word-About = khoảng
word-Over = trên
word-Under = dưới

## Cửa khẩu: loại hình, loại, tình trạng

word-Road = Cửa khẩu đường bộ
word-Rail = Cửa khẩu đường sắt
word-Bridge = Cầu
word-Route = Lối thông quan, đường chuyên dụng
word-Opening = Lối mở
word-TourismCrossing = Lối qua lại du lịch
word-International = Cửa khẩu quốc tế
word-Main = Cửa khẩu chính
word-Bilateral = Cửa khẩu chính (song phương)
word-Secondary = Cửa khẩu phụ
word-RailInternational = Cửa khẩu quốc tế đường sắt
word-ClearanceRoute = Lối thông quan
word-Open = Đang mở
word-Suspended = Tạm dừng
word-Reopened = Đã mở lại
word-NotOpen = Chưa mở
word-ToBeOpened = Sẽ mở
word-ToBeUpgraded = Sẽ nâng cấp
word-Upgraded = Đã nâng cấp
word-UnderConstruction = Đang xây dựng

## Địa danh: loại; phía biên giới

word-Country = Quốc gia
word-Province = Tỉnh
word-Region = Khu tự trị, khu vực
word-Prefecture = Châu, thành phố cấp địa khu
word-District = Huyện, quận
word-County = Huyện (Trung Quốc)
word-City = Thành phố
word-Town = Thị trấn
word-Marker = Mốc giới
word-Area = Khu, vùng
word-Market = Chợ
word-River = Sông, suối
word-Landmark = Di tích, công trình
word-Vn = Việt Nam
word-Cn = Trung Quốc
word-Both = Hai bên

## Cơ quan, tổ chức: loại

word-Party = Tổ chức Đảng
word-Government = Chính quyền
word-Legislature = Cơ quan dân cử
word-Ministry = Bộ
word-Mission = Cơ quan đại diện ngoại giao
word-Agency = Sở, ban, ngành
word-Committee = Ủy ban
word-Court = Tòa án
word-Media = Cơ quan báo chí
word-Union = Đoàn thể

## Nguồn: loại

word-News = Tin báo chí
word-Report = Báo cáo, bài viết
word-Reference = Tài liệu tham khảo
word-Document = Bài đọc toàn văn
word-Press = Báo chí
word-Data = Dữ liệu

## Nội dung phát biểu, vai trò, độ tin cậy

word-Said = Phát biểu
word-Assessed = Đánh giá
word-Reported = Cho biết
word-Agenda = Nội dung trao đổi
word-Term = Điều khoản
word-Missing = Chưa rõ
word-Chair = Chủ trì
word-Lead = Trưởng đoàn
word-Speak = Phát biểu
word-Attend = Tham dự
word-Sign = Ký
word-High = Cao
word-Medium = Trung bình
word-Low = Thấp

## Nhãn của các trường chung

field-id = Mã
field-kind = Loại mục
field-name = Tên
field-summary = Tóm tắt
field-note = Ghi chú
field-aliases = Tên gọi khác
field-date = Thời gian
field-about = Liên quan đến
field-topics = Lĩnh vực
field-see = Xem thêm
field-cite = Nguồn

## Nhãn của các trường riêng từng loại

field-form = Loại
field-status = Tình trạng
field-standing = Tình trạng văn kiện
field-state = Tình trạng
field-mechanism = Cơ chế
field-ordinal = Lần thứ
field-format = Hình thức
field-bridge_points = Số điểm cầu
field-host = Chủ trì, đăng cai
field-venues = Nơi diễn ra
field-theme = Chủ đề
field-parties = Các bên
field-seats = Thành phần
field-statements = Phát biểu, nhận định
field-next = Cuộc gặp tiếp theo
field-known_by = Đã có tại thời điểm
field-signed_at = Ký tại
field-terms = Điều khoản
field-counts = Số lượng
field-proposed_by = Bên đề xuất
field-by = Bên thực hiện
field-undertaken_at = Nêu tại
field-due = Thời hạn
field-followed_by = Nội dung tiếp nối
field-history = Quá trình
field-value = Giá trị
field-value_to = Đến mức
field-unit = Đơn vị
field-printed = Nguyên văn
field-measure = Chỉ tiêu
field-place = Địa bàn
field-bound = Mức chính xác
field-changes = Mức thay đổi
field-counterpart = Tên phía đối diện
field-part_of = Thuộc
field-part_of_since = Thuộc từ
field-class = Loại cửa khẩu
field-class_cn = Loại theo phía Trung Quốc
field-vn = Phía Việt Nam
field-cn = Phía Trung Quốc
field-at = Vị trí
field-geometry = Hình dạng
field-side = Phía
field-former = Tên cũ, tên mới
field-merged_into = Sáp nhập vào
field-posts = Chức vụ
field-seat = Trụ sở
field-publisher = Đơn vị đăng tải
field-byline = Tác giả
field-published = Ngày đăng
field-language = Ngôn ngữ
field-address = Địa chỉ
field-file = Tệp
field-paragraphs = Số đoạn
field-limits = Hạn chế
field-claims = Các nguồn nêu
field-finding = Kết luận
field-layer = Lớp nguồn
field-caveat = Lưu ý
field-corroboration = Số nguồn độc lập
field-year = Năm
field-unknown = Trường khác
field-origin = Vị trí trong tệp

## Nhãn bên trong một mục: thành phần, vị trí, chức vụ, mức tăng

field-text = Nội dung
field-who = Người, cơ quan
field-role = Vai trò
field-post = Chức vụ
field-org = Cơ quan, tổ chức
field-seen = Thời điểm giữ chức
field-lat = Vĩ độ
field-lon = Kinh độ
field-error_m = Sai số
field-point = Điểm thể hiện
field-confidence = Độ tin cậy
field-number = Số lượng
field-percent = Phần trăm

## Lịch

month-1 = tháng 1
month-2 = tháng 2
month-3 = tháng 3
month-4 = tháng 4
month-5 = tháng 5
month-6 = tháng 6
month-7 = tháng 7
month-8 = tháng 8
month-9 = tháng 9
month-10 = tháng 10
month-11 = tháng 11
month-12 = tháng 12
month-short-1 = Th1
month-short-2 = Th2
month-short-3 = Th3
month-short-4 = Th4
month-short-5 = Th5
month-short-6 = Th6
month-short-7 = Th7
month-short-8 = Th8
month-short-9 = Th9
month-short-10 = Th10
month-short-11 = Th11
month-short-12 = Th12
weekday-1 = thứ Hai
weekday-2 = thứ Ba
weekday-3 = thứ Tư
weekday-4 = thứ Năm
weekday-5 = thứ Sáu
weekday-6 = thứ Bảy
weekday-7 = Chủ nhật
year-bc = { $year } TCN

## Ngày tháng đầy đủ. Biến dùng được: $year, $month (tên), $mon (tên ngắn), $m và $mm (số, hai chữ
## số), $d và $dd (ngày, hai chữ số), và các biến đó kèm số 2 cho lúc kết thúc.

date-day = ngày { $d } tháng { $m } năm { $year }
date-month = tháng { $m } năm { $year }
date-year = năm { $year }
date-spring = mùa xuân năm { $year }
date-summer = mùa hè năm { $year }
date-autumn = mùa thu năm { $year }
date-winter = mùa đông { $year }–{ $year2 }
date-decade = thập niên { $year }
date-century = các năm { $year }–{ $year2 }
date-some-month = một tháng trong năm { $year }
date-some-day = một ngày trong tháng { $m } năm { $year }
date-some-date = một ngày trong năm { $year }
date-time = { $date }, { $clock }
date-about = khoảng { $date }
date-uncertain = { $date } (chưa chắc chắn)
date-about-uncertain = khoảng { $date } (chưa chắc chắn)
date-years = { $year }–{ $year2 }
date-months = tháng { $m }–{ $m2 } năm { $year }
date-days = ngày { $d }–{ $d2 } tháng { $m } năm { $year }
date-days-of-year = từ ngày { $d } tháng { $m } đến ngày { $d2 } tháng { $m2 } năm { $year }
date-alike = từ { $from } đến { $to }
date-between = từ { $from } đến { $to }
date-from = từ { $date } trở đi
date-until = cho đến { $date }
date-from-unknown = từ { $date }, không rõ thời điểm kết thúc
date-until-unknown = không muộn hơn { $date }, không rõ thời điểm cụ thể

## Ngày tháng trong ô bảng

short-day = { $dd }/{ $mm }/{ $year }
short-month = { $mm }/{ $year }
short-year = { $year }
short-spring = xuân { $year }
short-summer = hè { $year }
short-autumn = thu { $year }
short-winter = đông { $year }–{ $year2 }
short-decade = { date-decade }
short-century = { $year }–{ $year2 }
short-some-month = { $year }
short-some-day = { $mm }/{ $year }
short-some-date = { $year }
short-time = { $date } { $clock }
short-about = ~{ $date }
short-uncertain = { $date }?
short-about-uncertain = ~{ $date }?
short-years = { $year }–{ $year2 }
short-months = { $mm }–{ $mm2 }/{ $year }
short-days = { $dd }–{ $dd2 }/{ $mm }/{ $year }
short-days-of-year = { $dd }/{ $mm } – { $dd2 }/{ $mm2 }/{ $year }
short-alike = { $from } – { $to }
short-between = { $from } – { $to }
short-from = từ { $date }
short-until = đến { $date }
short-from-unknown = { $date } – ?
short-until-unknown = muộn nhất { $date }

## Các giờ trong một ngày mà dòng thời gian đang hiện

span-hours = { $date }, { $from }–{ $to }

## Ngày tháng được biết chính xác đến đâu

precision-instant = chính xác đến giờ
precision-day = chính xác đến ngày
precision-month = biết tháng, không nêu ngày
precision-season = biết mùa, không nêu tháng
precision-year = biết năm, không nêu ngày
precision-decade = biết thập niên, không nêu năm
precision-century = biết thế kỷ, không nêu năm
precision-open = còn tiếp diễn
precision-no-start = không nêu thời điểm
precision-unknown = không rõ
precision-about = { $precision }, ước tính
precision-uncertain = { $precision }, chưa chắc chắn
precision-about-uncertain = { $precision }, ước tính và chưa chắc chắn
precision-interval = bắt đầu: { $start }; kết thúc: { $end }
precision-both-ends = bắt đầu và kết thúc: { $start }

## Danh sách: a, b và c

list-comma = { ", " }
list-and = { " và " }

## Đơn vị của số liệu

unit-agreements = thỏa thuận
unit-billion-USD = tỷ USD
unit-billion-VND = tỷ đồng
unit-delegations = đoàn
unit-districts = huyện
unit-documents = văn kiện
unit-doses = liều
unit-gates = cửa khẩu
unit-hectares = ha
unit-hours = giờ
unit-km = km
unit-lanes = làn xe
unit-letters = bức thư
unit-letters-and-notes = thư, công hàm
unit-m = m
unit-masks = khẩu trang
unit-million-USD = triệu USD
unit-million-VND = triệu đồng
unit-million-persons = triệu lượt người
unit-million-tonnes = triệu tấn
unit-of-18-targets = trên 18 chỉ tiêu
unit-pairs-of-villages = cặp thôn, bản
unit-persons = người
unit-persons-per-day = người/ngày
unit-points-and-programmes = nội dung, chương trình
unit-scholarships = suất học bổng
unit-scholarships-a-year = suất học bổng mỗi năm
unit-talks = cuộc hội đàm
unit-telephone-talks = cuộc điện đàm
unit-times-present-capacity = lần công suất hiện nay
unit-tonnes = tấn
unit-trains = chuyến tàu
unit-trillion-VND = nghìn tỷ đồng
unit-vehicles = xe
unit-vehicles-per-day = xe/ngày
