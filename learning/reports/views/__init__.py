from .annual import AnnualView
from .freezing import FreezeView
from .participants import ParticipantsReportView
from .participations import ParticipationsFileView, ParticipationsView
from .people import PeopleView
from .quality import QualityView
from .recordings import RecordingsView
from .rules import RulesView
from .snapshots import ChangesView, SnapshotsView, SnapshotView

__all__ = [
    "AnnualView",
    "ChangesView",
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
