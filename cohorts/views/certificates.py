"""Issuing certificates, and the public page where anyone can check one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cohorts.forms.certificates import CodeForm, RevocationForm
from cohorts.selectors.certificates import (
    certificate_with,
    certificates_of,
    certificates_seen_by,
    content_of,
    normalise_code,
)
from cohorts.selectors.cohorts import cohorts_where
from cohorts.services.certificates import issue_certificates, revoke_certificate
from common.errors import RuleViolation
from organisations.roles import Permission


@login_required
def certificates(request, slug: str):
    """Who fulfils everything, who has something left; issues to all who are ready."""
    cohort = get_object_or_404(cohorts_where(request.user, Permission.ISSUE_CERTIFICATE), slug=slug)
    rows = certificates_of(cohort)
    ready = [row.enrolment for row in rows if row.is_ready]
    if request.method == "POST":
        try:
            issued = issue_certificates(by=request.user, cohort=cohort, enrolments=ready)
        except RuleViolation as violation:
            messages.error(request, str(violation))
        else:
            count = len(issued.certificates)
            text = ngettext("One certificate issued.", "{count} certificates issued.", count)
            messages.success(request, text.format(count=count))
        return redirect("cohorts:certificates", slug=slug)
    context = {"cohort": cohort, "rows": rows, "ready": len(ready)}
    return render(request, "cohorts/certificates/list.html", context)


@login_required
def revoke(request, code: str):
    """Take a certificate back, with a reason."""
    certificate = get_object_or_404(
        certificates_seen_by(request.user).defer("pdf"), code=code, revoked_at=None
    )
    cohort = get_object_or_404(
        cohorts_where(request.user, Permission.ISSUE_CERTIFICATE),
        pk=certificate.enrolment.cohort_id,
    )
    form = RevocationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            revoke_certificate(by=request.user, certificate=certificate, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("The certificate is revoked."))
            return redirect("cohorts:certificates", slug=cohort.slug)
    context = {"certificate": certificate, "cohort": cohort, "form": form}
    return render(request, "cohorts/certificates/revoke.html", context)


@login_required
def certificate_pdf(request, code: str):
    """The document itself, for its owner and for those who issue in the cohort."""
    certificate = get_object_or_404(certificates_seen_by(request.user), code=code)
    response = HttpResponse(bytes(certificate.pdf), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="intyg-{certificate.serial}.pdf"'
    return response


def verify(request):
    """Type a code, see what it stands for. Unknown and malformed codes are answered alike."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect(
            "cohorts:certificate", code=normalise_code(form.cleaned_data["code"]) or "-"
        )
    return render(request, "cohorts/certificates/verify.html", {"form": form})


def certificate(request, code: str):
    """What a certificate certifies: no more about the person than the paper says."""
    found = certificate_with(code)
    if found is None:
        form = CodeForm({"code": code})
        form.is_valid()
        form.add_error(
            "code", _("There is no certificate with this code. Check it letter by letter.")
        )
        return render(request, "cohorts/certificates/verify.html", {"form": form}, status=404)
    may_open = (
        request.user.is_authenticated
        and certificates_seen_by(request.user).filter(pk=found.pk).exists()
    )
    context = {"certificate": found, "content": content_of(found), "may_open": may_open}
    return render(request, "cohorts/certificates/certificate.html", context)
