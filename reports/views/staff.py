"""The manager's pages: the staff, one cohort, and who is away."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from common.clock import today
from organisations.roles import Permission
from reports.exports import files
from reports.forms.staff import StaffFilterForm, UnitFilterForm, narrowing_of
from reports.selectors.grid import Grid, GridRow
from reports.selectors.staff.away import away_weeks
from reports.selectors.staff.courses import STAGE_LABELS, courses_seen_by
from reports.selectors.staff.overview import COLUMNS, cohort_lines, staff_overview
from reports.selectors.staff.own import own_cohort

WEEKS_AHEAD = 26
PER_PAGE = 25
COHORTS_SHOWN = 6
UNITS_SHOWN = 8
WRITERS = {"excel": files.excel, "csv": files.csv}


def manager_or_404(request):
    """Who is logged in, if they lead anybody."""
    if not request.user.may(Permission.SEE_STAFF):
        raise Http404
    return request.user


def headings() -> list[str]:
    """Above the list of people, on the page and in the file."""
    return [
        _("Name"),
        _("Unit"),
        _("Course"),
        _("Course days"),
        _("State"),
        _("Left to the certificate"),
        _("Away next"),
    ]


@login_required
def staff(request):
    """The own organisation's people: figures, units, cohorts, and the list."""
    person = manager_or_404(request)
    narrowing = narrowing_of(request.GET)
    overview = staff_overview(person, narrowing, today=today())
    units = list(overview.reach.units.values())
    context = {
        "overview": overview,
        "narrowing": narrowing,
        "form": StaffFilterForm(request.GET or None, units=units),
        "page": Paginator(overview.shown, PER_PAGE).get_page(request.GET.get("page")),
        "headings": headings(),
        "columns": [STAGE_LABELS[stage] for stage in COLUMNS],
        "cohorts": overview.cohorts[:COHORTS_SHOWN],
        "unit_parts": [overview.units[:UNITS_SHOWN], overview.units[UNITS_SHOWN:]],
        "top": units[0] if units else None,
        "query": _query(request),
    }
    return render(request, "reports/staff.html", context)


@login_required
def staff_file(request, kind: str):
    """The list of people as it is shown, all pages of it, as Excel or CSV."""
    person = manager_or_404(request)
    overview = staff_overview(person, narrowing_of(request.GET), today=today())
    rows = [row.cells for row in overview.shown]
    return WRITERS[kind](headings(), rows, name=_("Staff"))


@login_required
def cohorts(request):
    """All cohorts that own people take or have taken part in."""
    person = manager_or_404(request)
    lines = cohort_lines(courses_seen_by(person, today=today()))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/staff_cohorts.html", {"page": page})


@login_required
def cohort(request, slug: str):
    """The own people in one cohort, day by day, and what is left."""
    own = own_cohort(manager_or_404(request), slug, today=today())
    if own is None:
        raise Http404
    grid = Grid(
        caption=_("Course days by person"),
        columns=own.columns,
        rows=[_grid_row(line) for line in own.lines],
        bands=own.bands,
    )
    context = {"own": own, "grid": grid, "headings": headings()}
    return render(request, "reports/staff_cohort.html", context)


def _grid_row(line) -> GridRow:
    url = reverse("reports:employee", args=[line.row.affiliation_id])
    return GridRow(line.row.name, url, line.days.shapes, line.total)


@login_required
def away(request):
    """Who is away on course days, week by week; made to be printed and pinned up."""
    person = manager_or_404(request)
    found = _away(request, person)
    context = {
        "away": found,
        "ahead": WEEKS_AHEAD,
        "form": UnitFilterForm(request.GET or None, units=found.units),
        "query": _query(request),
    }
    return render(request, "reports/away.html", context)


@login_required
def away_file(request, kind: str):
    """The same as Excel or CSV: a line for each person and day."""
    found = _away(request, manager_or_404(request))
    names = [_("Week"), _("Day"), _("Course"), _("Name"), _("Unit")]
    return WRITERS[kind](names, found.cells, name=_("Who is away"))


def _away(request, person):
    unit = request.GET.get("unit", "")
    return away_weeks(person, since=today(), weeks=WEEKS_AHEAD, unit=unit)


def _query(request) -> str:
    """What the list was asked for, for a link to the file: all pages of it."""
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
