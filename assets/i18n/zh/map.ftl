# map
map-name = 地图
map-zoom-in = 放大
map-zoom-out = 缩小
map-fit = 显示全部匹配地点
map-legend = 图例
map-legend-shape = 形状：类别
map-legend-colour = 颜色：所示日期的状态
map-legend-size = 大小：所示时段内的事件数
map-legend-group = 多处相邻地点
map-legend-border = 中越边界
map-legend-provinces = 省界截至 { $date }
map-legend-merged = { $date }起的省界
map-km = { $n } 公里
map-m = { $n } 米
map-sign-international = 国际性口岸
map-sign-rail = 国际性铁路口岸
map-sign-main = 双边性口岸
map-sign-secondary = 副口岸
map-sign-route = 通关通道、货运专用通道
map-sign-opening = 边境通道
map-sign-tourism = 旅游通道
map-sign-unstated = 类别未说明
map-sign-place = 地点
map-sign-marker = 界碑
map-working-open = 开放
map-working-not-open = 尚未开放
map-working-suspended = 暂停
map-working-unknown = 状况不明
map-records =
    { $count ->
        [0] 没有匹配的事件
       *[other] { $count } 个事件
    }
map-uncertainty = 位置误差在 { $metres } 米以内
map-approximate = 位置大致，误差可达 { $metres } 米
map-group = { $count } 处相邻地点
map-beside = 附近：{ $names }
map-group-open = 点击展开
map-site-spoken = { $kind }，{ $name }，{ $sign }，{ $count } 个事件
map-group-spoken = { $count } 处地点：{ $names }
map-as-of = 截至{ $date }
map-as-of-help = 口岸和省份为这一天的状况：时间轴所示时段的最后一天。
map-copy = 复制坐标 {$at}
map-fit-selection = 显示所选内容
map-fit-all = 显示整幅地图
map-unplaced = 无位置：{ $n }
map-unplaced-help = 符合条件但未提及地图上任何地点的记录
map-layers = 图层
map-layers-base = 内置底图
map-layers-base-help = 没有公路、铁路：各软件包仓库均无此数据。县、乡只有带名称的点，不绘其边界。可叠加含道路的 PMTiles 文件。
map-layers-graticule = 经纬网
map-layers-tiles = 叠加的地图
map-layers-none = 无
map-layers-online = OpenStreetMap（联网）
map-layers-online-help = 从 { $host } 下载当前显示的部分并保存在本机。关闭时不下载任何内容。
map-layers-file = 本机文件（PMTiles）
map-layers-choose = 选择文件…
map-layers-again = 重试
map-layers-off = 关闭
map-trouble-offline = 未能从 { $host } 取得数据：网络不通或服务器拒绝。仍使用内置底图。
map-trouble-tls = 本机没有用于安全连接的证书。仍使用内置底图。
map-trouble-missing = 找不到 { $name }。仍使用内置底图。
map-trouble-unreadable = 无法读取 { $name }（{ $reason }）。仍使用内置底图。
map-trouble-foreign = { $name } 不是 PMTiles 文件。仍使用内置底图。
map-trouble-version = { $name } 是 PMTiles 第 { $version } 版；需要第 3 版。
map-trouble-damaged = { $name } 不完整或已损坏。仍使用内置底图。
map-trouble-unsupported = { $name } 的地图块格式为 { $what }，此处无法显示。可显示 PNG、JPEG 和矢量块（不压缩或 gzip 压缩）。
map-trouble-broken =
    { $count ->
       *[other] { $name } 有 { $count } 块已损坏，未显示。
    }
map-area-draw = 绘制筛选区域（R，或按住 Shift 拖动）
map-area-shown = 仅地图显示的内容（V）
map-area-remove = 从筛选中移除区域
map-area-whole = 移动区域
map-area-north = 区域北边
map-area-south = 区域南边
map-area-west = 区域西边
map-area-east = 区域东边
map-area-north-west = 区域西北角
map-area-north-east = 区域东北角
map-area-south-west = 区域西南角
map-area-south-east = 区域东南角
map-unplaced-area-help = 被区域排除：符合其他条件但没有位置可判断的记录
map-sign-mine = 含我的文件
