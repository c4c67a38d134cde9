"""List of the errors in a page form, with field names: Wagtail's message names none.

A field may also be in a closed dialog.
"""

from dataclasses import dataclass

from django import template
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.text import capfirst
from django.utils.translation import gettext as _

register = template.Library()

# Fields in the dialog for scheduled publishing, which is closed when the form is shown again.
IN_SCHEDULE = ("go_live_at", "expire_at")


@dataclass(frozen=True)
class NamedError:
    """An error with the label of its field and, for blocks and rows, their number."""

    label: str
    message: str


@register.inclusion_tag("activities/admin/form_errors.html")
def form_errors(form):
    return {"errors": named_errors(form) if form.is_bound else []}


def named_errors(form) -> list[NamedError]:
    """List every error of the form, of its formsets and of the blocks in its fields."""
    found = [
        NamedError(label, message)
        for name, errors in form.errors.as_data().items()
        for error in errors
        for label, message in _messages(label_of(form, name), error)
    ]
    for name, formset in getattr(form, "formsets", {}).items():
        found += _of_formset(capfirst(name.replace("_", " ")), formset)
    return found


def label_of(form, name) -> str:
    if name == NON_FIELD_ERRORS:
        return _("The page as a whole")
    label = capfirst(str(form.fields[name].label or name)) if name in form.fields else capfirst(name)
    return _("%(field)s (in the schedule)") % {"field": label} if name in IN_SCHEDULE else label


def _of_formset(label, formset):
    found = [NamedError(label, message) for message in formset.non_form_errors()]
    for number, form in enumerate(formset.forms, start=1):
        if form not in formset.deleted_forms:
            found += [NamedError(f"{label} {number}, {one.label}", one.message) for one in named_errors(form)]
    return found


def _messages(label, error, depth=0):
    """Yield (label, message) of `error`, or of the errors in the blocks below it; outermost blocks are numbered."""
    below = getattr(error, "block_errors", None)
    if not below:
        yield from ((label, message) for message in error.messages)
        return
    for part in getattr(error, "non_block_errors", ()):
        yield label, str(part)
    parts = below.items() if isinstance(below, dict) else enumerate(below)
    for key, part in parts:
        if part is not None:
            numbered = depth == 0 and isinstance(key, int)
            own = _("%(field)s, block %(number)d") % {"field": label, "number": key + 1} if numbered else label
            yield from _messages(own, part, depth + 1)
