"""Retention: how long personal data is stored, as a register of rules, and applying them."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from .. import audit_log
from ..models import RegisterFile

AT_ONCE = 200
IMPORT_FILES = _("Files of organisations that staff bring in: %(time)s, then they are deleted.")


@dataclass(frozen=True)
class Rule:
    """`name` is a key of settings.RETENTION_DAYS. `due(before)` is a queryset of the rows whose time is over,
    `apply(row)` what happens to one; afterwards it is no longer due. `sentence` says it, with %(time)s in it."""

    name: str
    sentence: str
    due: callable
    apply: callable

    @property
    def days(self):
        """0 keeps without limit."""
        return settings.RETENTION_DAYS[self.name]

    @property
    def in_words(self):
        return self.sentence % {"time": how_long(self.days)}

    def waiting(self):
        before = timezone.now() - timedelta(days=self.days)
        return self.due(before).order_by("pk") if self.days else self.due(before).none()


_rules: dict[str, Rule] = {}


def register(name, sentence, due, apply):
    _rules[name] = Rule(name, sentence, due, apply)


def registered():
    return list(_rules.values())


def how_long(days):
    """As people say it: whole years, else days."""
    years, left = divmod(days, 365)
    if left or not years:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}


def apply_rule(rule):
    """Apply it to everything due, each row in a transaction of its own; what is done stays done when it is stopped.

    Returns how many. The audit log keeps the number.
    """
    done = 0
    try:
        for row in _in_portions(rule.waiting()):
            with transaction.atomic():
                rule.apply(row)
            done += 1
    finally:
        if done:
            details = {"rule": rule.name, "days": rule.days, "rows": done}
            audit_log.record(audit_log.Action.RETENTION_APPLIED, None, details=details)
    return done


def _in_portions(rows):
    """Asked for anew after each portion: a run of hours doesn't act on what was true when it began."""
    last = 0
    while portion := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        # Remembered before: a row that is deleted forgets its number.
        last = portion[-1].pk
        yield from portion


def old_files(before):
    """Files of organisations, imported or not."""
    return RegisterFile.objects.filter(uploaded_at__lt=before)
