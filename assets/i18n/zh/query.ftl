# 输入内容为何不是查询
query-error-key = “{ $key }:”不是筛选条件。请在“筛选”标签中选择，或输入以下之一：{ $keys }。若要查找这些字词，请加上引号。
query-error-value = “{ $key }:”需要一个值，例如{ $example }。
query-error-kind = “{ $value }”不是记录种类。请使用以下之一：{ $values }。
query-error-word = “{ $value }”不是{ $key }:的值。请使用以下之一：{ $values }。
query-error-date = { $key }：无法识别日期“{ $part }”。请写成{ $fix }。
query-error-either = { $one }或{ $other }，视所指而定
query-error-instance = { $example }（示例）
query-error-year = “{ $value }”不是年份。例如可写year:2023。
query-error-area = in:需要四个数字，即以度表示的西、南、东、北，例如in:106,21.5,107.5,22.5。
query-error-quote = 引号没有结束。请在末尾加上"。
query-error-long = 查询超过{ $most }个字符，请缩短。
