"""Links that work without an account: signed, made when the message is written, never stored.

The token carries the row's key and a nonce kept on the row; drawing a new nonce makes every
earlier link stop working. Nothing in it can be guessed or read back into personal data.
"""

from django.core import signing


def make_token(purpose: str, pk: int, nonce: str) -> str:
    """A token for `purpose` ("nomination", "registration") and one row; safe in an address."""
    return signing.dumps([pk, nonce], salt=f"link.{purpose}", compress=False)


def read_token(purpose: str, token: str) -> tuple[int, str] | None:
    """(pk, nonce) of a genuine token, else None. Whether the nonce still holds, the row says."""
    try:
        pk, nonce = signing.loads(token, salt=f"link.{purpose}")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return pk, nonce
