from .activity import Activity, ActivityLanguage, ActivityPartner, Target, Theme
from .assignment import Assignment, Criterion, Submission
from .declared import DeclaredFigure
from .enrolment import Enrolment, EnrolmentEvent
from .evidence import CompletedStep, EvidenceBatch, Presence, Viewing
from .result import Consent, Feedback, Result
from .session import Session
from .span import Span

__all__ = [
    "Activity",
    "ActivityLanguage",
    "ActivityPartner",
    "Assignment",
    "CompletedStep",
    "Consent",
    "Criterion",
    "DeclaredFigure",
    "Enrolment",
    "EnrolmentEvent",
    "EvidenceBatch",
    "Feedback",
    "Presence",
    "Result",
    "Session",
    "Span",
    "Submission",
    "Target",
    "Theme",
    "Viewing",
]
