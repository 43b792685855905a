# why what was typed is no query
query-error-key = “{ $key }:” is not a filter. Choose one in the tab Filters, or type one of { $keys }. To look for the words themselves, put them in quotes.
query-error-value = “{ $key }:” needs a value, for instance { $example }.
query-error-kind = “{ $value }” is not a kind of record. Use one of { $values }.
query-error-word = “{ $value }” is none of the values of { $key }:. Use one of { $values }.
query-error-date = { $key }: “{ $part }” is not a date that can be read. Write { $fix }.
query-error-either = { $one } or { $other }, whichever is meant
query-error-instance = for instance { $example }
query-error-year = “{ $value }” is not a year. Write for instance year:2023.
query-error-area = in: four numbers are needed: west, south, east and north in degrees, for instance in:106,21.5,107.5,22.5.
query-error-quote = A quotation mark is never closed. Add " at its end.
query-error-long = The query is longer than { $most } characters. Shorten it.
