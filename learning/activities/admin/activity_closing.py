"""Confirming, reopening, cancelling an activity and drafting its page: each a page that asks, and a POST."""

from django.forms import Form
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from learning.core.errors import BusinessError

from .. import activity_closing
from ..choices import EnrolmentStatus
from ..enrolment import actions as enrolment_actions
from ..forms import CancelForm
from ..notifications import enrolment_emails
from ..pages import first_draft
from . import access


class ActivityActionView(access.OfOneActivity, WagtailAdminTemplateMixin, FormView):
    """Asks, then does `action(form)`, which returns what to tell the officer."""

    form_class = Form
    template_name = "activities/admin/action.html"
    logged_as = None
    question = ""
    button = gettext_lazy("Yes")
    is_serious = False

    def form_valid(self, form):
        try:
            said = self.action(form)
        except BusinessError as refused:
            messages.error(self.request, str(refused))
        else:
            messages.success(self.request, said)
            log(self.activity, self.logged_as, user=self.request.user, data=self.kept(form))
        return redirect(self.address("inspect"))

    def kept(self, form):
        return {}


class CancelView(ActivityActionView):
    page_title = gettext_lazy("Cancel the activity")
    form_class = CancelForm
    logged_as = "activities.cancel"
    button = gettext_lazy("Cancel the activity and inform everyone")
    is_serious = True

    @property
    def question(self):
        told = self.told()
        return (
            ngettext(
                "%(told)d person is enrolled or waiting and gets a mail with your reason.",
                "%(told)d people are enrolled or waiting and get a mail with your reason.",
                told,
            )
            % {"told": told}
            + " "
            + _("Their enrolments stay, for the record. This can't be taken back.")
        )

    def told(self):
        standing = self.activity.enrolments.filter(status__in=[EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING])
        return len(enrolment_emails.one_per_person(standing))

    def action(self, form):
        told = self.told()
        enrolment_actions.cancel(self.activity, reason=form.cleaned_data["reason"], by=self.request.user)
        said = ngettext("Cancelled; %(told)d person is told.", "Cancelled; %(told)d people are told.", told)
        return said % {"told": told}

    def kept(self, form):
        return {"reason": form.cleaned_data["reason"]}


class ConfirmFiguresView(ActivityActionView):
    page_title = gettext_lazy("Confirm figures")
    logged_as = "activities.confirm"
    question = gettext_lazy("Is attendance complete, and may these figures be printed?")
    button = gettext_lazy("Yes, figures confirmed")

    def action(self, form):
        activity_closing.confirm_figures(self.activity)
        return _("Figures confirmed.")


class ReopenView(ActivityActionView):
    page_title = gettext_lazy("Reopen figures")
    logged_as = "activities.reopen"
    question = gettext_lazy("Open the figures again? Reports show them as not confirmed.")
    button = gettext_lazy("Yes, reopen them")

    def action(self, form):
        activity_closing.reopen(self.activity)
        return _("Figures are open again.")


class DraftPageView(ActivityActionView):
    page_title = gettext_lazy("Create its page")
    question = gettext_lazy("Draft a page for this activity? Nobody sees it until you publish it.")
    button = gettext_lazy("Create the page")

    def form_valid(self, form):
        page = first_draft.draft_page(self.activity, self.request.user)
        if page is None:
            messages.error(self.request, _("There is no kind of page for it, or you may not add one."))
            return redirect(self.address("inspect"))
        return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))
