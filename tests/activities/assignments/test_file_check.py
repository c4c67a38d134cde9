import struct
import zlib

import pytest

from learning.activities.assignments.file_check import FileRefused, check
from learning.core.files.image_metadata import bytes_without_metadata
from tests.activities.assignments.files import PDF, docx, odt, picture, zipped

WEB_PAGE = "The file is a web page, whatever it is called. Print it to a PDF, and send that."
SVG = "The file is an SVG drawing, which can hold a program. Send it as PNG or PDF."
TAKEN = "Send a PDF, DOCX, ODT, TXT (in UTF-8), PNG or JPEG."


@pytest.mark.parametrize(
    ("name", "content", "kind", "kept"),
    [
        ("Plan.pdf", PDF, "pdf", "Plan.pdf"),
        ("Plan.DOCX", docx(), "docx", "Plan.docx"),
        ("plan.odt", odt(), "odt", "plan.odt"),
        ("Notes.text", b"Calle 13, 3 m < 5 m", "txt", "Notes.txt"),
        ("Ñuñoa – план.txt", "\ufeffПлан\r\n".encode(), "txt", "Ñuñoa – план.txt"),
        ("map.png", picture(), "png", "map.png"),
        ("photo.JPEG", picture("JPEG"), "jpg", "photo.jpg"),
        ("scan", PDF, "pdf", "scan.pdf"),
        ("v1.2 final", PDF, "pdf", "v1.pdf"),
        ("../../etc/passwd\x00.pdf", PDF, "pdf", "../../etc/passwd .pdf".replace(" ", " ")),
    ],
)
def test_common_file_types_are_accepted(name, content, kind, kept):
    checked = check(name, content)
    assert (checked.kind, checked.name) == (kind, kept)
    assert checked.content.read() == (content if kind != "jpg" else bytes_without_metadata(content))


def png_of(width, height):
    """Return a PNG whose header claims this size, with almost no data."""
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("plan.pdf", b"<html><script>alert(1)</script></html>", WEB_PAGE),
        ("photo.png", b"  \n<!DOCTYPE html><p>hello", WEB_PAGE),
        ("notes.txt", b"<!-- a --><html></html>", WEB_PAGE),
        ("notes.txt", b"Hello <script>alert(1)</script>", WEB_PAGE),
        ("drawing.svg", b'<?xml version="1.0"?><svg onload="alert(1)"/>', SVG),
        ("drawing.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", SVG),
        ("plan.pdf", b"", "The file is empty."),
        ("plan.pdf", b"%PDF-" + b" " * (10 * 1024 * 1024), "The file is larger than 10 MB."),
        ("plan.pdf", picture(), "The file is called PDF, but it is a PNG. Save it again as one of them."),
        ("plan.docx", odt(), "The file is called DOCX, but it is a ODT. Save it again as one of them."),
        ("huge.png", png_of(50_000, 50_000), "The picture has more than 25 million pixels."),
        ("broken.png", picture()[:40], "The picture is damaged: it can't be opened."),
        ("broken.jpg", b"\xff\xd8\xff\xe0 nothing", "The picture is damaged: it can't be opened."),
        ("broken.docx", docx()[:60], "The document is damaged: it can't be opened."),
        ("plan.docx", zipped(("a.txt", "a")), f"The file is an archive, or another kind of document. {TAKEN}"),
        (
            "bomb.docx",
            docx(("word/media/a.bin", b"\0" * (201 * 1024 * 1024))),
            "The file would unpack to more than a document ever is.",
        ),
        (
            "many.odt",
            odt(*[(f"Pictures/{number}", "") for number in range(5001)]),
            "The file would unpack to more than a document ever is.",
        ),
        (
            "macro.docx",
            docx(("word/vbaProject.bin", "x")),
            "The document has macros in it. Save it without, or as a PDF.",
        ),
        (
            "macro.odt",
            odt(("Basic/Standard/Module1.xml", "x")),
            "The document has macros in it. Save it without, or as a PDF.",
        ),
        ("tool.exe", b"MZ\x90\x00", f"Nobody could open this file. {TAKEN}"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", f"Nobody could open this file. {TAKEN}"),
        ("latin.txt", "Cañón".encode("latin-1"), f"Nobody could open this file. {TAKEN}"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 20 else "",
)
def test_other_files_are_refused_with_the_reason(name, content, why):
    with pytest.raises(FileRefused) as refused:
        check(name, content)
    assert str(refused.value) == why


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "word/..\\..\\evil.xml", "C:evil.xml"])
def test_document_with_a_path_outside_itself_is_refused(name):
    content = zipped(("[Content_Types].xml", "x"), ("word/document.xml", "x"), (name, "x"))
    with pytest.raises(FileRefused, match="The document names files outside itself"):
        check("plan.docx", content)
