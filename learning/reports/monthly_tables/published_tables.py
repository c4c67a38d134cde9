"""Publication of the tables by gender: once a month, as of its end.

Someone who looks before and after an import would see the answers of the few who came with it. So a table keeps its
answers until at least five people were added to it whose answers may be shown by the rules of small cells: those added
to a table are a table themselves, checked together with all that was ever shown. Who was added when is known from the
day that each enrolment keeps; no answer is kept twice.
"""

from collections import Counter
from datetime import UTC, timedelta

from django.db import transaction
from django.utils import timezone

from learning.activities.models import Enrolment

from ..models import PublishedTable
from ..queries.enrolments import of
from ..scope.scopes import Scope
from ..small_numbers.small_cells import shown, tabulate
from .gender_tables import ANSWERS, groups_of, in_order

# The cohort of those who were added to a table since it was last published.
ADDED = ""


def last_closed_month():
    """Its last day, in UTC."""
    return timezone.now().astimezone(UTC).date().replace(day=1) - timedelta(days=1)


@transaction.atomic
def publish_tables():
    """Publishes the tables as of the end of last month, once. Returns how many changed."""
    day = last_closed_month()
    known = {(one.family, one.value): one for one in PublishedTable.objects.select_for_update()}
    if any(one.checked_on >= day for one in known.values()):
        return 0
    newcomers = of("participants", Scope()).filter(tables_since=None, participated_on__lte=day)
    Enrolment.objects.filter(pk__in=newcomers.values("pk")).update(tables_since=day)
    groups = groups_of(lambda table, since: _cohort(known.get(table), since))
    changed = _changed(groups, known)
    _write(day, known, _totals(groups), changed)
    return len(changed)


def _cohort(table, since):
    """The first date on which a table was published that had those who stand in it since a day."""
    return next((date for date in table.updates if date >= since.isoformat()), ADDED) if table else ADDED


def _changed(groups, known):
    """The tables whose answers may be shown as they are now."""
    already = [(*table, date) for table, one in known.items() for date in one.updates]
    added = {table[:2] for group in groups for table in group.tables if table[2] == ADDED}
    return {table[:2] for table in shown(groups, [(*table, ADDED) for table in in_order(added)], already)}


def _totals(groups):
    """{table: Counter of answers} of all cohorts together."""
    found = {}
    for (family, value, _cohort), answers in tabulate(groups).items():
        found.setdefault((family, value), Counter()).update(answers)
    return found


def _write(day, known, totals, changed):
    tables = []
    for table in in_order(totals):
        one = known.get(table) or PublishedTable(family=table[0], value=table[1])
        one.checked_on = day
        if table in changed:
            one.updates = [*one.updates, day.isoformat()]
            one.women, one.others, one.silent = (totals[table][answer] for answer in ANSWERS)
        if table in changed or not one.updates:
            one.as_of, one.people = day, totals[table].total()
        tables.append(one)
    columns = ["as_of", "checked_on", "people", *ANSWERS, "updates"]
    PublishedTable.objects.bulk_update([one for one in tables if one.pk], columns)
    # Another run may have made them meanwhile.
    PublishedTable.objects.bulk_create([one for one in tables if not one.pk], ignore_conflicts=True)


def published_tables():
    """[PublishedTable] in the order of the page. One query."""
    known = {(one.family, one.value): one for one in PublishedTable.objects.all()}
    return [known[table] for table in in_order(known)]
