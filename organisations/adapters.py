"""How log-in behaves: nobody signs up; a person exists before the first log-in."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """People come by nomination, registration or an administrator, never by signing up."""
        return False

    def send_mail(self, template_prefix, email, context):
        """Codes and links go at once, past the ledger: they are worth nothing later, and no copy
        of them should lie anywhere."""
        super().send_mail(template_prefix, email, {"site_url": settings.SITE_URL, **context})
