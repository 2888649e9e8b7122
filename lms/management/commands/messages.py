"""`manage.py messages`: bring the sentences of the source into the Swedish catalogue."""

from django.core.management.base import BaseCommand, CommandError

from lms import catalogue


class Command(BaseCommand):
    help = "Gathers every sentence into the Swedish catalogue, keeps translations, drops the rest."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--check",
            action="store_true",
            help="change nothing; fail when a sentence lacks Swedish or the catalogue is stale",
        )

    def handle(self, *args, check: bool, **options):
        if check:
            if problems := catalogue.problems():
                raise CommandError("\n".join(problems))
            return
        current = catalogue.brought_up_to_date()
        catalogue.write(current)
        catalogue.compile_all()
        lacking = len(list(catalogue.missing(current)))
        self.stdout.write(f"{len(current)} sentences, {lacking} without Swedish.")
