"""Small real files (films, sounds, pictures) and files that only pretend to be one."""

import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.base import ContentFile
from PIL import Image

from demo.content_files import CONTENT
from learning.media.models import CaptionTrack, Recording

FILM = (CONTENT / "media" / "city-to-city.mp4").read_bytes()
VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nFirst, soil.\n\n00:05.000 --> 00:09.000\nThen water.\n"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><circle r="4"/></svg>'
SVG_WITH_SCRIPT = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm" + bytes(
    64
)
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + b"\xff\xfb\x90\x00" + bytes(400)
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00" + bytes(64)
OGG = b"OggS\x00\x02" + bytes(64)


def make_film(title="Trees", content=b"film", captions=True, **fields):
    recording = Recording.objects.create(
        **{"title": title, "type": "video", "duration": 100, "file": ContentFile(content, "trees.mp4"), **fields}
    )
    if captions:
        CaptionTrack.objects.create(recording=recording, language="en", file=ContentFile(VTT, "trees.vtt"))
    return recording


def picture(kind="PNG", size=(4, 3)):
    file = BytesIO()
    Image.new("RGB", size).save(file, kind)
    return file.getvalue()


def png_that_says_it_is(width, height):
    """Return a small PNG whose header claims any number of pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    real = picture()
    chunk = b"IHDR" + head
    return real[:8] + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk)) + real[33:]


def gif_of(frames, width, height):
    """Return a small file of many large frames."""
    pictures = [Image.new("P", (width, height), number) for number in range(frames)]
    file = BytesIO()
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:])
    return file.getvalue()


def zipped(files, method=ZIP_DEFLATED):
    file = BytesIO()
    with ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()
