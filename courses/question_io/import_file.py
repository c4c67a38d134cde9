"""Import of questions into the draft of a quiz. Nothing is published."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from learning.core.files import encodings

from ..models import QuestionFile, QuizPage
from ..quizzes.blocks import QuestionsBlock
from . import block_mapping, formats, image_library, text_conversion
from .question import NotTaken, Question, Remark

# A file that is not confirmed is deleted after this time.
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class ImportedQuestion:
    """A question to import: the block's type, its value, and what the dry run shows of it."""

    question: Question
    kind: str
    value: object = field(repr=False)

    @property
    def label(self):
        return QuestionsBlock().child_blocks[self.kind].label

    @property
    def asked(self):
        return text_conversion.plain(self.value["text"].source)


@dataclass
class ImportPlan:
    """Result of a dry run. `remarks` are on added questions: what of them is lost, and what is still to be done."""

    entries: list = field(default_factory=list)
    left_out: list = field(default_factory=list)
    remarks: list = field(default_factory=list)
    # The numbers of the questions that the conversion changes.
    changed: set = field(default_factory=set)


def may_import(page, user):
    """Return whether `user` may import questions into `page`, which must be the quiz's main page.

    In other languages the questions are translated, and keep the same ids.
    """
    is_main = page.alias_of_id is None and page.pk == _main(page).pk
    return is_main and page.permissions_for_user(user).can_edit()


def _main(page):
    return QuizPage.objects.filter(translation_key=page.translation_key, alias_of=None).order_by("pk").first() or page


@transaction.atomic
def keep(page, name, content, by):
    """Store an uploaded file for its dry run. Raise `UnreadableFile` if it can't be read.

    A file whose encoding is uncertain is stored too: the user chooses the encoding next.
    """
    with suppress(encodings.Uncertain):
        formats.read(content, page.locale.language_code)
    QuestionFile.objects.filter(uploaded_at__lt=timezone.now() - KEPT).delete()
    QuestionFile.objects.filter(page=page, uploaded_by=by).delete()
    return QuestionFile.objects.create(page=page, name=name[-200:], content=content, uploaded_by=by)


@transaction.atomic
def choose_encoding(file, encoding):
    """Read `file` in `encoding`, one of those that were previewed, and store it.

    Raise `UnreadableFile` if it can't be read.
    """
    file = QuestionFile.objects.select_for_update(of=("self",)).select_related("page__locale").get(pk=file.pk)
    if encoding in {one.encoding for one in encodings.previews(bytes(file.content))}:
        formats.read(bytes(file.content), file.page.locale.language_code, encoding)
        file.encoding = encoding
        file.save(update_fields=["encoding"])


def dry_run(file):
    """Return the ImportPlan of `file`. Raise `encodings.Uncertain` while its encoding is not chosen."""
    reading = formats.read(bytes(file.content), file.page.locale.language_code, file.encoding)
    plan = ImportPlan(left_out=reading.left_out)
    for number, question in reading.numbered:
        try:
            kind, value, lost = block_mapping.to_block(question)
        except NotTaken as refused:
            plan.left_out.append(Remark(number, question.title, str(refused)))
            continue
        _add(plan, ImportedQuestion(question, kind, value), number, [*question.losses, *lost])
    if plan.entries:
        plan.remarks += reading.on_the_file
    for lines in (plan.left_out, plan.remarks):
        lines.sort(key=lambda line: line.number)
    return plan


def _add(plan, entry, number, lost):
    plan.entries.append(entry)
    plan.changed |= {number} if lost else set()
    told = dict.fromkeys([*lost, *_of_picture(entry.question)])
    plan.remarks += [Remark(number, entry.question.title, sentence, is_taken=True) for sentence in told]


def _of_picture(question):
    if question.picture and not question.picture.alt:
        return [_("Its picture has no alternative text: write it before you publish.")]
    return []


@transaction.atomic
def import_file(file, by):
    """Add the questions of the dry run at the end of the page's draft, once. Return (the new draft, its ImportPlan).

    Return None if the file was imported already. Raise PermissionDenied if `by` may not edit the page in its current
    state.
    """
    Page.objects.select_for_update().get(pk=file.page_id)
    plan = dry_run(file)
    if not QuestionFile.objects.filter(pk=file.pk).delete()[0]:
        return None
    page = QuizPage.objects.get(pk=file.page_id)
    if not may_import(page, by) or page.permissions_for_user(by).page_locked():
        raise PermissionDenied
    draft = page.get_latest_revision_as_object()
    for entry in plan.entries:
        draft.questions.append((entry.kind, _with_picture(entry, by)))
    if plan.entries:
        draft.save_revision(user=by, changed=True, log_action=True)
    return draft, plan


def _with_picture(entry, by):
    picture = entry.question.picture
    image = image_library.image_of(picture, entry.question.title, by) if picture else None
    if image is None:
        return entry.value
    block = QuestionsBlock().child_blocks[entry.kind]
    return block.to_python({**block.get_prep_value(entry.value), "picture": {"image": image.pk, "alt": picture.alt}})
