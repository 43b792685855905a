# The details panel
details-sources = Sources
details-empty-title = Nothing selected
details-empty-hint = Click a gate on the map, an item on the timeline or a line of the list. Everything known about it appears here, with its sources.
details-seen = as of { $date }
details-bridge-points = { $count } locations
details-position-confidence = confidence: { $confidence }
details-position-error = within about { $metres } m, confidence: { $confidence }
details-position-border = { $metres } m from the border line
details-at = at
details-extra = Other fields
details-paragraph = Paragraph { $number } of source { $source }
details-disagree = Sources disagree:
details-undated = undated
details-includes = Includes
details-merged-on = (merged on { $date })
details-position-metres = within about { $metres } m
