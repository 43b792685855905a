# The window: menus, header, dialogs
menu-file = File
menu-edit = Edit
menu-view = View
menu-help = Help
command-open = Open a folder…
command-builtin = Use the built-in dataset
command-problems = Problems in the data
command-export = Export…
command-quit = Quit
command-undo = Undo filter
command-redo = Redo filter
command-search = Search
command-clear-query = Clear the search
command-clear-selection = Clear the selection
command-facets = Filters
command-list = List
command-map = Map
command-timeline = Timeline
command-details = Details
command-back = Back
command-forward = Forward
command-fit-map = Map: show all that matches
command-map-to-selection = Map: go to the selection
command-all-time = Timeline: show all time
command-focus-timeline = Go to the timeline
command-reduce-motion = Reduce motion
command-reset-layout = Reset the layout
command-shortcuts = Keyboard shortcuts
command-about = About Km0
theme-system = Theme: desktop
theme-light = Theme: light
theme-dark = Theme: dark
search-hint = Search, or kind:agreement gate:ta-lung after:2021
search-help = Words, with or without marks. Filters: kind: gate: place: mechanism: person: org: project: topic: source: about: after: before:. A minus excludes; quotes keep words together.
search-unknown = Nothing is called { $term } here.
search-remove = Remove the filter { $term }
count-shown = { $shown } of { $total } records
count-undated = { $count ->
    [one] and { $count } undated
   *[other] and { $count } undated
}
count-problems = { $count ->
    [one] { $count } problem in the data
   *[other] { $count } problems in the data
}
term-after = from { $date } on
term-before = before { $date }
term-during = during { $date }
term-surely = certainly during { $date }
term-area = in the area drawn
key-province = Province
key-side = Side
key-layer = Layer
key-confidence = Confidence
key-precision = Date known to
key-year = Year
term-not = not { $term }
key-gate = Gate
key-place = Place
key-mechanism = Mechanism
key-person = Person
key-org = Body
key-project = Project
key-topic = Topic
key-source = Source
key-about = About
key-id = Record
notice-exported = { $count ->
    [one] { $count } record written to { $path }
   *[other] { $count } records written to { $path }
}
notice-opened = { $count } records opened, problems: { $problems }
notice-copied = Copied
notice-no-chooser = No file chooser answers on this desktop; install xdg-desktop-portal or zenity. Until then drop a folder on the window to open it, and export with “km0 export”.
notice-failed = That did not work: { $message }
close = Close
export-title = Export
export-what = { $count ->
    [one] The { $count } record that is shown, in the format:
   *[other] The { $count } records that are shown, in the format:
}
export-save = Save as…
export-lossless = This format holds everything.
format-csv = CSV: a table for spreadsheets, one row a record
format-json = JSON: everything, for programs
format-geojson = GeoJSON: places and their records, for map programs
format-ron = RON: a dataset that Km0 opens again
about-program = Km0 { $version }. A timeline and a map of dated, placed records, linked, offline, with every statement traced to its source.
about-dataset = Release { $version } · { $count } records · licence { $licence }
about-map = Map data: © OpenStreetMap contributors (ODbL); Natural Earth; GeoNames (CC BY 4.0). Provinces as they were until 30 June 2025.
about-view = Boundaries follow OpenStreetMap; they state no position on any claim.
about-fonts = Fonts: Noto Sans and Noto Sans CJK (SIL Open Font License 1.1).
about-licence = Program: MIT or Apache-2.0. It makes no network connection.
keys-list = Walk through the list
keys-escape = Close what is in front, or clear the selection
keys-ctrl-click = Held while clicking: add to the selection
keys-timeline = Timeline: wheel zooms, drag pans, + and - zoom, arrows pan, Home shows everything.
keys-map = Map: wheel zooms, drag pans; double-click a province to frame it.
problems-none = The data has no problems.
problems-count = { $count ->
    [one] One problem. Everything else has been loaded.
   *[other] { $count } problems. Everything else has been loaded.
}
problems-copy = Copy all
loss-undated = Without a date: { $count }
loss-unplaced = Without a place on the map: { $count }
loss-field = “{ $field }” left out in { $count }
loss-aliases = Other names left out in { $count }
loss-chinese = Chinese or pinyin left out in { $count }
loss-unknown-fields = Fields the program does not know left out in { $count }
loss-outside = Referring to records that are not exported: { $count }
search-through = { $whole } includes { $part }, merged into it on { $date }.
theme-high-contrast = Theme: high contrast
about-boundaries = Boundary edition: { $edition }. Provinces as they were until { $date }.
