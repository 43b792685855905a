# 各面板共用的用语：记录种类、数据用词、字段标签、日期、列表。

## 记录种类

kind-meeting = 会晤
kind-agreement = 协议
promise-proposal = 建议
promise-commitment = 承诺
kind-commitment = 承诺与建议
kind-project = 项目
kind-milestone = 要事
kind-figure = 统计数字
kind-discrepancy = 来源说法不一
kind-gate = 口岸
kind-place = 地点
kind-mechanism = 机制
kind-person = 人物
kind-organisation = 机构
kind-topic = 领域
kind-source = 来源
kinds-meeting = 会晤
kinds-agreement = 协议
kinds-commitment = 承诺与建议
kinds-project = 项目
kinds-milestone = 要事
kinds-figure = 统计数字
kinds-discrepancy = 来源说法不一
kinds-gate = 口岸
kinds-place = 地点
kinds-mechanism = 机制
kinds-person = 人物
kinds-organisation = 机构
kinds-topic = 领域
kinds-source = 来源

## 多个字段共用的词

word-Other = 其他
word-Unstated = 未说明
word-Planned = 计划中
word-Proposed = 建议
word-Agreed = 达成一致
word-UnderWay = 进行中
word-PartlyDone = 部分完成
word-Done = 已完成
word-Trial = 试行

## 会晤：类型、状态、形式

word-EarlySpring = 新春会晤
word-CommitteeSession = 联合工作委员会会晤
word-Conference = 会议
word-Talks = 会谈
word-Visit = 访问
word-Signing = 签字仪式
word-Held = 已举行
word-Mentioned = 仅提及
word-Online = 视频
word-InPerson = 线下

## 协议：类型、签署情况

word-Minutes = 会谈纪要
word-Memorandum = 备忘录
word-Framework = 框架协议
word-Agreement = 协议、协定
word-Treaty = 条约
word-JointStatement = 联合声明
word-Twinning = 结好
word-Plan = 计划、方案
word-Signed = 已签署
word-InForce = 有效
word-Named = 仅见名称

## 承诺与项目的进展

word-Announced = 已宣布
word-Submitted = 已报批
word-Started = 已开工
word-NearlyDone = 基本完成

## 要事：类型

word-Restriction = 限制措施
word-Reopening = 恢复开放
word-GateOpening = 开放、升格
word-Programme = 规划
word-Anniversary = 周年纪念
word-StateVisit = 国事访问
word-Policy = 政策
word-Effect = 影响
word-Congress = 代表大会
word-Practice = 惯常做法

## 数字的界限，置于数字之前

word-Exact = 正好
word-About = 约
word-Over = 超过
word-Under = 不足

## 口岸：类型、级别、状态

word-Road = 公路口岸
word-Rail = 铁路口岸
word-Bridge = 桥梁
word-Route = 通关通道、货运专用通道
word-Opening = 边境通道
word-TourismCrossing = 旅游通道
word-International = 国际性口岸
word-Main = 主要口岸
word-Bilateral = 双边性口岸
word-Secondary = 副口岸
word-RailInternational = 国际性铁路口岸
word-ClearanceRoute = 通关通道
word-Open = 开放
word-Suspended = 暂停
word-Reopened = 已恢复开放
word-NotOpen = 尚未开放
word-ToBeOpened = 待开放
word-ToBeUpgraded = 待升格
word-Upgraded = 已升格
word-UnderConstruction = 建设中

## 地点：类型；边界的一方

word-Country = 国家
word-Province = 省
word-Region = 自治区、地区
word-Prefecture = 地级市、自治州
word-District = 县、区
word-County = 县（中国）
word-City = 市
word-Town = 镇
word-Marker = 界碑
word-Area = 区域
word-Market = 集市
word-River = 河流
word-Landmark = 地标
word-Vn = 越南
word-Cn = 中国
word-Both = 双方

## 机构：类型

word-Party = 党组织
word-Government = 政府
word-Legislature = 议会、人大
word-Ministry = 部委
word-Mission = 驻外使领馆
word-Agency = 职能部门
word-Committee = 委员会
word-Court = 法院
word-Media = 媒体
word-Union = 群团组织

