"""Problems of organisations: missing data, and members who never took part."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.canonical import canonical_id
from learning.people.models import Organisation
from learning.people.reference.places import country_name

from .problem import QualityProblem, organisation_address, where


def unconfirmed(survey):
    return Organisation.objects.canonical().filter(is_confirmed=False).order_by("folded", "pk")


def tell_unconfirmed(rows, user):
    for row in rows:
        url = where(
            user,
            row.pk,
            ("people.change_organisation", "organisation:confirm"),
            ("people.view_organisation", "organisation:inspect"),
        )
        yield row, _("typed by someone, matched to no organisation of the register"), url


def placeless(survey):
    missing = Q(country="") | Q(region="") | Q(latitude=None) | Q(longitude=None)
    return Organisation.objects.canonical().filter(missing, is_confirmed=True).order_by("folded", "pk")


def tell_placeless(rows, user):
    for row in rows:
        missing = [
            (_("no country"), not row.country),
            (_("no world region"), not row.region),
            (_("no coordinates"), row.latitude is None or row.longitude is None),
        ]
        yield row, ", ".join(text for text, is_missing in missing if is_missing), organisation_address(user, row.pk)


def never_came(survey):
    took_part = Enrolment.objects.filter(
        organisation=OuterRef("pk"), participated_on__isnull=False, role=Role.PARTICIPANT
    )
    came = Organisation.objects.filter(Exists(took_part)).order_by().values(counts_as=canonical_id())
    members = Organisation.objects.members_on(timezone.localdate()).canonical()
    return members.exclude(pk__in=came).order_by("folded", "pk")


def tell_never_came(rows, user):
    for row in rows:
        yield row, country_name(row.country), organisation_address(user, row.pk)


PROBLEMS = (
    QualityProblem(
        "unconfirmed",
        gettext_lazy("Unmatched organisation names"),
        gettext_lazy("People typed these. Confirm a new organisation, or merge it into the one that is meant."),
        unconfirmed,
        tell_unconfirmed,
    ),
    QualityProblem(
        "placeless",
        gettext_lazy("Organisations without a place"),
        gettext_lazy(
            "Without country and region they count in no table of them; without coordinates they are on no map."
        ),
        placeless,
        tell_placeless,
    ),
    QualityProblem(
        "never-came",
        gettext_lazy("Members without anyone ever"),
        gettext_lazy(
            "Members today of whom nobody has ever taken part. Is it so, or do their people stand under another name?"
        ),
        never_came,
        tell_never_came,
    ),
)
