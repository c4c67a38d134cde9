from contextlib import suppress
from datetime import date
from uuid import uuid4

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.people.duplicates.merges import merge
from learning.people.models import Organisation, OrganisationAlias, OrganisationDomain
from learning.people.organisations.register_file.columns import COLUMNS
from learning.people.organisations.register_file.limits import UnreadableRegisterFile
from learning.people.organisations.register_file.preview import check
from learning.people.organisations.register_file.reader import read
from tests.factories import make_member, make_organisation

from .files import csv_file

pytestmark = pytest.mark.django_db


def plan(*rows):
    return check(read(csv_file(*rows)))


def problems(*rows):
    return [(problem.row, problem.column, problem.said) for problem in plan(*rows).problems]


def changes(*rows):
    return [(str(entry), entry.told()) for entry in plan(*rows).changed]


@pytest.fixture
def bogota():
    return make_member("Bogotá", external_id="7", since=date(2020, 1, 1))


class TestWhichOrganisation:
    def test_the_uuid_tells_it_then_the_external_id_then_the_name_in_the_country(self, bogota):
        other = make_organisation("Cali", external_id="8")
        assert changes(["uuid", "external id", "name"], [bogota.uuid, "7", "Bogotá D.C."]) == [
            ("Bogotá D.C.", [("name", "Bogotá", "Bogotá D.C.")])
        ]
        assert changes(["external id", "name", "country"], ["8", "Bogotá", "CO"])[0][1] == [("name", "Cali", "Bogotá")]
        assert changes(["name", "country", "place"], ["BOGOTA", "co", "Sabana"])[0][1][-1] == ("place", "", "Sabana")
        assert str(other) == "Cali"

    def test_an_organisation_without_an_external_id_gets_the_one_of_its_name(self):
        make_organisation("Cali")
        assert changes(["external id", "name", "country"], ["8", "Cali", "CO"]) == [
            ("Cali", [("external id", "", "8")])
        ]

    def test_the_same_name_in_another_country_is_new(self, bogota):
        found = plan(["name", "country"], ["Bogotá", "US"])
        assert ([str(entry) for entry in found.new], found.changed, found.problems) == (["Bogotá"], [], [])

    def test_without_a_column_for_the_country_the_name_alone_has_to_tell(self, bogota):
        assert plan(["name"], ["Bogota"]).unchanged == 0
        assert changes(["name"], ["Bogota"]) == [("Bogota", [("name", "Bogotá", "Bogota")])]
        make_organisation("Bogotá", country="US")
        assert problems(["name"], ["Bogota"]) == [(2, "name", "2 organisations have this name in this country.")]

    @pytest.mark.parametrize(
        ("row", "column", "said"),
        [
            (["x", "", "Lima", "PE"], "uuid", "This is no uuid."),
            ([uuid4(), "", "Lima", "PE"], "uuid", "No organisation has this uuid."),
            (["", "9", "Bogotá", "CO"], "name", "The organisation of this name has the external id 7."),
            (["", "", "Bogotá", ""], "name", "An organisation of this name is in the register, with a country."),
            (["", "", "Twin", "CO"], "name", "2 organisations have this name in this country."),
        ],
    )
    def test_where_that_is_not_clear_the_row_is_a_problem(self, bogota, row, column, said):
        make_organisation("Twin"), make_organisation("Twin")
        assert problems(["uuid", "external id", "name", "country"], row) == [(2, column, said)]

    def test_a_name_means_the_one_that_the_others_count_as(self, bogota):
        merge(make_organisation("Bogotá"), into=bogota)
        assert [entry.organisation for entry in plan(["name", "place"], ["Bogotá", "X"]).changed] == [bogota]

    def test_one_that_counts_as_another_keeps_facts_of_its_own_and_its_state(self, bogota):
        old = make_organisation("Old Bogotá", external_id="6")
        merge(old, into=bogota)
        assert changes(["external id", "place", "state"], ["6", "X", "merged"])[0][1] == [("place", "", "X")]
        assert problems(["external id", "state"], ["6", "confirmed"]) == [
            (2, "state", "Merging, and undoing it, is not done by a file.")
        ]

    def test_two_rows_about_one_are_a_problem_and_so_are_two_new_ones_of_one_name(self, bogota):
        head = ["external id", "name", "country"]
        assert problems(head, ["7", "Bogotá", "CO"], ["", "Bogota", "CO"]) == [
            (3, "uuid", "Row 2 is about the same organisation, Bogotá.")
        ]
        assert problems(head, ["", "Lima", "PE"], ["", "LIMA", "PE"]) == [
            (3, "name", "Row 2 is new too, with the same name in the same country.")
        ]

    def test_a_new_one_needs_a_name(self, bogota):
        assert problems(["external id", "place"], ["9", "X"]) == [
            (2, "name", "It is not in the register and has no name.")
        ]
        assert problems(["external id", "name"], ["9", ""]) == [(2, "name", "It has no name.")]


