from allauth.account.auth_backends import AuthenticationBackend

from .models import User


class PeopleBackend(AuthenticationBackend):
    """allauth's, that brings the person along: who is logged in and whom they come for is one query a request."""

    TOGETHER = ("person__organisation__merged_into", "person__merged_into__organisation__merged_into")

    def get_user(self, user_id):
        user = User.objects.select_related(*self.TOGETHER).filter(pk=user_id).first()
        return user if user and self.user_can_authenticate(user) else None
