"""A recording as a page shows it: what it costs to load, its captions, chapters and transcript, the reader's language first."""

import mimetypes
from dataclasses import dataclass, field

from django.utils.translation import gettext

from ..formats import chapters
from ..formats.chapters import clock
from ..models import CaptionTrack, Recording, megabytes


@dataclass(frozen=True)
class Track:
    captions: CaptionTrack
    is_first: bool

    @property
    def paragraphs(self):
        """The transcript: [(second, time as "08:40", text)]."""
        return [(int(start), clock(start), text) for start, text in self.captions.transcript]


@dataclass(frozen=True)
class Keeping:
    """How the page tells what was seen: where to, and the sign of when it was opened."""

    url: str
    opened: str
    read_url: str
    read_at: object = None


@dataclass(frozen=True)
class PlayerContext:
    """`position` is the second where the reader stopped, 0 where they are to begin; `keeping` is None for visitors."""

    recording: Recording
    tracks: list[Track]
    chapters: list = field(default_factory=list)
    chapters_language: str = ""
    position: int = 0
    keeping: Keeping | None = None

    @property
    def is_audio(self):
        return self.recording.type == "audio"

    @property
    def transcript(self):
        """The track whose words stand on the page; None where there are no captions."""
        return self.tracks[0] if self.tracks else None

    @property
    def content_type(self):
        return content_type(self.recording.filename)

    @property
    def lighter(self):
        """Files for a slow line: [(kind, label, address, megabytes)]; browsers play the first when asked to save data."""
        files = (
            ("small", gettext("small video"), self.recording.small),
            ("sound", gettext("sound only"), self.recording.sound),
        )
        return [(kind, label, file.url, megabytes(file)) for kind, label, file in files if file]

    @property
    def length(self):
        return clock(self.recording.seconds) if self.recording.seconds else ""

    @property
    def stopped_at(self):
        return clock(self.position) if self.position else ""

    @property
    def source(self):
        """A media fragment lets the browser start where the reader stopped, without a script."""
        return f"{self.recording.url}#t={self.position}" if self.position else self.recording.url


def content_type(name):
    guessed = mimetypes.guess_type(name)[0] or "video/mp4"
    return "video/mp4" if guessed == "video/x-m4v" else guessed


def player_context(recording, language, position=0, keeping=None):
    """`recording` for a reader of `language`. Its captions are prefetched, or one query."""
    captions = sorted(recording.captions.all(), key=lambda track: (track.language != language, track.pk))
    tracks = [Track(track, is_first=number == 0) for number, track in enumerate(captions)]
    told = sorted(recording.chapters, key=lambda code: code != language)[:1]
    # Who stopped at the very end begins again.
    is_inside = 5 <= position < recording.seconds - 10
    return PlayerContext(
        recording,
        tracks,
        chapters.read(recording.chapters[told[0]]) if told else [],
        told[0] if told else "",
        position if is_inside else 0,
        keeping,
    )