## 来源：类型

word-News = 新闻
word-Report = 报告
word-Reference = 参考资料
word-Document = 全文来源
word-Press = 报刊
word-Data = 数据

## 发言与记述、身份、可信度

word-Said = 表示
word-Assessed = 评价
word-Reported = 通报
word-Agenda = 议题
word-Term = 条款
word-Missing = 情况不明
word-Chair = 主持
word-Lead = 率团
word-Speak = 发言
word-Attend = 出席
word-Sign = 签署
word-High = 高
word-Medium = 中
word-Low = 低

## 各类记录共有字段的标签

field-id = 编号
field-kind = 种类
field-name = 名称
field-summary = 摘要
field-note = 备注
field-aliases = 别名
field-date = 时间
field-about = 涉及
field-topics = 领域
field-see = 另见
field-cite = 来源

## 各类记录自有字段的标签

field-form = 类型
field-status = 状态
field-standing = 签署情况
field-state = 状态
field-mechanism = 机制
field-ordinal = 届次
field-format = 形式
field-bridge_points = 视频会场数
field-host = 主办方
field-venues = 举行地点
field-theme = 主题
field-parties = 各方
field-seats = 参与人员
field-statements = 发言与记述
field-next = 下次会晤
field-known_by = 最迟存在时间
field-signed_at = 签署场合
field-terms = 条款
field-counts = 数量
field-proposed_by = 提出方
field-by = 实施方
field-undertaken_at = 提出场合
field-due = 期限
field-followed_by = 后续
field-history = 历程
field-value = 数值
field-value_to = 上限
field-unit = 单位
field-printed = 原文写法
field-measure = 统计内容
field-place = 地点
field-bound = 精确程度
field-changes = 增减
field-counterpart = 对方名称
field-part_of = 属于
field-part_of_since = 归属起始时间
field-class = 口岸类别
field-class_cn = 中方类别
field-vn = 越方
field-cn = 中方
field-at = 位置
field-geometry = 形状
field-side = 所属方
field-former = 曾用名与新名
field-merged_into = 并入
field-posts = 职务
field-seat = 驻地
field-publisher = 发布方
field-byline = 署名
field-published = 发布时间
field-language = 语言
field-address = 网址
field-file = 文件
field-paragraphs = 段落数
field-limits = 局限
field-claims = 各来源说法
field-finding = 核查结论
field-layer = 来源层
field-caveat = 注意
field-corroboration = 独立报道数
field-year = 年份
field-unknown = 其他字段
field-origin = 出处

## 条目内的标签：参与人员、位置、职务、增减

field-text = 内容
field-who = 人员或机构
field-role = 身份
field-post = 职务
field-org = 机构
field-seen = 在任时间
field-lat = 纬度
field-lon = 经度
field-error_m = 误差
field-point = 所示之点
field-confidence = 可信度
field-number = 数量
field-percent = 百分比

## 历法

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月
month-short-1 = 1月
month-short-2 = 2月
month-short-3 = 3月
month-short-4 = 4月
month-short-5 = 5月
month-short-6 = 6月
month-short-7 = 7月
month-short-8 = 8月
month-short-9 = 9月
month-short-10 = 10月
month-short-11 = 11月
month-short-12 = 12月
weekday-1 = 星期一
weekday-2 = 星期二
weekday-3 = 星期三
weekday-4 = 星期四
weekday-5 = 星期五
weekday-6 = 星期六
weekday-7 = 星期日
year-bc = 公元前{ $year }

## 完整日期。可用变量：$year、$month（月名）、$mon（简称）、$m 与 $mm（月，两位）、$d 与 $dd（日，
## 两位）；区间终点的同名变量带 2。

