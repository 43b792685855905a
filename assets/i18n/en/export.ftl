# reports
report-paragraph = paragraph { $number }
report-undated = no date
