"""Answering a course evaluation. Nothing of an answer is put into the session, an address or a
message: what was typed is only ever in the page itself."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from cohorts.forms.evaluating import EvaluationForm
from cohorts.selectors.evaluating.asking import (
    evaluations_asked,
    has_answered,
    questions_of,
    sections_of,
)
from cohorts.services.evaluating.answering import answer
from common.clock import today
from common.errors import RuleViolation
from common.numbers import number as number_in


@sensitive_post_parameters()
@login_required
def answer_evaluation(request, pk: int):
    """The form, one screen for each group of questions; the last one sends everything."""
    evaluation = get_object_or_404(evaluations_asked(request.user), pk=pk)
    if has_answered(request.user, evaluation):
        return redirect("cohorts:evaluation_answered", pk=pk)
    if not evaluation.is_open_on(today()):
        return render(request, "cohorts/evaluating/closed.html", {"evaluation": evaluation})
    questions = questions_of(evaluation)
    sections = sections_of(questions)
    step = _number(request.POST.get("step"), len(sections))
    if "back" in request.POST:
        step = max(step - 1, 0)
        form = _carried(request, questions, sections[step])
    elif request.method == "POST":
        form = EvaluationForm(questions, request.POST, shown=sections[step].questions)
        if form.is_valid() and step + 1 < len(sections):
            step += 1
            form = _carried(request, questions, sections[step])
        elif form.is_valid() and _taken_in(request, evaluation, form):
            return redirect("cohorts:evaluation_answered", pk=pk)
    else:
        form = EvaluationForm(questions, shown=sections[step].questions)
    context = {
        "evaluation": evaluation,
        "form": form,
        "section": sections[step],
        "step": step + 1,
        "steps": len(sections),
        "questions": len(questions),
        "fields": [form[f"q{question.pk}"] for question in sections[step].questions],
    }
    return render(request, "cohorts/evaluating/answer.html", context)


@login_required
def evaluation_answered(request, pk: int):
    """Thank you. Says that one has answered, and nothing of what."""
    evaluation = get_object_or_404(evaluations_asked(request.user), pk=pk)
    if not has_answered(request.user, evaluation):
        return redirect("cohorts:answer_evaluation", pk=pk)
    return render(request, "cohorts/evaluating/thanks.html", {"evaluation": evaluation})


def _number(text: str | None, steps: int) -> int:
    """The screen that was sent, from 0."""
    number = number_in(text or "") or 1
    return min(max(number, 1), steps) - 1


def _carried(request, questions, section) -> EvaluationForm:
    """Another screen with all that was typed so far, and nothing refused yet."""
    initial = {name: value for name, value in request.POST.items() if name.startswith("q")}
    return EvaluationForm(questions, initial=initial, shown=section.questions)


def _taken_in(request, evaluation, form) -> bool:
    """Whether the answers are saved; if not, the form says why. Somebody who sends twice is
    thanked, and counted once."""
    try:
        answer(by=request.user, evaluation=evaluation, answers=form.answers())
    except RuleViolation as violation:
        if violation.code == "answered":
            return True
        form.add_violation(violation)
        return False
    return True
