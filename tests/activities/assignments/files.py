"""Files for tests, as common programs write them and as an attacker would."""

import io
import zipfile

from PIL import Image

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def picture(form="PNG", size=(4, 3)):
    file = io.BytesIO()
    Image.new("RGB", size, (20, 90, 60)).save(file, form)
    return file.getvalue()


def zipped(*parts):
    """Return a compressed zip archive of (name, content) pairs."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return file.getvalue()


def docx(*more):
    return zipped(("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<w:document/>"), *more)


def odt(*more):
    return zipped(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<office/>"), *more)
