"""The figures of a year, a plan or any period, ready to be printed."""

from .figures import Annual, gather
from .sentences import LANGUAGES, active_language, in_each_language, in_language

__all__ = ["LANGUAGES", "Annual", "active_language", "gather", "in_each_language", "in_language"]
