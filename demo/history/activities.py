"""Generated activities: webinars, courses, trainings and workshops of every size, more in later years."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from learning.activities.choices import ActionLine, Completion, Kind, Mode, Status
from learning.activities.models import Activity, ActivityPartner, DeclaredFigure, Session, Target

from . import names

KINDS = {Kind.WEBINAR: 46, Kind.COURSE: 14, Kind.TRAINING: 12, Kind.WORKSHOP: 16, Kind.SEMINAR: 9, Kind.CONGRESS: 3}
# Relative numbers of participants; the first activity is a course that is always open, with this share of all.
DRAW = {Kind.WEBINAR: 5, Kind.COURSE: 9, Kind.TRAINING: 1, Kind.WORKSHOP: 1, Kind.SEMINAR: 2, Kind.CONGRESS: 12}
FLAGSHIP_SHARE = 0.02
LIMITED = (Kind.TRAINING, Kind.WORKSHOP, Kind.SEMINAR)
ZONES = (
    "Europe/Madrid",
    "America/Bogota",
    "Asia/Jakarta",
    "Africa/Abidjan",
    "America/Mexico_City",
    "Asia/Seoul",
    "UTC",
)
TITLES = ("Care in {}", "Mobility lessons from {}", "How {} counts its trees", "Housing after {}", "{} at night")
# Days after the last session in which evidence is added and recordings are watched.
AFTERMATH = 45


@dataclass(slots=True)
class GeneratedSession:
    """A session, with the facts that attendance depends on."""

    pk: int
    starts_at: datetime
    ends_at: datetime
    day: date


@dataclass(slots=True)
class GeneratedActivity:
    """An activity, with the facts that enrolments depend on. Without meetings it is always open from `opens_at`."""

    pk: int
    kind: str
    completion: str
    share: int
    minimum: timedelta
    is_in_person: bool
    zone: ZoneInfo
    opens_at: datetime
    closes_at: datetime
    meetings: list = field(default_factory=list)
    lessons: list[tuple[UUID, int]] = field(default_factory=list)
    recording: tuple[UUID, int] | None = None
    capacity: int | None = None
    batch: int | None = None
    took_part: int = 0

    @property
    def begins(self):
        return self.meetings[0].starts_at if self.meetings else None

    @property
    def ends(self):
        return self.meetings[-1].ends_at if self.meetings else None


def invent(size, chance):
    """Write activities with sessions, partners, targets and some declared figures. Returns [GeneratedActivity]."""
    rows = [_activity(number, size, chance) for number in range(size.activities)]
    rows = Activity.objects.bulk_create(rows, batch_size=500)
    sessions = [_sessions(row, chance) for row in rows]
    Session.objects.bulk_create([one for of_one in sessions for one in of_one], batch_size=1000)
    found = [_happening(row, of_one, size, chance) for row, of_one in zip(rows, sessions, strict=True)]
    for happening, number in zip(found, _sizes(size, found, chance), strict=True):
        happening.took_part = number
    _limit(found, chance)
    _aim(found, chance)
    return found


def _activity(number, size, chance):
    kind = Kind.COURSE if number == 0 else chance.choices(list(KINDS), list(KINDS.values()))[0]
    always_open = kind == Kind.COURSE
    in_person = kind in {Kind.WORKSHOP, Kind.SEMINAR, Kind.CONGRESS} and chance.random() < 0.7
    row = Activity(
        key=names.uuid(chance),
        kind=kind,
        title=chance.choice(TITLES).format(names.place(chance)),
        status=Status.CONFIRMED if chance.random() < 0.6 else Status.HELD,
        time_zone=chance.choice(ZONES),
        mode=Mode.IN_PERSON if in_person else Mode.ONLINE,
        completion=_completion(kind, chance),
        attendance_share=chance.choice([60, 80, 100]),
        minimum_minutes=chance.choice([10, 10, 10, 15]),
        action_line=chance.choice(ActionLine.values),
        is_training=kind != Kind.CONGRESS,
    )
    if not always_open:
        # More activities in later years; all of them, with their aftermath, are over on the last day.
        days = (size.until - size.since).days - AFTERMATH - 14
        row.starts_on = size.since + timedelta(days=int(max(1, days) * chance.random() ** 0.7))
    row.plan = f"{(row.starts_on or size.since).year // 3 * 3}–{(row.starts_on or size.since).year // 3 * 3 + 2}"
    return row


def _completion(kind, chance):
    if kind == Kind.COURSE or (kind == Kind.TRAINING and chance.random() < 0.3):
        return Completion.STEPS
    return Completion.OFFICER if kind in {Kind.WORKSHOP, Kind.SEMINAR} else Completion.ATTENDANCE


def _sessions(row, chance):
    if row.starts_on is None:
        return []
    minutes, zone = chance.choice([60, 90, 120]), ZoneInfo(row.time_zone)
    first = datetime.combine(row.starts_on, time(chance.randint(8, 18)), zone).astimezone(UTC)
    number = chance.randint(3, 5) if row.kind == Kind.TRAINING else 1 + (row.kind == Kind.CONGRESS)
    starts = [first + timedelta(days=day) for day in range(number)]
    found = [
        Session(activity=row, starts_at=at, ends_at=at + timedelta(minutes=minutes), time_zone=row.time_zone)
        for at in starts
    ]
    row.ends_on = found[-1].day
    row.save(update_fields=["ends_on"])
    return found


def _happening(row, sessions, size, chance):
    meetings = [GeneratedSession(one.pk, one.starts_at, one.ends_at, one.day) for one in sessions]
    noon = time(12, tzinfo=UTC)
    opens = datetime.combine(size.since + timedelta(days=chance.randint(0, 200 * size.years)), noon)
    happening = GeneratedActivity(
        pk=row.pk,
        kind=row.kind,
        completion=row.completion,
        share=row.attendance_share,
        minimum=timedelta(minutes=row.minimum_minutes),
        zone=row.zone,
        is_in_person=row.mode == Mode.IN_PERSON,
        opens_at=meetings[0].starts_at - timedelta(days=40) if meetings else opens,
        closes_at=datetime.combine(size.until, noon),
        meetings=meetings,
    )
    if row.completion == Completion.STEPS:
        number = chance.randint(3, 8) if not meetings else 2
        happening.lessons = [(names.uuid(chance), chance.choice([10, 15, 20, 30])) for _lesson in range(number)]
    if row.kind == Kind.WEBINAR and chance.random() < 0.7:
        happening.recording = names.uuid(chance), chance.randint(1800, 5400)
    return happening


def _sizes(size, found, chance):
    """Return the number of participants of each activity: few large, most small; the sum is `size.participations`."""
    flagship = min(size.largest, round(size.participations * FLAGSHIP_SHARE)) if len(found) > 1 else 0
    weights = [DRAW[happening.kind] * chance.lognormvariate(0, 0.8) for happening in found]
    numbers, left = [0] * len(found), size.participations - flagship
    numbers[0] = flagship
    while left:
        open_ones = [place for place, number in enumerate(numbers) if number < size.largest]
        together, given = sum(weights[place] for place in open_ones), 0
        for place in open_ones:
            share = min(size.largest - numbers[place], int(left * weights[place] / together))
            numbers[place], given = numbers[place] + share, given + share
        if not given:
            numbers[open_ones[0]] += 1
            given = 1
        left -= given
    return numbers


def _limit(found, chance):
    """Limit the capacity of half of the small kinds, so that a few people are on the waiting list."""
    limited = [one for one in found if one.kind in LIMITED and chance.random() < 0.5]
    for one in limited:
        one.capacity = 10 + -(-one.took_part * 14 // 100) * 10
    rows = [Activity(pk=one.pk, capacity=one.capacity) for one in limited]
    Activity.objects.bulk_update(rows, ["capacity"], batch_size=500)


def _aim(found, chance):
    """Write targets and, for a few activities, declared figures."""
    Target.objects.bulk_create(
        Target(activity_id=one.pk, metric=Target.Metric.PARTICIPANTS, value=max(5, round(one.took_part * aim, -1)))
        for one in found
        if (aim := chance.uniform(0.6, 1.6)) < 1.2
    )
    DeclaredFigure.objects.bulk_create(
        DeclaredFigure(
            activity_id=one.pk,
            year=(one.begins or one.closes_at).year,
            value=10 * chance.randint(1, 40),
            unit="people",
            qualifier=chance.choice([DeclaredFigure.Qualifier.EXACT, DeclaredFigure.Qualifier.OVER]),
            source="Invented",
        )
        for one in found
        if chance.random() < 0.04
    )


def give_partners(found, places, chance):
    """Give most activities one or two organisations as partners."""
    roles = ActivityPartner._meta.get_field("role").choices
    ActivityPartner.objects.bulk_create(
        ActivityPartner(activity_id=one.pk, organisation_id=pk, role=chance.choice(roles)[0])
        for one in found
        for pk, _body in chance.sample(places, chance.choice([0, 1, 1, 2]))
    )
