from .membership import Membership
from .organisation import Organisation, OrganisationAlias, OrganisationDomain
from .person import Gender, Person
from .user import User

__all__ = ["Gender", "Membership", "Organisation", "OrganisationAlias", "OrganisationDomain", "Person", "User"]
