"""A whole cohort at once, for those who follow its participants."""

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Enrolment
from common.clock import today
from reports.exports.files import excel
from reports.forms.overview import NarrowingForm, narrowing_of
from reports.selectors.cohort_overview import Overview, cohort_followed_by, cohort_overview
from reports.selectors.grid import Grid, GridRow, as_table


def followed_or_404(request, slug: str) -> tuple[Cohort, list[Enrolment]]:
    """A cohort whose participants this person follows, and they."""
    if found := cohort_followed_by(request.user, slug):
        return found
    raise Http404


@login_required
def overview(request, slug: str):
    """Figures, who needs support, and everybody day by day."""
    cohort, people = followed_or_404(request, slug)
    narrowing = narrowing_of(request.GET)
    found = cohort_overview(cohort, people, narrowing, today=today())
    form = NarrowingForm(request.GET or None)
    form.offer(found.employers)
    pages = _pages(found)
    context = {
        "cohort": cohort,
        "overview": found,
        "narrowing": narrowing,
        "form": form,
        "pages": pages,
        "grid": grid_of(found, pages),
        "query": request.GET.urlencode(),
    }
    return render(request, "reports/overview.html", context)


@login_required
def overview_excel(request, slug: str):
    """The grid as it is shown, as an Excel workbook."""
    cohort, people = followed_or_404(request, slug)
    found = cohort_overview(cohort, people, narrowing_of(request.GET), today=today())
    headings, rows = as_table(grid_of(found))
    return excel(headings, rows, name=cohort.name)


def _pages(found: Overview) -> dict[int, str]:
    """Where the page of each person is, by enrolment."""
    slug = found.cohort.slug
    return {
        line.enrolment.pk: reverse("cohorts:participant", args=[slug, line.enrolment.pk])
        for line in found.lines
    }


def grid_of(found: Overview, pages: Mapping[int, str] = MappingProxyType({})) -> Grid:
    """The people and days of an overview, each name leading to the person's page."""
    return Grid(
        caption=_("Attendance by participant and course day"),
        columns=found.columns,
        rows=[
            GridRow(
                line.name,
                pages.get(line.enrolment.pk, ""),
                line.days.shapes,
                line.total,
            )
            for line in found.lines
        ],
        bands=found.bands,
        sums=found.sums,
    )
