from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel


class OwnAccountView(AccountView):
    """Wagtail's settings of one's own account, without the name, which is set in the profile.

    The panel of the profile picture is the one that `learning.media` registers.
    """

    def get_panels(self):
        replaced = {AvatarSettingsPanel, NameEmailSettingsPanel}
        return [panel for panel in super().get_panels() if type(panel) not in replaced]
