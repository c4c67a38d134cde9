"""Links with which holders add a certificate to their profile on another site.

Nothing is sent before they follow the link.
"""

from urllib.parse import urlencode

from .issuance.emails import address_of
from .texts import title_of

LINKEDIN = "https://www.linkedin.com/profile/add"


def linkedin(certificate):
    facts, issued, expires = certificate.facts, certificate.issued_on, certificate.expires_on
    told = {
        "startTask": "CERTIFICATION_NAME",
        "name": f"{facts['title']} ({title_of(certificate.kind).lower()})",
        "organizationName": facts["issuer"],
        "issueYear": issued.year,
        "issueMonth": issued.month,
        "certUrl": address_of(certificate),
        "certId": certificate.grouped_code,
    }
    if expires:
        told |= {"expirationYear": expires.year, "expirationMonth": expires.month}
    return f"{LINKEDIN}?{urlencode(told)}"
