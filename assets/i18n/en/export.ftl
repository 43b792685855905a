# the export dialog
export-title = Export
export-save = Save as…
export-copy-hint = The command line that writes the same file
export-records = Records
export-scope-shown = What is shown: { $count }
export-scope-selection = The selection: { $count }
export-scope-all = Everything: { $count }
export-related = With related records
export-related-hint = What these records are linked with, as the window marks it for a selection, and the sources that they cite
export-file = The file
export-weighing = Counting…
export-beside = A second file beside it, .datapackage.json, describes the columns (Frictionless Table Schema).
export-lossless = Nothing is left out.
export-writing = Writing: { $done } of { $of }
export-cancel = Cancel
export-with-related = { $sentence }; with { $count } related records
export-selected = Selected: { $names }
export-more-selected = { $count } more
notice-exported = Written to { $path }: { $holds }
notice-export-cancelled = The export was cancelled; nothing was written.
export-all-formats = Other formats
format-group-tables = TABLES
format-group-reading = TO READ AND PRINT
format-group-maps = MAPS AND TIME
format-group-sources = SOURCES
format-group-whole = WHOLE DATASET
format-csv = CSV: table for spreadsheets and statistics
format-xlsx = Excel: workbook, one sheet per kind (XLSX)
format-docx = Word: report, dossier or briefing (DOCX)
format-html = HTML: report for any browser, ready to print
format-markdown = Markdown: report as text with footnotes
format-geojson = GeoJSON: places for QGIS and web maps
format-kml = KML: places with their time for Google Earth
format-ics = iCalendar: what is dated to the day
format-timelinejs = TimelineJS: slides for the web
format-lpf = Linked Places: gazetteer of gates and places
format-csl = CSL-JSON: cited sources for Zotero, Word
format-bibtex = BibTeX: cited sources for LaTeX
format-json = JSON: everything, for programs
format-ron = RON: a dataset that Km0 opens again

# what a file holds, and what it does not
report-count-records = { $written ->
    [one] { $written } record
   *[other] { $written } records
}
report-count-both = { $events ->
    [one] { $events } event
   *[other] { $events } events
} and { $others ->
    [one] { $others } other record
   *[other] { $others } other records
}
report-of-which = { $said }: { $counts } (gates, people, sources …)
report-count-events = { $written ->
    [one] { $written } dated event
   *[other] { $written } dated events
} of { $records ->
    [one] { $records } record
   *[other] { $records } records
}
report-count-places = { $written ->
    [one] { $written } gate or place
   *[other] { $written } gates and places
} of { $records ->
    [one] { $records } record
   *[other] { $records } records
}
report-count-sources = { $written ->
    [one] { $written } source
   *[other] { $written } sources
} for { $records ->
    [one] { $records } record
   *[other] { $records } records
}
loss-undated = In the file, but without a date: { $count }
loss-unplaced = In the file, but without a point on the map: { $count }
loss-left-undated = Not in the file, having no date: { $count }
loss-left-inexact = Not in the file, not dated to the day: { $count }
loss-left-no-place = Not in the file, being no gate or place: { $count }
loss-left-no-start = Not in the file, known only to end by a day: { $count }
loss-left-unplaced = Not in the file, being no event and having no position: { $count }
loss-doubt = Date looks more exact than it is, with the source’s own beside it: { $count }
loss-relations = Links to other records left out in { $count }
loss-field = “{ $field }” left out in { $count }
loss-notes = Note left out in { $count }
loss-aliases = Other names left out in { $count }
loss-languages = Other languages left out in { $count }
loss-pinyin = Pinyin and its citation left out in { $count }
loss-unknown-fields = Fields the program does not know left out in { $count }
loss-cut = Texts cut to what a cell can hold in { $count }
loss-outside = Entries that lead to gates, people or sources which are not in the file: { $count }

