"""The chapters of the demo story. Each plays through the services at the time it happened."""

import datetime as dt
from collections.abc import Sequence

from cohorts.enums import AbsenceReason, Half, HomeworkState, Mark, Outcome
from cohorts.models import Cohort, CourseDay, Enrolment, Nomination, SelectionRound
from cohorts.selectors.attestation import Answer, Answers, criteria_of
from cohorts.services.absences import announce_absence
from cohorts.services.attendance import Marking, close_day, mark_attendance
from cohorts.services.certificates import issue_certificates
from cohorts.services.homework import mark_homework
from cohorts.services.nominations.answering import answer_question
from cohorts.services.nominations.drafting import Nominee, nominate
from cohorts.services.selection.closing import close_round
from cohorts.services.selection.drafting import Choice, decide
from common.clock import today
from courses.enums import DayKind
from courses.models import ProgrammeVersion
from lms.demo.cast import PARTICIPANT, Cast, Character
from lms.demo.employers import staff_changes
from lms.demo.evaluations import evaluate, nearest_day
from lms.demo.examining import another_attempt, examine
from lms.demo.following import make_up_missed_days
from lms.demo.other_ways import introduction_days, managers_to_confirm, modules_of_the_basic_course
from lms.demo.rules import allow_written_tasks
from lms.demo.stagecraft import on, plan, weekday

RUNNING = "Bas Västra Sundmark 2"
AWAY_ON = 3  # the day that the participant one can log in as has missed
GROUNDS = [
    "Arbetar nära personer med stora behov av samordning.",
    "Har gått introduktionen och vill lära sig mer om arbetssättet.",
    "Möter målgruppen varje vecka och har kollegornas förtroende.",
]


def play(cast: Cast) -> None:
    """The whole story: a finished course, a running one, one to decide on, and those to come."""
    begin = today()
    with on(begin - dt.timedelta(weeks=34)):
        cast.set_the_stage()
        allow_written_tasks(cast)
    finished_course(cast, begin)
    running_course(cast, begin)
    course_to_decide_on(cast, begin)
    course_after_that(cast, begin)
    make_up_missed_days(cast, RUNNING, begin)
    another_attempt(cast, begin)
    staff_changes(cast, begin)
    case_managers_to_come(cast, begin)
    introduction_days(cast, begin)
    managers_to_confirm(cast, begin)
    modules_of_the_basic_course(cast)


def _answers(version: ProgrammeVersion, number: int) -> Answers:
    """What the employer attests: all of it, with grounds."""
    return {
        criterion.code: Answer(
            is_met=True,
            years=None if criterion.minimum_years is None else criterion.minimum_years + number % 5,
            grounds=GROUNDS[number % len(GROUNDS)] if criterion.asks_grounds else "",
        )
        for criterion in criteria_of(version).attested
    }


def _nominate(cast: Cast, cohort: Cohort, people: Sequence[Character]) -> list[Nomination]:
    """Each employer nominates its own, in order of rank."""
    ranks: dict[int, int] = {}
    nominations = []
    for number, character in enumerate(people):
        by = cast.nominator_of(character)
        ranks[by.pk] = ranks.get(by.pk, 0) + 1
        written = nominate(
            by=by,
            cohort=cohort,
            nominee=Nominee(
                email=character.email,
                name=character.name,
                profession=character.profession,
                unit=character.unit,
                rank=ranks[by.pk],
                answers=_answers(cohort.version, number),
            ),
            send_it=True,
        )
        nominations.append(written.nomination)
    return nominations


def _confirm(nominations: Sequence[Nomination], version: ProgrammeVersion) -> None:
    own = {row.code: True for row in criteria_of(version).answered_by_nominee}
    for nomination in nominations:
        answer_question(by=None, nomination=nomination, accepts=True, answers=own)


def _select(cast: Cast, cohort: Cohort, nominations: Sequence[Nomination]) -> list[Enrolment]:
    """The board accepts as many as there are seats; the rest are reserves in order."""
    choices = [
        Choice(nomination.pk, Outcome.ACCEPT if number < cohort.seats else Outcome.RESERVE)
        for number, nomination in enumerate(nominations)
    ]
    decide(by=cast.board, cohort=cohort, choices=choices)
    close_round(
        by=cast.board,
        round=SelectionRound.objects.get(cohort=cohort),
        present=[cast.board, cast.people["board_users"]],
    )
    return list(Enrolment.objects.filter(cohort=cohort).select_related("person", "cohort"))


def _enrolled_course(cast: Cast, cohort_of, people: Sequence[Character], first_day: dt.date):
    """Planned, nominated, confirmed and decided in good time before the first day."""
    with on(first_day - dt.timedelta(weeks=10)):
        cohort = cohort_of()
        nominations = _nominate(cast, cohort, people)
    with on(first_day - dt.timedelta(weeks=8)):
        _confirm(nominations, cohort.version)
    with on(first_day - dt.timedelta(weeks=5)):
        enrolments = _select(cast, cohort, nominations)
    return cohort, enrolments


