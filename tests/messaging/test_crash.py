"""Real processes, killed without warning (`kill -9`) at every point of a message's way."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.mail import send_mail
from django.core.mail.backends.smtp import EmailBackend
from django.core.management import call_command
from django.db import transaction

from common import clock
from messaging import rendering
from messaging.enums import MessageState
from messaging.models import Message
from messaging.services import relay
from organisations.models import Person
from tests.environment import ROOT
from tests.factories.organisations import make_person
from tests.messaging.greeting import greet
from tests.processes import forked

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ADDRESS = "alva.ask@lunda.example"
KILLED = -signal.SIGKILL
RECOVERED_WITHIN = 60  # seconds
LOOKS_EVERY = django_settings.CELERY_BEAT_SCHEDULE["relay"]["schedule"]


@pytest.fixture(autouse=True)
def _patient_with_the_server(mail_server, settings):
    settings.EMAIL_TIMEOUT = 20


# ── one process at a time, dying at a named point ───────────────────────────────────────────


def die(*args, **kwargs) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(function: Callable) -> Callable:
    """`function`, and death once it has returned."""

    def wrapped(*args, **kwargs):
        function(*args, **kwargs)
        die()

    return wrapped


DEATHS = {
    "claimed": (rendering, "compose", die),
    "composed": (rendering, "compose", then_die(rendering.compose)),
    "handing over": (EmailBackend, "send_messages", die),
    "accepted": (EmailBackend, "send_messages", then_die(EmailBackend.send_messages)),
    "noted": (relay, "_settle", then_die(relay._settle)),
}


def exit_code(work: Callable, *words: str) -> int | None:
    """Run a process of ours to its end; negative if it was killed."""
    started = forked(work, *words)
    started.join(30)
    return started.exitcode


def happens(condition: Callable[[], object], within: float) -> bool:
    limit = time.monotonic() + within
    while not condition() and time.monotonic() < limit:
        time.sleep(0.1)
    return bool(condition())


def relay_that_dies(point: str) -> None:
    owner, name, death = DEATHS[point]
    setattr(owner, name, death)
    relay.drain()


def write_and_die() -> None:
    """What a service does, a change and its message in one transaction; then the power goes."""
    with transaction.atomic():
        transaction.on_commit(die)
        greet(make_person("Alva Ask", ADDRESS))


def do_without_the_ledger_and_die() -> None:
    """The twin: the same change, its mail hung onto the commit alone."""
    with transaction.atomic():
        transaction.on_commit(die)
        transaction.on_commit(lambda: send_mail("Hej", "Hej", None, [ADDRESS]))
        make_person("Alva Ask", ADDRESS)


def the_next_relay_comes_when_the_lease_is_out() -> None:
    with time_machine.travel(clock.now() + relay.LEASE * 1.1):
        relay.drain()
        relay.drain()


def test_killed_after_the_commit_the_message_still_goes_once(mail_server):
    assert exit_code(write_and_die) == KILLED
    assert Person.objects.filter(email=ADDRESS).exists()

    assert exit_code(relay.drain) == 0
    assert exit_code(relay.drain) == 0
    assert len(mail_server.letters) == 1


def test_without_the_ledger_the_same_kill_loses_the_mail(mail_server):
    """The twin that must lose: it shows that the test above can tell the difference."""
    assert exit_code(do_without_the_ledger_and_die) == KILLED
    assert Person.objects.filter(email=ADDRESS).exists()

    assert exit_code(relay.drain) == 0
    assert mail_server.letters == []


@pytest.mark.parametrize("point", ["claimed", "composed"])
def test_killed_before_the_hand_over_it_is_sent_once_by_the_next_relay(point, alva, mail_server):
    message = greet(alva)
    assert exit_code(relay_that_dies, point) == KILLED
    message.refresh_from_db()
    assert message.state == MessageState.CLAIMED

    relay.drain()
    assert mail_server.letters == []  # the lease still runs
    the_next_relay_comes_when_the_lease_is_out()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 2)
    assert len(mail_server.letters) == 1


@pytest.mark.parametrize(("point", "arrived"), [("handing over", 0), ("accepted", 1)])
def test_killed_while_handing_over_it_is_uncertain_and_never_sent_blindly(
    point, arrived, alva, mail_server
):
    message = greet(alva)
    assert exit_code(relay_that_dies, point) == KILLED

    the_next_relay_comes_when_the_lease_is_out()
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.UNCERTAIN, 1)
    assert len(mail_server.letters) == arrived


def test_killed_after_the_note_nothing_is_left_to_do(alva, mail_server):
    message = greet(alva)
    assert exit_code(relay_that_dies, "noted") == KILLED

    the_next_relay_comes_when_the_lease_is_out()
    message.refresh_from_db()
    assert message.state == MessageState.SENT
    assert len(mail_server.letters) == 1


def test_the_relay_command_sends_what_is_due_and_stops_when_it_is_asked_to(alva, mail_server):
    message = greet(alva)
    running = forked(call_command, "relay")
    assert happens(lambda: mail_server.letters, within=10)

    running.terminate()
    running.join(10)
    assert running.exitcode == 0
    message.refresh_from_db()
    assert message.state == MessageState.SENT


def message_ids_sent_by_four(work: Callable, mail_server) -> list[str]:
    relays = [forked(work) for _ in range(4)]
    for one in relays:
        one.join(60)
    assert [one.exitcode for one in relays] == [0, 0, 0, 0]
    return [letter["Message-ID"] for letter in mail_server.letters]


def relay_without_walls() -> None:
    """Claims by reading first and writing later, and does not ask whether the row is still its."""

    def claim_carelessly():
        message = Message.objects.due(clock.now()).first()
        time.sleep(0.02)
        Message.objects.filter(pk=getattr(message, "pk", None)).update(state=MessageState.CANCELLED)
        return message

    relay.claim_next = claim_carelessly
    relay._advance = lambda *args, **changes: True
    relay.drain()


def test_four_relays_at_once_send_each_message_once(alva, mail_server):
    for number in range(80):
        greet(alva, f"greeting:{number}")

    sent = message_ids_sent_by_four(relay.drain, mail_server)
    assert len(sent) == len(set(sent)) == 80
    assert not Message.objects.exclude(state=MessageState.SENT, attempts=1).exists()


def test_without_claim_and_token_four_relays_send_doubles(alva, mail_server):
    """The twin that must send doubles: it shows that the test above can tell the difference."""
    for number in range(20):
        greet(alva, f"greeting:{number}")

    sent = message_ids_sent_by_four(relay_without_walls, mail_server)
    assert len(sent) > len(set(sent)) == 20


# ── the whole task runner, timetable and broker included ────────────────────────────────────


@contextlib.contextmanager
def task_runner(environment, folder: Path) -> Iterator[subprocess.Popen]:
    """Worker and timetable as `make run` starts them, in a process group of their own."""
    for name in ("queue", "queue-control"):
        (Path(environment["VAR_DIR"]) / name).mkdir(exist_ok=True)
    command = [sys.executable, "-m", "celery", "-A", "tests.messaging.worker", "worker", "-B"]
    command += ["-P", "threads", "-c", "2", "--without-mingle", "--without-gossip"]
    command += ["-s", str(folder / "timetable"), "-l", "ERROR"]
    started = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def play_the_kill(broker: str, alva, mail_server, folder: Path) -> None:
    """Worker, relay and timetable are killed while a committed message is about to be sent."""
    address = f"smtp://127.0.0.1:{mail_server.port}"
    environment = {**os.environ, "MAIL_URL": address, "BROKER_URL": broker}
    mail_server.silent_at.add("CONNECT")
    message = greet(alva)
    with task_runner(environment, folder) as first:
        # The relay has found the message and waits for the mail server's first word.
        assert happens(lambda: "CONNECT" in mail_server.heard, within=30)
        os.killpg(first.pid, signal.SIGKILL)
        assert first.wait(10) == KILLED
    assert mail_server.letters == []

    mail_server.speak()
    with task_runner(environment, folder):
        assert happens(lambda: mail_server.letters, within=RECOVERED_WITHIN)
        time.sleep(1.5 * LOOKS_EVERY)
    assert len(mail_server.letters) == 1
    message.refresh_from_db()
    assert (message.state, message.attempts) == (MessageState.SENT, 1)


def test_worker_and_relay_killed_the_message_still_goes_once(alva, mail_server, tmp_path):
    play_the_kill("filesystem://", alva, mail_server, tmp_path)


def test_the_same_with_a_broker_that_has_a_server(alva, mail_server, tmp_path, broker_url):
    play_the_kill(broker_url, alva, mail_server, tmp_path)
