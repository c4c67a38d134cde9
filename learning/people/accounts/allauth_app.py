from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    """Wagtail's administration of users, for accounts that have neither a user name nor a name."""

    user_viewset = "learning.people.admin.accounts.AccountViewSet"
