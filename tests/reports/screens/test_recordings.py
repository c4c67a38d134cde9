from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile

from learning.activities.models import ActivityLanguage, DeclaredFigure, Viewing
from learning.media.models import CaptionTrack, Recording
from tests.factories import make_activity, make_enrolment, make_user, make_webinar
from tests.reports.screen_parser import read_csv, read_head, read_xlsx, values_of

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/figures/recordings/"
VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nFirst, soil.\n"


def make_recording(title, duration=90, languages=(), seen=(), **fields):
    film = Recording.objects.create(
        title=title, duration=duration, file=ContentFile(b"film", "a.mp4"), **{"type": "video", **fields}
    )
    for language in languages:
        CaptionTrack.objects.create(recording=film, language=language, file=ContentFile(VTT, "a.vtt"))
    webinar = make_webinar(f"On {title}", recording=film)
    for year, seconds in seen:
        at = datetime(year, 3, 3, tzinfo=UTC)
        Viewing.objects.create(
            enrolment=make_enrolment(webinar.activity),
            recording_key=film.key,
            length=duration,
            stretches=[[0, seconds]],
            first_seen_at=at,
            last_seen_at=at,
        )
    return film


@pytest.fixture
def recordings():
    make_recording("Trees", languages=["en", "es"], seen=[(2025, 60), (2026, 90), (2026, 30)])
    make_recording("Talk", duration=3725, type="audio", seen=[(2025, 61)])
    make_recording("=Care")


def rows(response):
    return [
        (row.title, row.seen.viewers, row.seen.watched, row.seen.minutes) for row in response.context["object_list"]
    ]


def test_each_recording_is_told_with_length_captions_and_viewers(as_staff, recordings):
    response = as_staff.get(ADDRESS)
    assert rows(response) == [("=Care", 0, 0, 0), ("Talk", 1, 0, 1), ("Trees", 2, 1, 3)]
    trees = response.context["object_list"][2]
    assert (trees.length, trees.caption_languages, trees.by_year) == ("01:30", "English, Spanish", "2025: 1 · 2026: 1")
    assert [str(activity) for activity in trees.shown_in] == ["On Trees"]
    assert response.context["object_list"][1].length == "1:02:05"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year=2025", [("Talk", 1, 0, 1), ("Trees", 1, 0, 1)]),
        ("year=2026", [("Trees", 1, 1, 2)]),
        ("type=audio", [("Talk", 1, 0, 1)]),
        ("captions=no", [("=Care", 0, 0, 0), ("Talk", 1, 0, 1)]),
        ("captions=yes", [("Trees", 2, 1, 3)]),
        ("language=es", [("Trees", 2, 1, 3)]),
        ("language=fr", []),
        ("q=tree", [("Trees", 2, 1, 3)]),
        ("ordering=-duration", [("Talk", 1, 0, 1), ("Trees", 2, 1, 3), ("=Care", 0, 0, 0)]),
    ],
)
def test_filters_narrow_and_words_find(as_staff, recordings, query, expected):
    assert rows(as_staff.get(f"{ADDRESS}?{query}")) == expected


@pytest.mark.parametrize(
    ("query", "status"),
    [("year=9999", 200), ("year=x", 200), ("type=cinema", 200), ("ordering=file", 200), ("q=%00", 400)],
)
def test_what_is_no_choice_is_no_error(as_staff, recordings, query, status):
    assert as_staff.get(f"{ADDRESS}?{query}").status_code == status


def test_publications_stand_beneath_with_what_is_declared(as_staff, recordings):
    report = make_activity("European report", kind="resource", starts_on=date(2023, 5, 1))
    ActivityLanguage.objects.create(activity=report, code="fr")
    DeclaredFigure.objects.create(activity=report, year=2023, value=1200, unit="readers", source="Report")
    response = as_staff.get(ADDRESS)
    (resource,) = response.context["resources"]
    assert (resource.title, resource.spoken, resource.declared) == ("European report", "French", "1,200 readers")
    assert "European report" in response.content.decode()
    assert as_staff.get(f"{ADDRESS}?year=2025").context["resources"] == []


def test_publications_are_shown_without_recording(as_staff):
    make_activity("European report", kind="resource", starts_on=date(2023, 5, 1))
    page = as_staff.get(ADDRESS).content.decode()
    assert "There is no recording yet" in page
    assert "European report" in page


def test_the_export_has_the_filters_of_the_screen_and_inert_cells(as_staff, recordings):
    make_activity("European report", kind="resource", starts_on=date(2023, 5, 1))
    names, body = read_csv(as_staff.get(f"{ADDRESS}?export=csv"))
    assert names[:3] == ["Title", "Type", "Shown in"]
    assert [row[0] for row in body] == ["'=Care", "Talk", "Trees", "European report"]
    assert dict(zip(names, body[2], strict=True)) == {
        "Title": "Trees",
        "Type": "Video",
        "Shown in": "On Trees",
        "When": "",
        "Length in minutes": "1.5",
        "Languages": "",
        "Captions": "English, Spanish",
        "Replay viewers": "2",
        "Watched the recording": "1",
        "Minutes watched": "3",
        "Read the transcript": "0",
        "Viewers by year": "2025: 1 · 2026: 1",
        "Participants": "",
        "Declared": "",
    }
    _names, body = read_csv(as_staff.get(f"{ADDRESS}?export=csv&type=audio&year=2025"))
    head = read_head(as_staff, f"{ADDRESS}?type=audio&year=2025")
    assert (head["First seen in"], head["Type"]) == ("2025", "Audio")
    assert [row[0] for row in body] == ["Talk"]


def test_numbers_are_numbers_in_xlsx(as_staff, recordings):
    rows = values_of(read_xlsx(as_staff.get(f"{ADDRESS}?export=xlsx")))
    assert rows[3][4:10] == [1.5, None, "English, Spanish", 2, 1, 3]


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_is_the_same_for_one_and_thirty_recordings(as_staff, django_assert_num_queries, count):
    for number in range(count):
        make_recording(f"Film {number}", languages=["en"], seen=[(2026, 70)])
    as_staff.get(ADDRESS)
    with django_assert_num_queries(25):
        as_staff.get(ADDRESS)


def test_screen_is_404_without_permission_to_see_activities(client):
    editor = make_user("editor@example.org")
    editor.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(editor)
    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"{ADDRESS}results/").status_code == 404
