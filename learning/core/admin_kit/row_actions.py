"""Bulk actions on one row of a listing, in a menu beside its name."""

from urllib.parse import urlencode

from django.urls import reverse
from wagtail.admin.widgets.button import Button, ButtonWithDropdown


def row_actions(actions, row, *, back, label):
    """[the menu of those bulk actions that are possible for `row`].

    Each of `actions` is a BulkAction with `is_possible(row)`. `back` is the address to return to, `label` names the menu
    for screen readers.
    """
    query = urlencode({"id": row.pk, "next": back})
    model = row._meta
    buttons = [
        Button(
            action.display_name,
            url=f"{reverse('wagtail_bulk_action', args=[model.app_label, model.model_name, action.action_type])}?{query}",
            priority=action.action_priority,
        )
        for action in actions
        if action.is_possible(row)
    ]
    return [ButtonWithDropdown(buttons=buttons, icon_name="dots-horizontal", attrs={"aria-label": label})]
