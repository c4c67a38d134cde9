"""Traces of people without a foreign key: logs, sessions, tasks, drafts, e-mails stored in a folder."""

import json
from functools import partial
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry, PageLogEntry

from learning.core.emails import erasure as emails
from learning.core.models import OutgoingEmail, RefusedAddress

from ..models import AuditEntry
from . import former_addresses, page_drafts

# Where an entry about one person names another by their id: the reason may tell of both.
NAMING_ANOTHER = ("into", "parted_from", "apart_from")


def delete_traces(rows):
    """Before the rows themselves are blanked: what they were called is looked for, and in which sessions they are."""
    accounts = [row.user_id for row in rows if row.user_id]
    words = _words_of(rows, accounts)
    if accounts:
        _in_sessions(accounts, words)
        page_drafts.forget_comments(accounts)
    if words:
        _in_texts(words)
        _in_outbox(words)
        transaction.on_commit(partial(emails.delete_kept_emails, words, Path(settings.MAIL_DIR)))


def _words_of(rows, accounts):
    """Addresses, and names that could be nobody else's; a lone first name stands in too many other words."""
    addresses = {row.email for row in rows} | set(
        EmailAddress.objects.filter(user__in=accounts).values_list("email", flat=True)
    )
    accounts_own = {row.user.email for row in rows if row.user_id}
    names = {row.name for row in rows if " " in row.name or any(ord(letter) > 0x2E7F for letter in row.name)}
    return (addresses | accounts_own | names | former_addresses.of(rows)) - {""}


def in_logs_of(model, ids):
    """The logs name what was done something to, and say why: the entries stay, without the words."""
    numbers = list(ids)
    ids = [str(pk) for pk in numbers]
    kind = ContentType.objects.get_for_model(model)
    ModelLogEntry.objects.filter(content_type=kind, object_id__in=ids).update(label="", data={})
    told = Q(object_id__in=ids)
    for name in NAMING_ANOTHER:
        told |= Q(**{f"details__{name}__in": numbers})
    AuditEntry.objects.filter(told, kind=model._meta.label_lower).exclude(reason="").update(reason="")


def _in_texts(words):
    """Entries about others that mention them, and tasks that are done and would be deleted in some days anyway."""
    _mentioning(ModelLogEntry, "data", words).update(data={})
    _mentioning(ModelLogEntry, "label", words).update(label="")
    _mentioning(PageLogEntry, "data", words).update(data={})
    _mentioning(AuditEntry, "reason", words).update(reason="")
    done = DBTaskResult.objects.finished().values("pk")
    for column in ("args_kwargs", "traceback", "return_value"):
        _mentioning(DBTaskResult, column, words).filter(pk__in=done).delete()


def _in_outbox(words):
    """Mail to them goes at once, whatever its state. Of mail to others that names them, what is settled goes now, and
    what is still to be sent once it is."""
    addresses = {word.lower() for word in words if "@" in word}
    OutgoingEmail.objects.filter(to__in=addresses).delete()
    RefusedAddress.objects.filter(email__in=addresses).delete()
    for column in ("subject", "text", "parts", "arguments"):
        named = _mentioning(OutgoingEmail, column, words)
        named.exclude(settled_at=None).delete()
        named.update(is_transient=True)


def _mentioning(model, column, words):
    """Rows with one of `words` in `column`; JSON may have them with letters written as numbers."""
    written = {form for word in words for form in (word, json.dumps(word)[1:-1])}
    asked = Q()
    for form in written:
        asked |= Q(as_text__icontains=form)
    return model._base_manager.annotate(as_text=Cast(column, TextField())).filter(asked)


def _in_sessions(accounts, words):
    """Sessions of theirs, and of anyone who signed up with their address and never logged in."""
    gone = []
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        text = json.dumps(kept, default=str, ensure_ascii=False)
        if kept.get(SESSION_KEY) in map(str, accounts) or any(word in text for word in words):
            gone.append(session.pk)
    Session.objects.filter(pk__in=gone).delete()
