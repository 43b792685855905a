//! The long texts of `--help` and the manual page.

pub(super) const ABOUT: &str = "\
Km0 shows dated, placed records - meetings, agreements, commitments, border gates, people - on a \
timeline linked to a map, and tells for each the paragraph of the source that says so.

Without a command it opens a window. The commands answer the same questions in a terminal, in the \
same query language and under the same names. A dataset is built in; a folder of .ron files of the \
same shape opens in its place, and so does a table, a GeoJSON, TimelineJS, KML or GPX file or a calendar.";

pub(super) const AFTER_SHORT: &str = "See km0 --help for examples, and km0 COMMAND --help for each command.";

pub(super) const AFTER: &str = "\
Examples:
  km0                                    open the window on the built-in dataset
  km0 my-data/                           open it on a folder of .ron files
  km0 events.xlsx                        open it on somebody's table
  km0 --add minutes.xlsx                 lay a table over the built-in dataset; km0 my-data/ minutes.xlsx too
  km0 --view lang-son.km0view            open it as it was saved
  km0 list -q 'gate:ta-lung after:2021'  what concerns the gate Tà Lùng since 2021
  km0 open ta-lung                       open the window at a gate; km0://record/ta-lung too
  km0 show huu-nghi --lang en            one gate, with citations and what refers to it
  km0 export -f csv -o out.csv           everything, for a spreadsheet
  km0 check my-data/                     every problem of a dataset at once
  curl -s URL | km0 check - --from kml   what comes out of a pipe

Exit codes:
  0  all is well
  1  the dataset has errors, or something could not be done; what could be done is done
  2  what was typed can't be understood";

pub(super) const CHECK: &str = "\
Prints one problem a line and then a summary:
  file:line:column: severity [rule]: what is wrong; what to do
The exit code is 1 when there are errors; warnings alone leave it at 0.

Examples:
  km0 check                    the built-in dataset
  km0 check seeds/             a folder
  km0 check seeds/gates.ron    one file; what it refers to elsewhere counts as unknown
  km0 check events.csv         a table; the column stands where others have a column of text
  km0 check - --from ics       standard input";

pub(super) const LIST: &str = "\
A query is made of terms, which must all hold:
  ta lung                 words; marks are ignored when the query has none
  \"cầu đường bộ\"          words that stand next to each other
  kind:agreement          a kind: meeting, agreement, commitment, project, milestone, figure,
                          discrepancy, gate, place, mechanism, person, organisation, topic, source
  gate:ta-lung            what concerns the gate; place:cao-bang reaches down to its gates
  mechanism: person: org: project: topic: about: id:
  source:000              what cites the source
  after:2021 before:2023-06    dates in EDTF, as exact as you like
  -topic:trade            not that
Terms of one key are alternatives: gate:ta-lung gate:huu-nghi.

Records stand as in the window: with words in the query what fits them best first, else in the order
of time. JSON is an array of the records as km0 export -f json writes them, everything included; with
--columns, of objects with these columns alone. What a member means is in docs/schema/km0.schema.json.

Examples:
  km0 list -q 'kind:agreement place:cao-bang'
  km0 list events.ods
  km0 list --add minutes.xlsx -q 'layer:mine gate:ta-lung'
  km0 list -q 'huu nghi' --lang en
  km0 list -q 'kind:commitment gate:ta-lung' --columns when,name,state --sort date
  km0 list -q 'kind:gate' --format ids
  km0 list -q 'kind:meeting after:2021 before:2022' --json | jq '.[].cite'";

pub(super) const OPEN: &str = "\
Opens the window with the record selected, and the timeline and the map where it is. An address is \
km0://record/ID; a desktop that is told to open these with km0 hands them on as they are.

Examples:
  km0 open ta-lung
  km0 open km0://record/early-spring-2021
  km0 open my-meeting --data my-data/";

pub(super) const SHOW: &str = "\
Examples:
  km0 show ta-lung
  km0 show early-spring-2021 --lang en
  km0 show ta-lung --page --lang en      its dossier, with numbered notes
  km0 show ta-lung --json";

