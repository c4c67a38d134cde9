from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .organisation import OrganisationViewSet
from .person import PersonViewSet


class PeopleGroup(ModelViewSetGroup):
    menu_label = _("People")
    menu_icon = "group"
    menu_order = 120
    submenu_hook = "register_people_menu_item"
    items = (OrganisationViewSet, PersonViewSet)
