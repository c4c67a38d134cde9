"""Problems of activities: contradictions in their data."""

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.activities.choices import SPEAKING, Role, Status
from learning.activities.labels import when
from learning.activities.models import Activity, Consent, DeclaredFigure, Enrolment
from learning.media.models import Recording
from learning.people.canonical import canonical_id

from ..queries.declared_figures import HEADS, say
from ..queries.recording_pages import pages_showing
from .problem import QualityProblem, participants_address, where

Qualifier = DeclaredFigure.Qualifier


def not_closed(survey):
    past = Activity.objects.past().filter(status=Status.PLANNED)
    return past.prefetch_related("sessions").order_by("-starts_on", "-pk")


def tell_not_closed(rows, user):
    for row in rows:
        url = where(
            user,
            row.pk,
            ("activities.run_activity", "activity:confirm"),
            ("activities.view_activity", "activity:inspect"),
        )
        yield row, _("%(when)s, still “planned”") % {"when": when(row)}, url


def not_counted(survey):
    """Those with participants that count nowhere: cancelled, or the total of other activities."""
    return [one for one in survey.tallies if one.status == Status.CANCELLED or one.is_aggregate]


def tell_not_counted(rows, user):
    for row in rows:
        said = (
            _("cancelled; participants not counted: %(number)d")
            if row.status == Status.CANCELLED
            else _("total of other activities; participants not counted: %(number)d")
        )
        url = where(
            user,
            row.pk,
            ("activities.change_activity", "activity:edit"),
            ("activities.view_activity", "activity:inspect"),
        )
        yield row, said % {"number": row.participations}, url


def unregistered(survey):
    return [activity for activity in survey.tallies if activity.unregistered]


def tell_unregistered(rows, user):
    for row in rows:
        detail = ngettext(
            "%(unregistered)d of %(number)d participant had not enrolled",
            "%(unregistered)d of %(number)d participants had not enrolled",
            row.participations,
        ) % {"unregistered": row.unregistered, "number": row.participations}
        yield row, detail, participants_address(user, row.pk)


def declared_below(survey):
    """Of whole events. "Over 300" is true of 320 and of 3,000; "less than 300" is not true of 300."""
    heads = DeclaredFigure.objects.filter(
        metric__in=HEADS, scope=DeclaredFigure.Scope.EVENT, is_platform_metric=True, activity__isnull=False
    ).exclude(qualifier=Qualifier.OVER)
    figures = list(heads.select_related("activity").order_by("-year", "pk"))
    counts = _participants({figure.activity_id for figure in figures})
    for figure in figures:
        figure.counted = counts.get(figure.activity_id, 0)
    return [
        figure
        for figure in figures
        if figure.counted > figure.value or (figure.counted == figure.value and figure.qualifier == Qualifier.UNDER)
    ]


def _participants(activities):
    rows = Enrolment.objects.filter(activity__in=activities, role=Role.PARTICIPANT, participated_on__isnull=False)
    counts = rows.order_by().values("activity").annotate(number=Count(canonical_id("person"), distinct=True))
    return dict(counts.values_list("activity", "number"))


def tell_declared_below(rows, user):
    for row in rows:
        detail = _("declared: %(declared)s; counted: %(counted)d") % {"declared": say(row), "counted": row.counted}
        url = where(
            user,
            row.pk,
            ("activities.change_declaredfigure", "declaredfigure:edit"),
            ("activities.view_declaredfigure", "declaredfigure:inspect"),
        )
        yield row.activity, detail, url


def without_consent(survey):
    """Activities whose own page shows a recording, with speakers or people who came live who never agreed to one, or
    no longer do. Who was erased can't be asked.
    """
    shown = pages_showing(list(Recording.objects.values_list("pk", flat=True)))
    keys = {page.translation_key for pages in shown.values() for page in pages}
    agreed = Consent.objects.filter(purpose=Consent.Purpose.RECORDING, revoked_at=None)
    agreed = agreed.annotate(by=canonical_id("person")).filter(by=OuterRef("who"))
    seen = Enrolment.objects.filter(activity__key__in=keys, person__erased_on=None)
    seen = seen.annotate(who=canonical_id("person")).annotate(agreed=Exists(agreed))
    speaks, came = Q(role__in=SPEAKING), Q(role=Role.PARTICIPANT, attended_on__isnull=False)
    counts = seen.filter(speaks | came, agreed=False).order_by().values("activity")
    counted = {
        row["activity"]: row
        for row in counts.annotate(
            speakers=Count("who", filter=speaks, distinct=True), live=Count("who", filter=came, distinct=True)
        )
    }
    found = list(Activity.objects.filter(pk__in=counted).order_by("-starts_on", "-pk"))
    for activity in found:
        activity.speakers, activity.live = counted[activity.pk]["speakers"], counted[activity.pk]["live"]
    return found


def tell_without_consent(rows, user):
    for row in rows:
        speakers = ngettext("%(number)d speaker or trainer", "%(number)d speakers or trainers", row.speakers)
        live = ngettext("%(number)d person who came live", "%(number)d people who came live", row.live)
        detail = _("%(speakers)s and %(live)s without a standing consent") % {
            "speakers": speakers % {"number": row.speakers},
            "live": live % {"number": row.live},
        }
        yield row, detail, participants_address(user, row.pk)


PROBLEMS = (
    QualityProblem(
        "not-closed",
        gettext_lazy("Past activities not closed"),
        gettext_lazy(
            "Over, and still “planned”. Check who came, then confirm the figures, or cancel what did not happen."
        ),
        not_closed,
        tell_not_closed,
    ),
    QualityProblem(
        "not-counted",
        gettext_lazy("Held or cancelled?"),
        gettext_lazy(
            "People took part, and none of them is counted. Correct the status if the activity was held; move people from a "
            "total to the part in which they took part."
        ),
        not_counted,
        tell_not_counted,
    ),
    QualityProblem(
        "unregistered",
        gettext_lazy("Came without having enrolled"),
        gettext_lazy(
            "Walk-ins and people known only from an attendance file. Among them may be someone who enrolled under "
            "another address: then merge the two."
        ),
        unregistered,
        tell_unregistered,
    ),
    QualityProblem(
        "declared-below",
        gettext_lazy("Declared below counted"),
        gettext_lazy("More people were counted than are declared of the same event. One of the two is wrong."),
        declared_below,
        tell_declared_below,
    ),
    QualityProblem(
        "no-consent",
        gettext_lazy("Recording without consent"),
        gettext_lazy(
            "A recording is public, and not everyone who may be seen or heard in it has a standing consent to it. Ask "
            "them, cut them out, or take the recording off its page."
        ),
        without_consent,
        tell_without_consent,
    ),
)
