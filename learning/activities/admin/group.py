from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSetGroup

from .activity import ActivityViewSet
from .assignment import AssignmentViewSet
from .declared import DeclaredFigureViewSet
from .theme import ThemeViewSet


class ActivitiesGroup(ModelViewSetGroup):
    menu_label = _("Activities")
    menu_icon = "calendar-alt"
    menu_order = 110
    items = (ActivityViewSet, AssignmentViewSet, DeclaredFigureViewSet, ThemeViewSet)
