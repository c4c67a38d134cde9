"""What an upload is by its content: the reasons in full, because somebody has to act on them."""

import struct
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from learning.core.files import archives, file_contents, svg
from learning.media.formats import durations
from tests.media.films import (
    FILM,
    HTML,
    MP3,
    OGG,
    SVG,
    SVG_WITH_SCRIPT,
    WAV,
    WEBM,
    picture,
    png_that_says_it_is,
    zipped,
)

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"


def reason(check, content, name, *rest):
    """Why `check` refuses it; "" where it doesn't."""
    file = ContentFile(content, name)
    try:
        check(file, *rest)
    except ValidationError as error:
        return error.messages[0]
    assert file.tell() == 0
    return ""


@pytest.mark.parametrize(
    ("name", "content", "kind", "told"),
    [
        ("a.mp4", FILM, "video", ""),
        ("A.MP4", FILM, "video", ""),
        ("a.webm", WEBM, "video", ""),
        ("a.mp3", MP3, "audio", ""),
        ("a.wav", WAV, "audio", ""),
        ("a.ogg", OGG, "audio", ""),
        ("a.mp4", HTML, "video", "This file is a web page, whatever its name says."),
        ("a.mp4", b"\xef\xbb\xbf  \n" + HTML, "video", "This file is a web page, whatever its name says."),
        ("a.mp4", MP3, "video", "This file is called .mp4, but its content is audio/mpeg."),
        ("a.mp3", FILM, "audio", "This file is called .mp3, but its content is video/mp4."),
        ("a.mp4", b"film", "video", "This file is called .mp4, but its content is something else."),
        ("a.avi", b"RIFF....AVI ", "video", "Browsers play mp4, m4v, webm. Save the recording as one of these."),
        ("a", FILM, "video", "Browsers play mp4, m4v, webm. Save the recording as one of these."),
    ],
)
def test_recordings(name, content, kind, told):
    assert reason(file_contents.check_recording, content, name, kind) == told


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.png", picture(), ""),
        ("a.jpg", picture("JPEG"), ""),
        ("a.webp", picture("WEBP"), ""),
        ("a.jpg", picture(), "This file is called .jpg, but its content is PNG."),
        ("a.png", HTML, "This file is a web page, whatever its name says."),
        ("a.png", b"nothing", "No picture can be read from this file."),
        ("a.svg", SVG, "A picture is one of: png, jpg, jpeg, gif, webp."),
        ("a.png", png_that_says_it_is(6000, 6000), "This picture would unfold to more than 25 million pixels."),
        ("a.png", png_that_says_it_is(60000, 60000), "This picture would unfold to more than 25 million pixels."),
    ],
)
def test_posters(name, content, told):
    assert reason(file_contents.check_picture, content, name) == told


RUNS = "This SVG drawing holds something that runs: “%s”. Export it without scripts."


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (SVG, ""),
        (SVG_WITH_SCRIPT, RUNS % "script"),
        (SVG.replace(b"<circle", b"<circle onload='x()'"), RUNS % "onload="),
        (SVG.replace(b"<circle", b"<a href='javascript:x()'/><circle"), RUNS % "javascript:"),
        (SVG.replace(b"<circle", b"<a href='java&#115;cript:x()'/><circle"), RUNS % "javascript:"),
        (SVG.replace(b"<circle", b"<text>&lt;script&gt;</text><circle"), ""),
        (SVG.replace(b"<circle", b"<foreignObject/><circle"), RUNS % "foreignObject"),
        (SVG.replace(b"<circle", b"<svg:SCRIPT/><circle"), RUNS % "svg:SCRIPT"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, RUNS % "!ENTITY"),
        (SVG.decode().encode("utf-16"), "An SVG drawing is written in UTF-8."),
    ],
)
def test_drawings(content, told):
    assert reason(svg.check, content, "a.svg") == told


def test_drawing_is_kept_sanitised():
    content = SVG.replace(
        b"<circle",
        b"<style>a{background:url(https://e.example/x)}</style><image href='https://e.example/x.png'/><unknown/><circle",
    )
    kept = file_contents.cleaned(ContentFile(content, "a.svg")).read()
    assert b"e.example" not in kept
    assert b"unknown" not in kept
    assert b'<circle r="4"/>' in kept


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg", "This SVG drawing can't be read. Export it again."),
        (
            SVG.replace(b"<circle", b"<g>" * 300 + b"</g>" * 300 + b"<circle"),
            "This SVG drawing can't be read. Export it again.",
        ),
        (SVG.replace(b"<circle", b"<g/>" * 300 + b"<circle"), ""),
        (SVG + b" " * 2 * 1024 * 1024, "This SVG drawing is larger than 2 MB."),
    ],
)
def test_drawing_that_is_broken_too_deep_or_too_large_is_refused(content, told):
    assert reason(svg.check, content, "a.svg") == told


OUTSIDE = "This archive names a file outside its own folder (“../” or an absolute path), or a link. Pack it again."


