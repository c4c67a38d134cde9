from .annual import AnnualView, FreezeView
from .participants import ParticipantsReportView
from .people import PeopleView
from .rules import RulesView
from .snapshots import ChangesView, SnapshotsView, SnapshotView

__all__ = [
    "AnnualView",
    "ChangesView",
    "FreezeView",
    "ParticipantsReportView",
    "PeopleView",
    "RulesView",
    "SnapshotView",
    "SnapshotsView",
]
