# map
map-name = 地图
map-zoom-in = 放大
map-zoom-out = 缩小
map-fit = 显示全部匹配地点
map-legend = 图例
map-legend-approximate = 位置大致准确
map-legend-group = 多处相邻地点
map-legend-border = 中越边界
map-legend-provinces = 省界截至 { $date }
map-gulf = 北部湾
map-km = { $n } 公里
map-m = { $n } 米
map-merged = { $date }前为{ $place }
map-merged-short = 原{ $place }
map-sign-international = 国际口岸
map-sign-rail = 国际铁路口岸
map-sign-main = 主要（双边）口岸
map-sign-secondary = 次要口岸
map-sign-route = 通关通道
map-sign-opening = 边民通道
map-sign-tourism = 旅游区
map-sign-unstated = 等级未说明
map-sign-place = 地点
map-sign-marker = 界碑
map-standing-pending = 尚未开通
map-standing-suspended = 暂停
map-records =
    { $count ->
        [0] 没有匹配的记录
       *[other] { $count } 条匹配记录
    }
map-uncertainty = 位置误差在 { $metres } 米以内
map-approximate = 位置大致，误差可达 { $metres } 米
map-group = { $count } 处相邻地点
map-beside = 附近：{ $names }
map-group-open = 点击展开
map-site-spoken = { $kind }，{ $name }，{ $sign }，{ $count } 条记录
map-group-spoken = { $count } 处地点：{ $names }
map-as-of = 截至{ $date }
map-as-of-help = 口岸和省份为这一天的状况：时间轴所示时段的最后一天。
map-copy = 复制坐标 {$at}
map-fit-selection = 显示所选内容
map-fit-all = 显示整幅地图
map-unplaced = 无位置：{ $n }
map-unplaced-help = 符合条件但未提及地图上任何地点的记录
