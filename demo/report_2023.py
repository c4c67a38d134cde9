"""The association's activities and declared figures in 2023, as its report prints them. Nothing is invented."""

from datetime import date
from decimal import Decimal

from learning.activities.choices import Kind, Mode, PartnerRole, Precision, Status
from learning.activities.models import Activity, ActivityPartner, DeclaredFigure, Theme

from .content_files import rows, split
from .organisations import called

SOURCE = "Metropolis Annual Report 2023"
PLAN = "2021–2023"
KINDS = {
    "congress": Kind.CONGRESS,
    "summit": Kind.CONGRESS,
    "statutory": Kind.STATUTORY,
    "forum": Kind.EVENT,
    "event": Kind.EVENT,
    "session": Kind.EVENT,
    "workshop": Kind.WORKSHOP,
    "webinar": Kind.WEBINAR,
    "webinar_series": Kind.SERIES,
    "webinar_programme": Kind.SERIES,
    "seminar": Kind.SEMINAR,
    "executive_training": Kind.TRAINING,
    "project": Kind.PROJECT,
    "technical_assistance": Kind.PROJECT,
    "working_group": Kind.PROJECT,
    "publication": Kind.RESOURCE,
    "campaign": Kind.RESOURCE,
}
MODES = {"in_person": Mode.IN_PERSON, "online": Mode.ONLINE, "mixed": Mode.HYBRID, "resource": Mode.OTHER}
PRECISIONS = {"day": Precision.DAY, "range": Precision.MONTH, "month": Precision.MONTH, "year": Precision.YEAR}
THEMES = {
    "climate": "climate",
    "care economy": "care",
    "gender": "gender",
    "city diplomacy": "diplomacy",
    "internationalisation": "internationalisation",
    "nature-based solutions": "nature",
    "urban forests": "nature",
    "sustainable urban mobility": "mobility",
    "metropolitan governance": "governance",
    "mobility": "mobility",
    "urban governance and planning": "governance",
    "funding and financing practices": "finance",
    "digital cities": "digital",
}
METRICS = set(DeclaredFigure.Metric.values)
# The audience of a figure, if the report names one.
AUDIENCES = {
    "F17": {"audience_en": "Indonesian", "audience_es": "indonesias", "audience_fr": "indonésiennes"},
    "F22": {"audience_en": "Chinese", "audience_es": "chinas", "audience_fr": "chinoises"},
}
# Labels of metrics. A change that the report prints has the label of the figure that changed.
LABELS = {
    "board_members": "members on the board",
    "followers_gained": "followers gained",
    "followers_growth_pct": "followers",
    "followers_total": "followers",
    "funds_raised_usd": "funds raised",
    "km_diagnosed": "cycling infrastructure assessed",
    "members_assisted": "members assisted",
    "outcome_members_advanced_talks": "members in advanced talks on funding",
    "pct_over_target": "above the target",
    "speaker_member_mayors": "mayors of members who spoke",
    "winners": "winners",
    "winners_members": "members among the winners",
    "women_share_secretariat": "women in the secretariat general",
    "women_share_trasmilenio": "women among the staff of Trasmilenio",
}
# The webinars that the report names are among its "6 online learning activities", the one on care under another line.
COVERED = {"F18": ["A09", "A17"], "F19": ["A09", "A17"]}
# The previous year, computed from what the report prints about 2023.
FOLLOWERS_2022 = {
    "year": 2022,
    "metric": DeclaredFigure.Metric.OTHER,
    "label": "followers",
    "value": Decimal(31_998),
    "unit": "followers",
    "scope": DeclaredFigure.Scope.ORGANISATION,
    "source": f"{SOURCE}, line 130",
    "note": "35,300 at the end of 2023 less the 3302 gained in it.",
    "is_platform_metric": False,
}


def load():
    themes = {theme.code: theme for theme in Theme.objects.all()}
    activities = {row["activity_id"]: _activity(row, themes) for row in rows("activities")}
    for row in rows("activities"):
        if row["parent_id"]:
            child = activities[row["activity_id"]]
            child.parent = activities[row["parent_id"]]
            child.save()
    DeclaredFigure(**FOLLOWERS_2022).save()
    for row in rows("figures"):
        _figure(row, activities)


def _activity(row, themes):
    planned = row["status"] == "planned"
    activity = Activity.objects.create(
        kind=KINDS[row["kind"]],
        title=row["title"],
        mode=MODES[row["mode"]],
        place=row["place_as_stated"],
        country=row["place_iso2"],
        status=Status.PLANNED if planned else Status.CONFIRMED,
        starts_on=date.fromisoformat(row["date_start"]),
        ends_on=date.fromisoformat(row["date_end"]),
        precision=PRECISIONS[row["date_precision"]],
        action_line=int(row["action_line"]) if row["action_line"] else None,
        plan="" if planned else PLAN,
        is_aggregate=row["is_aggregate"] == "yes",
        is_training=row["suggested_scope"] == "training",
    )
    named = {THEMES[word] for word in split(row["theme"]) if word in THEMES}
    activity.themes.set(themes[code] for code in sorted(named))
    activity.save()
    for column, role in (("partners", PartnerRole.PARTNER), ("funders", PartnerRole.FUNDER)):
        for name in split(row[column]):
            ActivityPartner.objects.get_or_create(
                activity=activity, organisation=called(name.split(" (three-year")[0]), role=role
            )
    return activity


def _figure(row, activities):
    metric = row["metric_code"] if row["metric_code"] in METRICS else DeclaredFigure.Metric.OTHER
    figure = DeclaredFigure(
        activity=activities.get(row["activity_id"]),
        year=int(row["year"]),
        metric=metric,
        label=_label(row["metric_code"]),
        value=Decimal(row["value"]),
        unit=row["unit"].replace("_", " "),
        qualifier=row["qualifier"],
        scope=row["scope"],
        quote=row["quote"],
        note=row["notes"],
        source=f"{SOURCE}, line {row['seed_line']}",
        is_platform_metric=row["platform_metric"] == "yes",
        **AUDIENCES.get(row["figure_id"], {}),
    )
    figure.covers = [activities[code] for code in COVERED.get(row["figure_id"], [])]
    figure.save()


def _label(code):
    """Return the label of a figure whose metric has none."""
    return "" if code in METRICS else LABELS.get(code, code.replace("_", " "))
