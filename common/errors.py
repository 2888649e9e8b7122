"""What a service raises when a rule of the field says no."""

from collections.abc import Mapping


class RuleViolation(Exception):
    """A rule was broken; the message is shown to the person as it is.

    `code` is stable and for tests, `message` says what is wrong, `hint` what to do about it,
    `field` which form field it belongs to (empty: the whole form). Messages are lazy or
    translated strings; a view turns the exception into a form error.
    """

    def __init__(self, code: str, message, hint="", *, field: str = "", **params) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.hint = hint
        self.field = field
        self.params: Mapping[str, object] = params

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.message, self.hint) if part)
