# 详情
details-sources = 来源
details-empty-title = 未选择任何内容
details-empty-hint = 点击地图上的口岸、时间轴上的条目或列表中的一行，此处将显示其全部已知信息及来源。
details-seen = 截至{ $date }
details-bridge-points = { $count }个会场
details-position-confidence = 可信度：{ $confidence }
details-position-error = 误差约{ $metres }米，可信度：{ $confidence }
details-position-border = 距边界线 { $metres } 米
details-at = 在
details-extra = 其他字段
details-paragraph = 来源{ $source }第{ $number }段
details-disagree = 各来源说法不一：
details-undated = 无日期
details-includes = 包含
details-merged-on = （{ $date }并入）
details-position-metres = 误差约{ $metres }米
