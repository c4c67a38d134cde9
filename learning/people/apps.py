from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "learning.people"
    label = "people"
    verbose_name = _("people")

    def ready(self):
        from allauth.account.models import EmailAddress
        from allauth.account.signals import email_changed, email_confirmed, user_logged_in, user_signed_up
        from allauth.mfa.signals import authenticator_added
        from django.contrib.auth.models import Group
        from django.contrib.auth.signals import user_logged_in as begun
        from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
        from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, PageViewRestriction

        from learning.core.files import spreadsheets

        from . import audit_log, changes, models
        from .accounts import (
            access,
            access_rules,
            address_confirmation,
            outbox_rules,
            page_restrictions,
            person_of_account,
            second_factor,
        )
        from .organisations import focal_points
        from .privacy import former_addresses, people_data, retention

        spreadsheets.protect_listings()
        access.register(Page, access_rules.may_edit_page)
        access.register(models.Organisation, access_rules.is_focal_point_of, setting=second_factor.FOR_FOCAL_POINTS)
        people_data.register()
        outbox_rules.register()
        retention.register("import_files", retention.IMPORT_FILES, retention.old_files, models.RegisterFile.delete)
        post_save.connect(
            former_addresses.on_person_saved, sender=models.Person, dispatch_uid="people.former_addresses"
        )
        post_delete.connect(
            former_addresses.on_account_address_deleted, sender=EmailAddress, dispatch_uid="people.former_addresses"
        )
        m2m_changed.connect(
            audit_log.on_roles_changed, sender=models.User.groups.through, dispatch_uid="people.auditing_roles"
        )
        m2m_changed.connect(
            audit_log.on_permissions_changed,
            sender=Group.permissions.through,
            dispatch_uid="people.auditing_permissions",
        )
        pre_delete.connect(audit_log.on_role_deleted, sender=Group, dispatch_uid="people.auditing_deleted_roles")
        for part in (GroupPagePermission, GroupCollectionPermission):
            post_save.connect(audit_log.on_part_given, sender=part, dispatch_uid=f"people.auditing_{part.__name__}")
            post_delete.connect(audit_log.on_part_taken, sender=part, dispatch_uid=f"people.auditing_{part.__name__}")
        post_save.connect(page_restrictions.on_saved, sender=PageViewRestriction, dispatch_uid="people.restricted")
        post_delete.connect(
            page_restrictions.on_deleted, sender=PageViewRestriction, dispatch_uid="people.unrestricted"
        )
        m2m_changed.connect(
            page_restrictions.on_groups_changed,
            sender=PageViewRestriction.groups.through,
            dispatch_uid="people.restricted_to_groups",
        )
        post_save.connect(page_restrictions.on_page_created, dispatch_uid="people.restricted_as_translation")
        changes.person_changed.connect(focal_points.on_person_changed, dispatch_uid="people.focal_points_leaving")
        user_signed_up.connect(address_confirmation.on_signed_up, dispatch_uid="people.signed_up")
        email_confirmed.connect(person_of_account.on_email_confirmed, dispatch_uid="people.claiming")
        email_changed.connect(person_of_account.on_email_changed, dispatch_uid="people.following")
        begun.connect(second_factor.on_logged_in, dispatch_uid="people.session_began")
        authenticator_added.connect(second_factor.on_authenticator_added, dispatch_uid="people.second_factor")
        user_logged_in.connect(person_of_account.on_logged_in, dispatch_uid="people.claiming_at_login")
