"""Send what the ledger holds, without a task runner."""

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from messaging.services import relay

PAUSE = 5.0


class Command(BaseCommand):
    help = "Sends due messages: for ever, or with --once until nothing is due."

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")

    def handle(self, *, once: bool, **options):
        stopped = threading.Event()
        if not once:
            for wish in (signal.SIGTERM, signal.SIGINT):
                signal.signal(wish, lambda *_: stopped.set())
        while not stopped.is_set():
            # One batch at a time: a wish to stop is heard between batches, never within a mail.
            if relay.relay_once():
                continue
            if once:
                return
            close_old_connections()
            stopped.wait(PAUSE)
