import pytest

from tests.factories import make_enrolment, make_training

pytestmark = pytest.mark.django_db


def test_a_trainer_sees_who_takes_part_in_their_own_activity(as_official, official):
    mine = make_training("Mine").activity
    make_enrolment(mine, official.person, role="trainer")
    make_enrolment(mine)
    assert "Mine" in as_official.get("/en/teaching/").content.decode()
    page = as_official.get(f"/en/teaching/{mine.key}/")
    assert [enrolment.role for enrolment in page.context["participants"]] == ["participant"]


def test_another_activity_is_not_found_for_them(as_official, official):
    other = make_training().activity
    make_enrolment(other, official.person)
    assert as_official.get(f"/en/teaching/{other.key}/").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_of_people_costs_the_same_for_one_and_for_thirty(
    as_official, official, django_assert_num_queries, count
):
    mine = make_training().activity
    make_enrolment(mine, official.person, role="trainer")
    for _number in range(count):
        make_enrolment(mine)
    with django_assert_num_queries(7):
        as_official.get(f"/en/teaching/{mine.key}/")
