import csv
import io

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from learning.people.models import AuditEntry, Organisation, OrganisationAlias, RegisterFile
from learning.people.organisations.register_file.import_file import dry_run, keep
from tests.factories import make_member, make_organisation, make_user
from tests.people.organisations.register_file.files import csv_file, xlsx_file

pytestmark = pytest.mark.django_db
LIST, IMPORT = "/admin/organisations/", "/admin/organisations/import/"
HEAD = ["external id", "name", "country", "memberships"]


def bring(client, content, name="register.csv"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content)})


def export(client, query=""):
    response = client.get(f"{LIST}?export=csv{query}")
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


class TestExport:
    def test_what_is_filtered_is_taken_along_and_all_of_it_without_a_filter(self, as_officer):
        make_member("Dakar", country="SN"), make_organisation("Lima", country="PE")
        named = [row[2] for row in export(as_officer)[1:]]
        assert {"Dakar", "Lima"} <= set(named)
        assert [row[2] for row in export(as_officer, "&region=africa")[1:]] == ["Dakar"]
        assert [row[2] for row in export(as_officer, "&q=lima")[1:]] == ["Lima"]

    def test_export_is_in_the_audit_log(self, as_officer, officer):
        AuditEntry.objects.all()._raw_delete("default")
        for file_format in ("csv", "xlsx"):
            response = as_officer.get(f"{LIST}?export={file_format}&region=africa")
            assert response.headers["Content-Disposition"].endswith(f'.{file_format}"')
        entries = AuditEntry.objects.order_by("id").values_list("action", "by", "details")
        told = {"list": "organisation", "rows": 0, "filters": ["region"]}
        assert list(entries) == [
            ("register_exported", officer.pk, {**told, "format": "csv"}),
            ("register_exported", officer.pk, {**told, "format": "xlsx"}),
        ]

    def test_no_cell_of_it_is_a_formula(self, as_officer):
        make_organisation("=HYPERLINK(1)", place="+1")
        row = next(row for row in export(as_officer) if "HYPERLINK" in row[2])
        assert (row[2], row[6]) == ("'=HYPERLINK(1)", "'+1")

    def test_reporting_staff_may_take_it_along_and_not_bring_it(self, as_staff):
        assert len(export(as_staff)) == 2
        assert IMPORT not in as_staff.get(LIST).content.decode()


