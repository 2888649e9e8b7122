"""What the blocks of a module show of the reader: `{% load exercises %}`."""

from django.template import Library
from wagtail.documents.models import AbstractDocument

from common.clock import now
from common.file_kinds import KINDS, suffix_of
from content.blocks import SHARED
from content.models import ModulePage
from content.selectors.exercises import Exercises, Given, QuizShown, exercises_of
from content.selectors.exercises import quiz_shown as shown

register = Library()


@register.simple_tag(takes_context=True)
def reader_exercises(context, module: ModulePage) -> Exercises:
    """What the reader has answered; in a preview nothing, and nothing can be sent."""
    request = context["request"]
    if getattr(request, "is_preview", False):
        return Exercises("", is_open=False)
    return exercises_of(request.user, module, getattr(request, "given", None))


@register.simple_tag
def blocks_of(module: ModulePage, *, is_easy: bool) -> list:
    """What is read, block by block: the ordinary text, or the easy one and after it what is the
    same in both."""
    if not is_easy:
        return list(module.body)
    return [*module.easy_body, *(child for child in module.body if child.block_type in SHARED)]


@register.simple_tag(takes_context=True)
def quiz_shown(context, quiz, block: str) -> QuizShown:
    """The question as the reader has answered it."""
    exercises = context.get("exercises")
    return shown(quiz, block, exercises) if exercises else QuizShown()


@register.simple_tag(takes_context=True)
def reflection_shown(context, block: str) -> dict:
    """What the reader has written; or just typed, if it was refused."""
    exercises = context.get("exercises")
    if exercises is None:
        return {}
    kept, given = exercises.reflections.get(block), exercises.given_to(block) or Given(block)
    return {
        "text": given.text or (kept.text if kept else ""),
        "changed_at": kept.changed_at if kept else None,
        "refused": given.refused,
    }


@register.simple_tag(takes_context=True)
def is_taken(context, block: str) -> bool:
    """Whether the reader has taken the course elsewhere."""
    exercises = context.get("exercises")
    return exercises is not None and block in exercises.answers


@register.filter
def content_type(document: AbstractDocument) -> str:
    """What a browser is told that the file is."""
    return KINDS[suffix_of(document.filename)].content_type


@register.filter
def is_past(moment) -> bool:
    return moment is not None and moment < now()
