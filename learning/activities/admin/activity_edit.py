from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.models import Page

from .. import activity_edit
from ..pages import register_entry


class ToOverview:
    """Mixin: after saving, redirect to the overview of the activity."""

    def get_success_url(self):
        return reverse("activity:inspect", args=[self.object.pk])


class ActivityCreateView(ToOverview, generic.CreateView):
    def save_instance(self):
        activity = super().save_instance()
        activity_edit.follow_sessions(type(activity).objects.get(pk=activity.pk))
        return activity


class ActivityEditView(ToOverview, generic.EditView):
    def save_instance(self):
        return activity_edit.apply_edit(self.object, super().save_instance)

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        items[-1]["url"] = reverse("activity:inspect", args=[self.object.pk])
        return [*items, {"url": "", "label": _("Edit")}]

    @property
    def can_delete(self):
        return self.user_has_permission_for_instance("delete", self.object) and register_entry.is_unused(self.object)


class ActivityDeleteView(generic.DeleteView):
    """Delete an activity. It is refused if it has enrolments, figures or a page."""

    def dispatch(self, request, *args, **kwargs):
        kept_for = self.reason_to_keep()
        if kept_for and self.user_has_permission("delete"):
            messages.error(request, kept_for)
            return redirect("activity:inspect", self.object.pk)
        return super().dispatch(request, *args, **kwargs)

    def reason_to_keep(self):
        if not register_entry.is_unused(self.object):
            return _("It can't be deleted: people enrolled in it, or figures include it.")
        if Page.objects.filter(translation_key=self.object.key).exists():
            return _("It has a page. If you delete the page, the activity is deleted with it.")
        return None
