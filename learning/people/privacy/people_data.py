"""Personal data of accounts, persons and editors."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _
from wagtail.admin.models import EditingSession, FormState
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import (
    APIToken,
    Comment,
    CommentReply,
    ModelLogEntry,
    Page,
    PageLogEntry,
    PageSubscription,
    Revision,
    TaskState,
    UploadedFile,
    WorkflowState,
)
from wagtail.users.models import UserProfile
from wagtail_localize.models import SegmentOverride, StringTranslation
from wagtailmedia.models import Media, get_media_model

from ..models import AuditEntry, FocalPoint, FormerAddress, Organisation, Person, RegisterFile, SetApart, User
from . import personal_data

MADE = {"created_at": _("made"), "last_used_at": _("last used")}


def register():
    """In the order of the copy; erasure goes the other way, so that the rows others hang on go last."""
    _register_person()
    _register_account()
    _register_editors()
    _explain_who_did_what()


def _register_person():
    personal_data.register(
        Person,
        "",
        _("Who you are"),
        labels={"created_on": _("known since")},
        leave_out=("user", "merged_into", "erased_on"),
        erase=Person.BLANK,
    )
    # Erased after the account, whose deletion adds to it.
    personal_data.register(
        FormerAddress, "person", _("Addresses you used before"), is_deleted=True, speaks_of_them=False
    )
    # A focal point's confirmation and a proposal are about the organisation: its history stays.
    personal_data.register(
        Organisation,
        "proposed_by",
        _("Organisations you proposed"),
        leave_out=("folded", "place_folded", "merged_into", "external_id"),
        erase={"proposed_by": None},
        speaks_of_them=False,
    )
    personal_data.register(
        FocalPoint,
        "person",
        _("Organisations whose focal point you are"),
        labels={"organisation": _("organisation"), "since": _("since")},
        is_deleted=True,
    )
    two = "Says that two people are two, and is as much the other's. It goes with whoever of them is erased first."
    for column in ("first", "second"):
        personal_data.explain(SetApart, column, two, is_deleted=True)


def _register_account():
    def of_account(model, title, **words):
        personal_data.register(model, "user__person", title, is_deleted=True, speaks_of_them=False, **words)

    # The password is kept as a hash, which tells nobody anything; roles have rows of their own.
    hidden = ("password", "is_superuser")
    personal_data.register(User, "person", _("Your account"), leave_out=hidden, is_deleted=True)
    of_account(EmailAddress, _("Addresses of your account"))
    of_account(Authenticator, _("Second factors"), labels={"type": _("kind"), **MADE}, leave_out=("data",))
    seen = {"created_at": _("began"), "ip": _("network address"), "user_agent": _("browser")}
    of_account(
        UserSession,
        _("Where you are logged in"),
        labels={**seen, "last_seen_at": _("last seen")},
        leave_out=("session_key", "data"),
    )
    of_account(SocialAccount, _("Other ways to log in"), leave_out=("extra_data",))
    of_account(User.groups.through, _("Roles"), labels={"group": _("role")})
    of_account(User.user_permissions.through, _("Permissions"), labels={"permission": _("permission")})


def _register_editors():
    def of_account(model, title, **words):
        personal_data.register(model, "user__person", title, is_deleted=True, speaks_of_them=False, **words)

    of_account(UserProfile, _("Settings of the editors' side"), labels={"dismissibles": _("hints put away")})
    used = {"revoked_at": _("taken back on"), "last_used_at": _("last used")}
    of_account(APIToken, _("Keys for programs"), labels=used, leave_out=("key_hash", "prefix"))
    written = {"text": _("text"), "created_at": _("written"), "updated_at": _("changed")}
    hidden = ("contentpath", "position", "revision_created", "resolved_at", "resolved_by")
    of_account(Comment, _("Comments on pages"), labels={"page": _("page"), **written}, leave_out=hidden)
    of_account(
        CommentReply,
        _("Replies to comments"),
        labels={"comment__page": _("page"), **written},
        leave_out=("comment",),
    )
    followed = {"page": _("page"), "comment_notifications": _("mail about comments")}
    of_account(PageSubscription, _("Pages you follow"), labels=followed)


def _explain_who_did_what():
    def did(model, column, why, **words):
        personal_data.explain(model, f"{column}__person", why, **words)

    passing = "Kept for a day while someone is at work on a page, and deleted with the account."
    did(EditingSession, "user", passing)
    did(FormState, "user", passing)
    did(UploadedFile, "uploaded_by_user", "A file half uploaded, deleted with the account.", is_deleted=True)
    content = "Says who put the site's content there; the content is the association's. Emptied with the account."
    for model in dict.fromkeys([get_document_model(), get_image_model(), get_media_model(), Media]):
        did(model, "uploaded_by_user", content)
    did(Page, "owner", content)
    did(Page, "locked_by", content)
    did(Revision, "user", content)
    did(Comment, "resolved_by", content)
    did(StringTranslation, "last_translated_by", content)
    did(SegmentOverride, "last_translated_by", content)
    did(WorkflowState, "requested_by", content)
    did(
        TaskState,
        "finished_by",
        "Says who approved a page. Emptied with the account, and what they wrote with it.",
        erase={"comment": ""},
    )
    log = "The log of who did what, which has to stay to be one: it keeps the number of an account that is gone."
    did(ModelLogEntry, "user", log)
    did(PageLogEntry, "user", log)
    did(AuditEntry, "by", log)
    did(SetApart, "by", "Says who knew that two people are two. Emptied with the account.")
    did(RegisterFile, "uploaded_by", "A file about organisations: says who brought it. Emptied with the account.")
