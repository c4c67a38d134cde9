from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "learning.activities"
    label = "activities"
    verbose_name = _("activities")

    def ready(self):
        from django.db.models.signals import post_delete, post_migrate, pre_migrate
        from wagtail.models import Page

        from learning.people import changing, retaining
        from learning.people.anonymising import anonymise

        from . import comparing, explaining, held, lapsing, overview, reasons, register, spanning, stamping
        from .assignments.panel import assignments_panel
        from .joint import merging

        pre_migrate.connect(spanning.on_pre_migrate, sender=self, dispatch_uid="activities.spanning.before")
        post_migrate.connect(spanning.on_post_migrate, sender=self, dispatch_uid="activities.spanning.after")
        post_migrate.connect(merging.on_post_migrate, sender=self, dispatch_uid="activities.joint")
        held.register()
        overview.register(assignments_panel)
        comparing.register()
        for reason in (reasons.attendance, reasons.assignments, reasons.rules_changed):
            explaining.register(reason)
        retaining.register("identifiable_participation", lapsing.SENTENCE, lapsing.lapsed, anonymise)
        changing.person_changed.connect(stamping.on_person_changed, dispatch_uid="activities.stamping")
        changing.organisations_changed.connect(stamping.on_organisations_changed, dispatch_uid="activities.stamping")
        changing.counting_changed.connect(stamping.on_counting_changed, dispatch_uid="activities.stamping")
        changing.counting_changed.connect(merging.on_counting_changed, dispatch_uid="activities.joint")
        post_delete.connect(register.on_page_deleted, sender=Page, dispatch_uid="activities.register")
