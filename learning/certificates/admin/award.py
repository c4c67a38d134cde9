"""Admin page of an activity's award: what it certifies, who signs, how many people wait for their certificates."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.activities.admin.access import OfOneActivity

from ..choices import Gives
from ..forms import AwardForm
from ..issuance import bulk_issue, eligibility
from ..models import Award, Certificate, Signatory
from .access import ISSUE

PANELS = ObjectList(
    [
        FieldRowPanel([FieldPanel("gives"), FieldPanel("valid_months")]),
        InlinePanel(
            "signatories",
            heading=gettext_lazy("Who signs"),
            label=gettext_lazy("signatory"),
            max_num=Signatory.AT_MOST,
            panels=[FieldRowPanel([FieldPanel("name"), FieldPanel("title")]), FieldPanel("image")],
        ),
    ],
    base_form_class=AwardForm,
).bind_to_model(Award)


class AwardView(OfOneActivity, WagtailAdminTemplateMixin, TemplateView):
    permission = ISSUE
    page_title = gettext_lazy("Certificates")
    template_name = "certificates/admin/award.html"
    header_icon = "doc-full"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.award = Award.of(self.activity)
        self.waiting = sum(found.count() for found in eligibility.waiting(self.activity).values())

    def get(self, request, *args, **kwargs):
        return self.render_to_response(self.get_context_data(form=self.form()))

    def post(self, request, *args, **kwargs):
        if "issue" in request.POST:
            return self._issue()
        form = self.form(request.POST)
        if not form.is_valid():
            messages.validation_error(request, _("It can't be saved as it is."), form)
            return self.render_to_response(self.get_context_data(form=form))
        form.save()
        messages.success(request, _("Saved. Certificates that were issued stay as they are."))
        return redirect(self.here)

    @property
    def here(self):
        return reverse("certificates_of_activity", args=[self.activity.pk])

    def form(self, data=None):
        return PANELS.get_form_class()(data, instance=self.award, for_user=self.request.user)

    def _issue(self):
        bulk_issue.ask(self.activity, by=self.request.user)
        said = ngettext(
            "%(waiting)d certificate is being issued; a mail tells its holder.",
            "%(waiting)d certificates are being issued; mails tell their holders.",
            self.waiting,
        )
        messages.success(self.request, said % {"waiting": self.waiting})
        return redirect(self.here)

    def get_context_data(self, form, **kwargs):
        panel = PANELS.get_bound_panel(instance=self.award, request=self.request, form=form)
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "panel": panel,
            "media": form.media + panel.media,
            "gives": Gives(self.award.given).label,
            "issued": Certificate.objects.standing().filter(enrolment__activity=self.activity).count(),
            "waiting": self.waiting,
            "is_under_way": self.award.asked_at is not None,
            "list_url": f"{reverse('certificate:index')}?activity={self.activity.pk}",
        }
