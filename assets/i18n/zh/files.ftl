# 记录所在的文件，以及文件的变动
record-menu = 更多操作
command-copy-id = 复制编号
command-reveal-file = 在文件中显示
help-reveal-file = 复制记录所在的文件和行号，并打开该文件
why-no-file = 内置数据集没有文件；请打开文件夹
why-board = 当前显示其他看板；请先返回时间轴与地图
notice-reloaded = 文件已更改：按最新内容显示 { $count } 条记录。
notice-broken = 文件已更改，新增 { $count } 处错误。仍显示更改之前的内容。
notice-revealed = 已复制并打开：{ $place }
notice-not-revealed = 已复制：{ $place }。此桌面没有可打开该文件的程序。
problems-broken = 文件目前有 { $count } 处问题。仍显示更改之前的内容。
layer-switch = 来源层
layer-documents = 全文来源
layer-press = 报刊
layer-both = 全部
layer-switch-help = 全文来源、报刊或两者所述
