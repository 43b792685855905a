# 命令行：结果之外的提示
cli-note = 注
cli-error = 错误
cli-shown = { $all } 条记录中的 { $shown } 条
cli-wrote = 已写入 { $path }
cli-errors = 数据集中有 { $count } 处错误；km0 check 列出全部：{ $path }
cli-no-such-file = 没有此文件或文件夹：{ $path }
cli-view-data-gone = 视图存档的数据集已不在原处：{ $path }
cli-view-remote = 视图存档指向另一台计算机上的文件，程序不会自动读取；请用--data或--add指定：{ $path }
cli-names-nothing = 数据集中没有与 { $term } 对应的内容
cli-undated = { $count } 条记录无日期，无法按时间判断，未列入
cli-merged = { $whole } 包括 { $part }（{ $date } 并入）
cli-file-exists = 文件已存在；加 --force 可覆盖：{ $path }
cli-nothing-selected = 未选择任何记录；用 --select ID 指定，或给出含选择的视图存档
cli-select-scope = --select 须与 --scope selection 同用，或不用 --scope
cli-pages = { $flag } 用于 docx、html 和 markdown，不用于 { $format }
cli-columns-csv = --columns people 用于 csv，不用于 { $format }；xlsx 的第一张表即含这些列
cli-no-room = { $format } 不支持以下字段（附记录数）：{ $fields }
cli-no-such-image = 图片可写为 .png、.svg 或 .pdf，不能写为 { $name }
cli-two-images = --format { $format } 与文件名后缀 .{ $name } 矛盾
cli-no-address = 记录地址的形式为 km0://record/ID：{ $text }
cli-no-record = 没有编号为“{ $id }”的记录；km0 list -q 词语 可按名称查找
cli-no-record-but = 没有编号为“{ $id }”的记录；是否指 { $hints }？
cli-path-and-command = 路径与命令不能同时使用；请用 --data PATH
cli-two-datasets = PATH 与 --data 指定了两个数据集；只能给出一个
cli-neither = 既不是命令，也不是文件或文件夹；参见 km0 --help：{ $path }
cli-needs-selection = { $what } 针对选定的内容；请用 --select ID 指定记录
cli-window-is-png = 窗口只能存为 PNG；若要 SVG 或 PDF，请写 --what timeline、map、both、dossier 或 briefing
cli-window-no-paper = 窗口用 --size，没有纸张；请写 --what timeline、map、both、dossier 或 briefing
cli-from-to = --from 必须早于 --to 的结束
cli-is-folder = 这是文件夹；请指定其中的文件：{ $path }
cli-no-folder = 没有此文件夹；请先创建：{ $path }
cli-not-written = 文件无法写入（{ $cause }）：{ $path }
cli-no-such-story = 没有此文件，也没有此名称的内置专题：{ $path }；现有：{ $names }
cli-no-story = 此视图文件中没有专题：{ $path }
cli-view-after = 请把 --view 写在命令之后
cli-usage-no-value = { $arg } 需要一个值
cli-usage-value = “{ $value }”不是 { $arg } 的可用值；请用以下之一：{ $known }
cli-usage-invalid = “{ $value }”不是 { $arg } 的可用值：{ $why }
cli-usage-takes-none = { $arg } 不带值：“{ $value }”
cli-usage-unknown = 此处没有选项 { $arg }
cli-usage-command = 没有命令“{ $name }”
cli-usage-missing = 缺少：{ $args }
cli-usage-conflict = { $arg } 不能与 { $other } 同时使用
cli-usage-hint = 是否想用 { $name }？
cli-usage-help = 用法见 km0 --help；各命令见 km0 命令 --help。
cli-why-encoding = { $name } 不是已知的编码
cli-why-format = 请写下列之一：{ $known }
cli-why-date = 无法识别日期“{ $part }”；请写 { $fix }
cli-why-size = 请按 1440x900 的形式写出宽和高，每边从 64 到 16384
cli-why-map = 请按 21.97,106.71,13 的形式写出纬度、经度和缩放级别，缩放级别从 2 到 15
cli-why-scale = 请写 0.5 到 4 之间的数
cli-why-text = 请写 0.5 到 2 之间的数
cli-reset-window = --reset 只用于打开窗口，不能与命令同用
cli-diff-data = km0 diff 以 OLD 和 NEW 接受两个数据集，不用 --data
cli-convert-data = km0 convert 以 IN 接受数据集，不用 --data
cli-nothing-to-write = 没有可写的内容：{ $path }
cli-no-such-format = 无法写成 { $name }；请用以下之一：{ $known }
cli-view-dataset = 视图是用数据集“{ $saved }”保存的，现在打开的是“{ $open }”
cli-view-release = 视图是用数据版本 { $saved } 保存的，现在打开的是 { $open }
cli-view-selects = 数据集中没有视图所选的 { $id }

# `check`、`stats`、`diff`、`show` 的用语
severity-error = 错误
severity-warning = 警告
severity-note = 说明
cli-checked = { $records } 条记录{ $named ->
    [0] { "" }
   *[other] 及其中提到的 { $named } 项
}，{ $errors } 个错误，{ $warnings } 个警告{ $notes ->
    [0] { "" }
   *[other] ，{ $notes } 条说明
}
diff-counts = 新增 { $added } 条，删除 { $removed } 条，变更 { $changed } 条
diff-one-input = 标准输入只含一个数据集，不是两个
stats-records-but-sources = 来源以外的记录
stats-citations = 引注
stats-records-that-cite-a-paragraph = 引注到段落的记录
stats-records-of-several-sources = 有两个以上来源的记录
stats-records-with-a-confidence = 注明可信度的记录
stats-coverage = 来源使用情况
stats-sources = 被引用的来源
stats-paragraphs = { $id } 的段落
stats-of = { $part } / { $all }
show-said-by = 提出方
show-off-border = 距边界线 { $metres } 米
show-referring = { $count ->
    [0] 没有记录引用该记录
   *[other] { $count } 条记录引用该记录
}
cli-view-layer = 找不到视图添加到数据上的文件：{ $path }
