"""What the pages of a course lack before they are published, and where each is mended."""

from .finding import KINDS, Gap, gaps, gaps_of

__all__ = ["KINDS", "Gap", "gaps", "gaps_of"]
