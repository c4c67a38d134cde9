"""The two years before: activities without a page in the register, with targets."""

from datetime import UTC, datetime, timedelta

from learning.activities.choices import Access, Completion, Kind, Mode, Status
from learning.activities.models import Activity, Session, Target, Theme

from .programme import PLAN

WEBINAR, WORKSHOP, TRAINING = Kind.WEBINAR, Kind.WORKSHOP, Kind.TRAINING
# Years ago, month and day; kind; title; theme; action line; target; place.
HELD = (
    (2, 5, 14, WEBINAR, "Cooler streets before the next summer", "climate", 1, 30, ""),
    (2, 10, 8, WORKSHOP, "Housing data that neighbours can check", "governance", 2, 20, "Barcelona"),
    (2, 11, 20, WEBINAR, "Buses after midnight", "mobility", 1, 40, ""),
    (1, 3, 12, WEBINAR, "What a food market does for a city", "governance", 2, 30, ""),
    (1, 6, 18, WEBINAR, "School streets: the first hundred days", "mobility", 1, 40, ""),
    (1, 9, 23, TRAINING, "Leading a metropolitan mandate", "governance", 2, 16, "Bogotá"),
    (1, 11, 5, WORKSHOP, "Shared flood maps, shared budgets", "climate", 1, 25, "Jakarta"),
)
# Targets of this year's programme, by kind.
AIMS = {Kind.WEBINAR: 45, Kind.COURSE: 60, Kind.TRAINING: 18, Kind.WORKSHOP: 20}


def load(today):
    for ago, month, day, kind, title, theme, action_line, aim, place in HELD:
        start = datetime(today.year - ago, month, day, 14, tzinfo=UTC)
        activity = Activity.objects.create(
            kind=kind,
            title=title,
            plan=PLAN,
            action_line=action_line,
            starts_on=start.date(),
            ends_on=start.date(),
            mode=Mode.IN_PERSON if place else Mode.ONLINE,
            place=place,
            completion=Completion.ATTENDANCE,
            access=Access.APPLICATION if kind == TRAINING else Access.ANYONE,
            capacity=20 if kind == TRAINING else None,
            status=Status.CONFIRMED if ago == 2 else Status.HELD,
        )
        activity.themes.set(Theme.objects.filter(code=theme))
        Session.objects.create(activity=activity, starts_at=start, ends_at=start + timedelta(hours=2), place=place)
        Target.objects.create(activity=activity, metric=Target.Metric.PARTICIPANTS, value=aim)


def aim_at(plan):
    """Set the targets of this year's programme."""
    activities = Activity.objects.filter(plan=plan, targets=None)
    Target.objects.bulk_create(
        Target(activity=activity, metric=Target.Metric.PARTICIPANTS, value=AIMS[activity.kind])
        for activity in activities
    )
