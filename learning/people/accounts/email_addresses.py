"""E-mail addresses: one spelling for each mailbox. Whatever takes an address from people or files passes it here."""

import re
import unicodedata

import idna
from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

LONGEST = 254
# Most addresses are written in no other way.
PLAIN = re.compile(r"[a-z0-9_%+'-]+(\.[a-z0-9_%+'-]+)*@(?!.*xn--)[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
# Signs that show nothing and are no format characters (Cf) by Unicode's categories.
INVISIBLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def normalise(text) -> str:
    """Return the one spelling of the address `text`: lower case, no invisible signs, no quotation marks that it can do
    without, and the domain in ASCII (IDNA 2008). Raises ValidationError, with a sentence, for what is no address."""
    if len(text) > 4 * LONGEST:
        raise ValidationError(_("This address is too long."))
    bare = text.strip().lower()
    if not PLAIN.fullmatch(bare):
        local, at, domain = _visible(bare).rpartition("@")
        bare = f"{_unquoted(local)}{at}{_in_ascii(domain)}"
    if len(bare) > LONGEST:
        raise ValidationError(_("This address is too long."))
    validate_email(bare)
    return bare


def normalised_or_none(text):
    try:
        return normalise(text)
    except ValidationError:
        return None


def is_of_an_account(text) -> bool:
    """Whether an account has the address exactly as it is typed, whatever its case."""
    return get_user_model().objects.filter(email=text.strip().lower()).exists()


class AddressField(forms.EmailField):
    """A form's field for one address; its value is the address's one spelling."""

    # What is normalised is validated by it: an invisible sign is no error.
    default_validators = []

    def to_python(self, value):
        value = super().to_python(value)
        return normalise(value) if value else value


class AddressFieldsMixin:
    """For forms whose fields for an address are another's: `address_fields` take what `normalise` can read."""

    address_fields = ("email",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.address_fields:
            if name in self.fields:
                field = self.fields[name]
                field.validators = [validator for validator in field.validators if validator is not validate_email]


class OwnAddressFieldMixin(AddressFieldsMixin):
    """For the form of a row with an address: one from before, in another spelling, stays until it is changed."""

    def clean_email(self):
        typed = self.cleaned_data["email"]
        is_unchanged = not typed or typed.lower() == self.initial.get("email")
        return typed if is_unchanged else normalise(typed)


def _visible(text):
    kept = "".join(c for c in INVISIBLE.sub("", text) if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", kept).strip().lower()


def _unquoted(local):
    quoted = QUOTED.fullmatch(local)
    bare = re.sub(r"\\(.)", r"\1", quoted[1]) if quoted else local
    if '"' in bare or (quoted and not re.fullmatch(r"[\w!#$%&'*+/=?^`{}|~-]+(\.[\w!#$%&'*+/=?^`{}|~-]+)*", bare)):
        raise ValidationError(_("Write the address without quotation marks."))
    return bare


def _in_ascii(domain):
    try:
        return idna.encode(domain.rstrip("."), uts46=True, std3_rules=True).decode("ascii")
    except idna.IDNAError as error:
        raise ValidationError(_("What stands after the @ of this address can't be a domain.")) from error
