"""What came of course evaluations, for trainers and the joint board."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from cohorts.exports.evaluating import evaluations_workbook
from cohorts.selectors.cohorts import cohorts_where
from cohorts.selectors.evaluating.comparing import beside_others, compare_days
from cohorts.selectors.evaluating.results import (
    comments_in,
    comments_of,
    evaluations_seen_by,
    numbered,
    results_in,
)
from organisations.roles import Permission

PER_PAGE = 25
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def evaluations(request):
    """All forms of the cohorts that one works with, the latest first."""
    if not request.user.may(Permission.SEE_EVALUATIONS):
        raise Http404
    page = Paginator(evaluations_seen_by(request.user), PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "results": numbered(page)}
    return render(request, "cohorts/evaluating/list.html", context)


@login_required
def cohort_evaluations(request, slug: str):
    """One cohort: its days beside each other."""
    cohort = _cohort_or_404(request, slug)
    results = results_in(cohort)
    context = {
        "cohort": cohort,
        "results": results,
        "whole": [result for result in results if not result.evaluation.day_id],
        "days": compare_days(results),
    }
    return render(request, "cohorts/evaluating/cohort.html", context)


@login_required
def evaluations_file(request, slug: str):
    """The same as an Excel workbook, with all that was written."""
    cohort = _cohort_or_404(request, slug)
    results = results_in(cohort)
    content = evaluations_workbook(results, comments_in(results), sheet=cohort.name)
    response = HttpResponse(content, content_type=EXCEL)
    response["Content-Disposition"] = f'attachment; filename="utvarderingar-{slug}.xlsx"'
    return response


@login_required
def day_evaluation(request, slug: str, number: int):
    """One day: how the answers fall, what was written, and other days and cohorts."""
    return _result(request, slug, number)


@login_required
def course_evaluation(request, slug: str):
    """The same about the whole course."""
    return _result(request, slug, None)


def _result(request, slug: str, number: int | None):
    cohort = _cohort_or_404(request, slug)
    results, others = beside_others(request.user, cohort, number)
    result = next((row for row in results if _number(row) == number), None)
    if result is None:
        raise Http404
    context = {
        "cohort": cohort,
        "result": result,
        "comments": comments_of(result),
        "days": compare_days(results) if number else None,
        "others": others,
    }
    return render(request, "cohorts/evaluating/result.html", context)


def _number(result) -> int | None:
    day = result.evaluation.day
    return day.plan.number if day else None


def _cohort_or_404(request, slug: str):
    return get_object_or_404(cohorts_where(request.user, Permission.SEE_EVALUATIONS), slug=slug)
