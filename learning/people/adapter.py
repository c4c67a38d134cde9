from allauth.account.adapter import DefaultAccountAdapter
from django.utils import translation

from .models import Person


class AccountAdapter(DefaultAccountAdapter):
    """allauth's mails speak the language of the person they go to."""

    def send_mail(self, template_prefix, email, context):
        person = Person.objects.filter(email=email.lower()).only("language").first()
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)
