"""The sections of an activity's report: each line with its rule and the people behind it."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from learning.activities.choices import Role
from learning.people.reference.places import Region, country_name
from learning.reports.measures.definitions import rule_of
from learning.reports.scope.scopes import Scope

from ..columns import number, per_cent

SUPPRESSION = gettext_lazy(
    "No share of fewer than 5 people is shown. Gender and roles are told only to who may see people. Others see answers as of "
    "the end of a month, unless a number of 1 to 4 people stands among them or all answered alike."
)
ANSWERS_HIDDEN = gettext_lazy(
    "Total only: answers are shown at the end of a month, unless a number of 1 to 4 people stands among them or all answered "
    "alike."
)


@dataclass
class FigureLine:
    """`text` is what the page says where it says more than the bare number; `measure` lists the people behind it."""

    label: str
    value: object
    rule: str
    measure: str = ""
    text: str = ""
    note: str = ""
    scope: Scope | None = None
    url: str = ""

    @property
    def printed(self):
        return self.text or number(self.value)

    @property
    def rule_url(self):
        return rule_of(self.rule).url


@dataclass
class ReportSection:
    """`code` names the place where a picture of it may stand."""

    code: str
    title: str
    lines: list = field(default_factory=list)
    note: str = ""
    is_long: bool = False


def parts_of(report, sees_people):
    """The short ones first, side by side; the long lists after them."""
    parts = [funnel(report), rates(report), whence(report), regions(report)]
    parts += [gender(report), roles(report)] if sees_people else []
    parts += [feedback(report, sees_people), countries(report), organisations(report)]
    return [part for part in parts if part.lines or part.note]


def funnel(report):
    """At one's own pace nobody comes live."""
    told = report.figures
    steps = {
        "registrants": _("Registered"),
        "attendees": _("Came live"),
        "starters": _("Started learning"),
        "participants": _("Took part: came or started"),
        "completers": _("Completed"),
    }
    if report.activity.is_self_paced:
        del steps["attendees"]
    expected = FigureLine(_("Expected"), report.expected, "targets", text="" if report.expected else _("not set"))
    lines = [FigureLine(label, getattr(told, measure), measure, measure) for measure, label in steps.items()]
    return ReportSection("funnel", _("From expected to completed"), [expected, *lines])


def steps_of(report):
    """The same for a picture: [(label, number, whether it is a target and no count)]; what does not happen left out."""
    told, steps = report.figures, [(_("Expected"), report.expected, True)]
    steps.append((_("Registered"), told.registrants, False))
    if not report.activity.is_self_paced:
        steps.append((_("Came live"), told.attendees, False))
    if told.starters or report.activity.is_self_paced:
        steps.append((_("Started learning"), told.starters, False))
    return [*steps, (_("Completed"), told.completers, False)]


def rates(report):
    told = report.figures
    came = [
        _rate(_("Attendance rate"), told.attendance_rate, "attendance_rate", "attended"),
        _rate(_("No-shows"), told.no_show_rate, "attendance_rate", note=number(told.no_shows)),
        FigureLine(_("Walk-ins"), told.walk_ins, "walk_ins", "walk_ins"),
    ]
    lines = [
        _rate(_("Completion rate, of who took part"), told.completion_rate, "completion_rate", "cohort_completers"),
        _rate(
            _("Completion rate, of registrants"),
            told.registrant_completion_rate,
            "completion_rate",
            "registered_completers",
        ),
        FigureLine(
            _("Completed by the recording alone"), told.replay_completers, "replay_completers", "replay_completers"
        ),
        FigureLine(_("Replay viewers"), told.replays, "replays", "replays"),
        FigureLine(_("Learning hours"), report.hours, "hours"),
    ]
    return ReportSection("rates", _("How it went"), lines if report.activity.is_self_paced else [*came, *lines])


def _rate(label, value, rule, measure="", note=""):
    return FigureLine(label, value, rule, measure, text=per_cent(value), note=note)


def whence(report):
    told = report.figures
    names = {
        "organisations": _("Organisations"),
        "members": _("Members"),
        "non_members": _("Non-members"),
        "cities": _("Cities"),
        "places": pgettext("where cities are", "Places"),
        "countries": _("Countries"),
        "regions": _("World regions"),
    }
    lines = [FigureLine(label, getattr(told, name), name, name) for name, label in names.items()]
    return ReportSection("whence", _("Where they came from"), lines)


def regions(report):
    return ReportSection("regions", _("By region"), _places(report, report.by_region, "region", _region))


def countries(report):
    return ReportSection(
        "countries", _("By country"), _places(report, report.by_country, "country", country_name), is_long=True
    )


def _region(value):
    return str(Region(value).label)


def _places(report, tallies, by, name_of):
    lines = [
        FigureLine(
            name_of(value) if value else _("Not known"),
            tally.people,
            "participants",
            "participants" if value else "",
            scope=report.scope.narrowed(**{by: value}) if value else None,
        )
        for value, tally in tallies.items()
    ]
    return sorted(lines, key=lambda line: (-line.value, line.label))


def organisations(report):
    lines = [
        FigureLine(
            one.organisation.label,
            one.people,
            "organisations",
            "organisations",
            note=_("member") if one.is_member else _("non-member"),
            scope=report.scope.narrowed(organisation=one.organisation.pk),
        )
        for one in report.organisations
    ]
    return ReportSection("organisations", _("By organisation"), lines, is_long=True)


def gender(report):
    told = report.tally
    if not told.people:
        return ReportSection("gender", _("Gender"))
    share = _("%(share)s women (of %(coverage)s who answered)") % {
        "share": per_cent(told.women_share),
        "coverage": per_cent(told.coverage),
    }
    few = _("Too few answered for a share.")
    return ReportSection(
        "gender",
        _("Gender"),
        [
            FigureLine(_("Women"), told.women, "women", "women"),
            FigureLine(_("Men"), told.men, "women", "men"),
            FigureLine(_("Non-binary or another"), told.others, "women", "others"),
            FigureLine(_("No answer"), told.silent, "women"),
        ],
        few if told.women_share is None else share,
    )


def roles(report):
    told = [(Role(role), people) for role, people in report.roles.items() if role != Role.PARTICIPANT]
    return ReportSection(
        "roles", _("Who else was there"), [FigureLine(str(role.label), people, "person") for role, people in told]
    )


def feedback(report, sees_people):
    answers = report.answers
    if not answers.number:
        return ReportSection("feedback", _("Feedback"), note=_("No one has answered yet."))
    lines = [FigureLine(_("Answers"), answers.number, "feedback")]
    if sees_people:
        return ReportSection("feedback", _("Feedback"), lines + _ratings(answers))
    if not report.published_answers.number:
        return ReportSection("feedback", _("Feedback"), lines, ANSWERS_HIDDEN)
    told = FigureLine(_("Answers shown, as of the end of a month"), report.published_answers.number, "feedback")
    return ReportSection("feedback", _("Feedback"), [*lines, told, *_ratings(report.published_answers)])


def _ratings(answers):
    return [
        FigureLine(_("Average, of 5"), answers.average, "feedback"),
        *(
            FigureLine(_("%(rating)d of 5") % {"rating": rating}, given, "feedback")
            for rating, given in answers.by_rating.items()
        ),
    ]
