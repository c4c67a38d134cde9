"""Figures as blocks of a page: an officer chooses what is counted and of what; the reader's address changes nothing."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from . import choices, periods


class AskedBlock(blocks.ChoiceBlock):
    """A choice among what the database holds. Its values are texts: no page asks for all of them to read one."""

    def normalize_choice(self, value):
        return value


class ScopedBlock(blocks.StructBlock):
    """What is counted of which year, kind and action line. A template is given the block's `place` on its page."""

    title = blocks.CharBlock(label=_("title"), required=False, max_length=120)
    year = AskedBlock(label=_("year"), choices=choices.years, default=choices.THIS)
    kind = blocks.ChoiceBlock(label=_("kind"), choices=choices.KINDS, required=False, help_text=_("Empty for all."))
    action_line = blocks.ChoiceBlock(
        label=_("action line"), choices=choices.ACTION_LINES, required=False, help_text=_("Empty for all.")
    )
    # The function of `block_context` that says what stands in its template.
    shows = ""

    def get_context(self, value, parent_context=None):
        # The models of pages are loaded with their blocks, before any question can be asked of other models.
        from . import block_context

        context = super().get_context(value, parent_context=parent_context)
        name = f"figure-{(parent_context or {}).get('place', 0)}"
        return {**context, **getattr(block_context, self.shows)(value, choices.scope_of(value), name)}


class SentenceBlock(ScopedBlock):
    title = None
    sentence = blocks.ChoiceBlock(label=_("sentence"), choices=choices.SENTENCES, default="all.in_all")
    shows = "sentence"

    class Meta:
        icon = "openquote"
        label = _("Sentence")
        template = "reports/blocks/sentence.html"


class NumbersBlock(ScopedBlock):
    first = blocks.ChoiceBlock(label=_("first"), choices=choices.NUMBERS, default="people")
    second = blocks.ChoiceBlock(label=_("second"), choices=choices.NUMBERS, default="organisations")
    third = blocks.ChoiceBlock(label=_("third"), choices=choices.NUMBERS, default="countries")
    shows = "numbers"

    class Meta:
        icon = "order"
        label = _("Three numbers")
        template = "reports/blocks/numbers.html"


class RegionsBlock(ScopedBlock):
    measure = blocks.ChoiceBlock(label=_("what"), choices=choices.IN_REGIONS, default="participants")
    shows = "regions"

    class Meta:
        icon = "list-ul"
        label = _("Bars by region")
        template = "reports/blocks/drawing.html"


class TimelineBlock(ScopedBlock):
    year = None
    first = AskedBlock(label=_("from"), choices=choices.years, default=choices.LAST)
    last = AskedBlock(label=_("to"), choices=choices.years, default=choices.THIS)
    step = blocks.ChoiceBlock(label=_("in"), choices=choices.STEPS, default=choices.YEAR)
    measure = blocks.ChoiceBlock(label=_("what"), choices=choices.IN_TIME, default="participants")
    shows = "over_time"

    class Meta:
        icon = "calendar-alt"
        label = _("Timeline")
        template = "reports/blocks/drawing.html"

    def clean(self, value):
        cleaned = super().clean(value)
        first, last = choices.span_of(cleaned)
        if last < first:
            raise blocks.StructBlockValidationError({"last": ValidationError(_("It ends before it begins."))})
        if periods.columns(first, last, cleaned["step"]) > periods.MOST:
            too_many = _("That is more than twelve columns. Choose fewer years, or larger steps.")
            raise blocks.StructBlockValidationError({"step": ValidationError(too_many)})
        return cleaned


class MapBlock(ScopedBlock):
    shows = "map_of_places"

    class Meta:
        icon = "globe"
        label = _("Map of who took part")
        template = "reports/blocks/map.html"


class DeclaredBlock(ScopedBlock):
    figures = blocks.ListBlock(
        AskedBlock(label=_("figure"), choices=choices.declared_figures),
        label=_("figures"),
        default=[],
        help_text=_("Leave it empty for all that are declared of the year, kind and action line."),
    )
    shows = "declared"

    class Meta:
        icon = "doc-full"
        label = _("Declared figures, as printed")
        template = "reports/blocks/declared.html"


class FiguresBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="courses/blocks/heading.html")
    text = blocks.RichTextBlock(
        label=_("Text"), features=["bold", "italic", "link", "ol", "ul"], template="courses/blocks/text.html"
    )
    sentence = SentenceBlock()
    numbers = NumbersBlock()
    map = MapBlock()
    regions = RegionsBlock()
    timeline = TimelineBlock()
    declared = DeclaredBlock()
