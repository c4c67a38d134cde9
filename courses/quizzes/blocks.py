"""The questions of a quiz, and of a knowledge check inside a lesson: the same blocks.

A question is known by the id of its block, which a translation keeps: in every language it is the same question.
Nothing here is shown to learners as it stands: `frozen_questions` takes what they are asked out of it.
"""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock

from . import gap_text

TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class QuestionPictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("image"), required=False)
    alt = blocks.CharBlock(
        label=_("in words"),
        required=False,
        default="",
        help_text=_("What someone who can't see it needs to answer the question. Don't give the answer away."),
    )

    class Meta:
        icon = "image"
        label = _("Image")

    def clean(self, value):
        value = super().clean(value)
        if value["image"] and not value["alt"]:
            raise StructBlockValidationError({"alt": ValidationError(_("Say it in words: not everyone sees it."))})
        return value


class QuestionBlock(blocks.StructBlock):
    """What every type of question has."""

    text = blocks.RichTextBlock(label=_("question"), features=TEXT_FEATURES)
    picture = QuestionPictureBlock(label=_("picture"), required=False)
    points = blocks.IntegerBlock(label=_("points"), default=1, min_value=1, max_value=100)
    explanation = blocks.RichTextBlock(
        label=_("explanation"),
        required=False,
        default="",
        features=TEXT_FEATURES,
        help_text=_("Shown with the result: why it is so, and where to read more."),
    )

    def refuse(self, **sentences):
        """Raise what is wrong with the fields named."""
        raise StructBlockValidationError({name: ValidationError(sentence) for name, sentence in sentences.items()})


class OptionBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("option"))
    correct = blocks.BooleanBlock(label=_("right"), required=False)
    feedback = blocks.CharBlock(label=_("feedback"), required=False, default="", help_text=_("For who chose it."))

    class Meta:
        icon = "list-ul"
        label = _("Option")


class ChoiceQuestionBlock(QuestionBlock):
    options = blocks.ListBlock(OptionBlock(), label=_("options"), min_num=2, max_num=20)

    class Meta:
        abstract = True


class OneChoiceBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "radio-full"
        label = _("One choice")

    def clean(self, value):
        value = super().clean(value)
        if sum(option["correct"] for option in value["options"]) != 1:
            self.refuse(options=_("Mark one option as right."))
        return value


class SeveralChoicesBlock(ChoiceQuestionBlock):
    class Meta:
        icon = "tasks"
        label = _("Several choices")

    def clean(self, value):
        value = super().clean(value)
        if not any(option["correct"] for option in value["options"]):
            self.refuse(options=_("Mark at least one option as right."))
        return value


class TrueFalseBlock(QuestionBlock):
    is_true = blocks.BooleanBlock(label=_("it is true"), required=False)
    feedback_true = blocks.CharBlock(label=_("feedback for who says true"), required=False, default="")
    feedback_false = blocks.CharBlock(label=_("feedback for who says false"), required=False, default="")

    class Meta:
        icon = "check"
        label = _("True or false")


class ForgivesAccentsBlock(blocks.BooleanBlock):
    """Of an answer that is typed."""

    def __init__(self, **kwargs):
        sentence = _("Untick it where an accent makes another word: ou, où.")
        super().__init__(
            **{"label": _("accents are forgiven"), "required": False, "default": True, "help_text": sentence, **kwargs}
        )


class ShortTextBlock(QuestionBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=_("answer"), max_length=200),
        label=_("accepted answers"),
        min_num=1,
        help_text=_("Capitals and spaces around are forgiven."),
    )
    forgives_accents = ForgivesAccentsBlock()

    class Meta:
        icon = "pilcrow"
        label = _("Short text")


class NumberBlock(QuestionBlock):
    answer = blocks.DecimalBlock(label=_("answer"))
    tolerance = blocks.DecimalBlock(
        label=_("tolerance"), default=Decimal(0), min_value=0, help_text=_("How far off is still right, either way.")
    )
    unit = blocks.CharBlock(
        label=_("unit"), required=False, default="", max_length=30, help_text=_("Shown beside the field.")
    )

    class Meta:
        icon = "order"
        label = _("Number")


class PairBlock(blocks.StructBlock):
    left = blocks.CharBlock(label=_("this"))
    right = blocks.CharBlock(label=_("goes with"))

    class Meta:
        icon = "link"
        label = _("Pair")


class MatchingBlock(QuestionBlock):
    pairs = blocks.ListBlock(PairBlock(), label=_("pairs"), min_num=2, max_num=20)
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=_("text")),
        label=_("also offered"),
        default=[],
        help_text=_("What goes with nothing."),
    )

    class Meta:
        icon = "link"
        label = _("Matching")


class OrderingBlock(QuestionBlock):
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("item")),
        label=_("items"),
        min_num=2,
        max_num=20,
        help_text=_("In the right order: learners get them shuffled."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Ordering")

    def clean(self, value):
        value = super().clean(value)
        if len({item.strip() for item in value["items"]}) < len(value["items"]):
            self.refuse(items=_("Two items are the same: nobody could tell them apart."))
        return value


class GapsBlock(QuestionBlock):
    gapped = blocks.TextBlock(
        label=_("text with gaps"),
        rows=4,
        help_text=_(
            "Write each gap's word in double square brackets, and what else is accepted after a bar: "
            "The capital of Senegal is [[Dakar]]. A metre has [[a hundred|100]] centimetres."
        ),
    )
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=_("word")),
        label=_("wrong words"),
        default=[],
        help_text=_("With any, each gap is a list of words to choose from. Without, the word is typed."),
    )
    forgives_accents = ForgivesAccentsBlock(
        help_text=_("Of words that are typed. Untick it where an accent makes another word: ou, où.")
    )

    class Meta:
        icon = "minus"
        label = _("Fill the gaps")

    def clean(self, value):
        value = super().clean(value)
        problem = gap_text.problem_of(value["gapped"])
        if problem:
            self.refuse(gapped=problem)
        return value


class QuestionsBlock(blocks.StreamBlock):
    """Questions of all types."""

    one_choice = OneChoiceBlock()
    several_choices = SeveralChoicesBlock()
    true_false = TrueFalseBlock()
    short_text = ShortTextBlock()
    number = NumberBlock()
    matching = MatchingBlock()
    ordering = OrderingBlock()
    gaps = GapsBlock()

    class Meta:
        icon = "help"
        label = _("Questions")


class PoolBlock(blocks.StructBlock):
    """Questions of which each attempt gets some, drawn by lot."""

    draw = blocks.IntegerBlock(label=_("how many are drawn"), min_value=1, default=1)
    questions = QuestionsBlock(label=_("questions"), min_num=1)

    class Meta:
        icon = "resubmit"
        label = _("Draw from a pool")

    def clean(self, value):
        value = super().clean(value)
        if value["draw"] > len(value["questions"]):
            sentence = _("There are fewer questions than are to be drawn.")
            raise StructBlockValidationError({"draw": ValidationError(sentence)})
        return value


class QuizBlock(QuestionsBlock):
    """What a quiz is made of: questions that everyone gets, and pools of which each attempt gets some."""

    pool = PoolBlock()
