"""Write the reference pages that are printed from the code."""

from django.conf import settings
from django.core.management.base import BaseCommand

from lms.reference import pages

FOLDER = settings.BASE_DIR / "docs" / "reference"


class Command(BaseCommand):
    help = "Prints docs/reference/ roles, lifecycles, settings and the guard from the code."

    def handle(self, **options):
        FOLDER.mkdir(parents=True, exist_ok=True)
        for name, text in pages().items():
            (FOLDER / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"docs/reference/{name}")
