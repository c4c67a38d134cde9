"""The certificate as a PDF, typeset at each download from stored facts, which takes some hundredths of a second."""

import io
from urllib.parse import urlsplit

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from .. import texts as certificate_texts
from ..choices import Kind
from ..issuance.emails import address_of
from . import fonts
from .layout import typeset

# A signature is some millimetres high: this gives 300 dots per inch.
SIGNATURE = "max-800x200"


def certificate_pdf(certificate):
    """Return the PDF of a certificate that `can_be_shown`, in the language in which it was issued."""
    with translation.override(certificate.facts["language"]):
        data, pictures = _data(certificate)
    return typeset("certificate", data, pictures, made_at=certificate.issued_at)


def file_name(certificate):
    return f"{certificate.kind}-{certificate.code[:8]}.pdf"


def own(text):
    """Return a text that comes from data, with its direction."""
    return {"text": text, "dir": fonts.direction(text)}


def _data(certificate):
    facts, address = certificate.facts, address_of(certificate)
    pictures, signatories = _signatories(facts)
    groups = certificate.grouped_code.split("-")
    data = {
        "document": f"{certificate_texts.title_of(certificate.kind)}: {facts['title']}",
        "language": facts["language"],
        "families": fonts.families(certificate.holder + facts["title"], facts["written_for"]),
        "issuer": facts["issuer"],
        "kind": certificate_texts.title_of(certificate.kind),
        "completes": certificate.kind == Kind.COMPLETION,
        "certifies": _("This certifies that"),
        "holder": own(certificate.holder),
        "did": certificate_texts.participation_sentence(certificate),
        "title": own(facts["title"]),
        "facts": [
            own(line) for line in (certificate_texts.in_short(facts), *certificate_texts.partners(facts)) if line
        ],
        "signatories": signatories,
        "issued": " · ".join(
            filter(None, [certificate_texts.issued(certificate), certificate_texts.expires(certificate)])
        ),
        "check": _("Check it with this code:"),
        "check_alt": _("Code to scan, which leads to the page that checks this certificate"),
        "code": ["-".join(groups[:4]), "-".join(groups[4:])],
        "address": address,
        "site": urlsplit(settings.BASE_URL).netloc + reverse("certificates").rstrip("/"),
    }
    return data, {"code.svg": _code(address), **pictures}


def _signatories(facts):
    """Return ({file name: picture}, signatories). A picture that was deleted since leaves a line to sign on."""
    wanted = [one["image"] for one in facts["signatories"] if one["image"]]
    found = get_image_model().objects.in_bulk(wanted) if wanted else {}
    pictures, signatories = {}, []
    for number, one in enumerate(facts["signatories"]):
        picture = _picture(found.get(one["image"]))
        name = f"signature-{number}.png" if picture else ""
        if picture:
            pictures[name] = picture
        alt = _("Signature of %(name)s") % {"name": one["name"]}
        signatories.append({"name": own(one["name"]), "title": own(one["title"]), "picture": name, "alt": alt})
    return pictures, signatories


def _picture(image):
    if image is None:
        return None
    try:
        with image.get_rendition(f"{SIGNATURE}|format-png").file.open("rb") as opened:
            return opened.read()
    except OSError:
        return None


def _code(address):
    """Return the QR code as SVG. Medium error correction tolerates a fold or a stain."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="svg", border=0, dark="#161513", xmldecl=False)
    return drawn.getvalue()
