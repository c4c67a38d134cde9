from datetime import date

import pytest

from learning.people.models import (
    AuditEntry,
    Membership,
    Organisation,
    OrganisationAlias,
    OrganisationDomain,
    RegisterFile,
)
from learning.people.organisations.register_file import export
from learning.people.organisations.register_file.import_file import ImportRefused, dry_run, import_file, keep
from learning.people.organisations.register_file.limits import UnreadableRegisterFile
from tests.activities.enrolment.test_affiliation_snapshot import in_a_week
from tests.activities.enrolment.test_races import at_once
from tests.factories import make_enrolment, make_member, make_organisation, make_person

from .files import csv_file, xlsx_file

pytestmark = pytest.mark.django_db
HEAD = ["external id", "name", "country", "aliases", "e-mail domains", "memberships"]
BOGOTA = ["7", "Bogotá", "CO", "Santafé; Bacatá", "bogota.gov.co", "2019-01-01/2021-12-31; 2023-06-01/"]
CALI = ["8", "Cali", "CO", "", "cali.gov.co", ""]


def brought(*rows, file=csv_file, by=None):
    return keep("register.csv", file(*rows), by)


def imported(*rows, by=None, file=csv_file):
    kept = brought(*rows, file=file, by=by)
    return import_file(kept, dry_run(kept).digest, by)


def state():
    """Everything of the register but ids."""
    return export.csv_of(Organisation.objects.order_by("uuid"))


@pytest.mark.parametrize("file", [csv_file, xlsx_file])
def test_a_file_brings_organisations_with_names_domains_and_memberships(officer, file):
    AuditEntry.objects.all()._raw_delete("default")
    before = Organisation.objects.count()
    plan = imported(HEAD, BOGOTA, CALI, by=officer, file=file)
    assert (len(plan.new), len(plan.changed), Organisation.objects.count() - before) == (2, 0, 2)
    bogota = Organisation.objects.get(external_id="7")
    assert (bogota.name, bogota.folded, bogota.country, bogota.region) == ("Bogotá", "bogota", "CO", "latin-america")
    assert (bogota.kind, bogota.is_confirmed) == ("local", True)
    assert {alias.folded for alias in bogota.aliases.all()} == {"santafe", "bacata"}
    assert bogota.domains.get().domain == "bogota.gov.co"
    assert [(one.since, one.until) for one in bogota.memberships.all()] == [
        (date(2019, 1, 1), date(2021, 12, 31)),
        (date(2023, 6, 1), None),
    ]
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.details) == ("register_imported", officer, {"new": 2, "changed": 0})
    assert (entry.kind, entry.object_id) == ("people.registerfile", str(RegisterFile.objects.get().pk))


def test_the_same_file_twice_changes_nothing():
    imported(HEAD, BOGOTA, CALI)
    before, rows = state(), list(OrganisationAlias.objects.values_list("pk"))
    plan = imported(HEAD, BOGOTA, CALI)
    assert (len(plan.new), len(plan.changed), plan.unchanged) == (0, 0, 2)
    assert (state(), list(OrganisationAlias.objects.values_list("pk"))) == (before, rows)


def test_what_stays_is_left_alone_and_the_rest_is_replaced():
    imported(HEAD, BOGOTA)
    kept = set(OrganisationAlias.objects.filter(name="Santafé").values_list("pk"))
    kept |= set(Membership.objects.filter(until=None).values_list("pk"))
    plan = imported(HEAD, ["7", "Bogotá D.C.", "CO", "santafé; Santafé de Bogotá", "idu.gov.co", "2023-06-01/"])
    assert [column for column, _before, _after in plan.changed[0].told()] == [
        "name",
        "aliases",
        "e-mail domains",
        "memberships",
    ]
    bogota = Organisation.objects.get(external_id="7")
    assert (bogota.name, bogota.folded) == ("Bogotá D.C.", "bogota d c")
    assert {alias.name for alias in bogota.aliases.all()} == {"santafé", "Santafé de Bogotá"}
    assert bogota.domains.get().domain == "idu.gov.co"
    assert {(one.pk,) for one in bogota.memberships.all()} <= kept