def with_link():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        link = ZipInfo("link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()


@pytest.mark.parametrize(
    "name", ["../a.txt", "a/../../b.txt", "/etc/passwd", "\\\\host\\a.txt", "..\\a.txt", "C:\\a.txt", "C:a.txt"]
)
def test_archive_with_a_name_outside_its_folder_is_refused(name):
    assert reason(file_contents.check_document, zipped({"a.txt": "x", name: "x"}), "a.zip") == OUTSIDE
    inner = zipped({name: "x"})
    assert reason(file_contents.check_document, zipped({"inner.zip": inner}, ZIP_STORED), "a.zip") == OUTSIDE


def test_archive_with_a_link_is_refused_and_one_with_plain_names_is_kept():
    assert reason(file_contents.check_document, with_link(), "a.zip") == OUTSIDE
    plain = {"a..b/c.txt": "x", "a/": "", "a/b.txt": "x", ".hidden": "x", "ab:c.txt": "x"}
    assert reason(file_contents.check_document, zipped(plain), "a.zip") == ""


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", PDF, ""),
        ("a.pdf", b"junk\n" + PDF, ""),
        ("a.csv", "città;naïve".encode(), ""),
        ("a.txt", "città".encode("utf-16"), ""),
        ("a.svg", SVG, ""),
        ("a.svg", SVG_WITH_SCRIPT, RUNS % "script"),
        ("a.svg", b"<!--" + b"x" * 9000 + b"-->" + SVG_WITH_SCRIPT, RUNS % "script"),
        ("a.svg", SVG_WITH_SCRIPT.decode().encode("utf-16"), "An SVG drawing is written in UTF-8."),
        ("a.png", SVG, "This file is called .png, but its content is an SVG drawing."),
        ("a.png", HTML, "This file is a web page, whatever its name says."),
        ("a.pdf", HTML, "This file is a web page, whatever its name says."),
        ("a.pdf", b"MZ\x90", "The content of this file is not what its name .pdf promises."),
        ("a.jpg", b"MZ\x90", "The content of this file is not what its name .jpg promises."),
        ("a.csv", b"MZ\x90\0", "The content of this file is not what its name .csv promises."),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1", ""),
        ("a.zip", b"nothing", "This archive can't be opened."),
        ("a.docx", zipped({"[Content_Types].xml": "x", "word/document.xml": "x"}), ""),
        ("a.docx", zipped({"xl/workbook.xml": "x"}), "The content of this file is not what its name .docx promises."),
        ("a.xlsx", zipped({"xl/vbaProject.bin": "x"}), "This file holds macros, which run. Save it without them."),
    ],
)
def test_documents(name, content, told):
    assert reason(file_contents.check_document, content, name) == told


BOMB = "This archive would unfold to more than 300 MB, or far more than its size allows for: a “zip bomb”."
ZEROS = bytes(30 * archives.MEGABYTE)


def lying(content, says):
    """Its lists say that the first file inside is `says` bytes long."""
    at = content.index(b"PK\1\2")
    return content[: at + 24] + struct.pack("<I", says) + content[at + 28 :]


def overlapping():
    """A hundred names for the same bytes."""
    content = zipped({"a.txt": b"x" * 1000})
    at, end = content.index(b"PK\1\2"), content.index(b"PK\5\6")
    entry = content[at:end]
    tail = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 100, 100, len(entry) * 100, at, 0)
    return content[:at] + entry * 100 + tail


def test_bombs():
    assert reason(file_contents.check_document, zipped({"a": ZEROS}), "a.zip") == BOMB
    assert reason(file_contents.check_document, zipped({"xl/a": ZEROS}), "a.xlsx") == BOMB
    assert reason(file_contents.check_document, lying(zipped({"a": ZEROS}), 10), "a.zip") == BOMB
    assert reason(file_contents.check_document, overlapping(), "a.zip") == BOMB
    inner = zipped({"a": ZEROS})
    assert reason(file_contents.check_document, zipped({"1.zip": inner, "2.zip": inner}), "a.zip") == BOMB
    assert reason(file_contents.check_document, zipped({"1.zip": inner}, ZIP_STORED), "a.zip") == BOMB
    deep = zipped({"3.zip": zipped({"2.zip": zipped({"1.zip": b"x"})})})
    assert reason(file_contents.check_document, deep, "a.zip") == BOMB


def test_too_many_files_are_a_bomb_too():
    assert reason(file_contents.check_document, zipped({str(number): b"" for number in range(10_001)}), "a.zip") == BOMB


def test_a_bomb_is_put_out_before_it_unfolds(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", archives.MEGABYTE)
    assert reason(file_contents.check_document, zipped({"a": ZEROS}), "a.zip") == BOMB.replace("300", "1")


def test_an_ordinary_archive_passes_with_an_archive_in_it():
    content = zipped(
        {"a.txt": b"Trees. " * 1000, "b/c.zip": zipped({"d.txt": b"Soil."}), "e.bin": bytes(range(256)) * 40}
    )
    assert reason(file_contents.check_document, content, "a.zip") == ""


def test_a_locked_archive_is_refused():
    content = bytearray(zipped({"a.txt": b"x"}))
    content[content.index(b"PK\1\2") + 8] |= 1
    assert (
        reason(file_contents.check_document, bytes(content), "a.zip")
        == "This archive is locked with a password: nobody can check what is inside."
    )


def test_a_broken_archive_is_refused():
    content = zipped({"a.txt": b"Trees. " * 1000})
    broken = content[:40] + bytes(20) + content[60:]
    assert reason(file_contents.check_document, broken, "a.zip") == "This archive can't be opened."


def test_a_film_says_how_long_it_is():
    assert round(durations.seconds_of(ContentFile(FILM))) == 57
    assert durations.seconds_of(ContentFile(WEBM)) is None
    assert durations.seconds_of(ContentFile(FILM[:30])) is None
    assert durations.seconds_of(ContentFile(b"")) is None
    assert durations.seconds_of(ContentFile(b"\0\0\0\0moov\0\0\0\0")) is None


def test_what_an_archive_says_of_itself_is_not_what_is_read():
    """The test's own lie is one: Python's reader believes it."""
    with ZipFile(BytesIO(lying(zipped({"a": ZEROS}), 10))) as archive:
        assert archive.infolist()[0].file_size == 10