class TestWhatChanges:
    def test_a_column_that_is_not_there_changes_nothing_and_an_empty_cell_empties(self, bogota):
        bogota.place = "Sabana"
        bogota.save()
        assert changes(["external id"], ["7"]) == []
        assert changes(["external id", "place", "memberships"], ["7", "", ""])[0][1] == [
            ("place", "Sabana", ""),
            ("memberships", "2020-01-01/", ""),
        ]

    def test_what_is_new_is_told_with_what_the_file_says(self):
        found = plan(["name", "country", "region", "state", "place"], ["Lima", "Pérou", "", "", ""])
        assert [entry.told() for entry in found.new] == [
            [
                ("kind", "", "local"),
                ("name", "", "Lima"),
                ("country", "", "PE"),
                ("region", "", "latin-america"),
                ("state", "", "confirmed"),
            ]
        ]

    @pytest.mark.parametrize(
        ("column", "cell", "before", "after"),
        [
            ("kind", "Asociación de gobiernos", "local", "association"),
            ("kind", "University or research", "local", "academic"),
            ("country", "Maroc", "CO", "MA"),
            ("country", "Côte d’Ivoire", "CO", "CI"),
            ("region", "Europe", "latin-america", "europe"),
            ("time zone", "america/bogota", "", "America/Bogota"),
            ("latitude", "4,711", "", "4.711"),
            ("longitude", "-74.0721000001", "", "-74.0721"),
            ("aliases", " Santafé ;; D.C.", "", "D.C.; Santafé"),
            ("aliases", "one\\; two; three", "", "one\\; two; three"),
            ("e-mail domains", "@Bogota.gov.co", "", "bogota.gov.co"),
            (
                "memberships",
                "2023-06-01/ ; 2019-01-01 / 2021-12-31",
                "2020-01-01/",
                "2019-01-01/2021-12-31; 2023-06-01/",
            ),
            ("state", "Proposed", "confirmed", "proposed"),
        ],
    )
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_a_cell_is_read_in_any_language(self, bogota, column, cell, before, after, language):
        with translation.override(language):
            assert changes(["external id", column], ["7", cell])[0][1] == [(column, before, after)]

    @pytest.mark.parametrize(
        ("column", "cell"),
        [
            ("name", " Bogotá "),
            ("country", "Colombia"),
            ("kind", "LOCAL"),
            ("memberships", "2020-01-01 /"),
            ("state", ""),
        ],
    )
    def test_the_same_in_other_words_is_no_change(self, bogota, column, cell):
        assert plan(["external id", column], ["7", cell]).unchanged == 1

    @pytest.mark.parametrize(
        ("column", "cell", "said"),
        [
            ("name", "?!", "“?!” has no letter in it."),
            ("name", "x" * 201, "It is longer than 200 characters."),
            ("external id", "x" * 121, "It is longer than 120 characters."),
            ("kind", "", "It is empty."),
            ("kind", "kingdom", "“kingdom” is not known."),
            ("region", "Mars", "“Mars” is not known."),
            ("time zone", "Mars/Base", "“Mars/Base” is not known."),
            ("latitude", "90.1", "“90.1” is no number from −90 to 90."),
            ("latitude", "north", "“north” is no number from −90 to 90."),
            ("latitude", "nan", "“nan” is no number from −90 to 90."),
            ("longitude", "-inf", "“-inf” is no number from −180 to 180."),
            ("aliases", "Santafé; santafe", "“Santafé” is there twice; accents and case make no difference."),
            ("aliases", "ok; ???", "“???” has no letter in it."),
            (
                "e-mail domains",
                "bogota",
                "“bogota”: Write what stands after the @ of an address, for example bogota.gov.co.",
            ),
            ("memberships", "2020-01-01", "“2020-01-01” is no membership."),
            ("memberships", "2020-02-30/", "“2020-02-30/” is no membership."),
            ("memberships", "2020-01-02/2020-01-01", "“2020-01-02/2020-01-01” ends before it starts."),
            ("memberships", "2020-01-01/; 2021-01-01/", "2020-01-01 – and 2021-01-01 – overlap."),
            ("state", "closed", "“closed” is not known."),
        ],
    )
    def test_a_cell_that_can_not_be_is_a_problem_with_what_to_do(self, column, cell, said):
        body = make_organisation("Cali", external_id="7")
        found = plan(["uuid", column], [body.uuid, cell]).problems
        assert [(problem.row, problem.column, problem.said) for problem in found] == [(2, column, said)]
        assert found[0].to_do

    @pytest.mark.parametrize("domain", ["gmail.com", "gov.co"])
    def test_no_file_gives_an_organisation_a_public_domain(self, bogota, domain):
        (problem,) = plan(["external id", "e-mail domains"], ["7", domain]).problems
        assert problem.said.startswith(f"“{domain}”: A")

    def test_a_new_one_is_never_merged(self):
        assert problems(["name", "state"], ["Lima", "merged"]) == [(2, "state", "A new organisation can't be merged.")]

    def test_every_problem_of_every_row_is_told(self):
        found = problems(["name", "country", "latitude"], ["?", "CO", "y"], ["Lima", "PE", "z"])
        assert [(row, column) for row, column, _said in found] == [
            (2, "name"),
            (2, "latitude"),
            (3, "latitude"),
        ]


