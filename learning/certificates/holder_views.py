"""Views for holders: redirect from an activity to their certificate of it, reissue after a change of name."""

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
    """Redirect to the reader's certificate of an activity.

    The activity's page links here instead of looking the certificate up, which would be a query for every reader.
    404 if there is no certificate yet, also for activities that the reader does not take part in.
    """
    person = person_of(request.user)
    mine = Certificate.objects.of(person).exclude(holder="") if person else Certificate.objects.none()
    mine = mine.filter(enrolment__activity__key=key, replaced_at=None)
    # A certificate of completion comes before one of participation. A revoked one is shown only if there is no other.
    found = mine.order_by(F("revoked_at").desc(nulls_first=True), "kind", "-issued_at").first()
    if found is None:
        raise Http404
    return redirect(found)


@require_POST
def reissue(request, code):
    """Reissue the certificate with the holder's current name. 404 for everyone but its holder."""
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
