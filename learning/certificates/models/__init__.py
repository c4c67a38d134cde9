from .award import Award, Signatory
from .certificate import Certificate

__all__ = ["Award", "Certificate", "Signatory"]
