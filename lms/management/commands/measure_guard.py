"""`manage.py measure_guard`: how much the guard finds, and how often it is wrong."""

from django.core.management.base import BaseCommand

from common.guard.measuring import measured


class Command(BaseCommand):
    help = "Measures the guard by texts of our own, and says what it is wrong about."

    def handle(self, *args, **options):
        for figure in measured():
            self.stdout.write(
                f"{figure.share_right:8.2%}  {figure.texts - figure.wrong.total()} of "
                f"{figure.texts}  {figure.sentence}"
            )
            for way, count in figure.wrong.most_common():
                self.stdout.write(f"{'':10}wrong {count} times: {way}")
