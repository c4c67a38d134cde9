from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from ..permissions import FREEZE
from ..scope import description
from ..scope.scopes import BadScope, Scope
from ..snapshots import actions as snapshot_actions
from .access import PermissionOr404Mixin, UnderFigures
from .forms import FreezeForm


class FreezeView(PermissionOr404Mixin, UnderFigures, WagtailAdminTemplateMixin, FormView):
    """Asks for a name and a note, and takes a snapshot of the scope in the address."""

    page_title = gettext_lazy("Freeze figures")
    header_icon = "lock"
    template_name = "reports/admin/freeze.html"
    permission = FREEZE
    trail = (("reports:annual", gettext_lazy("Annual figures")),)
    form_class = FreezeForm

    @cached_property
    def scope(self):
        try:
            return Scope.parse(self.request.GET)
        except BadScope as bad:
            raise Http404 from bad

    def get_initial(self):
        return {"name": description.scope_in_words(self.scope)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(scope=self.scope, told=description.scope_in_words(self.scope), **kwargs)

    def form_valid(self, form):
        snapshot = snapshot_actions.freeze(self.scope, by=self.request.user, **form.cleaned_data)
        look = messages.button(reverse("reports:snapshot", args=[snapshot.pk]), _("Look at it"))
        messages.success(self.request, _("Frozen: %(title)s.") % {"title": snapshot}, buttons=[look])
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("reports:snapshots")
