"""Pictures and recordings of the demo, as Wagtail's objects."""

from functools import cache
from io import BytesIO

from django.core.files.base import File
from django.core.files.images import ImageFile
from wagtail.images import get_image_model

from learning.media.models import CaptionTrack, Recording

from .content_files import CONTENT, LANGUAGES, toml
from .pictures import draw


@cache
def picture(name):
    return get_image_model().objects.create(
        title=name.replace("-", " ").capitalize(), file=ImageFile(BytesIO(draw(name)), f"{name}.png")
    )


@cache
def recording(name):
    folder = CONTENT / "media"
    facts = toml(folder / f"{name}.toml")
    film, poster, sound = (folder / f"{name}.{end}" for end in ("mp4", "poster.png", "m4a"))
    with film.open("rb") as video, poster.open("rb") as picture, sound.open("rb") as voice:
        made = Recording.objects.create(
            title=facts["title"],
            type="video",
            duration=facts["seconds"],
            width=854,
            height=480,
            file=File(video, f"{name}.mp4"),
            thumbnail=File(picture, f"{name}.png"),
            sound=File(voice, f"{name}.m4a"),
            chapters={language: lines.strip() for language, lines in facts["chapters"].items()},
        )
    for language in LANGUAGES:
        captions = folder / f"{name}.{language}.vtt"
        if captions.exists():
            with captions.open("rb") as file:
                CaptionTrack.objects.create(recording=made, language=language, file=File(file, captions.name))
    return made


def forget():
    """Clear the cached rows: a second load into another database, as in tests, creates its own."""
    picture.cache_clear()
    recording.cache_clear()
