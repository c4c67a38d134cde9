"""The sentences of a year: the report's own, word for word, and those of what was counted."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from learning.activities.models import DeclaredFigure
from learning.reports.annual import gather
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db

OF_2023 = {
    "en": [
        "over 1400 attendees from 322 cities from 82 countries",
        "Over 90 speakers",
        "250 representatives from 61 Metropolis members",
        "Over 30 projects applied with 20 cities and 6 international organizations participating.",
        "over 240 participants",
        "over 30 mayors",
        "40 participants from Indonesian cities",
        "6 online learning activities with a total of over 300 participants",
        "participants from 17 Chinese member cities, as well as 4 non-members",
        "154 member cities in total",
        "10 new members",
    ],
    "es": [
        "más de 1400 asistentes de 322 ciudades de 82 países",
        "Más de 90 ponentes",
        "250 representantes de 61 miembros de Metropolis",
        "Se presentaron más de 30 proyectos, con la participación de 20 ciudades y 6 organizaciones internacionales.",
        "más de 240 participantes",
        "más de 30 alcaldes y alcaldesas",
        "40 participantes de ciudades indonesias",
        "6 actividades de aprendizaje en línea con un total de más de 300 participantes",
        "participantes de 17 ciudades miembro chinas, así como de 4 no miembros",
        "154 ciudades miembro en total",
        "10 nuevos miembros",
    ],
    "fr": [
        "plus de 1\u202f400 personnes présentes, de 322 villes de 82 pays",
        "Plus de 90 intervenants",
        "250 représentants de 61 membres de Metropolis",
        "Plus de 30 projets ont été présentés, avec la participation de 20 villes et de 6 organisations internationales.",
        "plus de 240 participants",
        "plus de 30 maires",
        "40 participants de villes indonésiennes",
        "6 activités d'apprentissage en ligne avec un total de plus de 300 participants",
        "des participants de 17 villes membres chinoises, ainsi que de 4 non-membres",
        "154 villes membres au total",
        "10 nouveaux membres",
    ],
}


@pytest.fixture
def declare():
    def make(activity=None, **fields):
        return DeclaredFigure.objects.create(
            activity=activity, **{"year": 2023, "unit": "people", "source": "Report", **fields}
        )

    return make


def said(scope, language="en", sees_raw=True):
    return [one.in_language(language) for one in gather(scope, sees_raw=sees_raw).sentences]


def test_the_reports_own_sentences_come_out_word_for_word_in_three_languages(report_of_2023):
    annual = gather(Scope.of_year(2023), sees_raw=True)
    assert annual.counted == []
    for language, sentences in OF_2023.items():
        assert [one.in_language(language) for one in annual.declared if not one.is_quote] == sentences
    quoted = [str(one) for one in annual.declared if one.is_quote]
    assert "Two of our members proceeded to advanced talks for funding their projects." in quoted
    assert "three Metropolis member mayors (of Kyiv, Tijuana and Bogotá)" in quoted
    (followers,) = [one.facts[0] for one in annual.context if str(one) == "about 35,300 followers"]
    assert (followers.value, followers.last, followers.change) == (35300, 31998, Decimal("10.3"))
    assert followers.printed_change == "+ 9.3% increase in LinkedIn and X followers from 2022 to 2023"
    line_2 = said(Scope.of_year(2023, action_line=2))
    assert "40 participants from Indonesian cities" in line_2
    assert "over 240 participants" not in line_2
    assert "154 member cities in total" not in line_2


def come_to(activity, person, day=date(2026, 5, 12)):
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return make_enrolment(activity, person, attended_on=day, participated_on=day, enrolled_at=at)


def test_a_counted_year_is_said_with_people_members_others_and_countries():
    bogota, lyon = make_member("Bogotá", country="CO"), make_organisation("Lyon", country="FR")
    first, second = (make_activity(starts_on=date(2026, 5, 12), status="held") for _number in range(2))
    one, other = make_person(organisation=bogota), make_person(organisation=lyon)
    for activity, person in [(first, one), (second, one), (second, other)]:
        come_to(activity, person)
    scope = Scope.of_year(2026)
    assert said(scope)[0] == (
        "2 online learning activities with a total of 3 participants (2 people) from 1 member city, as well as "
        "1 non-member, from 2 countries"
    )
    assert said(scope, "es")[0] == (
        "2 actividades de aprendizaje en línea con un total de 3 participantes (2 personas) de 1 ciudad miembro, así "
        "como de 1 no miembro, de 2 países"
    )
    assert said(scope, "fr")[0] == (
        "2 activités d'apprentissage en ligne avec un total de 3 participants (2 personnes), issus de 1 ville membre, "
        "ainsi que de 1 non-membre, de 2 pays"
    )


def test_members_that_are_no_cities_are_called_members():
    come_to(make_activity(starts_on=date(2026, 5, 12)), make_person(organisation=make_member(kind="academic")))
    assert said(Scope.of_year(2026))[0].endswith("(1 person) from 1 Metropolis member, from 1 country")


def test_each_figure_has_the_year_before_beside_it():
    for day in (date(2025, 5, 12), date(2026, 5, 12), date(2026, 6, 12)):
        come_to(make_activity(starts_on=day), make_person(), day)
    facts = {fact.key: fact for fact in gather(Scope.of_year(2026), sees_raw=True).facts}
    told = facts["all.participations"]
    assert (told.value, told.last, told.change, told.rule) == (2, 1, Decimal("100.0"), "participations")
    assert facts["all.walk_ins"].change is None


def test_what_a_figure_covers_is_not_counted_beside_it(declare):
    programme, covered = make_activity(starts_on=date(2023, 5, 1)), make_activity(starts_on=date(2023, 5, 1))
    come_to(covered, make_person(), date(2023, 5, 1))
    figure = declare(programme, value=6, metric="activities")
    figure.covers = [covered, make_activity()]
    figure.save()
    facts = {fact.key: fact.value for fact in gather(Scope.of_year(2023), sees_raw=True).facts}
    # The programme itself was held.
    assert (facts["all.activities"], facts["all.participations"]) == (1, 0)


def test_an_agreeing_audience_and_a_singular_stand_in_each_language(declare):
    activity = make_activity(starts_on=date(2023, 5, 1))
    audience = {"audience_en": "Chinese", "audience_es": "china", "audience_fr": "chinoise"}
    declare(activity, value=1, metric="members_represented", **audience)
    declare(activity, value=1, metric="non_members_represented")
    scope = Scope.of_year(2023)
    assert [said(scope, language) for language in ("en", "es", "fr")] == [
        ["participants from 1 Chinese member city, as well as 1 non-member"],
        ["participantes de 1 ciudad miembro china, así como de 1 no miembro"],
        ["des participants de 1 ville membre chinoise, ainsi que de 1 non-membre"],
    ]


def test_two_figures_of_one_kind_are_both_said(declare):
    activity = make_activity(starts_on=date(2023, 5, 1))
    declare(activity, value=40)
    declare(activity, value=50, qualifier="over")
    assert said(Scope.of_year(2023)) == ["40 participants", "over 50 participants"]


def test_what_belongs_to_no_activity_stands_in_a_period_that_holds_its_year(declare):
    declare(value=10, metric="other", label="members new", unit="members")
    periods = [
        Scope.of_year(2023),
        Scope(date(2021, 1, 1), date(2023, 12, 31)),
        Scope(date(2023, 6, 1), date(2023, 12, 31)),
    ]
    assert [said(scope) for scope in periods] == [["10 new members"], ["10 new members"], []]
    assert said(Scope.of_year(2023, region="africa")) == []


def test_shares_by_gender_are_for_those_who_see_people():
    activity = make_activity(starts_on=date(2026, 5, 12))
    for number in range(6):
        come_to(activity, make_person(gender="woman" if number < 4 else ""))
        come_to(activity, make_person(gender="man"))
    scope = Scope.of_year(2026)
    words = "40% women (of 83% who answered)"
    assert (words in said(scope), words in said(scope, sees_raw=False)) == (True, False)


@pytest.mark.parametrize("count", [1, 20])
def test_a_year_costs_the_same_queries_however_much_it_holds(declare, django_assert_num_queries, count):
    for _number in range(count):
        activity = make_activity(starts_on=date(2026, 5, 12))
        come_to(activity, make_person())
        declare(activity, value=40, year=2026)
    with django_assert_num_queries(19):
        said(Scope.of_year(2026))
