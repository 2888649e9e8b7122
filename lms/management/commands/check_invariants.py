"""`manage.py check_invariants`: what must hold in the data, sentence by sentence."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from common.invariants import check_all

SHOWN = 20  # of what breaks one sentence


class Command(BaseCommand):
    help = "Checks what must hold whatever has happened; fails if something does not."

    @transaction.atomic
    def handle(self, *args, **options):
        broken = 0
        for one, found in check_all():
            self.stdout.write(f"{'BROKEN' if found else 'OK':<7} {one.sentence}")
            if found:
                broken += 1
                more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
                self.stdout.write(f"        {', '.join(map(str, found[:SHOWN]))}{more}")
        if broken:
            message = f"{broken} of what must hold does not."
            raise CommandError(message)
