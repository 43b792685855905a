# Opening other people's files: progress, the meaning of columns
command-open-file = Open a file…
help-open-file = A dataset or view, a table (CSV, XLSX, ODS, XLS), JSON, GeoJSON, TimelineJS, KML, KMZ, GPX or a calendar
command-columns = Meaning of the columns…
why-no-table = Only for a table (CSV, XLSX)
load-reading = Reading { $name }
load-indexing = Indexing { $name } for search
load-cancel = Cancel
columns-title = Open { $name }
columns-help = Choose what each column means. It is kept beside the table, so you are asked only once.
columns-sheet = Sheet
columns-header = First row names the columns
columns-order = Dates such as 04/05/2023
columns-order-guessed = Detected from the table
columns-order-day = Day first
columns-order-month = Month first
columns-kind = A row is a
columns-lang = Language
columns-lang-seen = Detected
columns-column = Column
columns-meaning = Means
columns-samples = First values
columns-preview = The first records
columns-name = Name
columns-date = Date
columns-place = Place
columns-none = With these meanings there is no record. Say which column is the name.
columns-fine = { $rows ->
    [one] { $rows } row read, no problems
   *[other] { $rows } rows read, no problems
}
columns-fine-more = First { $rows } rows read, no problems
columns-problems = { $problems ->
    [one] { $rows } rows read, { $problems } problem
   *[other] { $rows } rows read, { $problems } problems
}
columns-problems-more = First { $rows } rows read, problems: { $problems }
columns-open = Open
columns-of = Meaning of the column { $name }
target-ignore = — leave out —
target-keep = Keep under its own name
target-id = Id
target-kind = Kind of record
target-name = Name
target-name_vi = Name (Vietnamese)
target-name_en = Name (English)
target-name_zh = Name (Chinese)
target-summary = Summary
target-note = Note
target-date = Date, or first day
target-end = Last day
target-start_year = Year
target-start_month = Month
target-start_day = Day of the month
target-place = Place name
target-lat = Latitude
target-lon = Longitude
target-coordinates = Latitude, longitude
target-error_m = Margin of error (metres)
target-topics = Topics
target-source = Source
target-other = As { $name }
