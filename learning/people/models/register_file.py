from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class RegisterFile(models.Model):
    """A file of organisations, kept between its dry run and its import, and for as long as import files are kept.

    It lies in the database, out of reach of everything that serves files.
    """

    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    # Chosen by who brought it, where the bytes don't say.
    encoding = models.CharField(max_length=20, blank=True, default="")
    # Decisions on the countries that nobody knows: {folded name: code, "none" or "left_out"}.
    countries = models.JSONField(default=dict, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-uploaded_at"]
        default_permissions = ()
        verbose_name = _("register file")
        verbose_name_plural = _("register files")

    def __str__(self):
        return self.name
