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
command-undo = Undo
command-redo = Redo
command-search = Search
command-clear-query = Clear the filters
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
command-map-area = Map: only what it shows
command-tiles = Map: choose a map file…
command-all-time = Timeline: show all time
command-focus-timeline = Go to the timeline
command-reduce-motion = Reduce motion
command-reset-layout = Reset the layout
command-manual = Manual
help-manual = All of the manual is in the program and needs no network
manual-back = Page before
manual-languages = The manual is in Vietnamese and English.
command-shortcuts = Keyboard shortcuts
command-about = About Km0
theme-system = Follow the system
theme-light = Light
theme-dark = Dark
search-hint = Find a gate, meeting, agreement, person…
search-suggestions = Suggestions
search-help = Words, with or without marks. Filters: kind: gate: place: mechanism: person: org: project: topic: source: about: after: before:. A minus excludes; quotes keep words together.
search-unknown = Nothing is called { $term } here.
search-remove = Remove the filter { $term }
count-shown = { $shown } of { $total } records
count-waiting = counting again…
count-undated = { $count } undated left out
count-unplaced = { $count } unplaced left out
search-instead = Nothing contains “{ $typed }”; showing { $instead }.
count-problems = { $count ->
    [one] { $count } problem in the data
   *[other] { $count } problems in the data
}
count-notes = { $count ->
    [one] 1 note on how the file was read
   *[other] { $count } notes on how the file was read
}
term-after = from { $date } on
term-before = before { $date }
term-during = during { $date }
term-surely = certainly during { $date }
term-area = in the area drawn
term-not = not { $term }
key-province = Province
key-side = Side
key-layer = Source layer
key-confidence = Confidence
key-precision = Date known to
key-year = Year
key-gate = Gate
key-place = Place
key-mechanism = Mechanism
key-person = Person
key-org = Organisation
key-project = Project
key-topic = Topic
key-source = Source
key-about = About
key-id = Record
notice-opened = { $count } records opened, problems: { $problems }
notice-copied = Copied
notice-no-chooser = No file chooser answers on this desktop; install xdg-desktop-portal or zenity. Until then drop a folder on the window to open it, and export with “km0 export”.
notice-failed = This could not be done: { $message }
close = Close
about-program = Km0 { $version }. A timeline and a map of dated, placed records, linked, offline, with every statement traced to its source.
about-dataset = Release { $version } · { $count } records · licence { $licence }
about-map = Map data: © OpenStreetMap contributors (ODbL); Natural Earth; GeoNames (CC BY 4.0); GSHHG/WDBII (LGPL); vietnamadminunits (MIT).
about-view = Boundaries follow OpenStreetMap; they state no position on any claim.
about-fonts = Fonts: Noto Sans and Noto Sans CJK (SIL Open Font License 1.1).
about-licence = Program: MIT or Apache-2.0. It makes no network connection unless online map tiles are switched on.
keys-list = Move through the list
keys-escape = Close what is in front, end what is played, or clear the selection
keys-ctrl-click = Held while clicking: add to the selection
keys-timeline = Timeline: wheel zooms, drag pans, + and - zoom, arrows pan, Home shows everything.
keys-map = Map: wheel zooms, drag pans; double-click a province to frame it. Shift-drag or R draws an area to filter by, V takes what is shown.
problems-none = The data has no problems.
problems-count = { $count ->
    [one] One problem. Everything else has been loaded.
   *[other] { $count } problems. Everything else has been loaded.
}
problems-copy = Copy as a table
search-through = { $whole } includes { $part }, merged into it on { $date }.
theme-high-contrast = High contrast
about-boundaries = Boundaries after OpenStreetMap, edition of { $date }.
menu-go = Go
menu-views = Views
menu-theme = Theme
menu-language = Language
menu-copy-as = Copy as command
menu-recent = Open recent
command-of = { $menu }: { $command }
command-open-view = Open a view…
command-forget-recent = Forget recent files
command-save-view = Save the view to a file…
command-copy-picture = Picture of this view (km0 render)
command-copy-list = List of what matches (km0 list)
command-copy-export = Export of what matches (km0 export)
command-palette = Go to anything…
command-keep-view = Save and manage views…
undo-what = Undo: { $change }
redo-what = Redo: { $change }
back-what = Back: { $items }
forward-what = Forward: { $items }
change-added = filter { $term } added
change-removed = filter { $term } removed
change-replaced = filter { $old } changed to { $new }
change-cleared = all filters cleared
change-many = filters changed: { $added } added, { $removed } removed
change-typed = unfinished search text
change-story = a change to the story
selection-none = nothing selected
selection-many = { $count } things selected
item-paragraph = { $name }, paragraph { $number }
why-nothing-selected = Nothing is selected
why-no-map = The map is hidden
why-no-timeline = The timeline is hidden
why-builtin = It is open
why-no-recent = Nothing has been opened yet
why-nothing-to-undo = Nothing has been changed
why-nothing-to-redo = Nothing has been undone
why-no-filter = There is no filter
why-no-back = Nothing was selected before
why-no-forward = Nothing was selected after
language-vi = Tiếng Việt
language-en = English
language-zh = 中文
recent-view = View
recent-dataset = Dataset
views-title = Views
views-help = A view keeps the filters, the time and part of the map shown, the selection and the language.
views-keep = Save
views-replace = Replace
views-name = Name of this view
views-none = No view has been saved yet
views-open = Show this view
views-rename = Rename
views-rename-this = Rename { $name }
views-delete = Delete
views-delete-this = Delete { $name }
views-delete-sure = Delete the view “{ $name }”?
views-cancel = Cancel
notice-view-kept = The view “{ $name }” is saved.
notice-view-opened = The view “{ $name }” is shown.
view-other-dataset = It was saved with another dataset ({ $saved }); this is { $open }.
view-other-release = It was saved with release { $saved } of the data; this is { $open }.
view-missing = Not here: { $names }.
view-more-missing = { $count } more
palette-hint = A gate, a meeting, a person, a command…
palette-none = Nothing and no command is called so
palette-texts = Look for “{ $text }” in what the records say
palette-recent = Recently selected
palette-commands = Commands
palette-count = { $count ->
    [one] { $count } found
   *[other] { $count } found
}
palette-keys = ↑ ↓ choose · Enter do it · Esc close
palette-keys-thing = ↑ ↓ choose · Enter go there · Ctrl+Enter filter by it · Esc close
keys-elsewhere = Everywhere
term-of-key = { $key }: { $value }
help-copy-picture = The command line that paints what this window shows
help-copy-list = The command line that lists the records that match

