"""Every CSV file of the admin, our own and Wagtail's, is read as it comes: the mark, the columns, the rows."""

import csv
import io

import pytest

from .fillings import address_of
from .walking import addresses

pytestmark = pytest.mark.django_db


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.fixture(scope="module")
def files(world):
    """{address: bytes} of what answers with CSV when it is asked for it."""
    client, found = world.clients["superuser"], {}
    routes = [one.route for one in addresses() if one.route.startswith("admin/") and "<" not in one.route.split("^")[0]]
    for route in [*routes, "admin/figures/activity/<int:pk>/", "admin/figures/frozen/<int:pk>/"]:
        if "^" in route or "logout" in route:
            continue
        address = address_of(world, route)
        response = client.get(f"{address}{'&' if '?' in address else '?'}export=csv")
        if response.status_code == 200 and response.headers.get("Content-Type", "").startswith("text/csv"):
            found[address] = content(response)
    return found


def test_the_files_are_ours_and_wagtails(files):
    ours = {"/admin/figures/", "/admin/figures/annual/", "/admin/organisations/", "/admin/persons/"}
    wagtails = {"/admin/reports/site-history/", "/admin/reports/aging-pages/", "/admin/redirects/"}
    assert (ours | wagtails) - set(files) == set()
    assert len(files) > 25


def test_each_begins_with_the_mark_and_its_columns_and_has_rows_as_long(files):
    for address, written in files.items():
        assert written.startswith(b"\xef\xbb\xbf"), address
        assert not written.startswith(b"\xef\xbb\xbf" * 2), address
        names, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
        assert all(names), (address, names)
        assert {len(row) for row in rows} <= {len(names)}, address
        assert names == csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")).fieldnames, address
