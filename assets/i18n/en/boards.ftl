# The boards beside the timeline and the map
board-overview = Timeline and map
board-promises = Commitments and proposals
board-figures = Figures
board-disagreements = Sources differ
board-tab = { $board }, { $count }
board-empty = { $kinds }: nothing matches
board-none = { $kinds }: this dataset has none
board-group = Grouped by
board-fold = { $group }, { $count }: fold
board-unfold = { $group }, { $count }: unfold
board-to-overview = Show on the timeline and the map
group-none = nothing
group-no-place = Place not stated
group-no-gate = No gate named
group-no-mechanism = No mechanism named
group-no-measure = Place, measure or unit not stated
group-no-date = No date
promises-count = { $count ->
    [one] { $count } commitment or proposal
   *[other] { $count } commitments and proposals
}
promises-commitments = { $count ->
    [one] { $count } commitment
   *[other] { $count } commitments
}
promises-proposals = { $count ->
    [one] { $count } proposal
   *[other] { $count } proposals
}
promises-between = Between
promises-what = Commitment or proposal
promises-state = State
promises-age = Time since made
promises-day = Made
promises-proposed = Proposed by
promises-by = To be done by
promises-later = Latest report
age-at-least = { $count ->
    [0] Less than a year, or not certainly a year
    [one] A year or more
   *[other] { $count } years or more
}
figures-count = { $count ->
    [one] { $count } figure
   *[other] { $count } figures
}
figures-what = Figure
figures-value = Value
figures-unit = Unit
figures-period = Period
figures-place = Place
figures-measure = What is measured
figures-source = Source
figures-no-charts = No two of these figures agree in place, measure and unit, so none stand on one axis.
figures-chart = Chart: { $what }, { $rest }
figures-undated = { $count } without a date
figures-first = the first { $count } drawn
disagreements-count =
    { $count ->
        [one] { $count } point on which sources differ
       *[other] { $count } points on which sources differ
    }
disagreements-order = Sorted by
disagreements-by-time = time
disagreements-by-name = name
disagreements-what = Where sources differ
disagreements-decided = What was decided and why
disagreements-open = Nothing has been decided.
disagreements-claim = Claim { $number }
disagreements-copy = Copy what the sources say
figures-mark-exact = exact
figures-mark-about = about
figures-mark-over = over
figures-mark-under = under
figures-mark-range = within
figures-mark-doubtful = date uncertain
