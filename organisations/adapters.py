"""How log-in behaves: nobody signs up; a person exists before the first log-in."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request) -> bool:
        """People come by nomination, registration or an administrator, never by signing up."""
        return False
