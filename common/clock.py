"""The one clock. Everything asks here, so that tests can turn it."""

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """This moment, aware, in UTC."""
    return timezone.now()


def today() -> dt.date:
    """Today's date where the courses are given (Europe/Stockholm)."""
    return timezone.localdate()