# reports
report-paragraph = paragraph { $number }
report-undated = no date
report-left-out = Not in this file
report-release = { $name }, release { $version }, { $licence }
report-dataset = { $name }
xlsx-about = About
xlsx-sources = The sheet of sources holds every source that is cited here.
# The table for people
people-when = When
people-first = Date
people-last = Last day
people-name = Name
people-kind = Kind
people-venue = Held at
people-about = Gates and places
people-parties = Parties
people-proposed = Proposed by
people-by = To be done by
people-says = What it says
people-state = State
people-signed = Signed by
people-caution = Caveat
prose-about = About
people-source = Source
people-link = Link
people-more = { $count ->
    [one] … and 1 more point
   *[other] … and { $count } more points
}
xlsx-list = List
xlsx-columns = Columns
xlsx-column = Column
xlsx-meaning = What it holds
xlsx-sheet = Sheet
xlsx-every-sheet = every sheet
xlsx-know = What to know about this file
xlsx-list-about = The first sheet is for reading and printing, in order of date. The others, one sheet per kind, are for counting and filtering; their columns keep their names from release to release.
export-columns = Columns
export-columns-people = To read
export-columns-all = Everything, for programs
export-columns-people-hint = Dates in words, names, parties, what it says, state and sources, in the language in use
export-columns-all-hint = Every field under stable names, with ids and links
file-name-after = from
file-name-before = before
file-name-area = map area
# What a column holds
column-id = stable over releases of the dataset
column-kind = the kind of record
column-date = EDTF level 1, as exact as the source
column-derived-date = EDTF level 1; the date of the occasion, where the record has none of its own
column-derived-from = id of the record whose date is taken
column-earliest-start = the earliest day that it may begin on
column-latest-start = the latest day that it may begin on
column-earliest-end = its last day, at the earliest
column-latest-end = its last day, at the latest
column-places = ids of every place that the record names, separated by "; "
column-place-names = names of every place that the record names, separated by "; "
column-ids = ids of records, separated by "; "
column-one-id = id of a record
column-lat = the record's own position: degrees north, WGS 84
column-lon = the record's own position: degrees east, WGS 84
column-error = metres that the position may be off
column-wkt = the points where a source states that it is, as WKT, longitude first, as in GeoJSON
column-placed-by = why it has these points: own is its own position, venues where it took place, place what a figure measures
column-placed-at = ids of the places whose points they are
column-about-wkt = the points of the gates and places that it is only about, as WKT
column-cite = source#paragraph, separated by "; "
column-sources = publisher | date | title | address of each source, separated by "; "; in square brackets a label where nobody saw the title
column-json = JSON
column-chinese = JSON: by field, the pinyin and who vouches for the Chinese
column-unknown = JSON: fields that the schema does not know
column-outside = ids that the record names and that are not in this file

# reports: layout, map and strip of time
export-form-list = A list by kind
export-form-pages = The whole page of each record
export-form-pages-hint = All that the details say, not just an entry of a list
export-form-briefing = Briefing: a page for each gate and meeting
export-form-briefing-hint = What was agreed, what became of it, what is open, who took part
export-form-along = Along the border: gates in the order in which they stand
export-form-along-hint = Class and state through time, agreements, promises and meetings of each; the HTML has a drawing of them all
report-fields-left-out = Without these fields: { $fields }
report-is-short = This report does not hold all there is about its records; see its end.
report-contents = Contents
report-top = Back to the top
report-empty = There are no records.
quote-again = { $text } (in full in note { $number })
listed-signed = Signed at
listed-what = What
listed-state = State, parties
docx-page = Page
figure-map = Map: where it was, or what it is about
figure-strip = Strip of time
figure-sites = Places on the map
figure-to-map = map
figure-to-strip = strip of time
figure-site = { $name } ({ $n })
figure-map-about = Map of { $n ->
    [one] one place
   *[other] { $n } places
}, with how many records are there: { $names }
figure-strip-about = Strip of time, with how many records of each kind: { $lanes }
figure-before = before
figure-after = after
briefing-agreed = Agreed and signed
briefing-agreed-none = The sources report nothing that was agreed or signed.
briefing-open = Still open
briefing-open-none = No commitment or proposal is open.
briefing-became = What became of the others
briefing-became-none = The sources report no commitment or proposal that was done.
briefing-across = Who took part
briefing-across-none = The sources do not say who took part.
briefing-more = and { $n } more, given in the dossier of { $name }
briefing-date = Date
briefing-paper = Agreement
briefing-parties = Parties
briefing-standing = Standing, signed at
briefing-promise = Commitment or proposal
briefing-state = So far
briefing-vn = Vietnamese side
briefing-cn = Chinese side
docx-no-room = { $name }: the drawing is larger than a page of this document; the HTML page and Picture have it.
