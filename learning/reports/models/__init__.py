from .published_table import PublishedTable
from .snapshot import Snapshot

__all__ = ["PublishedTable", "Snapshot"]
