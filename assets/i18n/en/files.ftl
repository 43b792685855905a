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
