# map
map-name = Map
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-fit = Show everything that matches
map-legend = Legend
map-legend-approximate = Known only roughly
map-legend-group = Several close together
map-legend-border = Vietnam–China border
map-legend-provinces = Provinces as they were until { $date }
map-gulf = Gulf of Tonkin
map-km = { $n } km
map-m = { $n } m
map-merged = { $place } until { $date }
map-merged-short = formerly { $place }
map-sign-international = International gate
map-sign-rail = International railway gate
map-sign-main = Main (bilateral) gate
map-sign-secondary = Secondary gate
map-sign-route = Clearance route
map-sign-opening = Opening
map-sign-tourism = Tourism area
map-sign-unstated = Class not stated
map-sign-place = Place
map-sign-marker = Boundary marker
map-standing-pending = Not yet open
map-standing-suspended = Suspended
map-records =
    { $count ->
        [0] No matching record
        [one] { $count } matching record
       *[other] { $count } matching records
    }
map-uncertainty = Position within { $metres } m
map-approximate = Approximate position, within { $metres } m
map-group =
    { $count ->
       *[other] { $count } places close together
    }
map-beside = With { $names }
map-group-open = Click to open
map-site-spoken =
    { $count ->
        [one] { $kind }, { $name }, { $sign }, { $count } record
       *[other] { $kind }, { $name }, { $sign }, { $count } records
    }
map-group-spoken = { $count } places: { $names }
map-as-of = As of { $date }
map-as-of-help = Gates and provinces as they were on this day: the end of what the timeline shows.
map-copy = Copy the coordinates {$at}
map-fit-selection = Show the selection
map-fit-all = Show the whole map
map-unplaced = Unplaced: { $n }
map-unplaced-help = Records that match and refer to no place on the map
