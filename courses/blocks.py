"""Blocks of a lesson's body."""

from urllib.parse import urlsplit

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from learning.media.recordings.player_context import player_context
from learning.media.recordings.players import player_of

from .quizzes.knowledge_checks import CheckBlock
from .table_block import TranslatableTableBlock

TEXT_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "blockquote"]


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"))
    alt = blocks.CharBlock(
        label=_("in words"),
        required=False,
        help_text=_("What someone who can't see it should know. Empty for mere decoration."),
    )
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "courses/blocks/picture.html"


class RecordingBlock(blocks.StructBlock):
    """Base of video and audio blocks. The page may pass `players` in the context: {recording id: player data}."""

    holds = ""

    class Meta:
        template = "courses/blocks/recording.html"

    def get_context(self, value, parent_context=None):
        context, recording = super().get_context(value, parent_context=parent_context), value[self.holds]
        known = context.get("players", {}).get(recording.pk) if recording else None
        return {**context, "recording": known or (player_context(recording, get_language()) if recording else None)}


class VideoBlock(RecordingBlock):
    holds = "video"

    video = VideoChooserBlock(label=_("video"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "media"
        label = _("Video")


class AudioBlock(RecordingBlock):
    holds = "audio"

    audio = AudioChooserBlock(label=_("audio"))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        icon = "wagtailmedia-audio"
        label = _("Audio")


class EmbeddedBlock(blocks.StructBlock):
    """Embed that loads nothing from its host before the reader asks for it."""

    embed = EmbedBlock(label=_("address"), max_width=800, max_height=450)
    title = blocks.CharBlock(label=_("title"), help_text=_("What it is, and whose."))

    class Meta:
        icon = "openquote"
        label = _("Embed")
        template = "courses/blocks/embed.html"

    def get_context(self, value, parent_context=None):
        url = value["embed"].url if value["embed"] else ""
        return {
            **super().get_context(value, parent_context=parent_context),
            "host": urlsplit(url).hostname or "",
            "player": player_of(url),
        }


class CalloutBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(
        label=_("tone"),
        choices=[("note", _("Note")), ("try", _("Try it")), ("warning", _("Take care"))],
        default="note",
    )
    title = blocks.CharBlock(label=_("title"), required=False)
    text = blocks.RichTextBlock(label=_("text"), features=TEXT_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        template = "courses/blocks/callout.html"


class RevealBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"))
    answer = blocks.RichTextBlock(label=_("answer"), features=TEXT_FEATURES)

    class Meta:
        icon = "help"
        label = _("Reveal")
        template = "courses/blocks/reveal.html"


# {type of block: name of its child block with the recording}
HOLDERS = {"video": VideoBlock.holds, "audio": AudioBlock.holds}


def recordings_in(body):
    """The recordings in a lesson's body, in order."""
    found = [block.value[HOLDERS[block.block_type]] for block in body if block.block_type in HOLDERS]
    return [recording for recording in found if recording]


class LessonBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="courses/blocks/heading.html")
    text = blocks.RichTextBlock(label=_("Text"), features=TEXT_FEATURES, template="courses/blocks/text.html")
    image = PictureBlock()
    video = VideoBlock()
    audio = AudioBlock()
    embed = EmbeddedBlock()
    document = DocumentChooserBlock(label=_("Document"), icon="doc-full", template="courses/blocks/document.html")
    callout = CalloutBlock()
    table = TranslatableTableBlock(label=_("Table"), template="courses/blocks/table.html")
    reveal = RevealBlock()
    check = CheckBlock()
