from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "learning.activities"
    label = "activities"
    verbose_name = _("activities")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.models import Page

        from learning.people import changing, holdings

        from . import models, register, stamping

        moments = ("queued_at", "enrolled_at", "withdrawn_at", "completed_at")
        holdings.register(models.Enrolment, "person", cut_to_days=moments)
        holdings.register(models.EnrolmentEvent, "enrolment__person", erase={"reason": ""}, cut_to_days=("at",))
        holdings.register(models.Presence, "enrolment__person")
        holdings.register(models.Viewing, "enrolment__person", cut_to_days=("first_seen_at", "last_seen_at"))
        holdings.register(models.CompletedStep, "enrolment__person", cut_to_days=("completed_at",))
        holdings.register(models.Result, "enrolment__person", cut_to_days=("taken_at",))
        holdings.register(models.Feedback, "enrolment__person", erase={"comment": ""}, cut_to_days=("given_at",))
        holdings.register(models.Consent, "person", cut_to_days=("given_at", "revoked_at"))
        changing.person_changed.connect(stamping.on_person_changed, dispatch_uid="activities.stamping")
        post_delete.connect(register.on_page_deleted, sender=Page, dispatch_uid="activities.register")