def test_two_may_swap_their_ids_and_their_domains():
    imported(HEAD, BOGOTA, CALI)
    uuids = dict(Organisation.objects.values_list("external_id", "uuid"))
    head = ["uuid", "external id", "e-mail domains"]
    imported(head, [uuids["7"], "8", "cali.gov.co"], [uuids["8"], "7", "bogota.gov.co"])
    assert dict(Organisation.objects.values_list("external_id", "uuid")) == {"7": uuids["8"], "8": uuids["7"]}
    assert OrganisationDomain.objects.get(domain="cali.gov.co").organisation.uuid == uuids["7"]


def test_with_one_problem_nothing_is_imported():
    file = brought(HEAD, BOGOTA, ["8", "Cali", "CO", "", "cali", ""])
    with pytest.raises(ImportRefused, match="the file has problems"):
        import_file(file, dry_run(file).digest, None)
    assert Organisation.objects.count() == 0


def test_what_was_not_looked_at_is_not_done():
    imported(HEAD, BOGOTA)
    file = brought(["external id", "name"], ["7", "Santafé"])
    digest = dry_run(file).digest
    Organisation.objects.update(name="Bacatá")
    for wrong in (digest, "", "x"):
        with pytest.raises(ImportRefused, match="has changed since you looked"):
            import_file(file, wrong, None)
    assert Organisation.objects.get().name == "Bacatá"
    import_file(file, dry_run(file).digest, None)
    assert Organisation.objects.get().name == "Santafé"


def test_a_file_is_imported_once():
    file = brought(HEAD, BOGOTA)
    digest = dry_run(file).digest
    import_file(file, digest, None)
    with pytest.raises(ImportRefused, match="imported already"):
        import_file(file, digest, None)
    assert AuditEntry.objects.filter(action="register_imported").count() == 1


def test_what_can_not_be_read_is_not_kept():
    with pytest.raises(UnreadableRegisterFile):
        keep("x.pdf", b"%PDF-1.7", None)
    assert not RegisterFile.objects.exists()


def test_another_membership_reaches_enrolments_that_have_not_begun():
    city = make_organisation("Dakar", external_id="9")
    to_come = make_enrolment(in_a_week(), make_person(organisation=city))
    begun = make_enrolment(
        in_a_week(), make_person(organisation=city), participated_on="2026-01-01", started_on="2026-01-01"
    )
    imported(["external id", "memberships"], ["9", "2020-01-01/"])
    to_come.refresh_from_db(), begun.refresh_from_db()
    assert (to_come.is_member, begun.is_member) == (True, False)


def test_a_proposal_is_confirmed_by_a_file_and_its_proposer_stays(official):
    proposal = make_organisation("Dakar", external_id="9", is_confirmed=False, proposed_by=official.person)
    imported(["external id", "state"], ["9", "confirmed"])
    proposal.refresh_from_db()
    assert (proposal.is_confirmed, proposal.proposed_by) == (True, official.person)


def test_a_thousand_rows_take_few_statements(django_assert_max_num_queries):
    rows = [
        [f"E{number}", f"City {number}", "CO", f"Town {number}", f"city{number}.gov.co", "2020-01-01/"]
        for number in range(1000)
    ]
    first, second = (
        brought(HEAD, *rows),
        brought(["external id", "memberships", "aliases"], *[[row[0], "", ""] for row in rows]),
    )
    with django_assert_max_num_queries(50):
        import_file(first, dry_run(first).digest, None)
    with django_assert_max_num_queries(50):
        import_file(second, dry_run(second).digest, None)
    assert (Organisation.objects.count(), Membership.objects.count()) == (1000, 0)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_import_the_same_at_once_import_it_once():
    files = [brought(HEAD, BOGOTA, CALI) for _number in range(6)]
    digests = {file.pk: dry_run(file).digest for file in files}
    failures = at_once(lambda file: import_file(file, digests[file.pk], None), [*files, *files])
    assert {type(failure) for failure in failures} == {ImportRefused}
    assert (len(failures), Organisation.objects.count()) == (11, 2)


def test_a_member_is_not_lost_by_a_file_without_memberships():
    make_member("Dakar", external_id="9")
    imported(["external id", "place"], ["9", "Cap-Vert"])
    assert Membership.objects.count() == 1
