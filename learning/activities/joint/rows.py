"""Which rows belong together, for one enrolment or in a query."""

from django.db.models import F
from django.db.models.functions import Coalesce

from ..models import Enrolment


def leading_id(path):
    """The id of the row that leads the enrolment at look-up `path`, as an expression."""
    return Coalesce(F(f"{path}__merged_into_id"), F(f"{path}_id"))


def current(enrolment):
    """The row that shows the person of `enrolment` in the activity, re-read. One query."""
    rows = Enrolment.all_rows.select_related("activity", "person", "merged_into__activity", "merged_into__person")
    return rows.get(pk=enrolment.pk).leading


def ids_of(enrolment):
    """Ids of every row of the person in the activity, the leading one first. No query for someone with one row."""
    if enrolment.merged_into_id is None and not enrolment.speaks_for_others:
        return [enrolment.pk]
    lead = enrolment.merged_into_id or enrolment.pk
    others = Enrolment.all_rows.filter(merged_into=lead).order_by("pk").values_list("pk", flat=True)
    return [lead, *others]


def leads_of(enrolments):
    """{id of a row: id of the one of `enrolments` that it counts with}. A query only where one speaks for others."""
    leads = {enrolment.pk: enrolment.pk for enrolment in enrolments}
    speaking = [enrolment.pk for enrolment in enrolments if enrolment.speaks_for_others]
    if speaking:
        leads.update(Enrolment.all_rows.filter(merged_into__in=speaking).values_list("pk", "merged_into"))
    return leads
