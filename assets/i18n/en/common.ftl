# What every panel says: kinds, words of the data, field labels, dates, lists.
# Labels begin with a capital; dates and the bounds of figures stand inside a sentence.

## Kinds of record, one and many

kind-meeting = Meeting
kind-agreement = Agreement
promise-proposal = Proposal
promise-commitment = Commitment
kind-commitment = Commitment or proposal
kind-project = Project
kind-milestone = Milestone
kind-figure = Figure
kind-discrepancy = Sources differ
kind-gate = Border gate
kind-place = Place
kind-mechanism = Mechanism
kind-person = Person
kind-organisation = Organisation
kind-topic = Topic
kind-source = Source
kinds-meeting = Meetings
kinds-agreement = Agreements
kinds-commitment = Commitments and proposals
kinds-project = Projects
kinds-milestone = Milestones
kinds-figure = Figures
kinds-discrepancy = Sources differ
kinds-gate = Border gates
kinds-place = Places
kinds-mechanism = Mechanisms
kinds-person = People
kinds-organisation = Organisations
kinds-topic = Topics
kinds-source = Sources

## Words that several fields share

word-Other = Other
word-Unstated = Not stated
word-Planned = Planned
word-Proposed = Proposed
word-Agreed = Agreed
word-UnderWay = Under way
word-PartlyDone = Partly done
word-Done = Done
word-Trial = Trial

## Meetings: form, status, format

word-EarlySpring = Early-spring meeting
word-CommitteeSession = Joint Working Committee session
word-Conference = Conference
word-Talks = Talks
word-Visit = Visit
word-Signing = Signing ceremony
word-Held = Held
word-Mentioned = Mentioned only
word-Online = Online
word-InPerson = In person

## Agreements: form, standing

word-Minutes = Minutes
word-Memorandum = Memorandum
word-Framework = Framework agreement
word-Agreement = Agreement
word-Treaty = Treaty
word-JointStatement = Joint statement
word-Twinning = Twinning
word-Plan = Plan
word-Signed = Signed
word-InForce = In force
word-Named = Named only

## States of commitments and projects

word-Announced = Announced
word-Submitted = Submitted
word-Started = Construction begun
word-NearlyDone = Substantially done

## Milestones: form

word-Restriction = Restriction
word-Reopening = Reopening
word-GateOpening = Opening or upgrade
word-Programme = Programme
word-Anniversary = Anniversary
word-StateVisit = State visit
word-Policy = Policy
word-Effect = Effect
word-Congress = Congress
word-Practice = Practice

## Bounds of figures, said before the number

word-Exact = exactly
word-About = about
word-Over = over
word-Under = under

## Gates: form, class, status

word-Road = Road gate
word-Rail = Railway gate
word-Bridge = Bridge
word-Route = Clearance or freight route
word-Opening = Border opening
word-TourismCrossing = Tourism crossing
word-International = International gate
word-Main = Main gate
word-Bilateral = Main (bilateral) gate
word-Secondary = Secondary gate
word-RailInternational = International railway gate
word-ClearanceRoute = Clearance route
word-Open = Open
word-Suspended = Suspended
word-Reopened = Reopened
word-NotOpen = Not yet open
word-ToBeOpened = To be opened
word-ToBeUpgraded = To be upgraded
word-Upgraded = Upgraded
word-UnderConstruction = Under construction

## Places: form; sides of the border

word-Country = Country
word-Province = Province
word-Region = Region
word-Prefecture = Prefecture
word-District = District
word-County = County
word-City = City
word-Town = Town
word-Marker = Boundary marker
word-Area = Area
word-Market = Market
word-River = River
word-Landmark = Landmark
word-Vn = Vietnam
word-Cn = China
word-Both = Both sides

## Organisations: form

word-Party = Party body
word-Government = Government
word-Legislature = Legislature
word-Ministry = Ministry
word-Mission = Diplomatic mission
word-Agency = Agency
word-Committee = Committee
word-Court = Court
word-Media = Media
word-Union = Mass organisation

## Sources: form

word-News = News
word-Report = Report
word-Reference = Reference
word-Document = Read in full
word-Press = Press
word-Data = Data

## Statements, roles, confidence

word-Said = Said
word-Assessed = Assessed
word-Reported = Reported
word-Agenda = On the agenda
word-Term = Term
word-Missing = Not known
word-Chair = Chair
word-Lead = Head of delegation
word-Speak = Speaker
word-Attend = Participant
word-Sign = Signatory
word-High = High
word-Medium = Medium
word-Low = Low

## Labels of the fields every record has

field-id = Id
field-kind = Kind
field-name = Name
field-summary = Summary
field-note = Note
field-aliases = Also known as
field-date = Date
field-about = Concerns
field-topics = Topics
field-see = See also
field-cite = Sources

## Labels of the fields of each kind

field-form = Type
field-status = Status
field-standing = Standing
field-state = State
field-mechanism = Mechanism
field-ordinal = Session number
field-format = Held as
field-bridge_points = Video-link venues
field-host = Host
field-venues = Venues
field-theme = Theme
field-parties = Parties
field-seats = Who took part
field-statements = Statements
field-next = Next meeting
field-known_by = In existence by
field-signed_at = Signed at
field-terms = Terms
field-counts = Counts
field-proposed_by = Proposed by
field-by = To be done by
field-undertaken_at = Put forward at
field-due = Due
field-followed_by = Followed by
field-history = History
field-value = Value
field-value_to = Up to
field-unit = Unit
field-printed = As printed
field-measure = What is measured
field-place = Place
field-bound = Exactness
field-changes = Change
field-counterpart = Name on the other side
field-part_of = Part of
field-part_of_since = Part of it since
field-class = Class of gate
field-class_cn = Class on the Chinese side
field-vn = Vietnamese side
field-cn = Chinese side
field-at = Position
field-geometry = Shape
field-side = Side
field-former = Former and later names
field-merged_into = Merged into
field-posts = Posts
field-seat = Seat
field-publisher = Publisher
field-byline = Byline
field-published = Published
field-language = Language
field-address = Address
field-file = File
field-paragraphs = Paragraphs
field-limits = Limits
field-claims = What the sources say
field-finding = Finding
field-layer = Source layer
field-caveat = Caveat
field-corroboration = Independent reports
field-year = Year
field-unknown = Other fields
field-origin = Stands in

