import csv
import io
from datetime import date

import openpyxl
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from learning.people.duplicates.merges import merge
from learning.people.models import Membership, Organisation, OrganisationAlias, OrganisationDomain
from learning.people.names import fold
from learning.people.organisations.lookup import propose
from learning.people.organisations.register_file.columns import COLUMNS
from learning.people.organisations.register_file.export import csv_of, xlsx_of
from learning.people.organisations.register_file.preview import check
from learning.people.organisations.register_file.reader import read
from learning.people.reference import places
from tests.factories import make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("export", [csv_of, xlsx_of])


def everything():
    return Organisation.objects.order_by("pk")


@pytest.fixture
def bogota():
    body = make_member(
        "Bogotá",
        since=date(2019, 1, 1),
        until=date(2021, 12, 31),
        external_id="007",
        place="Bogotá",
        latitude=4.711,
        longitude=-74.0721,
        time_zone="America/Bogota",
    )
    Membership.objects.create(organisation=body, since=date(2023, 6, 1))
    OrganisationAlias.objects.create(organisation=body, name="Santafé")
    OrganisationAlias.objects.create(organisation=body, name="D.C.; Colombia")
    OrganisationDomain.objects.create(organisation=body, domain="bogota.gov.co")
    return body


def written(body):
    return [
        "007",
        str(body.uuid),
        "Bogotá",
        "local",
        "CO",
        "latin-america",
        "Bogotá",
        4.711,
        -74.0721,
        "America/Bogota",
        "D.C.\\; Colombia; Santafé",
        "bogota.gov.co",
        "2019-01-01/2021-12-31; 2023-06-01/",
        "confirmed",
    ]


def test_csv_says_it_is_utf_8_and_has_a_row_for_each(bogota):
    content = csv_of(everything())
    assert content.startswith(b"\xef\xbb\xbfexternal id,uuid,name,")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows == [[column.heading for column in COLUMNS], [str(cell) for cell in written(bogota)]]


def test_xlsx_has_numbers_text_and_a_heading_that_stays(bogota):
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_of(everything()))).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [
        [column.heading for column in COLUMNS],
        written(bogota),
    ]
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["A2"].data_type) == ("A2", True, "s")


FORMULAS = ["=1+1", "+1", "-1", "@SUM(1)", "＝1", "'=1", "''=1", '=HYPERLINK("http://evil.example")']


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_is_a_formula_and_every_one_comes_back_as_it_was(formula):
    body = make_organisation(formula, place=formula, external_id=formula)
    OrganisationAlias.objects.create(organisation=body, name=formula)
    rows = csv.reader(io.StringIO(csv_of(everything()).decode("utf-8-sig")))
    assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝"))] == []
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(xlsx_of(everything()))).active.rows for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    for export in (csv_of, xlsx_of):
        assert_nothing_changes(export)


def assert_nothing_changes(export):
    plan = check(read(export(everything())))
    told = [entry.told() for entry in plan.changed]
    assert (plan.problems, plan.new, told, plan.unchanged) == ([], [], [], everything().count())


@BOTH
def test_an_export_changes_nothing_when_it_is_brought_back(bogota, export):
    merge(make_member("Santa Fe"), into=bogota)
    propose("Villa Nueva", make_person(organisation=None))
    make_organisation("Villa Nueva", country="")
    OrganisationDomain.objects.create(organisation=make_organisation("Before it was refused"), domain="gmail.com")
    assert_nothing_changes(export)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
DEGREES = st.one_of(st.none(), st.floats(-90, 90))
STRETCHES = st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), max_size=4, unique=True).map(sorted)
BODIES = st.fixed_dictionaries(
    {
        "name": NAMES,
        "place": st.one_of(st.just(""), NAMES),
        "external_id": NAMES,
        "country": st.sampled_from(["", "CO", "MX", "SN"]),
        "kind": st.sampled_from(Organisation.Kind.values),
        "time_zone": st.sampled_from(["", "UTC", *places.time_zones()[:5]]),
        "latitude": DEGREES,
        "longitude": DEGREES,
        "is_confirmed": st.booleans(),
    }
)


@BOTH
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODIES, st.lists(NAMES, max_size=4, unique_by=fold), STRETCHES)
def test_whatever_an_organisation_is_called_its_export_changes_nothing(export, facts, aliases, days):
    assume("\0" not in "".join([facts["name"], facts["place"], facts["external_id"], *aliases]))
    Organisation.objects.all().delete()
    body = Organisation.objects.create(**facts)
    for name in aliases:
        OrganisationAlias.objects.create(organisation=body, name=name)
    for since, until in zip(days[::2], [*days[1::2], None], strict=False):
        Membership.objects.create(organisation=body, since=since, until=until)
    assert_nothing_changes(export)


@pytest.mark.parametrize("count", [1, 30])
@BOTH
def test_export_takes_four_queries_for_one_and_thirty_rows(django_assert_num_queries, export, count):
    for _number in range(count):
        make_member()
    with django_assert_num_queries(4):
        export(everything())
