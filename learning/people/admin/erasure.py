"""Erasure of a person in the admin: what is deleted, the reason, the action."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from ..models import Person
from ..privacy.erasure import erase
from .merge import OneRowView

PERMISSION = "people.delete_person"


def erasing_buttons(person, user):
    if person.erased_on or not user.has_perm(PERMISSION):
        return []
    return [Button(_("Erase"), url=reverse("person:erase", args=[person.pk]), icon_name="bin", priority=50)]


class ErasingForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("For the audit log, without names: for example “asked by mail on 3 March”."),
    )


class EraseView(OneRowView):
    """It can't be undone, so it asks for the reason and says what happens; superusers' accounts go by superusers only."""

    model = Person
    page_title = _("Erase")
    header_icon = "bin"
    template_name = "people/admin/erase.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        if self.row.erased_on:
            raise Http404
        accounts = (row.user for row in (self.row, self.row.canonical) if row.user_id)
        if not request.user.is_superuser and any(account.is_superuser for account in accounts):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=ErasingForm()))

    def post(self, request, *args, **kwargs):
        form = ErasingForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        erase(self.row, by=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The person is erased. Every figure is as it was."))
        return redirect(self.address("index"))
