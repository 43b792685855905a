# The timeline panel
timeline-name = Timeline
timeline-lanes = Lanes by
timeline-by-kind = Kind
timeline-by-mechanism = Mechanism
timeline-by-province = Province
timeline-by-gate = Gate
timeline-by-topic = Topic
timeline-by-none = None
timeline-rest-none = All events
timeline-rest-mechanism = No mechanism
timeline-rest-province = No province
timeline-rest-gate = No gate
timeline-rest-topic = No topic
timeline-lane-open = expanded
timeline-lane-closed = collapsed
timeline-undated = Undated: { $n }
timeline-undated-help = Matching records that no source dates
timeline-all = All
timeline-all-help = Show everything that matches (Home)
timeline-closer = Zoom in (+)
timeline-further = Zoom out (–)
timeline-today = Today
timeline-planned = planned
timeline-sources = { $n ->
    [one] { $n } source
   *[other] { $n } sources
  }
timeline-events = { $n ->
    [one] { $n } event
   *[other] { $n } events
  }
timeline-group-zooms = Click to zoom in
timeline-group-lists = Click for the list
timeline-overview-help = Overview: drag the frame to move, its edges to zoom, beside it for a new frame
timeline-help-title = Moving through time
timeline-help-wheel = Wheel or pinch: zoom at the pointer
timeline-help-pan = Drag, or Shift + wheel: move in time
timeline-help-scroll = Alt + wheel, or wheel over the titles: scroll the lanes
timeline-help-double = Double-click an event: show it large
timeline-help-keys = Keys: + and –, arrows, Home for everything, Tab from event to event
timeline-help-overview = Strip below: drag the frame or its edges
timeline-day-month = { $day } { $month }
timeline-weekday-day = { $weekday } { $day }
timeline-quarter = Q{ $n }
timeline-decade = { $year }s
timeline-years = { $from }–{ $to }
timeline-weekday-1 = Mon
timeline-weekday-2 = Tue
timeline-weekday-3 = Wed
timeline-weekday-4 = Thu
timeline-weekday-5 = Fri
timeline-weekday-6 = Sat
timeline-weekday-7 = Sun
timeline-by-counterpart = Counterpart region
timeline-rest-counterpart = No counterpart region
timeline-lane-sessions = Sessions
timeline-lane-outcomes = What came of them
timeline-lane-help = Click: collapse or expand. Double-click: frame. Drag, or Alt and the arrows: move.
timeline-place = { $n } of { $of }
timeline-lanes-empty = Show empty lanes
timeline-lanes-collapse = Collapse all
timeline-lanes-expand = Expand all
timeline-lanes-reset = Reset the order
timeline-ruler = Ruler: filter by time
timeline-ruler-help = Drag: filter by time. Esc takes the filter away.
timeline-filter-from = Filter from { $date }
timeline-filter-to = Filter up to { $date }
timeline-play = Play (Space)
timeline-play-help = Play: a window moves through time; map and list follow (Space)
timeline-play-pause = Pause (Space)
timeline-play-stop = End playing
timeline-play-back = Back to the event before
timeline-play-on = On to the next event
timeline-play-mode = What is shown while playing
timeline-play-range = Window
timeline-play-point = Day
timeline-play-cumulative = Everything so far
timeline-play-length = Length of the window
timeline-play-speed = Speed
timeline-play-until = up to { $date }
timeline-stretch-day = 1 day
timeline-stretch-week = 1 week
timeline-stretch-month = 1 month
timeline-stretch-quarter = 3 months
timeline-stretch-year = 1 year
timeline-speed-day = 1 day/s
timeline-speed-week = 1 week/s
timeline-speed-month = 1 month/s
timeline-speed-quarter = 3 months/s
timeline-speed-year = 1 year/s
timeline-relations = Relations of the selection: { $n }
timeline-bond-signed = Signed there: { $to } (at { $from })
timeline-bond-next = Next session: { $to } (after { $from })
timeline-bond-undertaken = Undertaken at { $from }: { $to }
timeline-bond-followed = Followed up by { $to } (from { $from })
timeline-gate = Gate { $name }
timeline-gate-undated = no date stated
timeline-gate-help = Click for the citations
timeline-cites = { $n ->
    [one] { $n } citation
   *[other] { $n } citations
  }
timeline-help-walk = On an event: arrows to the next one or to another lane, Enter opens it
timeline-help-ruler = Ruler: drag to filter by time, drag its ends; Enter filters to what is shown, Esc clears
timeline-help-play = Space: play or pause; the marker on the ruler can be dragged
timeline-help-lanes = Lane titles: click collapses, drag or Alt + arrows moves, double-click frames
