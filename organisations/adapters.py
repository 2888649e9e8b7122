"""How log-in behaves: nobody signs up; a person exists before the first log-in."""

from allauth.account import auth_backends
from allauth.account.adapter import DefaultAccountAdapter
from django.utils.translation import gettext_lazy as _

from organisations.models import Person
from organisations.selectors.people import person_by_key
from organisations.services import login_mails


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """allauth's, with the question that every page asks composed once."""

    def get_user(self, user_id: int) -> Person | None:
        """Whose session it is; None if they are gone or may not log in. One query."""
        person = person_by_key(user_id)
        return person if person and self.user_can_authenticate(person) else None


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

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Hand the code or the link to the ledger. allauth has no other mail to send here, since
        nobody signs up or confirms an address; a new kind fails loudly."""
        match template_prefix:
            case "account/email/login_code":
                login_mails.send_code(email=email, code=context["code"])
            case "account/email/password_reset_key":
                url = context["password_reset_url"]
                login_mails.send_new_password_link(email=email, url=url)
            case _:
                message = f"There is no message for {template_prefix}."
                raise LookupError(message)
