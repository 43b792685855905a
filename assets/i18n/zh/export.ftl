# 报告
report-paragraph = 第{ $number }段
report-undated = 无日期
