"""All CSV files of the admin, our own and Wagtail's: byte order mark, columns and rows."""

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
    """Return {address: bytes} of all addresses that answer with CSV."""
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


def test_csv_files_of_ours_and_of_wagtail_are_found(files):
    ours = {"/admin/figures/", "/admin/figures/annual/", "/admin/organisations/", "/admin/persons/"}
    wagtails = {"/admin/reports/site-history/", "/admin/reports/aging-pages/", "/admin/redirects/"}
    assert (ours | wagtails) - set(files) == set()
    assert len(files) > 25


def test_csv_file_has_one_byte_order_mark_named_columns_and_no_longer_rows(files):
    for address, written in files.items():
        assert written.startswith(b"\xef\xbb\xbf"), address
        assert not written.startswith(b"\xef\xbb\xbf" * 2), address
        names, *rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
        assert all(names), (address, names)
        assert {len(row) for row in rows} <= {len(names)}, address
        assert names == csv.DictReader(io.StringIO(written.decode("utf-8-sig"), newline="")).fieldnames, address
