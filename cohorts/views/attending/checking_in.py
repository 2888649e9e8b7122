"""The code on the wall, and checking in with it."""

import segno
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cohorts.forms.attending import CheckInForm
from cohorts.selectors.attending import half_now
from cohorts.selectors.check_in import check_ins_of, open_for, wall_of
from cohorts.services import check_in as services
from cohorts.views.attending.scope import day_to_mark
from common.clock import now
from common.errors import RuleViolation


@login_required
def wall(request, slug: str, number: int):
    """The code for the projector; it fetches itself anew. Without an open check-in it says how to
    open one."""
    day = day_to_mark(request, slug, number)
    part = _part_or_404(day, request.GET.get("half") or half_now(day, now()))
    check_in = check_ins_of(day).get(part.pk)
    context = {"cohort": day.cohort, "day": day, "part": part, "check_in": check_in}
    if check_in:
        shown = wall_of(check_in, now())
        context |= {"wall": shown, "qr": qr_code(shown.address)}
    if request.htmx:
        return render(request, "cohorts/attending/partials/_wall.html", context)
    return render(request, "cohorts/attending/wall.html", context)


def qr_code(address: str) -> str:
    """A QR code as SVG without styles of its own, as the content policy wants it."""
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None))


@login_required
@require_POST
def switch_check_in(request, slug: str, number: int):
    """Open check-in for a half day, or close it."""
    day = day_to_mark(request, slug, number)
    part = _part_or_404(day, request.POST.get("half", ""))
    if "close" in request.POST:
        services.close_check_in(by=request.user, part=part)
        messages.success(request, _("Check-in is closed."))
        return redirect(f"{reverse('cohorts:attendance', args=[slug, number])}?half={part.half}")
    try:
        services.open_check_in(by=request.user, part=part)
    except RuleViolation as violation:
        messages.error(request, str(violation))
    return redirect(f"{reverse('cohorts:wall', args=[slug, number])}?half={part.half}")


def _part_or_404(day, half: str):
    part = next((part for part in day.parts.all() if part.half == half), None)
    if part is None:
        raise Http404
    return part


@login_required
def check_in(request):
    """Write the code on the wall, or come by its QR code, which fills it in."""
    form = CheckInForm(request.POST or None, initial={"code": request.GET.get("kod", "")[:12]})
    status = 200
    if request.method == "POST" and form.is_valid():
        if not ratelimit.consume(request, action="check_in", user=request.user):
            form.add_error(None, _("That were many tries. Wait a few minutes, or ask the trainer."))
            status = 429
        else:
            try:
                marked = services.check_in(by=request.user, code=form.cleaned_data["code"])
            except RuleViolation as violation:
                form.add_violation(violation)
            else:
                return render(request, "cohorts/attending/checked_in.html", {"marked": marked})
    context = {"form": form, "possible": open_for(request.user, now())}
    return render(request, "cohorts/attending/check_in.html", context, status=status)
