"""Public views that verify a certificate by its code."""

from functools import wraps

from allauth.core.ratelimit import respond_429
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from learning.people.accounts.person_of_account import person_of

from . import codes, profile_link, verification
from . import texts as certificate_texts
from .badges import bitstring_status, keys
from .badges import credential as badge_credential
from .choices import State
from .pdf.certificate import certificate_pdf, file_name
from .rate_limits import asks_too_often


def guarded(view):
    """Decorate a view: read only, rate limited, not indexed by search engines."""

    @require_safe
    @wraps(view)
    def answer(request, *args, **kwargs):
        response = respond_429(request) if asks_too_often(request) else view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_cache=True)
        return response

    return answer


@guarded
def ask(request):
    """Show the form for a code, or redirect to the certificate of the code."""
    typed = request.GET.get("code", "").strip()
    code = codes.read(typed)
    if code:
        return redirect("certificate", code)
    return render(request, "certificates/certificates.html", {"typed": typed[:80]})


@guarded
def check(request, code):
    certificate = verification.find(code)
    return _told(request, certificate) if certificate else _unknown(request)


@guarded
def pdf(request, code):
    """Return the PDF; 410 if the certificate is revoked, replaced or its holder erased."""
    certificate = verification.find(code)
    if certificate is None:
        return _unknown(request)
    if not certificate.can_be_shown:
        return _told(request, certificate, status=410)
    name = file_name(certificate)
    return HttpResponse(
        certificate_pdf(certificate),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )


def open_to_programs(view):
    """Decorate a view: programs of any origin may read the answer, so that other sites can verify badges.

    No cookies are sent.
    """

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response

    return answer


@open_to_programs
@guarded
def badge(request, code):
    """Return the certificate as a signed Open Badge 3.0.

    404 if no key is set, 410 if the certificate is revoked, replaced or its holder erased.
    """
    certificate = verification.find(code)
    if certificate is None or not keys.are_set():
        return _unknown(request)
    if not certificate.can_be_shown:
        return _told(request, certificate, status=410)
    name = file_name(certificate).replace(".pdf", ".json")
    response = JsonResponse(badge_credential.signed(certificate), content_type="application/vc")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@open_to_programs
@require_safe
def issuer(request):
    """Return the issuer's public keys, as the DID document that badges refer to."""
    if not keys.are_set():
        raise Http404
    return _for_all(JsonResponse(keys.did_document(), content_type="application/did+json"))


@open_to_programs
@require_safe
def status_list(request):
    """Return the signed list of revoked badges, with one bit for each."""
    if not keys.are_set():
        raise Http404
    return _for_all(HttpResponse(bitstring_status.signed(), content_type="application/vc+jwt"))


def _for_all(response):
    """Let all caches store the response for a few minutes: it is the same for everyone."""
    patch_cache_control(response, public=True, max_age=300)
    return response


def _told(request, certificate, status=200):
    person = person_of(request.user)
    is_own = person is not None and certificate.enrolment.person.canonical == person
    context = {"certificate": certificate, "is_own": is_own, "state": certificate.state, "States": State}
    if certificate.can_be_shown:
        context |= _words(certificate, is_own)
        context["new_name"] = person.name if is_own and person.name != certificate.holder else ""
    if certificate.state == State.REPLACED:
        context["newest"] = verification.latest(certificate)
    return render(request, "certificates/certificate.html", context, status=status)


def _words(certificate, is_own):
    facts = certificate.facts
    return {
        "kind": certificate_texts.title_of(certificate.kind),
        "did": certificate_texts.participation_sentence(certificate),
        "days": certificate_texts.days(facts),
        "time": certificate_texts.time(facts),
        "where": certificate_texts.where(facts),
        "partners": certificate_texts.partners(facts),
        "signatories": facts["signatories"],
        "linkedin": profile_link.linkedin(certificate) if is_own else "",
        "has_badge": keys.are_set(),
    }


def _unknown(request):
    return render(request, "certificates/certificate_unknown.html", status=404)