class TestWhatTwoWouldHave:
    @pytest.fixture
    def cali(self):
        return make_organisation("Cali", external_id="8")

    def test_an_id_or_a_domain_of_another_is_a_problem(self, bogota, cali):
        OrganisationDomain.objects.create(organisation=cali, domain="cali.gov.co")
        head = ["uuid", "external id", "e-mail domains"]
        assert problems(head, [bogota.uuid, "8", "cali.gov.co"]) == [
            (2, "external id", "8 is that of Cali."),
            (2, "e-mail domains", "cali.gov.co is that of Cali."),
        ]

    def test_two_rows_with_the_same_are_a_problem(self, bogota, cali):
        assert problems(["uuid", "external id"], [bogota.uuid, "9"], [cali.uuid, "9"]) == [
            (3, "external id", "9 is that of Bogotá.")
        ]

    def test_what_one_gives_up_another_may_have(self, bogota, cali):
        OrganisationDomain.objects.create(organisation=cali, domain="cali.gov.co")
        head = ["uuid", "external id", "e-mail domains"]
        assert problems(head, [bogota.uuid, "8", "cali.gov.co"], [cali.uuid, "7", ""]) == []


@pytest.mark.parametrize("count", [1, 30])
def test_preview_takes_four_queries_for_one_and_thirty_rows(django_assert_num_queries, count):
    rows = []
    for number in range(count):
        body = make_member()
        OrganisationAlias.objects.create(organisation=body, name="Other")
        rows.append([body.uuid, f"N{number}", "x"])
    with django_assert_num_queries(4):
        assert len(plan(["uuid", "name", "aliases"], *rows).changed) == count


CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "7", "CO", "local", "Bogotá", "2020-01-01/", "a.co; a.co", ";", "\\", "nan", "merged", "'='"]),
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=len(COLUMNS), max_size=len(COLUMNS)), min_size=1, max_size=4))
def test_no_cell_makes_it_fail(bogota, rows):
    texts = [[cell.encode("utf-8", "replace").decode() for cell in row] for row in rows]
    with suppress(UnreadableRegisterFile):
        found = plan([column.heading for column in COLUMNS], *texts)
        assert all(problem.said and problem.to_do for problem in found.problems)
    assert Organisation.objects.get() == bogota
