from .participants import ParticipantsReportView
from .participations import ParticipationsFileView, ParticipationsView
from .people import PeopleView
from .rules import RulesView

__all__ = ["ParticipantsReportView", "ParticipationsFileView", "ParticipationsView", "PeopleView", "RulesView"]
