"""What a holder does by themselves: have a certificate issued again after their name changed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.activities.errors import Refused
from learning.people.claiming import person_of

from . import issuing, verifying


@require_POST
def reissue_own(request, code):
    """404 for everyone but its holder."""
    certificate, person = verifying.find(code), person_of(request.user)
    if certificate is None or person is None or certificate.enrolment.person.canonical != person:
        raise Http404
    try:
        certificate = issuing.rename(certificate, by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Here is your new certificate. The old code leads to it."))
    return redirect(certificate)
