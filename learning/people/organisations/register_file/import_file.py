"""Import of a file into the register: all of it or nothing."""

from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from learning.core.errors import BusinessError
from learning.core.files import encodings
from learning.people import audit_log
from learning.people.changes import organisations_changed
from learning.people.models import Organisation, RegisterFile
from learning.people.reference import places

from . import unknown_countries
from .columns import COUNTRY, KIND, MEMBERSHIPS, REGION
from .preview import check
from .reader import read
from .writer import write

# What enrolments keep a copy of.
COPIED = {KIND, COUNTRY, REGION, MEMBERSHIPS}


class ImportRefused(BusinessError):
    """The import was refused; the text gives the reason."""


@transaction.atomic
def keep(name, content, by):
    """A file as it was brought, for its dry run; raises `Unreadable` where there is nothing to run.

    One whose encoding isn't certain is kept too: it is chosen next.
    """
    with suppress(encodings.Uncertain):
        read(content)
    return RegisterFile.objects.create(name=name[-200:], content=content, uploaded_by=by)


def dry_run(file):
    """The Plan of a file; raises `encodings.Uncertain` while its encoding is to be chosen."""
    return check(read(bytes(file.content), file.encoding), file.countries)


@transaction.atomic
def choose_encoding(file, encoding):
    """Read `file` in `encoding`, one of those that were previewed; raises `Unreadable` where it can't be."""
    file = RegisterFile.objects.select_for_update().get(pk=file.pk)
    if encoding in {one.encoding for one in encodings.previews(bytes(file.content))}:
        read(bytes(file.content), encoding)
        file.encoding = encoding
        file.save(update_fields=["encoding"])


@transaction.atomic
def decide_countries(file, decisions):
    """Keep {key: decision} of the unknown countries of `file`; decisions that mean nothing are left out."""
    file = RegisterFile.objects.select_for_update().get(pk=file.pk)
    allowed = {*places.COUNTRY_CODES, unknown_countries.NONE, unknown_countries.LEFT_OUT}
    file.countries = file.countries | {key: one for key, one in decisions.items() if one in allowed}
    file.save(update_fields=["countries"])


@transaction.atomic
def import_file(file, digest, by):
    """Do what the dry run with `digest` said, and nothing else; returns its Plan."""
    file = _alone(file)
    if file.imported_at:
        raise ImportRefused(_("This file has been imported already."))
    try:
        plan = dry_run(file)
    except encodings.Uncertain:
        raise ImportRefused(_("Nothing was imported: choose first how the file is to be read.")) from None
    if plan.undecided:
        raise ImportRefused(_("Nothing was imported: decide on each unknown country first."))
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
    audit_log.record(audit_log.Action.REGISTER_IMPORTED, by, file, details=counts)
    return plan


def _alone(file):
    """One import at a time, and nobody changes an organisation meanwhile."""
    list(RegisterFile.objects.order_by("pk").select_for_update().values_list("pk"))
    list(Organisation.objects.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    return RegisterFile.objects.get(pk=file.pk)
