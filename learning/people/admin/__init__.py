from .choosers import organisation_chooser, person_chooser
from .group import PeopleGroup

__all__ = ["PeopleGroup", "organisation_chooser", "person_chooser"]
