"""The examination of the finished course, and a second attempt."""

import datetime as dt
from collections.abc import Sequence

from cohorts.models import Cohort, Enrolment
from lms.demo.cast import Cast
from lms.demo.stagecraft import on
from supervision.enums import AdjustmentKind, ExaminationOutcome
from supervision.models import Attempt
from supervision.selectors.candidates import coming_days_with_room, days_to_examine
from supervision.services.arrangements import adjust, write_notes
from supervision.services.bookings import book
from supervision.services.marking import Marking, mark
from supervision.services.sittings import finalise

NOTE = "Du beskriver gruppens arbete väl. Läs mer om nätverkskartan till nästa gång."


def examine(cast: Cast, cohort: Cohort, enrolments: Sequence[Enrolment]) -> None:
    """All pass but the last but one, who failed, and the last, who did not come."""
    examiner = cast.people["examiner"]
    day = days_to_examine(examiner).get(cohort=cohort)
    *passed, failed, missing = enrolments
    outcomes = dict.fromkeys((row.pk for row in passed), ExaminationOutcome.PASSED)
    outcomes |= {failed.pk: ExaminationOutcome.FAILED, missing.pk: ExaminationOutcome.MISSED}
    adjust(by=examiner, enrolment=failed, kinds=[AdjustmentKind.LONGER_TIME])
    words = {"note": NOTE, "internal_note": "Fråga 3 och 5 var svaga."}
    write_notes(by=examiner, day=day, enrolment=failed, **words)
    mark(by=examiner, day=day, markings=[Marking(pk, one) for pk, one in outcomes.items()])
    finalise(by=examiner, day=day)


def another_attempt(cast: Cast, begin: dt.date) -> None:
    """Who failed tries again on the next examination day where there is room."""
    examiner = cast.people["examiner"]
    with on(begin - dt.timedelta(days=2)):
        failed = Attempt.objects.filter(outcome=ExaminationOutcome.FAILED).select_related(
            "enrolment__person", "enrolment__cohort__version"
        )
        for attempt in failed:
            for day in coming_days_with_room(examiner, attempt.enrolment)[:1]:
                book(by=examiner, enrolment=attempt.enrolment, day=day)
