import pytest
from django.urls import reverse

from learning.people.models import AuditEntry, Organisation
from learning.people.organisations.lookup import propose
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db
QUEUE = "/admin/organisations/proposals/"


def proposed(name="Alcaldia de Bogota", **person):
    return propose(name, make_person(organisation=None, **person))


def address(proposal):
    return reverse("organisation:confirm", args=[proposal.pk])


def fresh(row):
    return Organisation.objects.get(pk=row.pk)


def test_each_proposal_stands_beside_those_it_looks_like(as_officer):
    bogota = make_organisation("Bogotá")
    proposals = [proposed(), proposed("Villa Nueva")]
    page = as_officer.get(QUEUE)
    assert page.context["proposals"] == [(proposals[0], [bogota]), (proposals[1], [])]
    assert "Bogotá, Colombia" in page.content.decode()
    assert "Nothing in the register looks like it." in page.content.decode()


def test_one_click_says_that_it_is_that_one_and_one_click_undoes_it(as_officer, officer):
    bogota, proposal = make_organisation("Bogotá"), proposed()
    AuditEntry.objects.all()._raw_delete("default")
    answer = as_officer.post(address(proposal), {"into": bogota.pk, "next": QUEUE})
    assert (answer.headers["Location"], fresh(proposal).merged_into) == (QUEUE, bogota)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.by, entry.object_id, entry.details, entry.reason) == (
        "merged",
        officer,
        str(proposal.pk),
        {"into": bogota.pk},
        "Someone proposed it; it is in the register already.",
    )
    page = as_officer.get(QUEUE).content.decode()
    assert reverse("organisation:unmerge", args=[proposal.pk]) in page
    assert "No proposal waits." in page


def test_one_click_says_that_it_is_new(as_officer):
    proposal = proposed("Villa Nueva")
    assert as_officer.get(address(proposal)).status_code == 200
    assert fresh(proposal).is_confirmed is False
    assert as_officer.post(address(proposal), {"next": QUEUE}).headers["Location"] == QUEUE
    assert fresh(proposal).is_confirmed is True


def test_without_a_queue_it_goes_on_to_where_it_is_completed(as_officer):
    proposal = proposed("Villa Nueva")
    edit = reverse("organisation:edit", args=[proposal.pk])
    for following in ("", "https://evil.example/", "//evil.example"):
        assert as_officer.post(address(proposal), {"next": following}).headers["Location"] == edit


def test_what_someone_else_has_dealt_with_says_so(as_officer):
    proposal = proposed("Villa Nueva")
    as_officer.post(address(proposal))
    as_officer.post(address(proposal))
    page = as_officer.get(address(proposal)).content.decode()
    assert "Someone else has dealt with Villa Nueva already." in page
    assert "does not wait for anybody" in page


@pytest.mark.parametrize("into", ["0", "x", "", "9" * 40, "proposal", "other proposal"])
def test_nothing_else_than_a_confirmed_organisation_can_be_chosen(as_officer, into):
    proposal, other = proposed("Villa Nueva"), proposed("Villanueva")
    named = {"proposal": proposal.pk, "other proposal": other.pk}
    as_officer.post(address(proposal), {"into": named.get(into, into), "next": QUEUE})
    assert fresh(proposal).merged_into is None
    assert "That organisation is not there any more." in as_officer.get(QUEUE).content.decode()


def test_how_many_wait_stands_at_home_in_the_menu_and_over_the_list(as_officer):
    for page in ("/admin/", "/admin/organisations/"):
        assert f'href="{QUEUE}"' not in as_officer.get(page).content.decode()
    proposed(), proposed("Villa Nueva")
    home = as_officer.get("/admin/").content.decode()
    assert "2 organisations were proposed and wait for your decision." in home
    assert "Proposed (2)" in as_officer.get("/admin/organisations/").content.decode()
    assert '"url": "/admin/organisations/proposals/"' in home


def test_reporting_staff_are_not_asked(as_staff):
    proposed()
    for page in ("/admin/", "/admin/organisations/"):
        assert QUEUE not in as_staff.get(page).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_the_queue_takes_the_same_queries_for_one_and_for_thirty(as_officer, django_assert_num_queries, count):
    for number in range(count):
        make_organisation(f"Bogotá {number}")
        proposed(f"Alcaldía de Bogotá {number}")
    as_officer.get(QUEUE)
    with django_assert_num_queries(15):
        as_officer.get(QUEUE)


@pytest.mark.parametrize("page", ["2", "0", "x", "999"])
def test_any_page_that_is_asked_for_is_shown(as_officer, page):
    for number in range(12):
        proposed(f"Villa {number}")
    assert len(as_officer.get(QUEUE, {"p": page}).context["proposals"]) in {2, 10}
