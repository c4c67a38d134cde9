"""The screens of figures in the admin, one file each."""

from .activity import ActivityView
from .applications import ApplicationsView
from .gender import GenderView
from .index import FiguresIndexView
from .members import MembersView
from .partners import PartnersView
from .regions import RegionsView
from .targets import TargetsView
from .trends import TrendsView

# Listings, each with an address for itself and one for its results.
LISTINGS = (RegionsView, GenderView, TrendsView, MembersView, PartnersView, TargetsView, ApplicationsView)

__all__ = ["LISTINGS", "ActivityView", "FiguresIndexView"]
