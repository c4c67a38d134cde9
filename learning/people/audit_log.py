"""The audit log: who saw, exported, merged, erased or changed personal data."""

from wagtail.log_actions import get_active_log_context

from .models import AuditEntry

Action = AuditEntry.Action


def record(action, by, what=None, *, reason="", details=None):
    """Write one entry. `by` is the account that acted (None: a command), `what` the row it was done to.

    `details` is a dict of JSON values and holds ids, counts and names of filters, never a name or an address. It is
    one argument of its own because its keys may be any word, `kind` and `action` among them. Call it inside the
    transaction of the action, so that neither is without the other.
    """
    object_kind, pk = (what._meta.label_lower, what.pk) if what is not None else ("", "")
    return record_of(action, by, object_kind, pk, reason=reason, details=details)


def record_of(action, by, kind, pk, *, reason="", details=None):
    """The same for a row that is only known by its number, as `people.person` 7."""
    return AuditEntry.objects.create(
        action=action,
        by=by if by and by.is_authenticated else None,
        kind=kind,
        object_id=str(pk),
        details=details or {},
        reason=reason,
    )


def on_roles_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """Whichever page or command gives a role or takes it away; `by` is who is at work in the admin."""
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    by, taken = get_active_log_context().user, action != "post_add"
    changed = (
        pk_set
        if pk_set is not None
        else (instance.user_set if reverse else instance.groups).values_list("pk", flat=True)
    )
    for pk in sorted(changed):
        user, role = (pk, instance.pk) if reverse else (instance.pk, pk)
        record_of(Action.ROLE_CHANGED, by, "people.user", user, details={"role": role, "taken_away": taken})


def on_permissions_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """Record changes of a role's permissions in the admin; those of a release have no author."""
    by = get_active_log_context().user
    if by and action in {"post_add", "post_remove"} and pk_set and not reverse:
        taken = action == "post_remove"
        record(Action.ROLE_CHANGED, by, instance, details={"permissions": sorted(pk_set), "taken_away": taken})


def on_part_given(sender, instance, **kwargs):
    _record_part(instance, taken_away=False)


def on_part_taken(sender, instance, **kwargs):
    _record_part(instance, taken_away=True)


def _record_part(instance, taken_away):
    """The same for a part of the page tree or of the collections."""
    by = get_active_log_context().user
    if by:
        what = {field.attname: getattr(instance, field.attname) for field in instance._meta.fields if field.is_relation}
        group = what.pop("group_id")
        record_of(Action.ROLE_CHANGED, by, "auth.group", group, details={"taken_away": taken_away, **what})


def on_role_deleted(sender, instance, **kwargs):
    by = get_active_log_context().user
    if by:
        record(Action.ROLE_CHANGED, by, instance, details={"deleted": True})
