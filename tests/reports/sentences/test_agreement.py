"""Sentences agree with their numbers in every language."""

import re
from datetime import UTC, date, datetime
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.utils import translation

from learning.activities.models import DeclaredFigure
from learning.people.duplicates.merges import merge
from learning.reports.sentences.agreement import singular
from learning.reports.sentences.numbers import Quantity
from learning.reports.sentences.phrases import frame, phrase
from tests.factories import make_activity, make_member, make_person, make_user

ANNUAL = "/admin/figures/annual/"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@pytest.mark.parametrize(
    ("language", "engaged", "members", "words"),
    [
        ("en", 1, 1, "1 of 1 Metropolis member took part (100%)"),
        ("es", 1, 1, "participó 1 de 1 miembro de Metropolis (100%)"),
        ("es", 2, 3, "participaron 2 de 3 miembros de Metropolis (100%)"),
        ("fr", 1, 1, "1 sur 1 membre de Metropolis a participé (100%)"),
        ("fr", 2, 3, "2 sur 3 membres de Metropolis ont participé (100%)"),
    ],
)
def test_engagement_agrees_with_those_who_took_part(language, engaged, members, words):
    with translation.override(language):
        said = phrase("members", Quantity(members))
        assert frame("engagement", engaged=Quantity(engaged), members=said, share="100%") == words


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("fr", 1, "1 participant, issu de 1 ville membre"),
        ("fr", 6, "6 participants, issus de 1 ville membre"),
        ("es", 1, "1 participante de 1 ciudad miembro"),
    ],
)
def test_where_from_agrees_with_the_participants(language, number, words):
    with translation.override(language):
        counted, whom = phrase("participants", Quantity(number)), phrase("member_cities", Quantity(1))
        assert frame("in_all_from", number=number, counted=counted, whom=whom) == words
        from_countries = frame("in_all_from_countries", number=number, counted=counted, whom=whom, countries="X")
        assert from_countries == f"{words}, de X"


@pytest.mark.parametrize(
    ("language", "audience", "one"),
    [
        ("en", "Chinese", "Chinese"),
        ("es", "chinas", "china"),
        ("es", "indonesias", "indonesia"),
        ("es", "canadienses", "canadiense"),
        ("es", "marroquíes", "marroquí"),
        ("es", "occidentales", "occidental"),
        ("es", "chinas del norte", "china del norte"),
        ("fr", "chinoises", "chinoise"),
        ("fr", "indonésiennes", "indonésienne"),
        ("fr", "chinoises des provinces", "chinoise des provinces"),
    ],
)
def test_audience_is_put_in_the_singular(language, audience, one):
    with translation.override(language):
        assert singular(audience) == one


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "1 Chinese member city", "17 Chinese member cities"),
        ("es", "1 ciudad miembro china", "17 ciudades miembro chinas"),
        ("fr", "1 ville membre chinoise", "17 villes membres chinoises"),
    ],
)
def test_declared_figure_of_an_audience_agrees_with_its_number(language, one, many):
    figure = DeclaredFigure(audience_en="Chinese", audience_es="chinas", audience_fr="chinoises")
    with translation.override(language):
        said = [phrase("member_cities", Quantity(number), figure.audience) for number in (1, 17)]
    assert said == [one, many]


def strings(language):
    path = Path(settings.BASE_DIR) / f"learning/locale/{language}/LC_MESSAGES/django.po"
    for entry in polib.pofile(str(path)):
        yield from [entry.msgstr, *entry.msgstr_plural.values()]


def test_french_has_no_space_that_breaks_before_its_signs():
    broken = re.compile(r" [:;?!»]|« |N %")
    assert [text for text in strings("fr") if broken.search(PLACEHOLDER.sub("N", text))] == []


def test_spanish_has_no_space_that_breaks_before_per_cent():
    assert [text for text in strings("es") if re.search("N %", PLACEHOLDER.sub("N", text))] == []


@pytest.mark.django_db
@pytest.mark.parametrize(("own", "accepted", "expected"), [("fr", "es", "fr"), ("es", "en", "es"), ("en", "fr", "en")])
def test_profile_decides_the_language_of_sentences(client, own, accepted, expected):
    user = make_user("reader@example.org", "Reporting staff")
    user.person.language = own
    user.person.save()
    client.force_login(user)
    response = client.get(ANNUAL, headers={"Accept-Language": accepted})
    assert response.context["language"] == expected
    asked = client.get(f"{ANNUAL}?language=es", headers={"Accept-Language": accepted})
    assert asked.context["language"] == "es"


@pytest.mark.django_db
class TestPeopleBehindAFigure:
    ADDRESS = "/admin/figures/people/?measure="

    @pytest.fixture(autouse=True)
    def _participations(self, come):
        """Three participations of two people of one city, and one of somebody else's."""
        ana, eva = make_person(organisation=make_member("Bogotá")), make_person(organisation=make_member("Cali"))
        self.twin = make_person("Twin")
        self.ana = ana
        first, second = (make_activity(starts_on=date(2026, 5, 12)) for _number in range(2))
        for activity, person in ((first, ana), (second, ana), (first, eva), (first, self.twin)):
            come(activity, person, enrolled_at=datetime(2026, 5, 1, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("measure", "words"),
        [
            ("participants", "4 participations of 3 people"),
            ("organisations", "Organisations: 3, in 4 participations of 3 people"),
            ("registrants", "4 rows of 3 people"),
        ],
    )
    def test_list_shows_the_number_that_led_there(self, as_staff, measure, words):
        response = as_staff.get(self.ADDRESS + measure)
        assert response.context["number"] == words
        assert words in response.content.decode()

    def test_merged_rows_are_one_participation(self, as_staff):
        merge(self.twin, self.ana)
        response = as_staff.get(f"{self.ADDRESS}participants")
        assert response.context["number"] == "3 participations of 2 people"
        assert len(response.context["object_list"]) == 3
