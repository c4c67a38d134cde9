"""Changes of what completes an activity, stored so that people who were enrolled before can be informed.

    rules_changed   `before`: the rules as they were
    step_removed    `key` of the lesson, `titles` {language: title}, `live_since` (ISO)
    work_required   `assignment`, the key of an assignment required since then

The callers hold the activity's lock.
"""

from django.utils import timezone

from ..models import Activity
from . import rules

RULES_CHANGED, STEP_REMOVED, WORK_REQUIRED = "rules_changed", "step_removed", "work_required"


def note(activity, what, **told):
    """Append a change of kind `what`, with the values `told`. Read it with `Case.noted(what)`."""
    _write(activity, [*activity.changes, {"at": _now(), "what": what, **told}])


def rules_changed(before, after):
    """Record a change of rules. `before` is the activity as it was under the lock.

    Entries that a form overwrote meanwhile are restored from `before`.
    """
    was = rules.of(before)
    _write(after, before.changes)
    if was != rules.of(after):
        note(after, RULES_CHANGED, before=was)


def steps_removed(activity, steps):
    """Record removed lessons. `steps` is [(key, language, title, live since)], one for each language of a lesson."""
    changes = list(activity.changes)
    for key, language, title, live_since in steps:
        known = next((one for one in changes if one.get("key") == str(key)), None)
        if known:
            changes.remove(known)
        changes.append(_removed(known or {}, str(key), language, title, live_since.isoformat()))
    _write(activity, changes)


def _removed(known, key, language, title, live_since):
    """Return the entry of a removed lesson, joined with `known`, its entry from other languages.

    `live_since` is the earliest of all languages.
    """
    return {
        "at": _now(),
        "what": STEP_REMOVED,
        "key": key,
        "titles": {**known.get("titles", {}), language: title},
        "live_since": min(known.get("live_since", live_since), live_since),
    }


def _write(activity, changes):
    if changes != activity.changes:
        activity.changes = changes
        Activity.objects.filter(pk=activity.pk).update(changes=changes)


def _now():
    return timezone.now().isoformat()
