# The filter as a sentence. “sentence-order” says in which order its parts stand; $values is where
# names, dates or words are put.
sentence-order = subject keys words time area without
sentence-link = { "" }
sentence-gap = { " " }
list-or = { " or " }
sentence-all = { $count ->
    [one] The one record
   *[other] All { $number } records
}
sentence-records = { $count ->
    [one] 1 record
   *[other] { $number } records
}
sentence-kinds = { $number } { $values }
sentence-noun-meeting = { $count ->
    [one] meeting
   *[other] meetings
}
sentence-noun-agreement = { $count ->
    [one] agreement
   *[other] agreements
}
sentence-noun-commitment = { $count ->
    [one] commitment or proposal
   *[other] commitments and proposals
}
sentence-noun-project = { $count ->
    [one] project
   *[other] projects
}
sentence-noun-milestone = { $count ->
    [one] milestone
   *[other] milestones
}
sentence-noun-figure = { $count ->
    [one] figure
   *[other] figures
}
sentence-noun-discrepancy = { $count ->
    [one] point on which sources differ
   *[other] points on which sources differ
}
sentence-noun-gate = { $count ->
    [one] border gate
   *[other] border gates
}
sentence-noun-place = { $count ->
    [one] place
   *[other] places
}
sentence-noun-mechanism = { $count ->
    [one] mechanism
   *[other] mechanisms
}
sentence-noun-person = { $count ->
    [one] person
   *[other] people
}
sentence-noun-organisation = { $count ->
    [one] organisation
   *[other] organisations
}
sentence-noun-topic = { $count ->
    [one] topic
   *[other] topics
}
sentence-noun-source = { $count ->
    [one] source
   *[other] sources
}
sentence-noun-record = { $count ->
    [one] record
   *[other] records
}
sentence-id = named { $values }
sentence-mechanism = of { $values }
sentence-gate = about { $values }
sentence-place = in or about { $values }
sentence-province = in or about { $values }
sentence-project = about { $values }
sentence-about = about { $values }
sentence-topic = on { $values }
sentence-person = with { $values }
sentence-org = with { $values }
sentence-side = of { $values }
sentence-side-vn = the Vietnamese side
sentence-side-cn = the Chinese side
sentence-source = according to { $values }
sentence-layer = from { $values }
sentence-layer-document = texts read in full
sentence-layer-press = the press
sentence-layer-reference = reference works
sentence-layer-mine = my own files
sentence-layer-none = sources of no layer
sentence-confidence = of { $values } confidence
sentence-confidence-high = high
sentence-confidence-medium = medium
sentence-confidence-low = low
sentence-confidence-none = unrated
sentence-precision = dated { $values }
sentence-precision-second = to the second
sentence-precision-day = to the day
sentence-precision-month = to the month
sentence-precision-season = to the season
sentence-precision-year = to the year
sentence-precision-decade = to the decade
sentence-precision-century = to the century
sentence-precision-interval = from one date to another
sentence-precision-none = not at all
sentence-year = in { $values }
sentence-words = with { $values }
sentence-after = from { $values } on
sentence-before = before { $values }
sentence-during = in { $values }
sentence-from-to = { $from } and { $to }
sentence-between = between { $values }
sentence-surely = certainly in { $values }
sentence-in = placed in { $values }
sentence-area = { $west }° to { $east }° E, { $south }° to { $north }° N
sentence-without = , without { $values }
