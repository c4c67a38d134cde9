"""The holder's side: from an activity to their certificate of it, and a new one after their name changed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import F
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from learning.core.errors import BusinessError
from learning.people.accounts.person_of_account import person_of

from . import verification
from .issuance import actions as certificate_actions
from .models import Certificate


@require_safe
@login_required
@never_cache
def of_activity(request, key):
    """To the reader's certificate of an activity. So its page need not ask for it: that would be a query for everyone.

    404 where there is none yet, as for any activity that isn't theirs.
    """
    person = person_of(request.user)
    mine = Certificate.objects.of(person).exclude(holder="") if person else Certificate.objects.none()
    mine = mine.filter(enrolment__activity__key=key, replaced_at=None)
    # Of both kinds, completion says more. One that was revoked says so on its page, if no other stands.
    found = mine.order_by(F("revoked_at").desc(nulls_first=True), "kind", "-issued_at").first()
    if found is None:
        raise Http404
    return redirect(found)


@require_POST
def reissue(request, code):
    """404 for everyone but its holder."""
    certificate, person = verification.find(code), person_of(request.user)
    if certificate is None or person is None or certificate.enrolment.person.canonical != person:
        raise Http404
    try:
        certificate = certificate_actions.rename(certificate, by=request.user)
    except BusinessError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Here is your new certificate. The old code leads to it."))
    return redirect(certificate)
