import pytest
from django.urls import reverse

from learning.people.duplicates.merges import merge
from learning.people.duplicates.not_duplicates import mark_not_duplicates
from learning.people.models import AuditEntry, Person, SetApart
from tests.factories import make_organisation, make_person

pytestmark = pytest.mark.django_db
LIST = "/admin/figures/quality/?problem=look-alikes"
WHY = {"confirmed": "1", "reason": "Father and son"}


@pytest.fixture
def two():
    city_hall = make_organisation("Bogotá")
    return [make_person("Juan Pérez", organisation=city_hall, email=f"{name}@example.org") for name in ("old", "young")]


def merging(one, **query):
    return reverse("person:merge", args=[one.pk], query=query)


def undoing(one, other):
    return reverse("person:undo_setting_apart", args=[one.pk, other.pk])


def editing(one):
    return reverse("person:edit", args=[one.pk])


def words(response):
    return " ".join(response.content.decode().split())


def told(response):
    return [str(message) for message in response.context["messages"]]


def test_the_list_of_look_alikes_leads_to_both_and_back_and_forgets_them_at_once(as_officer, officer, two):
    father, son = two
    row = as_officer.get(LIST).context["object_list"][0]
    page = as_officer.get(row.url)
    assert "Are these two one person?" in words(page)
    assert (page.context["row"], page.context["into"]) == (son, father)
    assert ("old@example.org" in words(page), "young@example.org" in words(page)) == (True, True)
    back = as_officer.post(row.url, {"into": father.pk, "two": "1", **WHY}, follow=True)
    assert back.redirect_chain == [(LIST, 302)]
    assert list(back.context["object_list"]) == []
    assert f'href="{undoing(son, father)}"' in words(back)
    entry = AuditEntry.objects.get(action="set_apart")
    assert (entry.by, entry.object_id, entry.details) == (officer, str(son.pk), {"apart_from": father.pk})
    assert entry.reason == "Father and son"


def test_merging_from_the_list_leads_back_to_it_too(as_officer, two):
    father, son = two
    url = as_officer.get(LIST).context["object_list"][0].url
    assert as_officer.post(url, {"into": father.pk, **WHY}).headers["Location"] == LIST
    assert Person.objects.get(pk=son.pk).merged_into == father
    assert not SetApart.objects.exists()


def test_an_address_that_leads_elsewhere_leads_to_the_person(as_officer, two):
    father, son = two
    url = merging(son, into=father.pk, next="https://elsewhere.example/")
    assert as_officer.post(url, {"into": father.pk, "two": "1", **WHY}).headers["Location"] == editing(father)


def test_nothing_is_done_by_looking(as_officer, two):
    father, son = two
    page = as_officer.get(merging(son, into=father.pk, two="1", **WHY))
    assert page.status_code == 200
    assert not SetApart.objects.exists()
    assert Person.objects.canonical().filter(pk__in=[father.pk, son.pk]).count() == 2


@pytest.mark.parametrize("into", ["", "x", "0", "9" * 30])
def test_an_address_without_another_person_asks_for_one(as_officer, two, into):
    page = words(as_officer.get(merging(two[0], into=into)))
    assert "Choose the one to keep" in page
    assert "Select a valid choice" in page or "This field is required" in page


def test_without_a_reason_nothing_is_done_and_nothing_is_lost(as_officer, two):
    father, son = two
    page = as_officer.post(merging(son), {"into": father.pk, "two": "1", "confirmed": "1", "reason": ""})
    assert "w-field__error" in words(page)
    assert f'name="into" value="{father.pk}"' in words(page)
    assert not SetApart.objects.exists()


def test_what_can_not_be_says_why(as_officer, two):
    father, son = two
    merge(son, into=father)
    page = as_officer.post(merging(son), {"into": father.pk, "two": "1", **WHY})
    assert "These two already count as one." in words(page)
    assert not SetApart.objects.exists()