pub(super) const STATS: &str = "\
A record counts in every layer of which it cites a source, and in every year that its date may \
touch. The query language is that of km0 list.

Examples:
  km0 stats
  km0 stats -q 'layer:press kind:meeting'
  km0 stats --data my-data/ --json | jq .confidence";

pub(super) const DIFF: &str = "\
One record a line: - removed, + added, ~ changed, with the fields that differ. The exit code is 0 \
when the datasets hold the same, 1 when they differ.

Examples:
  km0 diff last-release/ seeds/
  km0 diff old/ new/ --json | jq '.changed[] | .id'";

pub(super) const EXPORT: &str = "\
The query language is that of km0 list; --view takes the query and the selection from a saved view. \
As many records are written as km0 list counts, or --select names; what the format can't say is told \
on standard error, and in the file where it has room. A file is written whole or not at all.

With -o out.csv a second file, out.datapackage.json, describes the columns (Frictionless Table \
Schema). The four bounds of a date are days that it may begin and end on, the last day included. Cells \
that a spreadsheet would run as formulas begin with an apostrophe. With --columns people it is a table \
to read, in the language of --lang; the first sheet of a workbook is the same.

Examples:
  km0 export -f csv -o all.csv
  km0 export -q 'kind:agreement gate:ta-lung' -f csv --columns people -o ta-lung.csv
  km0 export -q 'kind:gate' -f geojson -o gates.geojson
  km0 export -q 'source:000' -f json | jq '.records[].id'
  km0 export --select huu-nghi --pages -f html -o huu-nghi.html
  km0 export --along -f html -o gates.html
  km0 export --story tra-linh-international -f html -o tra-linh.html
  km0 export --select huu-nghi --related -f xlsx -o huu-nghi.xlsx
  km0 export -q 'place:cao-bang' -f ron -o cao-bang.ron --force";

pub(super) const CONVERT: &str = "\
Tables (CSV, XLSX, ODS, XLS) are read by the names of their columns in Vietnamese, English or
Chinese. What those mean is kept in a file beside the table, IN.km0map, which the window writes
and anybody can change. Dates are EDTF, or as people write them with the day before the month.
Rows that can't be taken are counted on standard error; km0 check IN tells them all. Text is UTF-8
or UTF-16, or what it seems to be in.

Examples:
  km0 convert events.xlsx events.ron
  km0 convert calendar.ics events.geojson
  km0 convert - events.ron --from jsonl < events.txt
  km0 convert seeds/ everything.json --force";

pub(super) const RENDER: &str = "\
The query language is that of km0 list. The same arguments give the same bytes. A view file, saved
in the window or written by hand, stands for every option that is not given.

A sheet has a title, the filter in a sentence, a legend, the scale, whom to thank for the map, whose
boundaries it shows, and its sources. SVG and PDF are made of lines and of text that can be searched,
with their fonts inside. The pages of a dossier stand one beneath the other in an SVG or PNG.

Examples:
  km0 render -o window.png
  km0 render --select ta-lung --theme dark --scale 2 -o ta-lung.png
  km0 render -q 'kind:meeting' --from 2021 --to 2022 --lang en --size 1920x1080 -o meetings.png
  km0 render --board promises -q 'gate:tra-linh' -o promises.png
  km0 render --board gates --paper a3 -o gates.pdf
  km0 render --what timeline --paper a3 -o strip.pdf
  km0 render -q 'gate:huu-nghi' --what both --lang zh -o huu-nghi.svg
  km0 render --what dossier --select huu-nghi -o huu-nghi.pdf
  km0 render --story smart-gate -o smart-gate.pdf
  km0 render --view lang-son.km0view --theme dark -o lang-son.png";

pub(super) const COMPLETIONS: &str = "\
Examples:
  km0 completions bash > ~/.local/share/bash-completion/completions/km0
  km0 completions fish > ~/.config/fish/completions/km0.fish";

pub(super) const MAN: &str = "\
Examples:
  km0 man > ~/.local/share/man/man1/km0.1
  km0 man | man -l -";
