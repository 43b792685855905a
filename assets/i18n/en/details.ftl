# The details panel
details-sources = Sources
details-bridge-points = { $count } video-link venues
details-reports = { $count ->
    [one] 1 independent report
   *[other] { $count } independent reports
 }
details-position-confidence = confidence: { $confidence }
details-position-error = within about { $metres } m, confidence: { $confidence }
details-position-border = { $metres } m from the border line
details-at = at
details-undated = undated
details-includes = Includes
details-merged-on = (merged on { $date })
details-position-metres = within about { $metres } m
details-disagree = Sources differ
details-mine = Mine
details-paragraph = { $source }, paragraph { $number }
details-agreed = What was agreed
details-notes = Notes on the sources
details-facts = Other facts
details-position = Position and general facts
details-history = History of class and status
details-class-cn = Chinese side: { $class }
details-dated-by = by the date of
details-signed-by = Signed by
details-unknown = (not in this dataset)
details-rests = What rests on this paragraph
details-all = See all { $n }
details-fewer = Show fewer
details-more = Show in full
details-fold = { $name }, { $n }
details-paragraph-short = paragraph { $number }
details-actions = Actions
details-dossier = Dossier
details-excel = Excel
details-link = Copy link
details-filter = Filter by this
details-note-number = Source { $number }: { $title }
caution = △ caveat
details-caution = Caveat: { $text }
start-stories = Stories
details-no-name = no English name known
