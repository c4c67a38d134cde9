from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import Exists, OuterRef

from ..models import User
from ..organisations.focal_points import is_focal_point


class PeopleBackend(AuthenticationBackend):
    """allauth's backend, which reads the person with the account: who is logged in, whom they come for, whether they have
    any role (`has_role`) and whether they look after an organisation (`is_focal_point`) is one query a request."""

    # The canonical person of an account that was merged is read when it is asked for: few accounts have one, and the
    # joins to it took half of the time of this query.
    TOGETHER = ("person__organisation__merged_into",)

    def get_user(self, user_id):
        has_role = Exists(User.groups.through.objects.filter(user=OuterRef("pk")))
        users = User.objects.select_related(*self.TOGETHER)
        user = users.annotate(has_role=has_role, is_focal_point=is_focal_point()).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
