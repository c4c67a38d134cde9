"""E-mail domains that identify an organisation."""

import re
from pathlib import Path

import idna
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from fido2.rpid import suffixes  # the Public Suffix List (publicsuffix.org), which comes with the second factor

# Whatever is under one of them is theirs as well.
_LISTED = (Path(__file__).parent / "public_mail_domains.txt").read_text(encoding="utf-8").splitlines()
PUBLIC = {domain for line in _LISTED if not line.startswith("#") for domain in line.split()}
SUFFIXES = set(suffixes)
DOMAIN = re.compile(r"(?=.{4,120}\Z)([^\W_]([\w-]*[^\W_])?\.)+[^\W\d_]([\w-]*[^\W_])?\Z")


def clean_domain(text):
    """`text` the way domains are compared: "@Bogota.GOV.co " is "bogota.gov.co"."""
    return text.strip().lower().lstrip("@").rstrip(".")


def candidates(domain):
    """`domain` and what it is under, the nearest first, as far as it may be an organisation's own.

    A domain with other letters than ASCII's comes in both its spellings, as organisations may have written either.
    """
    labels = clean_domain(domain).split(".")
    above = [".".join(labels[start:]) for start in range(len(labels) - 1)]
    if PUBLIC.intersection(above):
        return []
    own = [one for one in above if not is_suffix(one)]
    return list(dict.fromkeys(spelled for one in own for spelled in (one, in_unicode(one))))


def in_unicode(domain):
    """xn--mnchen-3ya.de as münchen.de; as it is where it can't be read."""
    try:
        return idna.decode(domain)
    except idna.IDNAError:
        return domain


def is_suffix(domain):
    """Whether domains of many bodies end in it, as gov.co, or any under .co."""
    above = domain.partition(".")[2]
    if not above or {domain, f"*.{domain}"} & SUFFIXES:
        return True
    return f"*.{above}" in SUFFIXES and f"!{domain}" not in SUFFIXES


def validate(domain):
    """Refuse, in a sentence, what can't be one organisation's domain."""
    if not DOMAIN.match(domain):
        raise ValidationError(_("Write what stands after the @ of an address, for example bogota.gov.co."))
    if is_suffix(domain):
        raise ValidationError(
            _("Addresses of many organisations end in %(domain)s. Write the domain of this one alone.")
            % {"domain": domain}
        )
    if not candidates(domain):
        raise ValidationError(
            _("Anybody can have an address at %(domain)s, so it says nothing about an organisation.")
            % {"domain": domain}
        )
