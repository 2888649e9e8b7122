"""What readers send from a module. Each address is the page's own, and leads back to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.errors import RuleViolation
from content.enums import QuizKind
from content.selectors.exercises import Given, exercise_at
from content.selectors.modules import module_at
from content.selectors.reading import reading_of
from content.services.progress import (
    answer_quiz,
    check_answer,
    finish_module,
    save_reflection,
    take_external_course,
)
from content.views.modules import not_for


@require_POST
def quiz(request, slug, block):
    """Answer a question. A visitor is told the same, and nothing is kept."""
    module = module_at(request.user, slug)
    if module is None:
        return not_for(request)
    exercise = _exercise_or_404(module, block, "quiz")
    chosen = _chosen(request.POST, exercise.value)
    try:
        if request.user.is_authenticated:
            answer_quiz(by=request.user, module=module, exercise=exercise, chosen=chosen)
            return _back_to(module, exercise)
        check_answer(exercise, chosen)
        request.given = Given(exercise.id, chosen=chosen)
    except RuleViolation as violation:
        request.given = Given(exercise.id, chosen=chosen, refused=str(violation))
    return module.serve(request)


def _chosen(sent, question) -> list[str]:
    """The ids of the answers; put in order those that have a number, by it."""
    if question["kind"] != QuizKind.ORDER:
        return sent.getlist("answer")
    places = {pk: sent.get(pk, "") for pk in question.options}
    if len(set(places.values())) < len(places) or not all(map(str.isdecimal, places.values())):
        return []
    return sorted(places, key=lambda pk: int(places[pk]))


@require_POST
def reflection(request, slug, block):
    """Keep what somebody thinks; what can't be kept stays in the field."""
    module = _own_module(request, slug)
    if module is None:
        return not_for(request)
    exercise = _exercise_or_404(module, block, "reflection")
    text = request.POST.get("text", "")
    try:
        save_reflection(by=request.user, module=module, exercise=exercise, text=text)
    except RuleViolation as violation:
        request.given = Given(exercise.id, text=text, refused=str(violation))
        return module.serve(request)
    return _back_to(module, exercise)


@require_POST
def external_course(request, slug, block):
    """Say that a course elsewhere is taken."""
    module = _own_module(request, slug)
    if module is None:
        return not_for(request)
    exercise = _exercise_or_404(module, block, "external_course")
    take_external_course(by=request.user, module=module, exercise=exercise)
    return _back_to(module, exercise)


@require_POST
def finish(request, slug):
    """Say that the module is done, and go on to the next that is not."""
    module = _own_module(request, slug)
    if module is None:
        return not_for(request)
    try:
        finish_module(by=request.user, module=module)
    except RuleViolation as violation:
        messages.error(request, str(violation))
        return redirect("content:module", module.slug)
    messages.success(request, _("“%(module)s” is done.") % {"module": module.title})
    way = reading_of(request.user, module)
    coming = way.next if way and way.next else None
    return redirect("content:module", (coming.module if coming else module).slug)


def _own_module(request, slug):
    """The module, for somebody who has logged in."""
    return module_at(request.user, slug) if request.user.is_authenticated else None


def _exercise_or_404(module, block, kind):
    exercise = exercise_at(module, str(block), kind)
    if exercise is None:
        raise Http404
    return exercise


def _back_to(module, exercise):
    return redirect(f"{module.url}#ovning-{exercise.id}")
