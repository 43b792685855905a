# The board along the border: gates in the order in which they stand
board-gates = Along the border
along-merged = part of { $name } since { $date }
along-count = { $count ->
    [one] { $count } gate
   *[other] { $count } gates
}
along-count-places = { $count ->
    [one] { $count } place
   *[other] { $count } places
}
along-order = Sorted by
along-by-place = position on the border
along-by-activity = activity
along-by-open = open promises
along-on = { $date }
along-open = { $n } open
along-suspended = { $n } suspended
along-not-open = { $n } not yet open
along-unknown = { $n } not known
along-no-word = Nothing is said of this time
along-column-open = Open promises
along-cursor = Moment
along-cursor-help = Drag on the ruler to choose a day; map and timeline follow. A double click or Esc lets it go.
along-of-whole = No position: stands beside the gate that it is part of.
along-of-unit = No position: stands where its district or town does.
along-of-none = Position not known: stands last in its province.
along-undated = { $n ->
    [one] { $n } record has no date and so no mark.
   *[other] { $n } records have no date and so no mark.
}
along-outside = { $n ->
    [one] { $n } mark lies outside of this period.
   *[other] { $n } marks lie outside of this period.
}
along-rose = Upgraded
along-about-place = place on the border approximate
along-no-province = Province not named
along-none = This dataset has no gates, nor places with anything that happened there.
along-none-hint = The board takes gates with their class and status, or places that events name.
along-row-class = Class: { $class }
along-row-status = Status on { $date }: { $status }
along-row-open = { $n ->
    [one] { $n } open promise
   *[other] { $n } open promises
}
along-marks = { $name }: { $n } records. { $list }
along-class-3 = International
along-class-2 = Main (bilateral)
along-class-1 = Secondary
along-class-0 = Clearance route, opening
along-legend-class = Class by Vietnamese decision:
along-legend-status = What actually runs:
along-column-gate = Gate
along-column-province = Province
along-about = Along the border: { $rows } gates in order from west to east, with class and status through time, agreements, promises and meetings.
along-counts = a/b: commitments and proposals that are done, of all
along-parts = Routes that are part of this gate are counted here too, and have rows of their own.
