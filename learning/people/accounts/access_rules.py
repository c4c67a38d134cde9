"""The rules of `access` for pages and organisations."""

from ..organisations.focal_points import organisations_of
from .person_of_account import person_of


def may_edit_page(user, page) -> bool:
    """Whether `user` may edit `page` in the admin."""
    return user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(user).can_edit()


def is_focal_point_of(user, organisation) -> bool:
    """Whether `user` is a focal point of the canonical `organisation`."""
    person = person_of(user)
    return person is not None and organisation in organisations_of(person)
