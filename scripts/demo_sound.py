"""Extract the sound of the demo's films, without re-encoding, into separate files: `python scripts/demo_sound.py`.

An MP4 consists of boxes. Of `moov`, the header and the sound track are copied; `mdat` gets the chunks of that track
only.
"""

import struct
from pathlib import Path

FILMS = Path(__file__).resolve().parent.parent / "demo/content/media"
BEGINNING = struct.pack(">I4s4sI4s4s", 24, b"ftyp", b"M4A ", 512, b"M4A ", b"isom")


def boxes(data):
    """Return [(name, whole box)]."""
    at, found = 0, []
    while at < len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        found.append((name, data[at : at + size]))
        at += size
    return found


def inside(data, *names):
    """Return the content of a nested box."""
    for name in names:
        data = dict(boxes(data))[name][8:]
    return data


def chunks(film, track):
    """Return the bytes of a track, chunk by chunk."""
    tables = inside(track[8:], b"mdia", b"minf", b"stbl")
    offsets = numbers(inside(tables, b"stco"), 8)
    runs = numbers(inside(tables, b"stsc"), 8)
    fixed, count = struct.unpack_from(">II", inside(tables, b"stsz"), 4)
    sizes = [fixed] * count if fixed else numbers(inside(tables, b"stsz"), 12)
    starts = dict(zip(runs[::3], runs[1::3], strict=True))
    per_chunk, found = 0, []
    for number, offset in enumerate(offsets, start=1):
        per_chunk = starts.get(number, per_chunk)
        size = sum(sizes[:per_chunk])
        sizes = sizes[per_chunk:]
        found.append(film[offset : offset + size])
    return found


def numbers(table, start):
    return [number for (number,) in struct.iter_unpack(">I", table[start:])]


def sound_of(film):
    moov = dict(boxes(film))[b"moov"][8:]
    header = dict(boxes(moov))[b"mvhd"]
    track = next(
        box for name, box in boxes(moov) if name == b"trak" and inside(box[8:], b"mdia", b"hdlr")[8:12] == b"soun"
    )
    parts = chunks(film, track)
    size = 8 + len(header) + len(track)
    at, offsets = len(BEGINNING) + size + 8, []
    for part in parts:
        offsets.append(at)
        at += len(part)
    table = inside(track[8:], b"mdia", b"minf", b"stbl", b"stco")
    track = track.replace(table, table[:8] + struct.pack(f">{len(offsets)}I", *offsets))
    data = b"".join(parts)
    return b"".join(
        (
            BEGINNING,
            struct.pack(">I4s", size, b"moov"),
            header,
            track,
            struct.pack(">I4s", len(data) + 8, b"mdat"),
            data,
        )
    )


if __name__ == "__main__":
    for path in sorted(FILMS.glob("*.mp4")):
        path.with_suffix(".m4a").write_bytes(sound_of(path.read_bytes()))
        print(path.with_suffix(".m4a").name)
