from urllib.parse import urlencode

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import get_next_redirect_url
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.utils import translation

from .models import Person


class AccountAdapter(DefaultAccountAdapter):
    """allauth's mails speak the language of the person they go to, and bring newcomers back to where they came from."""

    def send_mail(self, template_prefix, email, context):
        person = Person.objects.filter(email=email.lower()).only("language").first()
        context = {**context, "site_name": settings.WAGTAIL_SITE_NAME, "base_url": settings.BASE_URL}
        with translation.override(person.language if person else translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def get_email_confirmation_url(self, request, emailconfirmation):
        """With `next`, for those who open their mail in another browser than the one they signed up in."""
        url, wanted = super().get_email_confirmation_url(request, emailconfirmation), get_next_redirect_url(request)
        return f"{url}?{urlencode({'next': wanted})}" if wanted else url

    def send_account_already_exists_mail(self, email):
        """Takes as long as making an account does: the answer's time must not tell that there is one."""
        make_password(email)
        super().send_account_already_exists_mail(email)
