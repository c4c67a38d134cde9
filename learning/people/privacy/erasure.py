"""Erasure: delete who a person was, keep that somebody took part."""

from datetime import UTC
from functools import partial

from django.db import transaction
from django.db.models import FileField
from django.db.models.functions import TruncDay
from django.utils import timezone

from .. import audit_log
from ..models import Organisation, Person
from . import erasure_email, personal_data, traces


@transaction.atomic
def erase(person, by, reason=""):
    """What someone asks for, or `by` for them: anonymise, keep in the audit log that it was done, say goodbye by mail."""
    person = Person.objects.select_related("merged_into__merged_into").get(pk=person.pk).canonical
    goodbye = erasure_email.write(person)
    erased = anonymise(person)
    if goodbye:
        # After the outbox is cleared of mail to them.
        goodbye.send()
    own = by is not None and by.pk == person.user_id
    audit_log.record(audit_log.Action.ERASED, by, erased, reason=reason, details={"own_wish": own})
    return erased


@transaction.atomic
def anonymise(person):
    """Blank `person` and every row that counts as them, delete their accounts, cut moments to days.

    No row about them goes, so no figure changes. It can't be undone.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk).canonical
    rows = personal_data.rows_of(person)
    list(Person.objects.select_for_update(of=("self",)).filter(pk__in=[row.pk for row in rows]))
    traces.delete_traces(rows)
    _forget_proposals(rows)
    # Backwards: what hangs on the account before the account, and the person's own row, which leads to all, last.
    for holding in reversed(personal_data.registered()):
        _erase(holding, rows)
    Person.objects.filter(pk__in=[row.pk for row in rows], erased_on=None).update(erased_on=timezone.localdate())
    return Person.objects.get(pk=person.pk)


def _erase(holding, rows):
    found = holding.rows(*rows)
    if holding.speaks_of_them:
        traces.in_logs_of(holding.model, found.values_list("pk", flat=True))
    if holding.is_deleted:
        _delete_files(holding, found, [column.name for column in holding.model._meta.concrete_fields])
        found.delete()
        return
    _delete_files(holding, found, holding.erase)
    _blank(holding, found)
    if holding.own_values:
        with holding.own_values(rows):
            _blank(holding, found)


def _blank(holding, found):
    changes = {**holding.erase, **{moment: TruncDay(moment, tzinfo=UTC) for moment in holding.cut_to_days}}
    if changes:
        found.update(**changes)
    for row in found.all() if holding.cut else ():
        holding.cut(row)
        row.save()


def _delete_files(holding, found, names):
    """The files in the columns of these names go once it is sure that their rows, or their names in them, went."""
    for column in holding.model._meta.concrete_fields:
        if isinstance(column, FileField) and column.name in names:
            for name in found.exclude(**{column.name: ""}).values_list(column.name, flat=True):
                transaction.on_commit(partial(column.storage.delete, name), robust=True)


def _forget_proposals(rows):
    """Words that staff never confirmed as an organisation's, and nobody else uses, are the person's own."""
    proposals = Organisation.objects.filter(proposed_by__in=rows, is_confirmed=False)
    for proposal in proposals.exclude(people__in=Person.objects.exclude(pk__in=[row.pk for row in rows])):
        proposal.name, proposal.place = f"Proposal {proposal.pk}", ""
        proposal.save(update_fields=["name", "folded", "place", "place_folded"])
        traces.in_logs_of(Organisation, [proposal.pk])
