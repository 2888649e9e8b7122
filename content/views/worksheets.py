"""The worksheets: the list, a sheet to fill in, the same on paper, and a group's versions.

Nothing that is filled in comes here: the sheet's form has no address, its fields no names.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from common.errors import RuleViolation
from content.forms.worksheets import VersionsForm
from content.selectors.sections import sections_of
from content.selectors.worksheets import (
    cohorts_written_for,
    sheet_for,
    sheets_of_group,
    worksheets_by_phase,
)
from content.services.worksheet_paper import worksheet_pdf
from content.services.worksheets import choose_versions
from courses.enums import VersionState
from courses.models.evaluation import lines_of

LONGEST_SEARCH = 80
A_DAY = 60 * 60 * 24


def worksheets(request):
    """What the reader may use, phase by phase."""
    words = request.GET.get("q", "")[:LONGEST_SEARCH].strip()
    phases = worksheets_by_phase(request.user, words)
    return render(request, "content/worksheets/list.html", {"phases": phases, "words": words})


def worksheet(request, slug: str, number: int | None = None):
    """A sheet to fill in and take along: in the version of the reader's group, or the one asked
    for."""
    sheet = sheet_for(request.user, slug, number)
    if sheet is None:
        return _not_for(request)
    context = {
        "sheet": sheet,
        "sections": sections_of(sheet.version),
        "support": lines_of(sheet.version.support),
    }
    response = render(request, "content/worksheets/sheet.html", context)
    response["Cache-Control"] = "no-store"  # a page of the past would come back filled in
    return response


def worksheet_pdf_file(request, slug: str, number: int):
    """The empty sheet as PDF."""
    sheet = sheet_for(request.user, slug, number)
    if sheet is None:
        return _not_for(request)
    response = HttpResponse(worksheet_pdf(sheet.version), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{slug}-{number}.pdf"'
    if sheet.version.state != VersionState.DRAFT:
        response["Cache-Control"] = f"private, max-age={A_DAY}"
    return response


def _not_for(request):
    """Who has not said who they are may do so; for others it does not exist."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)


@login_required
def group_worksheets(request, slug: str):
    """The trainer chooses which version of each worksheet the group uses."""
    cohort = get_object_or_404(cohorts_written_for(request.user), slug=slug)
    sheets = sheets_of_group(cohort)
    form = VersionsForm(request.POST or None, sheets=sheets)
    if request.method == "POST" and form.is_valid():
        try:
            choose_versions(by=request.user, cohort=cohort, numbers=form.numbers)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The choices are saved. The group meets them at once."))
            return redirect("content:group_worksheets", slug=slug)
    context = {"cohort": cohort, "sheets": sheets, "form": form}
    return render(request, "content/worksheets/group.html", context)
