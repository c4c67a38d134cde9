"""Which rows belong together, for one enrolment or in a query."""

from django.db.models import F
from django.db.models.functions import Coalesce

from ..models import Enrolment


def leading_id(path):
    """Return the expression for the id of the leading row of the enrolment at look-up `path`."""
    return Coalesce(F(f"{path}__merged_into_id"), F(f"{path}_id"))


def current(enrolment):
    """Return the leading row of the person of `enrolment`, read again. One query."""
    rows = Enrolment.all_rows.select_related("activity", "person", "merged_into__activity", "merged_into__person")
    return rows.get(pk=enrolment.pk).leading


def ids_of(enrolment):
    """List the ids of all rows of the person in the activity, the leading one first. No query for a single row."""
    if enrolment.merged_into_id is None and not enrolment.speaks_for_others:
        return [enrolment.pk]
    lead = enrolment.merged_into_id or enrolment.pk
    others = Enrolment.all_rows.filter(merged_into=lead).order_by("pk").values_list("pk", flat=True)
    return [lead, *others]


def leads_of(enrolments):
    """Return {id of a row: id of the one of `enrolments` that it counts with}.

    One query if any of them has merged rows, else none.
    """
    leads = {enrolment.pk: enrolment.pk for enrolment in enrolments}
    speaking = [enrolment.pk for enrolment in enrolments if enrolment.speaks_for_others]
    if speaking:
        leads.update(Enrolment.all_rows.filter(merged_into__in=speaking).values_list("pk", "merged_into"))
    return leads
