"""Bringing a file into the register: all of it or nothing."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from .. import auditing
from ..changing import organisations_changed
from ..models import Organisation, RegisterFile
from .checking import check
from .columns import COUNTRY, KIND, MEMBERSHIPS, REGION
from .reading import read
from .writing import write

# What enrolments keep a copy of.
COPIED = {KIND, COUNTRY, REGION, MEMBERSHIPS}


class ImportRefused(Exception):
    """Its text is for whoever pressed the button."""


@transaction.atomic
def keep(name, content, by):
    """A file as it was brought, for its dry run; raises `Unreadable` where there is nothing to run."""
    read(content)
    return RegisterFile.objects.create(name=name[-200:], content=content, uploaded_by=by)


def dry_run(file):
    return check(read(bytes(file.content)))


@transaction.atomic
def import_file(file, digest, by):
    """Do what the dry run with `digest` said, and nothing else; returns its Plan."""
    file = _alone(file)
    if file.imported_at:
        raise ImportRefused(_("This file has been imported already."))
    plan = dry_run(file)
    if plan.problems:
        raise ImportRefused(_("Nothing was imported: the file has problems."))
    if plan.digest != digest:
        raise ImportRefused(_("Nothing was imported: the register has changed since you looked. Look again."))
    try:
        with transaction.atomic():
            write(plan)
    except IntegrityError:
        # Someone entered the same id or domain while this was being written.
        raise ImportRefused(_("Nothing was imported: the register is being changed. Look again.")) from None
    copied = [entry.organisation for entry in plan.changed if COPIED & entry.changes.keys()]
    organisations_changed.send(Organisation, organisations=copied)
    file.imported_at = timezone.now()
    file.save(update_fields=["imported_at"])
    counts = {"new": len(plan.new), "changed": len(plan.changed)}
    auditing.record(auditing.Action.REGISTER_IMPORTED, by, file, details=counts)
    return plan


def _alone(file):
    """One import at a time, and nobody changes an organisation meanwhile."""
    list(RegisterFile.objects.order_by("pk").select_for_update().values_list("pk"))
    list(Organisation.objects.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    return RegisterFile.objects.get(pk=file.pk)
