import io
import zipfile
from contextlib import suppress
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.core.files.encodings import Uncertain
from learning.people.organisations.register_file import xlsx_files
from learning.people.organisations.register_file.limits import MOST_ROWS, UnreadableRegisterFile
from learning.people.organisations.register_file.reader import read

from .files import csv_file, xlsx_file


def told(content):
    """[(number, {heading: text})] of its rows."""
    return [(row.number, {column.heading: text for column, text in row.cells.items()}) for row in read(content).rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_however_a_spreadsheet_wrote_it(delimiter, encoding):
    rows = [["name", "country", "aliases"], ["Bogotá", "CO", "Santafé; D.C."], ["Mérida, Yucatán", "MX", 'La "blanca"']]
    assert told(csv_file(*rows, delimiter=delimiter, encoding=encoding)) == [
        (2, {"name": "Bogotá", "country": "CO", "aliases": "Santafé; D.C."}),
        (3, {"name": "Mérida, Yucatán", "country": "MX", "aliases": 'La "blanca"'}),
    ]


def test_xlsx_is_read_as_what_its_cells_show():
    rows = [["name", "external id", "latitude", "place", "memberships"], ["Bogotá", 7, 4.711, None, date(2020, 1, 1)]]
    assert told(xlsx_file(*rows)) == [
        (2, {"name": "Bogotá", "external id": "7", "latitude": "4.711", "place": "", "memberships": "2020-01-01"})
    ]
    moment = datetime.fromisoformat("2020-01-01T09:30:00")
    odd = xlsx_file(["name", "place", "external id"], [True, moment, 1e300])
    assert told(odd)[0][1]["name"] == "yes"
    assert told(odd)[0][1]["place"] == "2020-01-01 09:30:00"


def test_rows_have_the_numbers_that_a_spreadsheet_shows():
    rows = [[], ["name"], ["A\nB"], [""], ["C"]]
    assert [number for number, _cells in told(csv_file(*rows))] == [3, 5]
    assert [number for number, _cells in told(xlsx_file(*rows))] == [3, 5]


def test_headings_are_known_whatever_their_case_order_and_company():
    sheet = read(csv_file(["Phone", "E-Mail Domains", "EXTERNAL_ID", " Name ", ""], ["1", "a.co", "7", "Bogotá", ""]))
    assert [column.heading for column in sheet.columns] == ["e-mail domains", "external id", "name"]
    assert sheet.ignored == ["Phone"]


def test_a_row_may_be_shorter_or_longer_than_the_heading():
    assert told(csv_file(["name", "country"], ["A"], ["B", "CO", "?"])) == [
        (2, {"name": "A", "country": ""}),
        (3, {"name": "B", "country": "CO"}),
    ]


def test_what_an_export_made_inert_is_read_as_it_was():
    for file in (csv_file, xlsx_file):
        assert told(file(["name", "place"], ["'=1+1", "'hello"])) == [(2, {"name": "=1+1", "place": "'hello"})]


def test_a_formula_is_read_as_what_it_last_came_to_and_never_run():
    assert told(xlsx_file(["name", "place"], ["A", "=1+1"])) == [(2, {"name": "A", "place": ""})]


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_sheet(xml):
    """A workbook whose sheet is `xml`."""
    with zipfile.ZipFile(io.BytesIO(xlsx_file(["name"], ["A"]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "xl/worksheets/sheet1.xml": xml})


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {two} "{f"&{one};" * 10}">' for one, two in zip("abcdefgh", "bcdefghi", strict=True))
    + ']><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&i;</t></is></c></row></sheetData></worksheet>'
)
OUTSIDE = LAUGHS.replace("&i;", "&file;").replace("[", '[<!ENTITY file SYSTEM "file:///etc/passwd">', 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"\n\n,,\n", "The file is empty."),
        (xlsx_file(), "The file is empty."),
        (b"a" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
        (b"PK\x03\x04 and nothing more", "can't be read as a workbook"),
        (zipped({"hello.txt": "hello"}), "can't be read as a workbook"),
        (with_sheet(LAUGHS), "can't be read as a workbook"),
        (with_sheet(OUTSIDE), "can't be read as a workbook"),
        (with_sheet("<worksheet>"), "can't be read as a workbook"),
        (zipped({"xl/media/bomb": b"0" * (61 * 1024 * 1024)}), "too large unpacked"),
        (zipped({f"{number}": b"" for number in range(201)}), "too large unpacked"),
        (b"name\nA\0B", "characters that no text has"),
        ("name\nA".encode("utf-16-le"), "characters that no text has"),
        (b"\xff\xfea", "can't be read as text"),
        (b'name\n"' + b"A" * 140_000, "Line 2: there is one quotation mark too many or too few"),
        (
            b'name,country\nA,CO\n"Bogota,CO\nCali,CO\n"Lima",PE\nB,CO',
            "Line 3: there is one quotation mark too many or too few",
        ),
        (b'name,country\nA,CO\nB,"CO\nCali,CO\nLima,PE', "Line 3: there is one quotation mark too many or too few"),
        (b'name,country\n"Bogota,CO\nCali,CO\nLima",PE\n', "Line 2: there is one quotation mark too many or too few"),
        (b"city;land\nA;B", "doesn't name the columns"),
        (b"%PDF-1.7\nhello", "doesn't name the columns"),
        (b"name,Name\nA,B", "the column “name” twice"),
        (b"name\n" + b"A\n" * (MOST_ROWS + 1), "more than 20000 rows"),
    ],
)
def test_what_is_no_register_file_is_refused_with_words(content, words):
    with pytest.raises(UnreadableRegisterFile, match=words):
        read(content)


def test_as_many_rows_as_are_allowed_are_read():
    assert len(read(b"name\n" + b"A\n" * MOST_ROWS).rows) == MOST_ROWS


def test_a_cell_far_away_fills_no_memory():
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "name", "far"
    file = io.BytesIO()
    workbook.save(file)
    assert read(file.getvalue()).rows == []
    assert xlsx_files.MOST_COLUMNS == 100


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_no_bytes_make_it_fail_in_any_other_way(content):
    for made in (content, b"name,country\n" + content, b"PK" + content):
        with suppress(UnreadableRegisterFile, Uncertain):
            read(made)
