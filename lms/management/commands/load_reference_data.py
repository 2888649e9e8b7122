"""Load what the platform starts with. May be run at any time, also on a running system."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from common.errors import RuleViolation
from content.services.site import lay_out_site
from content.services.worksheet_data import load_worksheets
from courses.services.reference_data import load_programmes
from organisations.services.reference_data import load_places_and_professions
from organisations.services.wagtail_access import lay_out_groups


class Command(BaseCommand):
    help = "Loads places, professions, programmes, worksheets, groups and first pages; repeatable."

    @transaction.atomic
    def handle(self, **options):
        try:
            lay_out_groups()
            rows = load_places_and_professions()
            versions = load_programmes()
            lay_out_site()
            worksheets = load_worksheets()
        except RuleViolation as violation:
            raise CommandError(str(violation))
        if options["verbosity"]:
            self.stdout.write(
                f"Reference data: {rows} rows, {versions} versions and {worksheets} worksheets"
                " written."
            )
