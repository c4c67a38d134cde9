from .participants import ParticipantsReportView
from .people import PeopleView
from .quality import QualityView
from .recordings import RecordingsView
from .rules import RulesView

__all__ = ["ParticipantsReportView", "PeopleView", "QualityView", "RecordingsView", "RulesView"]
