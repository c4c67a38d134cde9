from .chooser import activity_chooser
from .group import ActivitiesGroup

__all__ = ["ActivitiesGroup", "activity_chooser"]