date-day = { $year }年{ $m }月{ $d }日
date-month = { $year }年{ $m }月
date-year = { $year }年
date-spring = { $year }年春季
date-summer = { $year }年夏季
date-autumn = { $year }年秋季
date-winter = { $year }—{ $year2 }年冬季
date-decade = { $year }年代
date-century = { $year }—{ $year2 }年间
date-some-month = { $year }年某月
date-some-day = { $year }年{ $m }月某日
date-some-date = { $year }年某日
date-time = { $date } { $clock }
date-about = 约{ $date }
date-uncertain = { $date }（不确定）
date-about-uncertain = 约{ $date }（不确定）
date-years = { $year }—{ $year2 }年
date-months = { $year }年{ $m }月至{ $m2 }月
date-days = { $year }年{ $m }月{ $d }日至{ $d2 }日
date-days-of-year = { $year }年{ $m }月{ $d }日至{ $m2 }月{ $d2 }日
date-alike = { $from }至{ $to }
date-between = { $from }至{ $to }
date-from = { $date }起
date-until = 至{ $date }
date-from-unknown = { $date }起，结束时间不详
date-until-unknown = 不晚于{ $date }，具体时间不详

## 表格中的日期

short-day = { $year }-{ $mm }-{ $dd }
short-month = { $year }-{ $mm }
short-year = { $year }
short-spring = { $year }春
short-summer = { $year }夏
short-autumn = { $year }秋
short-winter = { $year }—{ $year2 }冬
short-decade = { date-decade }
short-century = { $year }—{ $year2 }
short-some-month = { $year }
short-some-day = { $year }-{ $mm }
short-some-date = { $year }
short-time = { $date } { $clock }
short-about = ~{ $date }
short-uncertain = { $date }?
short-about-uncertain = ~{ $date }?
short-years = { $year }—{ $year2 }
short-months = { $year }-{ $mm } 至 { $mm2 }
short-days = { $year }-{ $mm }-{ $dd } 至 { $dd2 }
short-days-of-year = { $year }-{ $mm }-{ $dd } 至 { $mm2 }-{ $dd2 }
short-alike = { $from } 至 { $to }
short-between = { $from } 至 { $to }
short-from = { $date } 起
short-until = 至 { $date }
short-from-unknown = { $date } 至 ?
short-until-unknown = 不晚于 { $date }

## 时间轴所示一日之内的时段

span-hours = { $date } { $from }—{ $to }

## 日期的精确程度

precision-instant = 精确到时刻
precision-day = 精确到日
precision-month = 知月份，未说明日期
precision-season = 知季节，未说明月份
precision-year = 知年份，未说明日期
precision-decade = 知年代，未说明年份
precision-century = 知世纪，未说明年份
precision-open = 仍在继续
precision-no-start = 不限
precision-unknown = 不详
precision-about = { $precision }，大约
precision-uncertain = { $precision }，不确定
precision-about-uncertain = { $precision }，大约且不确定
precision-interval = 开始：{ $start }；结束：{ $end }
precision-both-ends = 开始与结束：{ $start }

## 列表：甲、乙和丙

list-comma = 、
list-and = 和

## 统计数字的单位

unit-agreements = 份协议
unit-billion-USD = 十亿美元
unit-billion-VND = 十亿越南盾
unit-delegations = 个团组
unit-districts = 个县
unit-documents = 份文件
unit-doses = 剂
unit-gates = 个口岸
unit-hectares = 公顷
unit-hours = 小时
unit-km = 公里
unit-lanes = 条车道
unit-letters = 封信函
unit-letters-and-notes = 封信函、公函
unit-m = 米
unit-masks = 只口罩
unit-million-USD = 百万美元
unit-million-VND = 百万越南盾
unit-million-persons = 百万人次
unit-million-tonnes = 百万吨
unit-of-18-targets = （共18项指标）
unit-pairs-of-villages = 对村屯
unit-persons = 人
unit-persons-per-day = 人/天
unit-points-and-programmes = 项内容和计划
unit-scholarships = 个奖学金名额
unit-scholarships-a-year = 个奖学金名额/年
unit-talks = 次会谈
unit-telephone-talks = 次电话会谈
unit-times-present-capacity = 倍于现有能力
unit-tonnes = 吨
unit-trains = 列班列
unit-trillion-VND = 万亿越南盾
unit-vehicles = 辆车
unit-vehicles-per-day = 辆/天