def test_who_was_set_apart_is_shown_beside_the_other_without_a_way_to_merge(as_officer, two):
    father, son = two
    mark_not_duplicates(father, son)
    page = words(as_officer.post(merging(father), {"into": son.pk}))
    assert "Undo that before you merge them." in page
    assert f'href="{undoing(father, son)}"' in page
    assert "Yes, merge" not in page
    refused = words(as_officer.post(merging(father), {"into": son.pk, **WHY}))
    assert "Juan Pérez and Juan Pérez were set apart as two people. Undo that first." in refused


def test_organisations_are_merged_and_never_said_to_be_two(as_officer):
    one, other = make_organisation("Bogotá"), make_organisation("Bogota")
    page = words(as_officer.get(reverse("organisation:merge", args=[one.pk], query={"into": other.pk})))
    assert ("From now on “Bogotá” counts as “Bogota”." in page, "They are two people" in page) == (True, False)


def test_the_page_of_each_says_from_whom_they_were_set_apart_and_leads_to_undoing_it(as_officer, officer, two):
    father, son = two
    assert "Set apart from" not in words(as_officer.get(editing(father)))
    mark_not_duplicates(father, son, by=officer)
    for one, other in ((father, son), (son, father)):
        page = words(as_officer.get(editing(one)))
        assert "Set apart from" in page
        assert f'<a href="{editing(other)}"><bdi>Juan Pérez</bdi></a>' in page
        assert f'href="{undoing(one, other)}"' in page
        assert "<bdi>Officer</bdi>" in page
    assert "Set apart from" not in words(as_officer.get(reverse("person:add")))


def test_undoing_is_asked_for_with_a_reason_and_puts_them_back_into_the_list(as_officer, officer, two):
    father, son = two
    mark_not_duplicates(father, son)
    assert list(as_officer.get(LIST).context["object_list"]) == []
    page = words(as_officer.get(undoing(father, son)))
    assert "May they be one again?" in page
    assert f'href="{merging(father, into=son.pk)}"' in page
    as_officer.post(undoing(father, son), {"reason": ""})
    assert SetApart.objects.exists()
    done = as_officer.post(undoing(father, son), {"reason": "One man"}, follow=True)
    assert done.redirect_chain == [(editing(father), 302)]
    assert told(done)[0].startswith("Juan Pérez and Juan Pérez may be one person again")
    assert [row.what for row in as_officer.get(LIST).context["object_list"]] == ["Juan Pérez"]
    entry = AuditEntry.objects.get(action="set_apart_undone")
    assert (entry.by, entry.reason) == (officer, "One man")


def test_where_nothing_was_set_apart_there_is_nothing_to_undo(as_officer, two):
    assert "there is nothing to undo" in words(as_officer.get(undoing(*two)))
    as_officer.post(undoing(*two), {"reason": "One man"})
    assert not AuditEntry.objects.filter(action="set_apart_undone").exists()
    assert as_officer.get(reverse("person:undo_setting_apart", args=[two[0].pk, 0])).status_code == 404


def test_the_history_of_both_keeps_it(as_officer, two):
    father, son = two
    as_officer.post(merging(son), {"into": father.pk, "two": "1", **WHY})
    as_officer.post(undoing(father, son), {"reason": "One man"})
    for one in two:
        history = words(as_officer.get(reverse("person:history", args=[one.pk])))
        assert "Set apart from another person" in history
        assert "May be one with another person again" in history


def test_who_may_only_look_sets_nobody_apart_nor_undoes_it(as_staff, two):
    father, son = two
    assert as_staff.post(merging(son), {"into": father.pk, "two": "1", **WHY}).headers["Location"] == "/admin/"
    assert not SetApart.objects.exists()
    mark_not_duplicates(father, son)
    assert as_staff.post(undoing(father, son), {"reason": "x"}).headers["Location"] == "/admin/"
    assert SetApart.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_of_a_person_takes_the_same_queries_for_one_and_for_thirty(
    as_officer, django_assert_num_queries, number
):
    person = make_person()
    for _ in range(number):
        mark_not_duplicates(person, make_person())
    as_officer.get(editing(person))
    with django_assert_num_queries(14):
        as_officer.get(editing(person))
