"""What the pages of a course lack before they are published, and where each is mended."""

from .checks import KINDS, PublishCheck, checks_of, gaps

__all__ = ["KINDS", "PublishCheck", "checks_of", "gaps"]
