# The command line: messages beside the result
cli-note = note
cli-error = error
cli-shown = { $shown ->
    [one] { $shown } of { $all } records
   *[other] { $shown } of { $all } records
}
cli-wrote = wrote { $path }
cli-errors = { $count ->
    [one] { $count } error in the dataset; km0 check tells them all: { $path }
   *[other] { $count } errors in the dataset; km0 check tells them all: { $path }
}
cli-no-such-file = there is no such file or folder: { $path }
cli-view-data-gone = the view's dataset is no longer there: { $path }
cli-view-remote = the view names a file on another computer, which is not asked for it; name it yourself with --data or --add: { $path }
cli-names-nothing = { $term } names nothing in this dataset
cli-undated = { $count ->
    [one] { $count } record without a date can't be placed in time and is left out
   *[other] { $count } records without a date can't be placed in time and are left out
}
cli-merged = { $whole } includes { $part }, merged into it on { $date }
cli-file-exists = the file exists; add --force to overwrite it: { $path }
cli-nothing-selected = nothing is selected; name records with --select ID, or give a view that selects some
cli-select-scope = --select goes with --scope selection, or without --scope
cli-pages = { $flag } goes with docx, html and markdown, not with { $format }
cli-columns-csv = --columns people goes with csv, not with { $format }; the first sheet of xlsx has them
cli-no-room = { $format } has no room for these fields (of so many records): { $fields }
cli-no-such-image = a picture is written as .png, .svg or .pdf, not as { $name }
cli-two-images = --format { $format } and a name that ends in .{ $name } contradict each other
cli-no-address = an address of a record is km0://record/ID: { $text }
cli-no-record = no record has the id "{ $id }"; km0 list -q WORDS finds it by name
cli-no-record-but = no record has the id "{ $id }"; did you mean { $hints }?
cli-path-and-command = a path and a command can't be combined; use --data PATH
cli-two-datasets = PATH and --data name two datasets; give one of them
cli-neither = neither a command nor a file or folder; see km0 --help: { $path }
cli-needs-selection = a { $what } is of what is selected; name a record with --select ID
cli-window-is-png = the window is painted as a PNG; for an SVG or PDF write --what timeline, map, both, dossier or briefing
cli-window-no-paper = the window has a --size and no paper; write --what timeline, map, both, dossier or briefing
cli-from-to = --from must lie before the end of --to
cli-is-folder = that is a folder; name a file in it: { $path }
cli-no-folder = there is no such folder; make it first: { $path }
cli-not-written = the file could not be written ({ $cause }): { $path }
cli-no-such-story = there is no such file, and no built-in story of that name: { $path }; the stories are { $names }
cli-no-story = there is no story in this view file: { $path }
cli-view-after = write --view after the command
cli-usage-no-value = { $arg } needs a value
cli-usage-value = "{ $value }" is not a value of { $arg }; use one of { $known }
cli-usage-invalid = "{ $value }" is not a value of { $arg }: { $why }
cli-usage-takes-none = { $arg } takes no value: "{ $value }"
cli-usage-unknown = there is no option { $arg } here
cli-usage-command = there is no command "{ $name }"
cli-usage-missing = this is missing: { $args }
cli-usage-conflict = { $arg } and { $other } can't be given together
cli-usage-hint = Did you mean { $name }?
cli-usage-help = See km0 --help, and km0 COMMAND --help for each command.
cli-why-encoding = { $name } is no encoding that is known
cli-why-format = write one of { $known }
cli-why-date = “{ $part }” is no date that can be read; write { $fix }
cli-why-size = write width and height as 1440x900, each from 64 to 16384
cli-why-map = write latitude, longitude and zoom as 21.97,106.71,13; the zoom from 2 to 15
cli-why-scale = write a number from 0.5 to 4
cli-why-text = write a number from 0.5 to 2
cli-reset-window = --reset goes with the window, not with a command
cli-diff-data = km0 diff takes two datasets as OLD and NEW, not --data
cli-convert-data = km0 convert takes its dataset as IN, not with --data
cli-nothing-to-write = there is nothing to write: { $path }
cli-no-such-format = nothing is written as { $name }; use one of { $known }
cli-view-dataset = the view was saved with the dataset "{ $saved }", this is "{ $open }"
cli-view-release = the view was saved with release { $saved } of the dataset, this is { $open }
cli-view-selects = { $id }, which the view selects, is not in this dataset

# what `check`, `stats`, `diff` and `show` say
severity-error = error
severity-warning = warning
severity-note = note
cli-checked = { $records ->
    [one] 1 record
   *[other] { $records } records
}{ $named ->
    [0] { "" }
   *[other] {" "}and { $named } that they name
}, { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, { $warnings ->
    [one] 1 warning
   *[other] { $warnings } warnings
}{ $notes ->
    [0] { "" }
    [one] , 1 note
   *[other] , { $notes } notes
}
diff-counts = { $added } added, { $removed } removed, { $changed } changed
diff-one-input = standard input holds one dataset, not two
stats-records-but-sources = records other than sources
stats-citations = citations
stats-records-that-cite-a-paragraph = records that cite a paragraph
stats-records-of-several-sources = records of several sources
stats-records-with-a-confidence = records with a confidence
stats-coverage = coverage
stats-sources = sources cited
stats-paragraphs = paragraphs of { $id }
stats-of = { $part } of { $all }
show-said-by = Said by
show-off-border = { $metres } m from the border line
show-referring = { $count ->
    [0] no record refers to it
    [one] 1 record refers to it
   *[other] { $count } records refer to it
}
cli-view-layer = a file that the view adds to the dataset is not there: { $path }
