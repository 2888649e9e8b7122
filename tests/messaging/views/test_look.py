"""The pages of this room in a real browser."""

import pytest
from django.urls import reverse

from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import relay
from tests.messaging.greeting import greet
from tests.messaging.test_calendars import course_day, mailed

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def paths(alva, kim, settings, tmp_path) -> dict[str, list[str]]:
    """Every page, by who opens it, with a message in each state behind them."""
    settings.SHOW_OUTBOX = True
    settings.EMAIL_BACKEND = "messaging.mailbox.FolderBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    sent = greet(alva, "sent", by=kim, calendar=mailed([course_day()]))
    relay.drain()
    uncertain = greet(alva, "uncertain")
    Message.objects.filter(pk=uncertain.pk).update(
        state=MessageState.UNCERTAIN, last_error="SMTPServerDisconnected: gone", attempts=1
    )
    failed = greet(alva, "failed")
    Message.objects.filter(pk=failed.pk).update(
        state=MessageState.FAILED, last_error="550 no such box", attempts=1
    )
    greet(alva, "waiting")
    return {
        "kim": [
            reverse("messaging:list"),
            reverse("messaging:list") + "?q=nobody",
            reverse("messaging:detail", args=[sent.pk]),
            reverse("messaging:detail", args=[failed.pk]),
            reverse("messaging:detail", args=[uncertain.pk]),
            reverse("messaging:retry", args=[uncertain.pk]),
            reverse("messaging:cancel", args=[failed.pk]),
        ],
        "alva": [reverse("messaging:list"), reverse("messaging:detail", args=[sent.pk])],
        "": [reverse("messaging:demo"), reverse("messaging:demo_mail", args=[sent.pk])],
    }


@pytest.mark.parametrize("options", [{}, {"dark": True}, {"phone": True}], ids=str)
def test_no_page_shuts_anybody_out(options, visit, violations, paths, alva, kim):
    people = {"kim": kim, "alva": alva, "": None}
    for name, addresses in paths.items():
        page = visit(addresses[0], people[name], **options)
        for address in addresses:
            page.goto(address)
            assert violations(page) == []
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= page.viewport_size["width"], address
