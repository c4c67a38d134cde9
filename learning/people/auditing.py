"""The audit log: who saw, exported, merged, erased or changed what about people."""

from .models import AuditEntry

Action = AuditEntry.Action


def record(action, by, what=None, *, reason="", **details):
    """Write one entry. `by` is the account that acted (None: a command), `what` the row it was done to.

    `details` are JSON and hold ids, counts and names of filters, never a name or an address. Call it inside the
    transaction of the deed, so that neither is without the other.
    """
    return AuditEntry.objects.create(
        action=action,
        by=by if by and by.is_authenticated else None,
        kind=what._meta.label_lower if what is not None else "",
        object_id=str(what.pk) if what is not None else "",
        details=details,
        reason=reason,
    )
