from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "learning.activities"
    label = "activities"
    verbose_name = _("activities")

    def ready(self):
        from django.db.models.signals import post_delete, post_migrate, pre_migrate, pre_save
        from wagtail.models import Page

        from learning.core.emails import deferred, limits, purposes
        from learning.media import documents
        from learning.people import access, changing, retaining
        from learning.people.anonymising import anonymise

        from . import (
            comparing,
            editions,
            explaining,
            held,
            lapsing,
            models,
            notifying,
            overview,
            page_tree,
            reasons,
            register,
            spanning,
            stamping,
        )
        from .assignments import carrying, reading
        from .assignments.panel import assignments_panel
        from .joint import merging

        pre_migrate.connect(spanning.on_pre_migrate, sender=self, dispatch_uid="activities.spanning.before")
        post_migrate.connect(spanning.on_post_migrate, sender=self, dispatch_uid="activities.spanning.after")
        access.register(models.Activity, reading.teaches)
        access.register(models.Submission, reading.may_mark)
        post_migrate.connect(merging.on_post_migrate, sender=self, dispatch_uid="activities.joint")
        held.register()
        deferred.register(notifying.ABOUT_ENROLMENT, notifying.compose_about_enrolment)
        deferred.register(notifying.INVITATION, notifying.compose_invitation)
        limits.register("invited", *notifying.INVITATION_LIMITS)
        purposes.register(notifying.PURPOSES)
        overview.register(assignments_panel)
        comparing.register()
        documents.register(models.Assignment, reading.may_download_document)
        editions.register(carrying.carry_over)
        for reason in (reasons.attendance, reasons.assignments, reasons.rules_changed):
            explaining.register(reason)
        retaining.register("identifiable_participation", lapsing.SENTENCE, lapsing.lapsed, anonymise)
        changing.person_changed.connect(stamping.on_person_changed, dispatch_uid="activities.stamping")
        changing.organisations_changed.connect(stamping.on_organisations_changed, dispatch_uid="activities.stamping")
        changing.counting_changed.connect(stamping.on_counting_changed, dispatch_uid="activities.stamping")
        pre_save.connect(page_tree.keep_position, dispatch_uid="activities.page_tree")
        changing.counting_changed.connect(merging.on_counting_changed, dispatch_uid="activities.joint")
        post_delete.connect(register.on_page_deleted, sender=Page, dispatch_uid="activities.register")
