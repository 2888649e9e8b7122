"""What readers do with a module: answer, reflect, say that they are done."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.blocks.stream_block import StreamValue

from common import audit
from common.clock import now
from common.errors import RuleViolation
from common.guard import assert_identifies_nobody
from content.enums import QuizKind
from content.models import ExerciseAnswer, ModuleDone, ModulePage, ReflectionAnswer
from content.selectors.exercises import exercises_left, exercises_of


def check_answer(exercise: StreamValue.StreamChild, chosen: Sequence[str]) -> None:
    """Refuse what is no whole answer to a quiz question: nothing, something else than its answers,
    or an order with gaps. Raises `RuleViolation("not_answered")`."""
    quiz = exercise.value
    known = all(pk in quiz.options for pk in chosen)
    if quiz["kind"] == QuizKind.ORDER:
        if not known or sorted(chosen) != sorted(quiz.options):
            raise RuleViolation("not_answered", _("Give each a number of its own."))
    elif not chosen or not known:
        raise RuleViolation("not_answered", _("Choose an answer."))


@transaction.atomic
def answer_quiz(
    *, by, module: ModulePage, exercise: StreamValue.StreamChild, chosen: Sequence[str]
) -> ExerciseAnswer:
    """Keep the latest answer of `by` and count the tries; one that was right stays so.

    Raises `RuleViolation("not_answered")`.
    """
    check_answer(exercise, chosen)
    is_right = exercise.value.is_right(list(chosen))
    return _keep(by, module, exercise, chosen=list(chosen), is_right=is_right)


@transaction.atomic
def take_external_course(
    *, by, module: ModulePage, exercise: StreamValue.StreamChild
) -> ExerciseAnswer:
    """`by` says that they have taken a course elsewhere. Once is enough."""
    answer = _keep(by, module, exercise, chosen=[], is_right=True)
    audit.record(by=by, action="external_course.take", on=module, after={"block": exercise.id})
    return answer


def _keep(by, module, exercise, *, chosen: list[str], is_right: bool) -> ExerciseAnswer:
    key = {"person": by, "module": module, "block": exercise.id}
    said = {"chosen": chosen, "is_right": is_right, "answered_at": now()}
    answer, is_new = ExerciseAnswer.objects.get_or_create(**key, defaults=said)
    if not is_new and not answer.is_right:
        ExerciseAnswer.objects.filter(pk=answer.pk).update(**said, tries=F("tries") + 1)
        answer.refresh_from_db()
    return answer


def save_reflection(
    *, by, module: ModulePage, exercise: StreamValue.StreamChild, text: str
) -> None:
    """Keep what `by` thinks, for nobody but themselves; an empty text takes it away.

    Raises `RuleViolation` where the text names or numbers somebody; nothing of it is kept then.
    """
    assert_identifies_nobody([(_("your text"), text)], what=_("The text"), field="text")
    key = {"person": by, "module": module, "block": exercise.id}
    if text.strip():
        said = {"text": text.strip(), "changed_at": now()}
        ReflectionAnswer.objects.update_or_create(**key, defaults=said)
    else:
        ReflectionAnswer.objects.filter(**key).delete()


@transaction.atomic
def finish_module(*, by, module: ModulePage) -> ModuleDone:
    """`by` has gone through the module. Doing so again changes nothing.

    Raises `RuleViolation("exercises_left")` while a question is not answered right, or a course
    elsewhere not taken.
    """
    if left := exercises_left(module, exercises_of(by, module)):
        raise RuleViolation(
            "exercises_left",
            ngettext(
                "One exercise is left in the module.",
                "%(number)s exercises are left in the module.",
                left,
            )
            % {"number": left},
            _("Answer the questions until they are right, and take the courses it leads to."),
        )
    done, is_new = ModuleDone.objects.get_or_create(
        person=by, module=module, defaults={"done_at": now()}
    )
    if is_new:
        audit.record(by=by, action="module.finish", on=module)
    return done
