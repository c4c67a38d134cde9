from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .quiz import QuizPage


class QuestionFile(models.Model):
    """A file of questions between its dry run and its import.

    It contains right answers, so it is stored in the database, which nothing that serves files can read. It is deleted
    once it is imported.
    """

    page = models.ForeignKey(QuizPage, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("file"), max_length=200)
    content = models.BinaryField()
    # Chosen by the uploader, if the bytes do not say.
    encoding = models.CharField(max_length=20, blank=True, default="")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["-uploaded_at"]
        default_permissions = ()
        verbose_name = _("file of questions")
        verbose_name_plural = _("files of questions")

    def __str__(self):
        return self.name
