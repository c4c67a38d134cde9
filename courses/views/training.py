from itertools import groupby

from learning.activities.completion.explanation import explain
from learning.activities.sessions.timetable import meetings_of


def training_context(request, page, context):
    """Return the template context: the programme by day, and the sessions in the reader's time zone."""
    activity = context["activity"]
    items = sorted((block.value for block in page.programme), key=lambda item: item["day"])
    days = [(day, list(group)) for day, group in groupby(items, key=lambda item: item["day"])]
    return {
        "days": days,
        "meetings": meetings_of(activity, context["standing"], request.reader_zone),
        "explanation": explain(activity, context["standing"]),
        "partners": activity.partners.all(),
    }
