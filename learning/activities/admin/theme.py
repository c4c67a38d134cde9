from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Theme


class ThemeViewSet(ModelViewSet):
    """Admin of themes, with a name in each language of the site."""

    model = Theme
    url_prefix = "themes"
    icon = "tag"
    list_display = ["name_en", "name_es", "name_fr", "code"]
    search_fields = ["name_en", "name_es", "name_fr", "code"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("code"), FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_es"), FieldPanel("name_fr")])]
    )
