"""The screens of figures in the admin, one file each."""

from .activity.view import ActivityReportView
from .annual import AnnualView
from .applications import ApplicationsView
from .freeze import FreezeView
from .gender import GenderView
from .index import FiguresIndexView
from .members import MembersView
from .partners import PartnersView
from .persons.participants import ParticipantsReportView
from .persons.participations import ParticipationsFileView, ParticipationsView
from .persons.people import PeopleView
from .quality import QualityView
from .recordings import RecordingsView
from .regions import RegionsView
from .rules import RulesView
from .snapshots import ChangesView, SnapshotsView, SnapshotView
from .targets import TargetsView
from .trends import TrendsView

# Listings, each with an address for itself and one for its results.
LISTINGS = (RegionsView, GenderView, TrendsView, MembersView, PartnersView, TargetsView, ApplicationsView)

__all__ = [
    "LISTINGS",
    "ActivityReportView",
    "AnnualView",
    "ChangesView",
    "FiguresIndexView",
    "FreezeView",
    "ParticipantsReportView",
    "ParticipationsFileView",
    "ParticipationsView",
    "PeopleView",
    "QualityView",
    "RecordingsView",
    "RulesView",
    "SnapshotView",
    "SnapshotsView",
]
