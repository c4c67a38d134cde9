"""What a file leaves open is asked: its encoding, and countries that nobody knows."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learning.people.models import Organisation, RegisterFile
from learning.people.organisations.register_file.import_file import ImportRefused, dry_run, import_file, keep

from .files import csv_file

pytestmark = pytest.mark.django_db
CYRILLIC = csv_file(["name", "country"], ["Москва", "RU"], ["Казань", "RU"], encoding="cp1251")


def bring(client, content):
    return client.post(
        reverse("organisation:import"), {"file": SimpleUploadedFile("register.csv", content)}, follow=True
    )


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


def test_uncertain_encoding_asked_with_preview_and_read_as_chosen(as_officer):
    page = bring(as_officer, CYRILLIC)
    told = unescape(page.content.decode())
    assert page.redirect_chain[-1][0].endswith("/encoding/")
    assert "Москва,RU" in told
    assert "Ìîñêâà,RU" in told
    file = RegisterFile.objects.get()
    plan = as_officer.post(page.redirect_chain[-1][0], {"encoding": "cp1251"}, follow=True)
    assert "Москва" in plan.content.decode()
    file.refresh_from_db()
    import_file(file, dry_run(file).digest, None)
    assert {"Москва", "Казань"} <= set(Organisation.objects.values_list("name", flat=True))


def test_nothing_imported_before_encoding_is_chosen(as_officer):
    bring(as_officer, CYRILLIC)
    file = RegisterFile.objects.get()
    with pytest.raises(ImportRefused, match="choose first how the file is to be read"):
        import_file(file, "", None)
    as_officer.post(reverse("organisation:encoding", args=[file.pk]), {"encoding": "klingon"})
    file.refresh_from_db()
    assert (file.encoding, Organisation.objects.filter(country="RU").count()) == ("", 0)


def test_certain_encoding_not_asked(as_officer):
    page = bring(as_officer, csv_file(["name"], ["Москва"]))
    assert not page.redirect_chain[-1][0].endswith("/encoding/")


def test_unknown_country_is_a_line_to_decide(as_officer):
    rows = [["Poseidonis", "Atlantis"], ["Cali", "CO"], ["Nemo", "ATLANTIS"], ["Lemuria", "Mordor"]]
    page = bring(as_officer, csv_file(["name", "country"], *rows))
    told = page.content.decode()
    assert "2 new" not in told
    assert [name in told for name in ("Atlantis", "Mordor", "Cali")] == [True, True, True]
    assert re.findall(r'name="key" value="([^"]*)"', told) == ["atlantis", "mordor"]
    file = RegisterFile.objects.get()
    with pytest.raises(ImportRefused, match="decide on each unknown country"):
        import_file(file, dry_run(file).digest, None)
    decide = reverse("organisation:countries", args=[file.pk])
    as_officer.post(decide, {"key": ["atlantis", "mordor"], "decision": ["GR", ""]})
    file.refresh_from_db()
    assert [one.text for one in dry_run(file).undecided] == ["Mordor"]
    as_officer.post(decide, {"key": ["mordor", "atlantis"], "decision": ["left_out", "GR"]})
    file.refresh_from_db()
    import_file(file, dry_run(file).digest, None)
    assert set(Organisation.objects.exclude(name__startswith="City ").values_list("name", "country")) == {
        ("Poseidonis", "GR"),
        ("Nemo", "GR"),
        ("Cali", "CO"),
    }


def test_decision_without_country_leaves_it_empty():
    file = keep("register.csv", csv_file(["name", "country"], ["Poseidonis", "Atlantis"]), None)
    file.countries = {"atlantis": "none"}
    file.save()
    import_file(file, dry_run(file).digest, None)
    assert Organisation.objects.get(name="Poseidonis").country == ""


@pytest.mark.parametrize(
    ("decision", "kept"), [("GR", {"atlantis": "GR"}), ("none", {"atlantis": "none"}), ("ZZ", {}), ("", {})]
)
def test_only_known_decisions_are_kept(as_officer, decision, kept):
    file = keep("register.csv", csv_file(["name", "country"], ["Poseidonis", "Atlantis"]), None)
    posted = {"key": ["atlantis", "colombia"], "decision": [decision, "GR"]}
    as_officer.post(reverse("organisation:countries", args=[file.pk]), posted)
    file.refresh_from_db()
    assert file.countries == kept