## Frame of the window

bar-menu = Menu
bar-export = Export
left-related = Related
left-events = Events
left-all = All
left-register = Register
left-filters = Filters
edge-left = Right edge of the left panel
edge-details = Left edge of details
edge-timeline = Upper edge of the timeline
notice-open = Open
notice-folder = Show in folder
notice-problems = Show problems
command-next-area = Next part of the window
command-previous-area = Previous part of the window
help-next-area = Takes the keyboard to search, list, map, timeline and details in turn
nothing-title = Nothing in { $name } can be shown
nothing-empty = There is nothing in the file to show.
command-new-story = Make a new story
story-help = A story is told step by step: each keeps filter, time, map and selection, with a caption.
story-leave = Leave the story
notice-story-left = The story “{ $title }” was closed with changes that are not saved.
notice-story-return = Return to the story
play-others = { $count ->
        [one] and one other event
       *[other] and { $count } other events
    }
story-edit = Edit
story-done = Done
story-next = Next step
story-previous = Previous step
story-empty = No steps yet: show what you want to tell, then add a step.
story-title = Title of the story
story-heading = Title of the step
story-caption = Caption
story-add = Add a step from the screen
story-take = Take what is on the screen
story-earlier = Move up
story-later = Move down
story-remove = Remove this step
story-html = Export HTML…
story-pdf = Export PDF…
story-steps = { $n ->
    [one] 1 step
   *[other] { $n } steps
}
menu-curators = For those who edit the data
nothing-empty-title = { $name } holds no data

# Opening the window
startup-no-driver =
    No window can be opened: no graphics driver works on this computer. { $advice }
    Technical reason: { $why }
startup-driver-linux = Install the packages mesa-vulkan-drivers and libegl1 (Debian, Ubuntu: sudo apt install mesa-vulkan-drivers libegl1), then open the program again.
startup-driver-windows = Update Windows and the driver of the graphics card (Settings → Windows Update → Advanced options → Optional updates), then open the program again.
startup-driver-macos = The program needs a computer with Metal and macOS 11 or newer.
startup-no-display = there is no display to open a window on; km0 render -o FILE.png paints a picture without one
startup-display-silent = no display answers; km0 render -o FILE.png paints a picture without one
session-left = Km0 did not end properly last time. What was open then can be brought back as it was.
session-bring-back = Bring it back
session-discard = Discard it
session-report = Show the report of the fault (holds none of your data)
session-not-kept = What is open can't be kept in case Km0 ends unexpectedly: { $message }
view-elsewhere = { $count ->
    [one] The view asks to open a file or folder that you have not opened here before: { $files }
   *[other] The view asks to open { $count } files or folders that you have not opened here before: { $files }
}
view-elsewhere-open = Open for the view
view-elsewhere-not = Do not open
