from .activity import ActivityForm
from .invitations import InviteForm, PastedForm, WalkInForm
from .officer_message import CancelForm, LetterForm
from .session import SessionForm

__all__ = ["ActivityForm", "CancelForm", "InviteForm", "LetterForm", "PastedForm", "SessionForm", "WalkInForm"]
