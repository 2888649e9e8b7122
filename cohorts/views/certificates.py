"""Issuing, correcting and revoking certificates, and the public page where anyone checks one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _

from cohorts.forms.certificates import CodeForm, CorrectionForm, IssueForm, RevocationForm
from cohorts.selectors.certificates import (
    certificate_with,
    certificates_of,
    certificates_seen_by,
    certificates_to_correct,
    content_of,
    normalise_code,
)
from cohorts.selectors.certifying import LANGUAGES
from cohorts.selectors.cohorts import cohorts_where
from cohorts.services.certificates import (
    correct_certificate,
    issue_certificates,
    revoke_certificate,
)
from common.errors import RuleViolation
from organisations.roles import Permission


@login_required
def certificates(request, slug: str):
    """Who gets one now, who does not and why; issues to all who are ready."""
    cohort = get_object_or_404(cohorts_where(request.user, Permission.ISSUE_CERTIFICATE), slug=slug)
    batch = certificates_of(cohort)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = issue_certificates(
                by=request.user,
                cohort=cohort,
                enrolments=[row.enrolment for row in batch.ready],
                **form.cleaned_data,
            )
        except RuleViolation as violation:
            messages.error(request, str(violation))
        else:
            count = len(issued.certificates)
            text = ngettext("One certificate issued.", "{count} certificates issued.", count)
            messages.success(request, text.format(count=count))
        return redirect("cohorts:certificates", slug=slug)
    not_yet = [(row, row.left_in(get_language())) for row in batch.not_yet]
    context = {"cohort": cohort, "batch": batch, "not_yet": not_yet, "form": form}
    return render(request, "cohorts/certificates/list.html", context)


def _standing(person, code: str):
    """A certificate that stands, in a cohort where the person issues; 404 otherwise."""
    cohorts = cohorts_where(person, Permission.ISSUE_CERTIFICATE).values("pk")
    return get_object_or_404(certificates_to_correct(person, cohorts), code=code)


@login_required
def revoke(request, code: str):
    """Take a certificate back, with a reason."""
    certificate = _standing(request.user, code)
    cohort = certificate.enrolment.cohort
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
def correct(request, code: str):
    """Issue a new certificate in place of one with a fault."""
    certificate = _standing(request.user, code)
    cohort = certificate.enrolment.cohort
    form = CorrectionForm(request.POST or None, initial={"language": certificate.language})
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_certificate(
                by=request.user, certificate=certificate, **form.cleaned_data
            )
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            messages.success(request, _("A new certificate is issued, and the old one revoked."))
            return redirect("cohorts:certificate", code=made.code)
    context = {"certificate": certificate, "cohort": cohort, "form": form}
    return render(request, "cohorts/certificates/correct.html", context)


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
    """What a certificate certifies: no more about the person than the paper says.

    `?sprak=en` shows it in the other language, for whoever is shown a paper in it.
    """
    found = certificate_with(code)
    if found is None:
        form = CodeForm({"code": code})
        form.is_valid()
        form.add_error(
            "code", _("There is no certificate with this code. Check it letter by letter.")
        )
        return render(request, "cohorts/certificates/verify.html", {"form": form}, status=404)
    mine = certificates_seen_by(request.user) if request.user.is_authenticated else None
    may_open = mine is not None and mine.filter(pk=found.pk).exists()
    may_correct = may_open and request.user.may(Permission.ISSUE_CERTIFICATE)
    language = request.GET.get("sprak", "")
    language = language if language in LANGUAGES else get_language()
    with override(language):
        context = {
            "certificate": found,
            "content": content_of(found, language),
            "may_open": may_open,
            "may_correct": may_correct and found.revoked_at is None,
            "other_languages": [code for code in LANGUAGES if code != language],
            "replaced": getattr(found, "replaced_by", None),
        }
        return render(request, "cohorts/certificates/certificate.html", context)
