"""How log-in behaves: nobody signs up; a person exists before the first log-in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class AccountAdapter(DefaultAccountAdapter):
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "Address and password don't belong together. Try again, or log in with a code."
        ),
        "incorrect_code": _("Write the code from the latest e-mail, exactly as it stands there"),
        "incorrect_password": _("Write the password you log in with"),
        "enter_current_password": _("Write the password you have now"),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
    }

    def is_open_for_signup(self, request) -> bool:
        """People come by nomination, registration or an administrator, never by signing up."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Codes and links go at once, past the ledger: they are worth nothing later, and no copy
        of them should lie anywhere."""
        super().send_mail(template_prefix, email, {"site_url": settings.SITE_URL, **context})
