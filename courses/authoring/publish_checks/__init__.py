"""Publish checks: what the pages of a course lack before they are published, and where to correct it."""

from .checks import KINDS, PublishCheck, checks_of, gaps

__all__ = ["KINDS", "PublishCheck", "checks_of", "gaps"]
