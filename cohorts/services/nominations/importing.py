"""Nominating many with a file: checked whole first, then all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts.models import Cohort, Nomination
from cohorts.selectors.attestation import Criteria, criteria_of
from cohorts.services.nominations.conditions import require_open
from cohorts.services.nominations.drafting import (
    Nominee,
    describe,
    facts,
    save_answers,
    settled,
)
from cohorts.services.nominations.file_rows import columns_for, nominees_in
from common import audit
from common.errors import RuleViolation
from common.guard import assert_no_identity_numbers
from common.tabular import Problem, read
from organisations.models import Organisation


@dataclass(frozen=True)
class Imported:
    """What came of a file: drafts, or problems and nothing else."""

    nominations: list[Nomination]
    problems: list[Problem]


def import_nominations(*, by, cohort: Cohort, file: BinaryIO) -> Imported:
    """Make a draft of every row of an Excel or CSV file, if there is no problem with any.

    Raises `RuleViolation` when the file is refused as a whole: outside the window, a file of
    another kind, an identity number in it. Nothing of such a file is kept or logged. The file is
    read before the transaction begins; a dozen queries for any number of rows.
    """
    require_open(cohort)
    criteria = criteria_of(cohort.version)
    table = read(file, columns_for(criteria), guard=assert_no_identity_numbers)
    nominees, problems = nominees_in(table, by=by, cohort=cohort, criteria=criteria)
    if problems:
        return Imported([], problems)
    return Imported(_create(by=by, cohort=cohort, criteria=criteria, nominees=nominees), [])


@transaction.atomic
def _create(
    *, by, cohort: Cohort, criteria: Criteria, nominees: Sequence[Nominee]
) -> list[Nomination]:
    roots = {nominee.unit.root_path for nominee in nominees}
    employers = {root.path: root for root in Organisation.objects.filter(path__in=roots)}
    nominations = []
    for nominee in nominees:
        nomination = Nomination(cohort=cohort, nominated_by=by)
        describe(nomination, nominee, employer=employers[nominee.unit.root_path])
        nominations.append(nomination)
    try:
        with transaction.atomic():
            Nomination.objects.bulk_create(nominations)
    except IntegrityError:
        raise RuleViolation(
            "changed_meanwhile",
            _("Somebody else nominated one of these people just now. Nothing has been saved."),
            _("Choose the file once more to see whom."),
        )
    answers = {
        nomination.pk: settled(criteria, nominee.answers)
        for nomination, nominee in zip(nominations, nominees, strict=True)
    }
    save_answers(criteria, answers)
    audit.record_many(
        by=by,
        action="nomination.create",
        changes=[(row, {}, facts(row, answers[row.pk])) for row in nominations],
        reason=_("From a file"),
    )
    return nominations