## Labels inside entries: a seat, a position, a post, a growth

field-text = Text
field-who = Who
field-role = Role
field-post = Post
field-org = Organisation
field-seen = Seen in post
field-lat = Latitude
field-lon = Longitude
field-error_m = Margin of error
field-point = Point shown
field-confidence = Confidence
field-number = Number
field-percent = Per cent

## Calendar

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
month-short-1 = Jan
month-short-2 = Feb
month-short-3 = Mar
month-short-4 = Apr
month-short-5 = May
month-short-6 = Jun
month-short-7 = Jul
month-short-8 = Aug
month-short-9 = Sep
month-short-10 = Oct
month-short-11 = Nov
month-short-12 = Dec
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
year-bc = { $year } BC

## Dates in full. A pattern may use $year, $month (name), $mon (short name), $m and $mm (number,
## two digits), $d and $dd (day, two digits), and the same with 2 for the end of an interval.

date-day = { $d } { $month } { $year }
date-month = { $month } { $year }
date-year = { $year }
date-spring = spring { $year }
date-summer = summer { $year }
date-autumn = autumn { $year }
date-winter = winter { $year }–{ $year2 }
date-decade = the { $year }s
date-century = the years { $year }–{ $year2 }
date-some-month = a month in { $year }
date-some-day = a day in { $month } { $year }
date-some-date = a day in { $year }
date-time = { $date }, { $clock }
date-about = about { $date }
date-uncertain = { $date } (uncertain)
date-about-uncertain = about { $date } (uncertain)
date-years = { $year }–{ $year2 }
date-months = { $month }–{ $month2 } { $year }
date-days = { $d }–{ $d2 } { $month } { $year }
date-days-of-year = { $d } { $month } – { $d2 } { $month2 } { $year }
date-alike = { $from } – { $to }
date-between = from { $from } to { $to }
date-from = from { $date } on
date-until = until { $date }
date-from-unknown = from { $date }, end unknown
date-until-unknown = by { $date }, exact time unknown

## Dates in a table cell

short-day = { $d } { $mon } { $year }
short-month = { $mon } { $year }
short-year = { $year }
short-spring = { date-spring }
short-summer = { date-summer }
short-autumn = { date-autumn }
short-winter = { date-winter }
short-decade = { $year }s
short-century = { $year }–{ $year2 }
short-some-month = { $year }
short-some-day = { $mon } { $year }
short-some-date = { $year }
short-time = { $date } { $clock }
short-about = ~{ $date }
short-uncertain = { $date }?
short-about-uncertain = ~{ $date }?
short-years = { $year }–{ $year2 }
short-months = { $mon }–{ $mon2 } { $year }
short-days = { $d }–{ $d2 } { $mon } { $year }
short-days-of-year = { $d } { $mon } – { $d2 } { $mon2 } { $year }
short-alike = { $from } – { $to }
short-between = { $from } – { $to }
short-from = from { $date }
short-until = until { $date }
short-from-unknown = { $date } – ?
short-until-unknown = by { $date }

## Hours of one day that a timeline shows

span-hours = { $date }, { $from }–{ $to }

## How exactly a date is known

precision-instant = exact time
precision-day = exact day
precision-month = month known, day not stated
precision-season = season known, month not stated
precision-year = year known, day not stated
precision-decade = decade known, year not stated
precision-century = century known, year not stated
precision-open = goes on
precision-no-start = open
precision-unknown = not known
precision-about = { $precision }, approximate
precision-uncertain = { $precision }, uncertain
precision-about-uncertain = { $precision }, approximate and uncertain
precision-interval = start: { $start }; end: { $end }
precision-both-ends = start and end: { $start }

## Lists: a, b and c

list-comma = { ", " }
list-and = { " and " }

## Units of figures

unit-agreements = agreements
unit-billion-USD = billion USD
unit-billion-VND = billion VND
unit-delegations = delegations
unit-districts = districts
unit-documents = documents
unit-doses = doses
unit-gates = gates
unit-hectares = hectares
unit-hours = hours
unit-km = km
unit-lanes = lanes
unit-letters = letters
unit-letters-and-notes = letters and notes
unit-m = m
unit-masks = masks
unit-million-USD = million USD
unit-million-VND = million VND
unit-million-persons = million people
unit-million-tonnes = million tonnes
unit-of-18-targets = of 18 targets
unit-pairs-of-villages = pairs of villages
unit-persons = people
unit-persons-per-day = people a day
unit-points-and-programmes = points and programmes
unit-scholarships = scholarships
unit-scholarships-a-year = scholarships a year
unit-talks = talks
unit-telephone-talks = telephone talks
unit-times-present-capacity = times present capacity
unit-tonnes = tonnes
unit-trains = trains
unit-trillion-VND = trillion VND
unit-vehicles = vehicles
unit-vehicles-per-day = vehicles per day
