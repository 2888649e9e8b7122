"""`manage.py compile_translations`: make the .mo files that Django reads, without GNU gettext."""

from django.core.management.base import BaseCommand

from lms import catalogue


class Command(BaseCommand):
    help = "Compiles every catalogue that is newer than its compiled file."
    requires_system_checks = []

    def handle(self, *args, **options):
        for path in catalogue.compile_all():
            self.stdout.write(f"compiled {path.parent.parent.name}/{path.name}")
