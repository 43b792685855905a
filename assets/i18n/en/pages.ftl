# Pages about one thing: dossiers, series, threads of promises

tally-agreement = { $n ->
    [one] { $n } agreement
   *[other] { $n } agreements
  }
tally-commitment = { $n ->
    [one] { $n } commitment or proposal
   *[other] { $n } commitments and proposals
  }
tally-meeting = { $n ->
    [one] { $n } meeting
   *[other] { $n } meetings
  }
tally-project = { $n ->
    [one] { $n } project
   *[other] { $n } projects
  }
tally-milestone = { $n ->
    [one] { $n } milestone
   *[other] { $n } milestones
  }
tally-figure = { $n ->
    [one] { $n } figure
   *[other] { $n } figures
  }
tally-gate = { $n ->
    [one] { $n } gate or route
   *[other] { $n } gates and routes
  }
tally-place = { $n ->
    [one] { $n } place
   *[other] { $n } places
  }
tally-mechanism = { $n ->
    [one] { $n } mechanism
   *[other] { $n } mechanisms
  }
tally-person = { $n ->
    [one] { $n } person
   *[other] { $n } people
  }
tally-organisation = { $n ->
    [one] { $n } organisation
   *[other] { $n } organisations
  }
tally-source = { $n ->
    [one] { $n } source
   *[other] { $n } sources
  }
word-NoLaterWord = No later word
word-Yearly = Yearly
field-rhythm = Meets
promise-age = Time since it was made
promise-age-to = { $age }, up to { $date }, the last day this dataset has word of
thread-heading = What became of it
thread-possible = Later, and perhaps to do with it
thread-before = Before it
thread-silent = Nothing in this dataset tells what became of it.
thread-computed = Lines marked “may be related” were found by what they share; no source says that they belong to this commitment.
step-own = said of this commitment itself
step-follows = what came next
step-forerunner = what it continues
step-project = the project it is about
step-see = see also
step-linked = named under “{ $field }”
step-computed = may be related: later, also about
step-computed-topics = · topic
step-computed-session = may be related: a later session of
step-computed-gate = may be related: later change at
age-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
  }
age-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
  }
age-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
  }
age-both = { $years } { $months }
age-between = between { $least } and { $most }
age-up-to = not over { $most }
series-heading = Sessions
series-number = No. { $n }
series-session = Session
series-host = Host
series-place = Place and format
series-led = Led by
series-signed = Signed
series-promised = Commitments and proposals
series-promises = { $n ->
    [one] { $n } commitment or proposal
   *[other] { $n } commitments and proposals
  }, { $told } with a later word
series-silent = no word in the sources of this dataset
gap-before-one = No. 1: not reported in the sources of this dataset
gap-before = No. 1 to { $to }: not reported in the sources of this dataset
gap-number = No. { $n }: not reported in the sources of this dataset
gap-numbers = No. { $from } to { $to }: not reported in the sources of this dataset
gap-year = { $year }: no session is reported in the sources of this dataset, though it meets yearly
gap-year-none = { $year }: no session; no. { $before } and no. { $after } follow each other
gaps-heading = What the sources leave out
posts-heading = Posts as seen in the sources
posts-seen = Seen
posts-post = Post
posts-body = Organisation
posts-before = Before and after
posts-holder-before = before:
posts-holder-after = after:
holders-heading = Who held which post, as seen in the sources
holders-in-order = In order of time
pill-since = { $state } since { $date }
pill-last-told = Not known; last told: { $state } { $date }
pill-on = { $state } { $date }
gate-counterpart = { $place } ({ $name })
gate-now = { $now } (formerly { $was })
promises-done = { $n } done
entry-signed = signed by { $who }
entry-proposed = Proposed by { $who }
entry-does = to be done by { $who }
entry-later = later: { $what }
sentence-end = .
start-unnamed = The dataset that is open
start-dataset = The dataset that is open
start-version = Dataset, release { $version }
start-about = { $what }, about { $places }, { $years }.
start-about-undated = { $what }, about { $places }.
start-about-nowhere = { $what }, { $years }.
start-about-bare = { $what }.
start-cited = {" "}Every statement leads to its source.
start-busy = { $papers ->
    [one] 1 agreement
   *[other] { $papers } agreements
} · { $promises ->
    [one] 1 commitment, proposal
   *[other] { $promises } commitments, proposals
}
start-events = { $n ->
    [one] 1 event
   *[other] { $n } events
}
start-kind = { $kind }: { $n }
start-gates = Begin with a gate
start-places = Begin with a place
start-all-gates = See all { $n } gates and routes
start-all-places = See all { $n } places
start-silent = Longest without a later word
start-all-silent = See all commitments and proposals
start-newest = Newest
start-ask = Questions to try
start-bars = Events by half-year: { $counts }
start-came = Opened from a file
start-undated = { $n ->
    [one] 1 event has no date
   *[other] { $n } events have no date
}
start-unplaced = { $n ->
    [one] 1 event has no place on the map
   *[other] { $n } events have no place on the map
}
start-all-well = Every event has a date and a place.
start-problems = { $n ->
    [one] 1 problem in the data: see what it is
   *[other] { $n } problems in the data: see which
}
ask-promised = What was agreed or proposed about { $place }, and what came of it?
ask-happened = What happened at { $place }?
ask-signed = Which agreements were signed in { $year }?
ask-met = Who met in { $year }?
ask-year = What happened in { $year }?
ask-papers = Which agreements speak of { $place }?
ask-topic = What was said about “{ $topic }”?
word-TakenUp = Later word
start-empty = There is nothing to show yet.
details-none-agreed = The dataset knows of no agreement, promise or proposal about this gate.
pill-by-vn = { $class } (by the Vietnamese side)

# A story, step by step.
story-step = Step { $n } of { $of }
