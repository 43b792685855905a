# The list, and how every panel says what stands out
list-title = Records
list-kind = Kind
list-date = Date
list-name = Name
list-place = Gate, place
list-side = Side
list-mechanism = Mechanism
list-topics = Topics
list-sources = Sources
list-layer = Source layer
list-confidence = Confidence
list-id = Id
list-empty-title = Nothing matches
list-empty-hint = Remove a filter above, or clear the search.
list-sort = Sort by { $column }
list-sorted = Sorted by { $column }
list-descending = Sorted by { $column }, downwards
list-ranked = Best matches first
list-ranked-hint = The { $count } records that fit the words best come first, the others follow by date.
list-order = Order
list-selected = { $count } selected
list-columns = Columns
list-columns-reset = Reset the columns
list-head-hint = Click sorts, dragging moves the column, its right edge sets the width. By keyboard: Enter, Ctrl+←/→, Shift+←/→.
list-outside = not in the list: left out by the filter
list-row = { $kind }: { $name }
list-copy = { $count ->
    [one] Copy the row
   *[other] Copy { $count } rows
}
list-copy-all = Copy all { $count } rows
list-copy-text = Copy “{ $text }”
list-to-map = Show on the map
list-concerning = What concerns this
list-filter = Filter by this
list-only = Only this
list-without = Leave this out
list-value = { $column }: { $value }
keys-table = List: arrows, Page, Home and End walk, Shift extends, Ctrl+A selects all, Ctrl+C copies as a table, Enter brings details and map, letters jump to a name.
standing-selected = selected
standing-related = related to the selection
standing-dimmed = left out by the filter
standing-pointed = pointed at
standing-near = related to what is pointed at
