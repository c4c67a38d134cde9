from .emails.models import OutgoingEmail, RefusedAddress

__all__ = ["OutgoingEmail", "RefusedAddress"]
