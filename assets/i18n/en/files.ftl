# Records in their files, and files that change
record-menu = More actions
command-copy-id = Copy id
command-reveal-file = Reveal in file
help-reveal-file = Copies the file and line where the record stands, and opens the file
why-no-file = The built-in dataset has no files; open a folder
why-board = Another board is shown; go to the timeline and map first
notice-reloaded = { $count ->
    [one] The files have changed: { $count } record is shown as it is now.
   *[other] The files have changed: { $count } records are shown as they are now.
}
notice-broken = { $count ->
    [one] The files have changed and have an error that was not there before. What they said before is still shown.
   *[other] The files have changed and have { $count } errors that were not there before. What they said before is still shown.
}
notice-revealed = Copied and opened: { $place }
notice-not-revealed = Copied: { $place }. Nothing on this desktop opens the file.
problems-broken = { $count ->
    [one] One problem in the files as they are now. What they said before is still shown.
   *[other] { $count } problems in the files as they are now. What they said before is still shown.
}
layer-switch = Source layer
layer-documents = Read in full
layer-press = Press
layer-both = Both
layer-switch-help = What texts read in full, the press or both say
command-add-layer = Add to what is open…
help-add-layer = Sets your own table or file beside what is open, which stays as it is
command-layers = Added files…
why-no-layers = No file has been added
layer-mine = Mine
layer-all = All
layers-title = Added files
layers-help = Each file stands by itself and is linked to the gates, provinces, people, organisations and mechanisms that it names. What is open stays as it is.
layers-add = Add a file…
layers-show = Show { $name }
layers-count = { $count ->
    [one] { $count } record
   *[other] { $count } records
}
layers-hidden = Hidden
layers-gone = The file is not there
layers-names = Names…
layers-columns = Columns…
layers-rename = Rename
layers-remove = Take off
layers-of = { $what } of { $name }
names-title = Names in the file
names-help = What each name in the file is taken to be. Correct what is wrong; what you choose is kept beside the file.
names-none = Linked to nothing
names-several = Several have this name: linked to none
names-unknown = Not recognised
names-search = Type a name to look for
names-change = Change
names-auto = As it is found
names-keep = Keep and link anew
names-empty = The file names nothing that what is open has.
dropped-title = A file was dropped
dropped-question = What is to be done with “{ $name }”?
dropped-open = Open it instead of what is open
dropped-add = Add it to what is open
dropped-under = Lay it under the map for reference
notice-laid = { $name } was added: { $count ->
    [one] { $count } record
   *[other] { $count } records
}, { $names ->
    [one] { $names } name recognised
   *[other] { $names } names recognised
}, { $problems ->
    [one] { $problems } thing to look at
   *[other] { $problems } things to look at
}.
notice-layer-gone = An added file is not there: { $path }. Everything else is kept.
names-other = Another name in the file
names-add = Add the name
