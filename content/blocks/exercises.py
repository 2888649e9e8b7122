"""What the reader does: reflect, answer, take a course elsewhere, take part in a lecture."""

import datetime as dt
import hashlib

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError, StructValue

from content.blocks.media import VideoBlock
from content.enums import QuizKind


class ReflectionBlock(blocks.StructBlock):
    """A question to think about. The answer is the reader's own."""

    question = blocks.CharBlock(label=_("Question"), max_length=240)

    class Meta:
        label = _("Reflection")
        icon = "comment"
        template = "content/blocks/reflection.html"
        description = _("A question to think about. Only the participant can read the answer.")
        preview_value = {
            "question": _("Which signs do you notice in yourself when there is too much to do?")
        }


class QuizValue(StructValue):
    """A question with its answers, each by an id that stays when the words are changed."""

    @property
    def options(self) -> dict[str, StructValue]:
        """The answers by id, in the order that they were written: for `order` the right one."""
        return {child.id: child.value for child in self["answers"].bound_blocks}

    @property
    def shown(self) -> list[tuple[str, StructValue]]:
        """The answers as they are shown: those to be put in order are shuffled, always alike."""
        options = list(self.options.items())
        if self["kind"] != QuizKind.ORDER:
            return options
        shuffled = sorted(options, key=lambda item: hashlib.sha256(item[0].encode()).digest())
        return shuffled[::-1] if shuffled == options else shuffled

    @property
    def right(self) -> list[str]:
        """The ids of the right answers; for `order` of all, in order."""
        is_order = self["kind"] == QuizKind.ORDER
        return [pk for pk, answer in self.options.items() if is_order or answer["is_right"]]

    def is_right(self, chosen: list[str]) -> bool:
        if self["kind"] == QuizKind.ORDER:
            return chosen == self.right
        return set(chosen) == set(self.right)


class AnswerBlock(blocks.StructBlock):
    """One answer, whether it is right, and what somebody is told who chooses it."""

    text = blocks.CharBlock(label=_("Answer"), max_length=200)
    is_right = blocks.BooleanBlock(label=_("It is right"), required=False)
    feedback = blocks.CharBlock(
        label=_("What you say to who chooses it"), required=False, max_length=300
    )


class QuizBlock(blocks.StructBlock):
    """One question. Can be answered again until it is right."""

    question = blocks.CharBlock(label=_("Question"), max_length=240)
    kind = blocks.ChoiceBlock(label=_("Kind"), choices=QuizKind.choices, default=QuizKind.SINGLE)
    answers = blocks.ListBlock(
        AnswerBlock(label=_("Answer")),
        label=_("Answers"),
        min_num=2,
        max_num=8,
        help_text=_("To be put in order: write them in the right order; they are shuffled."),
    )

    class Meta:
        label = _("Quiz question")
        icon = "help"
        template = "content/blocks/quiz.html"
        value_class = QuizValue
        description = _("A question with answers to choose among or to put in order.")
        preview_value = {
            "question": _("Who decides who belongs to the resource group?"),
            "kind": QuizKind.SINGLE,
            "answers": [
                {"text": _("The person"), "is_right": True, "feedback": ""},
                {"text": _("The case manager"), "is_right": False, "feedback": ""},
            ],
        }

    def clean(self, value):
        """A question that nobody can answer right is refused, as a draft too."""
        value = super().clean(value)
        if problem := _problem_with(value):
            raise StructBlockValidationError(non_block_errors=[ValidationError(problem)])
        return value


def _problem_with(quiz: QuizValue) -> str:
    written = [answer for answer in quiz.options.values() if answer["text"]]
    if not written:
        return ""  # a draft that has not come so far
    if len(written) < 2:
        return gettext("A question needs at least two answers.")
    right = len([answer for answer in written if answer["is_right"]])
    if quiz["kind"] == QuizKind.ORDER:
        if right:
            return gettext("Answers to be put in order are not marked as right: the order is.")
        return ""
    if not right:
        return gettext("No answer is right. Mark the one that is, or nobody can answer.")
    if right > 1 and quiz["kind"] == QuizKind.SINGLE:
        return gettext("Several answers are right. Mark one, or choose the kind with several.")
    return ""


class ExternalCourseBlock(blocks.StructBlock):
    """A course on another site; who has taken it says so here."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    provider = blocks.CharBlock(label=_("Who gives it"), max_length=120)
    address = blocks.URLBlock(label=_("Link"))
    minutes = blocks.IntegerBlock(label=_("Minutes"), required=False, min_value=1)
    about = blocks.TextBlock(label=_("What it is about"), required=False, max_length=400, rows=3)

    class Meta:
        label = _("Course elsewhere")
        icon = "link-external"
        template = "content/blocks/external_course.html"
        description = _("A link to a course on another site. The participant says when it is done.")
        preview_value = {
            "title": _("To talk with children about illness"),
            "provider": _("The university"),
            "address": "https://kurs.example/",
            "minutes": 40,
        }


class LectureBlock(blocks.StructBlock):
    """A lecture on line: link and time, and afterwards the recording."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    lecturer = blocks.CharBlock(label=_("Who lectures"), required=False, max_length=120)
    starts_at = blocks.DateTimeBlock(label=_("Begins"))
    ends_at = blocks.DateTimeBlock(label=_("Ends"))
    address = blocks.URLBlock(label=_("Link to the meeting"))
    recording = blocks.ListBlock(
        VideoBlock(label=_("Film")),
        label=_("Recording"),
        default=[],
        min_num=0,
        max_num=1,
        help_text=_("Add it when the lecture has been given."),
    )

    class Meta:
        label = _("Lecture on line")
        icon = "calendar-alt"
        template = "content/blocks/lecture.html"
        description = _("The link and the time of a lecture on line; afterwards the recording.")
        preview_value = {
            "title": _("Early signs"),
            "starts_at": dt.datetime(2030, 1, 15, 12, tzinfo=dt.UTC),
            "ends_at": dt.datetime(2030, 1, 15, 13, tzinfo=dt.UTC),
            "address": "https://mote.example/",
        }

    def clean(self, value):
        value = super().clean(value)
        begins, ends = value.get("starts_at"), value.get("ends_at")
        if begins and ends and ends <= begins:
            raise StructBlockValidationError(
                block_errors={"ends_at": ValidationError(gettext("It ends after it begins."))}
            )
        return value


EXERCISE_BLOCKS = [
    ("reflection", ReflectionBlock()),
    ("quiz", QuizBlock()),
    ("external_course", ExternalCourseBlock()),
    ("lecture", LectureBlock()),
]
