"""`manage.py play_demo`: fill an empty database with the demo story."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import translation

from lms.demo.cast import Cast
from lms.demo.story import play
from organisations.models import Person


class Command(BaseCommand):
    help = "Play the demo story in an empty database (reference data must be loaded)."

    def handle(self, *args, **options):
        if Person.objects.exists():
            message = "The database is not empty: the demo story is played only once."
            raise CommandError(message)
        with translation.override("sv"), transaction.atomic():
            play(Cast())
