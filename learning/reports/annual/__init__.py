"""The figures of a year, a plan or any period, ready to be printed."""

from .gathering import Annual, gather
from .sentences import LANGUAGES

__all__ = ["LANGUAGES", "Annual", "gather"]
