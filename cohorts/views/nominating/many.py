"""Many nominations at once: by file, and attested in one grid."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.exports.nominating import nomination_template
from cohorts.forms.nominating.grid import Grid, saved_grid, typed_grid
from cohorts.forms.nominating.handling import UploadForm
from cohorts.forms.nominating.nomination import SEND
from cohorts.models import Cohort
from cohorts.selectors.attestation import criteria_of
from cohorts.selectors.nominations import (
    answers_of,
    drafts_in,
    names_of_units,
    units_to_nominate_from,
)
from cohorts.services.nominations.drafting import Attested
from cohorts.services.nominations.drafting import attest as save_answers
from cohorts.services.nominations.importing import import_nominations
from cohorts.views.nominating.lists import cohort_or_404
from common.clock import today
from common.errors import RuleViolation
from organisations.selectors.professions import professions

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@login_required
def upload(request, slug: str):
    """Choose a file; it is checked whole, and becomes drafts if nothing is wrong with it."""
    cohort = cohort_or_404(request, slug)
    if not cohort.is_open_on(today()):
        return redirect("cohorts:nominating_cohort", slug)
    is_sent_in = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent_in else UploadForm()
    problems, file_name = [], ""
    if is_sent_in and form.is_valid():
        try:
            imported = import_nominations(
                by=request.user, cohort=cohort, file=form.cleaned_data["file"]
            )
        except RuleViolation as violation:
            violation.field = "file"
            form.add_violation(violation)
        else:
            if imported.nominations:
                messages.success(request, _imported(len(imported.nominations)))
                return redirect("cohorts:attest", slug)
            problems, file_name = imported.problems, form.cleaned_data["file"].name
    context = {
        "cohort": cohort,
        "form": form,
        "problems": problems,
        "file_name": file_name,
        "criteria": criteria_of(cohort.version),
    }
    return render(request, "cohorts/nominating/file.html", context)


@login_required
def template(request, slug: str):
    """The file to fill in, with the professions and the own units to pick from."""
    cohort = cohort_or_404(request, slug)
    content = nomination_template(
        criteria_of(cohort.version),
        professions=[profession.name for profession in professions()],
        units=names_of_units(units_to_nominate_from(request.user, cohort)),
    )
    name = f"{slugify(_('nominations'))}-{cohort.slug}.xlsx"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type=EXCEL, headers={"Content-Disposition": disposition})


@login_required
def attest(request, slug: str):
    """All drafts against all attested criteria; saved together, and sent when complete."""
    cohort = cohort_or_404(request, slug)
    criteria = criteria_of(cohort.version)
    drafts = list(drafts_in(request.user, cohort))
    if request.method == "POST":
        grid = typed_grid(criteria, drafts, request.POST)
        is_to_send = request.POST.get("action") == SEND
        if not grid.errors:
            try:
                done = save_answers(
                    by=request.user, cohort=cohort, given=grid.given, send_complete=is_to_send
                )
            except RuleViolation as violation:
                grid.add_violation(violation)
            else:
                _tell(request, done, is_to_send=is_to_send)
                return redirect(_next_page(done, len(drafts)), slug)
    else:
        grid = saved_grid(criteria, drafts, answers_of(drafts))
    return _show_grid(request, cohort, grid)


def _show_grid(request, cohort: Cohort, grid: Grid):
    context = {"cohort": cohort, "grid": grid, "is_open": cohort.is_open_on(today())}
    return render(request, "cohorts/nominating/attest.html", context)


def _next_page(done: Attested, drafts: int) -> str:
    is_finished = len(done.sent) == drafts
    return "cohorts:nominating_cohort" if is_finished else "cohorts:attest"


def _imported(count: int) -> str:
    words = ngettext(
        "The file is read: {n} nomination is saved as a draft. Nothing has been sent yet.",
        "The file is read: {n} nominations are saved as drafts. Nothing has been sent yet.",
        count,
    )
    return words.format(n=count)


def _tell(request, done: Attested, *, is_to_send: bool) -> None:
    if not is_to_send:
        messages.success(request, _("The answers are saved. Nothing has been sent."))
        return
    if done.sent:
        words = ngettext("{n} nomination is sent.", "{n} nominations are sent.", len(done.sent))
        messages.success(request, words.format(n=len(done.sent)))
    if done.left:
        names = ", ".join(row.name for row in done.left)
        words = _("Saved, but not sent since something is missing: %(names)s.")
        messages.warning(request, words % {"names": names})
