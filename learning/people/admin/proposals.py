"""Proposed organisations in the admin: the queue, each beside similar organisations."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from ..duplicates.merges import MergeRefused, merge
from ..models import Organisation
from ..organisations.lookup import confirm
from ..organisations.similar_organisations import alike
from .merge import OneRowView

AT_ONCE = 10
CHANGE = "people.change_organisation"
# For the audit log, which is written in one language.
THE_SAME = "Someone proposed it; it is in the register already."


def waiting():
    """Oldest first: nobody waits behind someone who came later."""
    return Organisation.objects.canonical().filter(is_confirmed=False).order_by("pk")


def beside_look_alikes(proposals):
    found = alike(proposals)
    return [(proposal, found[proposal.pk]) for proposal in proposals]


class ProposalsView(WagtailAdminTemplateMixin, TemplateView):
    page_title = gettext_lazy("Proposed organisations")
    header_icon = "site"
    template_name = "people/admin/proposals.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(CHANGE):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        organisations = {"url": reverse("organisation:index"), "label": _("Organisations")}
        return [*self.breadcrumbs_items, organisations, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        listed = waiting().select_related("proposed_by").annotate(people_count=Count("people"))
        page = Paginator(listed, AT_ONCE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            page_obj=page,
            elided_page_range=page.paginator.get_elided_page_range(page.number),
            proposals=beside_look_alikes(list(page)),
            next=reverse("organisation:proposals"),
            **kwargs,
        )


class ConfirmProposalView(OneRowView):
    """One proposal: it is new, or it is one of those it looks like. Both take one click and can be undone."""

    model = Organisation
    page_title = gettext_lazy("Confirm")
    header_icon = "check"
    template_name = "people/admin/confirm.html"

    def get_rows(self):
        return super().get_rows().select_related("proposed_by", "merged_into").annotate(people_count=Count("people"))

    def get_context_data(self, **kwargs):
        open_ = self.row.merged_into_id is None and not self.row.is_confirmed
        return super().get_context_data(proposals=beside_look_alikes([self.row]) if open_ else [], **kwargs)

    def post(self, request, *args, **kwargs):
        if "into" in request.POST:
            self._merge()
        elif confirm(self.row):
            log(self.row, "people.confirm")
            edit = messages.button(self.address("edit", self.row.pk), _("Edit"))
            said = _("%(row)s is confirmed. Say where it is and what kind it is: figures need both.")
            messages.success(request, said % {"row": self.row}, buttons=[edit])
        else:
            messages.info(request, _("Someone else has dealt with %(row)s already.") % {"row": self.row})
        return redirect(get_valid_next_url_from_request(request) or self.address("edit", self.row.pk))

    def _merge(self):
        offered = Organisation.objects.canonical().filter(is_confirmed=True)
        try:
            into = forms.ModelChoiceField(offered).clean(self.request.POST["into"])
            merge(self.row, into, by=self.request.user, reason=THE_SAME)
        except forms.ValidationError:
            messages.error(self.request, _("That organisation is not there any more. Look again."))
        except MergeRefused as refused:
            messages.error(self.request, str(refused))
        else:
            log(self.row, "people.merge", data={"into": into.pk})
            self.say_merged(into)


class ProposalsPanel(Component):
    """A panel on the admin's home for people who may decide: how many proposals wait. Hidden where none does."""

    order = 40
    template_name = "people/admin/proposals_panel.html"

    def get_context_data(self, parent_context=None):
        number = waiting().count()
        said = ngettext(
            "%(number)d organisation was proposed and waits for your decision.",
            "%(number)d organisations were proposed and wait for your decision.",
            number,
        )
        return {"said": number and said % {"number": number}}