def _hold(
    cast: Cast, day: CourseDay, enrolments: Sequence[Enrolment], *, left_open: bool = False
) -> None:
    """Take attendance: most are there, somebody is away, somebody leaves at noon. From the
    examination only the last one stays away, as the examiner will find. A day that is `left_open`
    has its afternoon to be marked still."""
    markings = []
    parts = day.parts.filter(half=Half.MORNING) if left_open else day.parts.all()
    is_examination = day.plan.kind == DayKind.EXAMINATION
    for number, enrolment in enumerate(enrolments):
        turn = (number * 5 + day.plan.number * 3) % 29
        if enrolment.person.email == PARTICIPANT[1] and day.plan.number == AWAY_ON:
            turn = 0
        if is_examination:
            turn = 0 if enrolment is enrolments[-1] else 3
        for part in parts:
            mark = Mark.PRESENT
            if turn == 0 or (turn == 1 and part.half == "pm"):
                mark = Mark.EXCUSED if number % 2 else Mark.ABSENT
            elif turn == 2 and part.half == "am":
                mark = Mark.LATE
            markings.append(Marking(enrolment.pk, part.pk, mark))
    with on(day.date, hour=16):
        mark_attendance(by=cast.people["trainer"], day=day, markings=markings)
        if not left_open:
            close_day(by=cast.people["trainer"], day=day)


def _announce_absence(cohort: Cohort, enrolments: Sequence[Enrolment], begin: dt.date) -> None:
    """Three have said that they can't come to the next day, or to a part of it; not the one whom
    one can log in as."""
    day = CourseDay.objects.in_order().filter(cohort=cohort, date__gte=begin)[0]
    both = [Half.MORNING, Half.AFTERNOON]
    others = [row for row in enrolments if row.person.email != PARTICIPANT[1]]
    with on(begin - dt.timedelta(days=1)):
        for enrolment, halves, reason, note in (
            (others[3], both, AbsenceReason.PRIVATE, ""),
            (others[8], both[:1], AbsenceReason.WORK, "Kommer efter lunch"),
            (others[21], both, AbsenceReason.WORK, ""),
        ):
            announce_absence(
                by=enrolment.person,
                enrolment=enrolment,
                day=day,
                halves=halves,
                reason=reason,
                note=note,
            )


def _approve_homework(cast: Cast, cohort: Cohort, enrolments, until: dt.date) -> None:
    for assignment in cohort.version.assignments.all():
        due = cohort.days.get(plan=assignment.due_on_day).date
        if due < until:
            with on(due, hour=17):
                mark_homework(
                    by=cast.people["trainer"],
                    cohort=cohort,
                    assignment=assignment,
                    results={row.pk: HomeworkState.APPROVED for row in enrolments},
                )


def finished_course(cast: Cast, begin: dt.date) -> None:
    """A course that ended some weeks ago: certificates, and a few who did not make it."""
    first_day = weekday(begin - dt.timedelta(weeks=21))
    cohort, enrolments = _enrolled_course(
        cast,
        lambda: plan(cast, "basic", "Bas Västra Sundmark 1", first_day, seats=14),
        cast.characters(14),
        first_day,
    )
    days = list(CourseDay.objects.in_order().filter(cohort=cohort))
    for day in days:
        _hold(cast, day, enrolments)
    _approve_homework(cast, cohort, enrolments, begin)
    evaluate(cohort, begin)
    with on(days[-1].date + dt.timedelta(days=3)):
        examine(cast, cohort, enrolments)
    with on(days[-1].date + dt.timedelta(days=5)):
        issue_certificates(by=cast.people["examiner"], cohort=cohort, enrolments=enrolments)


def running_course(cast: Cast, begin: dt.date) -> None:
    """A full course with a day today (or next week), and the participant one can log in as."""
    first_day = weekday(begin) - dt.timedelta(weeks=8)
    people = [cast.participant(), *cast.characters(31)]
    cohort, enrolments = _enrolled_course(
        cast,
        lambda: plan(cast, "basic", RUNNING, first_day),
        people,
        first_day,
    )
    nearest_day(cast, cohort, begin)
    *held, latest = CourseDay.objects.in_order().filter(cohort=cohort, date__lt=begin)
    for day in held:
        _hold(cast, day, enrolments)
    _hold(cast, latest, enrolments, left_open=True)
    _approve_homework(cast, cohort, enrolments, begin)
    _announce_absence(cohort, enrolments, begin)
    evaluate(cohort, begin, not_yet=people[0].email)


def course_to_decide_on(cast: Cast, begin: dt.date) -> None:
    """38 nominees from nine employers for 30 seats; two have not answered yet, one of them of the
    nominator one can log in as."""
    first_day = weekday(begin + dt.timedelta(weeks=8))
    with on(begin - dt.timedelta(weeks=2)):
        cohort = plan(cast, "basic", "Bas Västra Sundmark 3", first_day)
        nominations = _nominate(cast, cohort, cast.characters(38))
    own = cast.nominators[cast.employers[0].path]
    silent = {
        nominations[-1].pk,
        max(row.pk for row in nominations if row.nominated_by_id == own.pk),
    }
    with on(begin - dt.timedelta(weeks=1)):
        _confirm([row for row in nominations if row.pk not in silent], cohort.version)


def course_after_that(cast: Cast, begin: dt.date) -> None:
    """Planned so early that nobody can be nominated yet, but guests have chairs there."""
    plan(cast, "basic", "Bas Västra Sundmark 4", weekday(begin + dt.timedelta(weeks=26)))


def case_managers_to_come(cast: Cast, begin: dt.date) -> None:
    """The three-term course, open for nomination."""
    first_day = weekday(begin + dt.timedelta(weeks=9))
    terms = [weekday(first_day + dt.timedelta(weeks=weeks)) for weeks in (0, 26, 52)]
    plan(cast, "case_manager", "Case manager Västra Sundmark 1", first_day, first_days=terms)
