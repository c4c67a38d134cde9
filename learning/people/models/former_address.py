from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .person import Person


class FormerAddress(models.Model):
    """An address that a person or their account had. Mail to it is found by this row when the person is erased."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="former_addresses")
    email = models.EmailField(_("e-mail address"))
    until = models.DateField(_("until"), default=timezone.localdate)

    class Meta:
        default_permissions = ()
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["person", "email"], name="former_address_once_a_person")]

    def __str__(self):
        return self.email
