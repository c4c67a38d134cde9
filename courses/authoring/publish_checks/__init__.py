"""What the pages of a course lack before they are published, and where each is mended."""

from .checks import KINDS, Gap, gaps, gaps_of

__all__ = ["KINDS", "Gap", "gaps", "gaps_of"]
