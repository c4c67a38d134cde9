"""Problems of persons: missing data, and possible duplicates."""

from collections import defaultdict

from django.core.cache import cache
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.accounts.email_addresses import normalised_or_none
from learning.people.canonical import canonical_id
from learning.people.confusable_names import shown
from learning.people.models import Person, SetApart
from learning.people.names import fold

from .problem import QualityProblem, participants_address, person_address, where

MINUTES_KEPT = 10
NAME, ADDRESS = "name", "address"


def without_organisation(survey):
    rows = Enrolment.objects.filter(participated_on__isnull=False, role=Role.PARTICIPANT, organisation=None)
    named = rows.filter(person__erased_on=None).select_related("activity", "person__merged_into__merged_into")
    return named.order_by("person__name", "pk")


def tell_without_organisation(rows, user):
    """Who has none is asked for it; who has one by now needs the copy on the enrolment mended."""
    for row in rows:
        person = row.person.canonical
        has_one = bool(person.organisation_id)
        url = participants_address(user, row.activity_id) if has_one else person_address(user, person.pk)
        detail = _("%(activity)s; has an organisation by now") if has_one else "%(activity)s"
        yield person, detail % {"activity": row.activity}, url


def silent_on_gender(survey):
    return [activity for activity in survey.tallies if activity.silent]


def tell_silent(rows, user):
    for row in rows:
        detail = ngettext(
            "%(silent)d of %(number)d participant did not answer",
            "%(silent)d of %(number)d participants did not answer",
            row.participations,
        )
        yield row, detail % {"silent": row.silent, "number": row.participations}, participants_address(user, row.pk)


def look_alikes(survey):
    """[(person id, person id, why)], of people who still are two and whom nobody set apart."""
    alike = cache.get_or_set("alike-people", people_who_look_alike, MINUTES_KEPT * 60)
    ids = {pk for _why, found in alike for pk in found}
    still_two = set(_comparable().filter(pk__in=ids).values_list("pk", flat=True)) if ids else set()
    set_apart = SetApart.objects.pairs() if ids else set()
    pairs = {}
    for why, found in alike:
        for pair in _pairs([pk for pk in found if pk in still_two], set_apart):
            pairs.setdefault(pair, why)
    return [(first, second, why) for (first, second), why in sorted(pairs.items())]


def _pairs(found, set_apart):
    """Each of `found` beside the first one before them from whom they were not set apart: a father's row is told from
    his son's, and a second row of the son's still looks like the son's."""
    for place, other in enumerate(found):
        first = next((one for one in found[:place] if (one, other) not in set_apart), None)
        if first:
            yield first, other


def people_who_look_alike():
    """[(why, ids)]: the same words in the name and the same organisation, or one address in two spellings.

    Kept for ten minutes: every name is compared. Ids only, the smallest first; one query.
    """
    alike = defaultdict(list)
    people = _comparable().annotate(body=canonical_id("organisation")).order_by("pk")
    for pk, name, email, body in people.values_list("pk", "name", "email", "body"):
        if body and (words := tuple(sorted(fold(name).split()))):
            alike[NAME, words, body].append(pk)
        if email:
            alike[ADDRESS, mailbox(email)].append(pk)
    return [(why, found) for (why, *_same), found in alike.items() if len(found) > 1]


def mailbox(email):
    """The address in its one spelling, without what many providers ignore: dots, dashes, and a tag after "+"."""
    name, _at, domain = (normalised_or_none(email) or email.lower()).rpartition("@")
    return name.partition("+")[0].translate({ord(sign): None for sign in ".-_"}), domain


def odd_addresses(survey):
    """[(person, the address's one spelling or None)] of people whose address came in before addresses were normalised."""
    unusual = Q(email__regex=r"[^!-~]") | Q(email__contains='"') | Q(email__contains="xn--")
    people = _comparable().filter(unusual).order_by("name", "pk")
    spelled = ((person, normalised_or_none(person.email)) for person in people)
    return [(person, email) for person, email in spelled if email != person.email]


def tell_odd_addresses(rows, user):
    wanted = Person.objects.filter(email__in=[email for _person, email in rows if email])
    having = {person.email: person for person in wanted}
    for person, email in rows:
        yield person, _odd_address(person, email, having.get(email)), person_address(user, person.pk)


def _odd_address(person, email, other):
    """Invisible signs are written out."""
    words = {"typed": person.email.encode("ascii", "backslashreplace").decode(), "email": email, "other": other}
    if email is None:
        return _("%(typed)s is no address that mail can be sent to") % words
    if other is None:
        return _("%(typed)s should be %(email)s") % words
    return _("%(typed)s is %(email)s, the address of %(other)s: they may be one person") % words


def _comparable():
    return Person.objects.canonical().filter(erased_on=None).order_by()


def tell_look_alikes(rows, user):
    ids = {pk for first, second, _why in rows for pk in (first, second)}
    people = Person.objects.select_related("organisation").in_bulk(ids)
    words = {NAME: _("same name and organisation"), ADDRESS: _("nearly the same address")}
    for first, second, why in rows:
        both = [_in_short(people[pk]) for pk in (second, first)]
        yield (
            people[second],
            _("%(why)s: %(one)s and %(other)s") % {"why": words[why], "one": both[0], "other": both[1]},
            _beside(user, first, second),
        )


def _beside(user, first, second):
    """The page that shows the two beside each other, and from there back to the list of those who are left."""
    if not user.has_perm("people.change_person"):
        return where(user, second, ("people.view_person", "person:inspect"))
    back = reverse("reports:quality", query={"problem": "look-alikes"})
    return reverse("person:merge", args=[second], query={"into": first, "next": back})


def _in_short(person):
    told = [shown(person.name), person.email, str(person.organisation or "")]
    return ", ".join(filter(None, told))


PROBLEMS = (
    QualityProblem(
        "no-organisation",
        gettext_lazy("Took part without an organisation"),
        gettext_lazy("They count as people, but in no organisation, country or region. Give the person one."),
        without_organisation,
        tell_without_organisation,
        is_personal=True,
    ),
    QualityProblem(
        "no-gender",
        gettext_lazy("No answer on gender"),
        gettext_lazy(
            "Each share of women says how many answered. The answer is optional and everyone's own: ask participants to "
            "look at their profile, never fill it in for them."
        ),
        silent_on_gender,
        tell_silent,
    ),
    QualityProblem(
        "look-alikes",
        gettext_lazy("May be one person twice"),
        gettext_lazy(
            "Two rows count as two people. Where they are one, merge them; where they are two, say so, and they are not "
            "listed again. Both can be undone."
        ),
        look_alikes,
        tell_look_alikes,
        is_personal=True,
    ),
    QualityProblem(
        "odd-addresses",
        gettext_lazy("Address in an unusual spelling"),
        gettext_lazy(
            "With invisible signs, quotation marks or letters of other alphabets: whoever signs up with the plain spelling "
            "is taken for somebody else. Correct the address, or merge the two people."
        ),
        odd_addresses,
        tell_odd_addresses,
        is_personal=True,
    ),
)
