"""The first visitor of an empty installation becomes its administrator.

The start leaves a one-time code in `VAR_DIR` and prints it. As long as that file is there, every
page leads here; the code shows that the visitor is the one who started the platform.
"""

import secrets
from pathlib import Path

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from common.errors import RuleViolation
from common.forms import Form
from organisations.models import Person
from organisations.services.administrators import make_first_administrator

PATH = "/forsta-administratoren/"
OPEN_TO_ALL = (PATH, "/halsa/", "/sprak/", "/static/")


def code_file() -> Path:
    """There while nobody administers; made by the start."""
    return settings.VAR_DIR / "first-administrator-code"


class FirstAdministratorMiddleware:
    """Leads every page to the form while the code waits. Costs one look at a file."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if code_file().exists() and not request.path.startswith(OPEN_TO_ALL):
            return redirect(PATH)
        return self.get_response(request)


class FirstAdministratorForm(Form):
    code = forms.CharField(
        label=_("Code"),
        help_text=_("Stands in the window where the platform was started."),
        widget=forms.TextInput({"autocomplete": "off", "class": "input--short"}),
    )
    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput({"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Password"),
        help_text=_("At least 12 characters. Three words that don't belong together do well."),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip().lower()
        if not secrets.compare_digest(code.encode(), code_file().read_bytes().strip()):
            raise ValidationError(_("This isn't the code from the window. Copy it once more."))
        return code

    def clean(self) -> dict:
        cleaned = super().clean()
        if password := cleaned.get("password"):
            person = Person(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


def first_administrator(request: HttpRequest) -> HttpResponse:
    """The form; afterwards the new administrator is logged in and sees where to begin."""
    if not code_file().exists():
        raise Http404
    form = FirstAdministratorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {key: form.cleaned_data[key] for key in ("name", "email", "password")}
        try:
            person = make_first_administrator(**facts)
        except RuleViolation as violation:
            form.add_violation(violation)
        else:
            code_file().unlink(missing_ok=True)
            login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
            messages.success(request, _("You administer the platform now."))
            return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "lms/first_administrator.html", {"form": form})
