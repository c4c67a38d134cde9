"""Erasure: who someone was goes, that somebody took part stays."""

from datetime import UTC

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import TruncDay
from django.utils import timezone
from wagtail.models import ModelLogEntry

from . import holdings
from .models import Person


@transaction.atomic
def anonymise(person):
    """Blank `person` and every row that counts as them, delete their accounts, cut moments to days.

    No row about them goes, so no figure changes. It can't be undone.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk).canonical
    same = Q(pk=person.pk) | Q(merged_into=person) | Q(merged_into__merged_into=person)
    rows = list(Person.objects.select_for_update(of=("self",)).filter(same))
    accounts = [row.user_id for row in rows if row.user_id]
    for row in rows:
        for holding in holdings.registered():
            _erase(holding, row)
    Person.objects.filter(pk__in=[row.pk for row in rows]).update(erased_on=timezone.localdate())
    _forget_in_logs(Person, [row.pk for row in rows])
    _forget_in_logs(get_user_model(), accounts)
    get_user_model().objects.filter(pk__in=accounts).delete()
    return Person.objects.get(pk=person.pk)


def _erase(holding, row):
    if holding.is_deleted:
        holding.rows(row).delete()
        return
    changes = {**holding.erase, **{moment: TruncDay(moment, tzinfo=UTC) for moment in holding.cut_to_days}}
    if changes:
        holding.rows(row).update(**changes)


def _forget_in_logs(model, ids):
    """The admin's log names what was edited: the entries stay, without the name."""
    kind = ContentType.objects.get_for_model(model)
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=map(str, ids)).update(label="", data={})
