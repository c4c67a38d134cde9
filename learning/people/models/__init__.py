from .audit import AuditEntry
from .focal_point import FocalPoint
from .former_address import FormerAddress
from .membership import Membership
from .not_duplicates import SetApart
from .organisation import Organisation, OrganisationAlias, OrganisationDomain
from .person import Gender, Person
from .register_file import RegisterFile
from .user import User

__all__ = [
    "AuditEntry",
    "FocalPoint",
    "FormerAddress",
    "Gender",
    "Membership",
    "Organisation",
    "OrganisationAlias",
    "OrganisationDomain",
    "Person",
    "RegisterFile",
    "SetApart",
    "User",
]
