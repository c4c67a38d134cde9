"""Deletion of recordings: Wagtail's own, but refused while a live page shows the recording."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtailmedia.views import media as wagtails

from ..models import Recording
from ..page_usage import live_pages_with, named


def delete(request, media_id):
    """Refuse to delete a recording that is on live pages, and list them; Wagtail checks the permission."""
    recording = get_object_or_404(Recording, pk=media_id)
    may = wagtails.permission_checker.policy.user_has_permission_for_instance(request.user, "delete", recording)
    pages = live_pages_with(recording) if may else []
    if not pages:
        return wagtails.delete(request, media_id)
    told = {"title": recording.title, "pages": named(pages)}
    messages.error(
        request, _("“%(title)s” was not deleted: take it off these published pages first: %(pages)s.") % told
    )
    return redirect("wagtailmedia:media_usage", media_id)
