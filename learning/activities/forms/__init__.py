from .activity import ActivityForm
from .inviting import InviteForm, PastedForm, WalkInForm
from .session import SessionForm
from .writing import CancelForm, LetterForm

__all__ = ["ActivityForm", "CancelForm", "InviteForm", "LetterForm", "PastedForm", "SessionForm", "WalkInForm"]
