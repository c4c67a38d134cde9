"""Panel in the page editor of a course that links to its outline."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel


class OutlinePanel(Panel):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"heading": _("Lessons"), "icon": "list-ul", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "courses/admin/page_panel.html"

        def get_context_data(self, parent_context=None):
            page = self.instance
            url = reverse("authoring:outline", args=[page.pk]) if page.pk and page.alias_of_id is None else ""
            return {**super().get_context_data(parent_context), "url": url}
