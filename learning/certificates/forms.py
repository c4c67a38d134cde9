from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .choices import USUALLY_GIVES, Gives


class AwardForm(WagtailAdminModelForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        usual = USUALLY_GIVES.get(self.instance.activity.kind, Gives.NOTHING)
        if "gives" in self.fields:
            self.fields["gives"].choices = [("", _("As usual: %(usual)s") % {"usual": usual.label}), *Gives.choices]

    def clean_gives(self):
        gives = self.cleaned_data["gives"]
        if gives == Gives.PARTICIPATION and self.instance.activity.is_self_paced:
            raise ValidationError(
                _("It is always open: nobody's part in it is ever over. Give a certificate of completion instead.")
            )
        return gives