class TestImport:
    @pytest.mark.parametrize("file", [csv_file, xlsx_file])
    def test_import_is_previewed_before_any_change(self, as_officer, officer, file):
        make_organisation("Dakar", external_id="9")
        page = as_officer.get(LIST).content.decode()
        assert IMPORT in page
        rows = [HEAD, ["9", "Ville de Dakar", "SN", "2020-01-01/"], ["10", "Lima <b>", "PE", ""]]
        answer = bring(as_officer, file(*rows))
        kept = RegisterFile.objects.get()
        assert (answer.headers["Location"], kept.uploaded_by) == (f"{IMPORT}{kept.pk}/", officer)
        page = as_officer.get(answer.headers["Location"]).content.decode()
        for words in (
            "1 new, 1 changed",
            "<del>Dakar</del>",
            "<ins>Ville de Dakar</ins>",
            "<ins>2020-01-01/</ins>",
            "Lima &lt;b&gt;",
        ):
            assert words in page
        assert Organisation.objects.filter(name="Dakar").exists()
        answer = as_officer.post(f"{IMPORT}{kept.pk}/", {"digest": dry_run(kept).digest})
        assert answer.headers["Location"] == LIST
        assert "The file is imported: 1 new, 1 changed." in as_officer.get(LIST).content.decode()
        assert Organisation.objects.filter(name="Ville de Dakar").exists()

    def test_the_same_file_again_says_that_nothing_changes_and_has_no_button(self, as_officer):
        content = csv_file(HEAD, ["10", "Lima", "PE", "2020-01-01/"])
        for words, has_button in (("1 new, 0 changed", True), ("0 new, 0 changed", False)):
            page = as_officer.get(bring(as_officer, content).headers["Location"]).content.decode()
            assert (words in page, 'name="digest"' in page) == (True, has_button)
            file = RegisterFile.objects.first()
            as_officer.post(f"{IMPORT}{file.pk}/", {"digest": dry_run(file).digest})
        assert "there is nothing to import" in page

    def test_each_problem_has_a_line_and_nothing_is_imported(self, as_officer):
        answer = bring(as_officer, csv_file(HEAD, ["1", "Lima", "PE", "twenty"], ["2", "Quito", "EC", "2020"]))
        page = as_officer.get(answer.headers["Location"]).content.decode()
        for words in (
            "2 problems",
            "memberships",
        ):
            assert words in page
        assert 'name="digest"' not in page
        file = RegisterFile.objects.get()
        as_officer.post(f"{IMPORT}{file.pk}/", {"digest": dry_run(file).digest})
        assert "the file has problems" in as_officer.get(LIST).content.decode()
        assert not Organisation.objects.filter(name="Quito").exists()

    @pytest.mark.parametrize("digest", ["", "x", "\0"])
    def test_without_having_looked_nothing_is_imported(self, as_officer, digest):
        file = keep("x.csv", csv_file(HEAD, ["10", "Lima", "PE", ""]), None)
        answer = as_officer.post(f"{IMPORT}{file.pk}/", {"digest": digest})
        assert answer.status_code in {302, 400}
        assert not Organisation.objects.filter(name="Lima").exists()

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "The submitted file is empty."),
            (b"%PDF-1.7", "doesn&#x27;t name the columns"),
            (b"PK\x03\x04", "can&#x27;t be read as a workbook"),
            (b"name\n\0", "characters that no text has"),
            (b"a" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        ],
    )
    def test_what_is_no_register_file_is_refused_beside_the_field(self, as_officer, content, words):
        page = bring(as_officer, content)
        assert (page.status_code, words in page.content.decode()) == (200, True)
        assert not RegisterFile.objects.exists()

    def test_a_name_of_a_file_is_text(self, as_officer):
        bring(as_officer, csv_file(HEAD, ["10", "Lima", "PE", ""]), "<script>alert(1)</script>‮vsc.csv")
        page = as_officer.get(IMPORT).content.decode()
        assert "<script>alert" not in page
        assert "vsc.csv</bdi>" in page

    def test_a_file_that_is_gone_is_not_found(self, as_officer):
        assert as_officer.get(f"{IMPORT}999/").status_code == 404

    def test_a_long_file_is_shown_in_part_and_imported_whole(self, as_officer):
        answer = bring(as_officer, csv_file(HEAD, *[["", f"City {number}", "CO", ""] for number in range(1000, 1300)]))
        page = as_officer.get(answer.headers["Location"])
        assert (len(page.context["shown"]["new"]), "And 100 more." in page.content.decode()) == (200, True)
        file = RegisterFile.objects.get()
        before = Organisation.objects.count()
        as_officer.post(answer.headers["Location"], {"digest": dry_run(file).digest})
        assert Organisation.objects.count() == before + 300

    @pytest.mark.parametrize("permissions", [[], ["view_organisation", "add_organisation"], ["change_organisation"]])
    def test_import_requires_permissions_to_add_and_change(self, client, permissions):
        clerks = Group.objects.create(name="Clerks")
        clerks.permissions.add(*Permission.objects.filter(codename__in=["access_admin", *permissions]))
        client.force_login(make_user("clerk@example.org", "Clerks"))
        file = keep("x.csv", csv_file(HEAD, ["10", "Lima", "PE", ""]), None)
        for address in (IMPORT, f"{IMPORT}{file.pk}/"):
            assert client.get(address).headers["Location"] == "/admin/"
            answer = client.post(
                address, {"digest": dry_run(file).digest, "file": SimpleUploadedFile("x.csv", b"name")}
            )
            assert answer.headers["Location"] == "/admin/"
        assert (RegisterFile.objects.count(), Organisation.objects.filter(name="Lima").exists()) == (1, False)

    def test_reporting_staff_officials_and_visitors_are_kept_out(self, client, as_staff, official):
        assert as_staff.get(IMPORT).headers["Location"] == "/admin/"
        client.force_login(official)
        assert client.get(IMPORT).status_code == 403
        client.logout()
        assert client.get(IMPORT).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("count", [1, 30])
def test_looking_takes_the_same_queries_for_one_row_and_for_thirty(as_officer, django_assert_num_queries, count):
    rows = []
    for number in range(count):
        body = make_member()
        OrganisationAlias.objects.create(organisation=body, name="Other")
        rows.append([str(body.uuid), f"N{number}"])
    file = keep("x.csv", csv_file(["uuid", "name"], *rows), None)
    address = reverse("organisation:dry_run", args=[file.pk])
    as_officer.get(address)
    with django_assert_num_queries(14):
        as_officer.get(address)


@pytest.mark.parametrize("count", [1, 9])
def test_the_files_brought_lately_take_the_same_queries(as_officer, django_assert_num_queries, count):
    for _number in range(count):
        keep("x.csv", csv_file(HEAD, ["10", "Lima", "PE", ""]), make_user())
    as_officer.get(IMPORT)
    with django_assert_num_queries(10):
        as_officer.get(IMPORT)
