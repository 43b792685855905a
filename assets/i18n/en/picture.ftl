# pictures and sheets of paper
print-selected = Selected: { $names }
print-undated = Not on the timeline because undated: { $n }.
print-unplaced = Not on the map because unplaced: { $n }.
print-tiles = The map tiles that the window shows are not on this sheet.
print-hidden = Not every lane or row fits on this sheet.
print-sources = Sources ({ $n }): { $names }
print-sources-more = Sources ({ $n }), most often: { $names } …
print-page = { $n } / { $of }
print-notes = Sources
command-picture = Picture…
help-picture = A sheet or a dossier as PDF, SVG or PNG, with title, legend and sources
picture-dialog = Picture
picture-what = What it shows
picture-what-timeline = Timeline
picture-what-map = Map
picture-what-both = Map and timeline
picture-what-dossier = Dossier of what is selected
picture-what-briefing = Briefing of what is selected
picture-format = Format
picture-format-pdf = PDF, to print
picture-format-svg = SVG, to edit
picture-format-png = PNG, pixels
picture-paper = Paper
picture-landscape = Landscape
picture-portrait = Portrait
picture-theme = Colours
picture-text = Text size
picture-scale = Resolution
picture-dpi = { $n } dpi
picture-title = Title
picture-copy = Copy picture
picture-copy-help = Puts the picture on the clipboard as pixels
picture-wait = Drawing…
picture-preview = Preview of the picture
picture-no-driver = No picture can be painted: no graphics driver works on this computer, not even one of software. { $advice } Technical reason: { $why }
picture-too-large = { $width } × { $height } pixels is more than this computer can paint; choose a smaller size or resolution
picture-failed = The picture could not be made. Technical reason: { $why }
notice-picture = Picture written to { $path }
lacking-font = { $count ->
    [one] One character has no font on this computer and is drawn as a box: { $signs }
   *[other] { $count } characters have no font on this computer and are drawn as boxes: { $signs }
}
