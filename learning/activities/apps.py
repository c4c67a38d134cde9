from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "learning.activities"
    label = "activities"
    verbose_name = _("activities")

    def ready(self):
        from django.db.models.signals import post_delete, post_migrate, pre_migrate, pre_save
        from wagtail.models import Page

        from learning.core.emails import composers, purposes, rate_limits
        from learning.media.access import documents as document_access
        from learning.people import changes
        from learning.people.accounts import access
        from learning.people.privacy import retention
        from learning.people.privacy.erasure import anonymise

        from . import models
        from .admin import panel_registry
        from .assignments import access as submission_access
        from .assignments import editions as assignment_editions
        from .assignments.panel import assignments_panel
        from .completion import explanation, reasons
        from .enrolment import affiliation_snapshot, merge_comparison
        from .joint import merge_receivers
        from .models import span_view
        from .notifications import enrolment_emails
        from .pages import editions, register_entry
        from .pages import tree as page_tree
        from .privacy import personal_data
        from .privacy import retention as activity_retention

        pre_migrate.connect(span_view.on_pre_migrate, sender=self, dispatch_uid="activities.spanning.before")
        post_migrate.connect(span_view.on_post_migrate, sender=self, dispatch_uid="activities.spanning.after")
        access.register(models.Activity, submission_access.teaches)
        access.register(models.Submission, submission_access.may_mark)
        post_migrate.connect(merge_receivers.on_post_migrate, sender=self, dispatch_uid="activities.joint")
        personal_data.register()
        composers.register(enrolment_emails.ABOUT_ENROLMENT, enrolment_emails.compose_about_enrolment)
        composers.register(enrolment_emails.INVITATION, enrolment_emails.compose_invitation)
        rate_limits.register("invited", *enrolment_emails.INVITATION_LIMITS)
        purposes.register(enrolment_emails.PURPOSES)
        panel_registry.register(assignments_panel)
        merge_comparison.register()
        document_access.register(models.Assignment, submission_access.may_download_document)
        editions.register(assignment_editions.carry_over)
        for reason in (reasons.attendance, reasons.assignments, reasons.rules_changed):
            explanation.register(reason)
        retention.register(
            "identifiable_participation", activity_retention.SENTENCE, activity_retention.lapsed, anonymise
        )
        changes.person_changed.connect(affiliation_snapshot.on_person_changed, dispatch_uid="activities.stamping")
        changes.organisations_changed.connect(
            affiliation_snapshot.on_organisations_changed, dispatch_uid="activities.stamping"
        )
        changes.counting_changed.connect(affiliation_snapshot.on_counting_changed, dispatch_uid="activities.stamping")
        pre_save.connect(page_tree.keep_position, dispatch_uid="activities.page_tree")
        changes.counting_changed.connect(merge_receivers.on_counting_changed, dispatch_uid="activities.joint")
        post_delete.connect(register_entry.on_page_deleted, sender=Page, dispatch_uid="activities.register")
