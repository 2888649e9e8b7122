"""The exercises of a module as one reader has answered them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from wagtail.blocks.stream_block import StreamValue
from wagtail.blocks.struct_block import StructValue

from common.prepared import KEY, prepared
from content.blocks.exercises import QuizValue
from content.enums import QuizKind
from content.models import ExerciseAnswer, ModulePage, ReflectionAnswer

ANSWERED = frozenset({"quiz", "external_course"})


@dataclass(frozen=True)
class Given:
    """What somebody has just sent that is not kept: refused, or sent by a visitor."""

    block: str
    text: str = ""
    chosen: Sequence[str] = ()
    refused: str = ""


@dataclass(frozen=True)
class Exercises:
    """What the page needs to draw the exercises; keys are the blocks' ids."""

    slug: str
    is_open: bool  # answers are kept: somebody has logged in, and it is no preview
    answers: dict[str, ExerciseAnswer] = field(default_factory=dict)
    reflections: dict[str, ReflectionAnswer] = field(default_factory=dict)
    given: Given | None = None

    def given_to(self, block: str) -> Given | None:
        return self.given if self.given and self.given.block == block else None


@dataclass(frozen=True)
class QuizShown:
    """A quiz question with what was answered, and what is said to that."""

    is_answered: bool = False
    is_right: bool = False
    chosen: Collection[str] = ()
    refused: str = ""
    told: Sequence[tuple[StructValue, bool | None]] = ()  # chosen answers; right or not
    misses: int = 0  # right answers that were not chosen
    places: dict[str, int] = field(default_factory=dict)


def exercises_of(person, module: ModulePage, given: Given | None = None) -> Exercises:
    """What `person` has answered in the module. Two queries at most: none where nothing is asked,
    and none for a visitor."""
    if not person.is_authenticated:
        return Exercises(module.slug, is_open=False, given=given)
    kinds = {block["type"] for block in module.body.raw_data}
    own = {"person": person.pk, "module": module.pk}
    answers = _answers_of(**own) if kinds & ANSWERED else ()
    reflections = _reflections_of(**own) if "reflection" in kinds else ()
    return Exercises(
        module.slug,
        is_open=True,
        answers={str(row.block): row for row in answers},
        reflections={str(row.block): row for row in reflections},
        given=given,
    )


@prepared(person=KEY, module=KEY)
def _answers_of(person, module):
    return ExerciseAnswer.objects.filter(person=person, module=module)


@prepared(person=KEY, module=KEY)
def _reflections_of(person, module):
    return ReflectionAnswer.objects.filter(person=person, module=module)


def exercise_at(module: ModulePage, block: str, kind: str) -> StreamValue.StreamChild | None:
    """The exercise of a kind with an id, if the module has it. No query."""
    found = (child for child in module.body if child.id == block)
    return next((child for child in found if child.block_type == kind), None)


def quiz_shown(quiz: QuizValue, block: str, exercises: Exercises) -> QuizShown:
    """How a question is drawn for the reader. No query."""
    given, answer = exercises.given_to(block), exercises.answers.get(block)
    chosen = given.chosen if given else answer.chosen if answer else ()
    chosen = [pk for pk in chosen if pk in quiz.options]  # others have been taken away since
    places = {pk: number for number, pk in enumerate(chosen, start=1)}
    if given and given.refused:
        return QuizShown(chosen=chosen, refused=given.refused, places=places)
    if not chosen:
        return QuizShown()
    is_order = quiz["kind"] == QuizKind.ORDER
    told = [(quiz.options[pk], None if is_order else pk in quiz.right) for pk in chosen]
    return QuizShown(
        is_answered=True,
        is_right=quiz.is_right(chosen),
        chosen=chosen,
        told=told,
        misses=0 if is_order else len(set(quiz.right) - set(chosen)),
        places=places,
    )


def exercises_left(module: ModulePage, exercises: Exercises) -> int:
    """How many questions are not answered right, and courses elsewhere not taken. No query."""
    left = 0
    for child in module.body:
        if child.block_type == "quiz":
            left += not quiz_shown(child.value, child.id, exercises).is_right
        elif child.block_type == "external_course":
            left += child.id not in exercises.answers
    return left
