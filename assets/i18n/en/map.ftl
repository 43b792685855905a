# map
map-name = Map
map-zoom-in = Zoom in
map-zoom-out = Zoom out
map-fit = Show everything that matches
map-legend = Legend
map-legend-shape = Shape: what it is
map-legend-colour = Colour: how it stood on the day shown
map-legend-size = Size: events in the time shown
map-legend-group = Several close together
map-legend-border = Vietnam–China border
map-legend-provinces = Provinces and districts as they were until { $date }; lines approximate
map-legend-merged = Provinces and communes as they are since { $date }; lines approximate
map-km = { $n } km
map-m = { $n } m
map-sign-international = International gate
map-sign-rail = International railway gate
map-sign-main = Main (bilateral) gate
map-sign-secondary = Secondary gate
map-sign-route = Clearance or freight route
map-sign-opening = Border opening
map-sign-tourism = Tourism crossing
map-sign-unstated = Class not stated
map-sign-place = Place
map-sign-marker = Boundary marker
map-working-open = Working
map-working-not-open = Not yet open
map-working-suspended = Suspended
map-working-unknown = State not known
map-records =
    { $count ->
        [0] No matching event
        [one] { $count } event
       *[other] { $count } events
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
        [one] { $kind }, { $name }, { $sign }, { $count } event
       *[other] { $kind }, { $name }, { $sign }, { $count } events
    }
map-group-spoken = { $count } places: { $names }
map-as-of = As of { $date }
map-as-of-help = Gates and provinces as they were on this day: the end of what the timeline shows.
map-copy = Copy the coordinates {$at}
map-fit-selection = Show the selection
map-fit-all = Show the whole map
map-unplaced = Unplaced: { $n }
map-unplaced-help = Records that match and refer to no place on the map
map-layers = Layers
map-layers-base = Built-in base map
map-layers-base-help = No roads or railways: no package registry has them. Boundaries of districts and communes (dashed) are approximate: they are worked out from the middle points of communes. A file with roads can be laid under the gates.
map-layers-graticule = Lines of latitude and longitude
map-under = Reference layers
map-under-help = Roads, rail, land use … from a GeoJSON, KML or GPX file, drawn under the gates. Nothing of it becomes a record.
map-under-add = Add a file…
map-under-remove = Remove { $name }
map-under-reading = Reading…
map-under-by = Coloured by
map-under-one = one colour
map-under-all = Everything
map-under-others = Others, not stated
map-under-left-out = 
    { $count ->
        [one] One shape is not drawn: one too many, off the globe or in another reference system
       *[other] { $count } shapes are not drawn: too many, off the globe or in another reference system
    }
map-layers-tiles = Map on top of it
map-layers-none = None
map-layers-online = OpenStreetMap, from the network
map-layers-online-help = Fetches what is in view from { $host } and keeps it on this computer. Nothing is fetched while this is off.
map-layers-file = A file on this computer (PMTiles)
map-layers-choose = Choose a file…
map-layers-again = Try again
map-layers-off = Switch off
map-trouble-offline = Nothing was received from { $host }: there is no network or the server refuses. The built-in base map stays.
map-trouble-tls = This computer has no certificates to make a secure connection with. The built-in base map stays.
map-trouble-missing = { $name } is not there. The built-in base map stays.
map-trouble-unreadable = { $name } cannot be read ({ $reason }). The built-in base map stays.
map-trouble-foreign = { $name } is not a PMTiles file. The built-in base map stays.
map-trouble-version = { $name } has version { $version } of PMTiles; version 3 is needed.
map-trouble-damaged = { $name } is cut short or damaged. The built-in base map stays.
map-trouble-unsupported = { $name } holds its tiles as { $what }, which cannot be shown here. PNG, JPEG and vector tiles can, plain or with gzip.
map-trouble-broken =
    { $count ->
        [one] One piece of { $name } is damaged and is left out.
       *[other] { $count } pieces of { $name } are damaged and are left out.
    }
map-area-draw = Draw an area to filter by (R, or drag with Shift)
map-area-shown = Only what the map shows (V)
map-area-remove = Remove the area from the filter
map-area-whole = Move the area
map-area-north = North edge of the area
map-area-south = South edge of the area
map-area-west = West edge of the area
map-area-east = East edge of the area
map-area-north-west = North-west corner of the area
map-area-north-east = North-east corner of the area
map-area-south-west = South-west corner of the area
map-area-south-east = South-east corner of the area
map-unplaced-area-help = Left out by the area: records that fit in every other way but have no place to judge by
map-sign-mine = With something of mine
