from .participants import ParticipantsReportView
from .people import PeopleView
from .rules import RulesView

__all__ = ["ParticipantsReportView", "PeopleView", "RulesView"]
