# báo cáo
report-paragraph = đoạn { $number }
report-undated = không ghi ngày
