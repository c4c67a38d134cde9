"""The profile picture of an account in the admin: checked by its content and kept without metadata."""

from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.admin.views.account import AvatarSettingsPanel

from learning.core.files import file_contents
from learning.core.files.image_metadata import without_metadata


class ProfilePictureForm(AvatarPreferencesForm):
    def clean_avatar(self):
        uploaded = self.cleaned_data.get("avatar")
        if uploaded and "avatar" in self.changed_data:
            file_contents.check_picture(uploaded)
            self.cleaned_data["avatar"] = without_metadata(uploaded)
        return super().clean_avatar()


class ProfilePicturePanel(AvatarSettingsPanel):
    form_class = ProfilePictureForm
