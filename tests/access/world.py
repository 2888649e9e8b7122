"""One of everything, so that every address has something behind it to be refused."""

from dataclasses import dataclass

from cohorts.enums import NominationState, RegistrationState
from cohorts.models import (
    Attendance,
    Certificate,
    Cohort,
    CourseDay,
    CourseEvaluation,
    Credit,
    Objection,
    Registration,
    Seat,
    SeatOffer,
    SelectionRound,
)
from common.clock import now, today
from common.links import make_token
from content.services.site import lay_out_site
from courses.enums import WayIn
from messaging.models import Message
from organisations.models import Person
from organisations.roles import RoleCode
from organisations.services.wagtail_access import lay_out_groups
from supervision.enums import ExaminationOutcome
from tests.cast import Cast
from tests.cohorts.evaluating.story import ask
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.content import make_module
from tests.factories.content_blocks import every_block
from tests.factories.courses import make_version
from tests.factories.examinations import make_attempt
from tests.factories.organisations import employ, give_role, make_person
from tests.factories.worksheets import make_worksheet

EXERCISES = {"quiz", "reflection", "external_course"}


@dataclass
class World:
    """The cast with their cohorts, and the values that stand in addresses."""

    cast: Cast
    people: dict  # role → person; None for a visitor
    values: dict  # address name → arguments


def make_world(cast: Cast) -> World:
    """A running cohort by nomination, an open course, and one by the employer."""
    cohort = make_cohort(area=cast.area, first_day=today())
    introduction = make_cohort(
        make_version("introduction", way_in=WayIn.OPEN, days=1, examination=False, assignments=0),
        cast.area,
        seats=1,
    )
    managers = make_cohort(
        make_version("managers", way_in=WayIn.EMPLOYER, days=3, examination=False, assignments=0),
        cast.area,
    )
    for role, person in ((RoleCode.TRAINER, cast.trainer), (RoleCode.EXAMINER, cast.examiner)):
        give_role(person, role, cohort=cohort)
    lay_out_groups()
    lay_out_site()
    asked = [block for block in every_block() if block[0] in EXERCISES]
    module = make_module(cohort.version.days.first(), body=asked)
    employed = employ(cast.participant, cast.south)
    deputy = give_role(make_person("Dag Dahl"), RoleCode.MANAGER, organisation=cast.lunda)
    deputy.on_behalf_of = cast.manager
    deputy.save()
    enrolment = make_enrolment(cohort, cast.participant, unit=cast.south)
    day = cohort.days.get(plan__number=2)
    CourseDay.objects.filter(pk=day.pk).update(attendance_closed_at=now())
    mark = Attendance.objects.create(
        enrolment=enrolment,
        part=day.parts.first(),
        mark="absent",
        marked_by=cast.trainer,
        marked_at=now(),
    )
    objection = Objection.objects.create(
        attendance=mark, revision=1, grounds="Jag var där.", made_at=now()
    )
    credit = Credit.objects.create(
        enrolment=enrolment,
        kind="homework_approved",
        reason="Samma uppgift i en tidigare kurs.",
        granted_by=cast.board,
        granted_at=now(),
    )
    make_attempt(enrolment, cast.examiner, ExaminationOutcome.FAILED)
    certificate = Certificate.objects.create(
        enrolment=enrolment,
        serial="2026-000001",
        content={
            "serial": "2026-000001",
            "name": "Alva Ask",
            "programme": "Bas",
            "programme_en": "Basic",
            "cohort": "Grupp",
            "area": "",
            "days": 9,
            "first_day": "2026-01-01",
            "last_day": "2026-03-01",
            "requirements": [],
            "issued_on": "2026-03-02",
            "issued_by": "Erika Ek",
        },
        pdf=b"%PDF-",
        issued_at=now(),
        issued_by=cast.examiner,
    )
    nomination = make_nomination(
        cohort, cast.south, by=cast.nominator, state=NominationState.AWAITING
    )
    SelectionRound.objects.create(
        cohort=cohort, state="closed", closed_at=now(), closed_by=cast.board
    )
    own = _registration(introduction, RegistrationState.OFFERED)
    seat = Seat.objects.create(cohort=introduction, number=1, registration=own)
    SeatOffer.objects.create(seat=seat, registration=own, offered_at=now(), answer_by=now())
    staff = _registration(
        managers, RegistrationState.SUBMITTED, unit=cast.south, registered_by=cast.nominator
    )
    message = Message.objects.create(
        event="course_invitation",
        language="sv",
        recipient=cast.participant,
        recipient_email=cast.participant.email,
        recipient_name=cast.participant.name,
        context={"cohort": cohort.pk},
        dedupe_key="world",
        subject_type="cohorts.Enrolment",
        subject_id=str(enrolment.pk),
        created_at=now(),
        not_before=now(),
    )
    ask(cohort.version)
    make_worksheet(cohort.version.programme)
    evaluation, _whole = (
        CourseEvaluation.objects.create(
            cohort=cohort, day=day, opened_on=today(), closes_on=today()
        )
        for day in (cohort.days.get(plan__number=1), None)
    )
    return World(cast, _people(cast), _values(locals()))


def _registration(cohort: Cohort, state: str, **fields) -> Registration:
    person = make_person()
    return Registration.objects.create(
        cohort=cohort, email=person.email, name=person.name, person=person, state=state, **fields
    )


def _people(cast: Cast) -> dict:
    return {
        "visitor": None,
        "administrator": cast.administrator,
        "office": cast.office,
        "board": cast.board,
        "board elsewhere": cast.board_outsider,
        "nominator": cast.nominator,
        "nominator of another unit": cast.nominator_colleague,
        "nominator elsewhere": cast.nominator_outsider,
        "manager": cast.manager,
        "deputy": Person.objects.get(name="Dag Dahl"),
        "trainer": cast.trainer,
        "examiner": cast.examiner,
        "participant": cast.participant,
        "stranger": cast.stranger,
    }


def _values(made: dict) -> dict:
    """The arguments of every address that has any."""
    cohort = {"slug": made["cohort"].slug}
    day = cohort | {"number": 1}
    open_course = {"slug": made["introduction"].slug}
    by_employer = {"slug": made["managers"].slug}
    nomination = made["nomination"]
    one = cohort | {"pk": nomination.pk}
    question = make_token("nomination", nomination.pk, nomination.confirmation.nonce)
    own = {"token": make_token("registration", made["own"].pk, made["own"].nonce)}
    code = {"code": made["certificate"].code}
    message = {"pk": made["message"].pk}
    cohort_pages = (
        "cohort_evaluations evaluations_file course_evaluation "
        "cohort change_cohort cancel_cohort cohort_calendar homework_list certificates "
        "own_attendance "
        "nominating_cohort nominate nominate_by_file nomination_template attest "
        "selection reserves next_selection_round close_selection"
    )
    day_pages = (
        "day_evaluation "
        "attendance close_attendance homework move_day cancel_day selection_record "
        "paper_list type_in wall switch_check_in announce_absence"
    )
    person = cohort | {"pk": made["enrolment"].pk}
    missed = person | {"number": 2}
    person_pages = "participant pause resume transfer credit"
    missed_pages = "plan_make_up cancel_make_up approve_task refuse_task"
    one_nomination = "nomination remind_nominee correct_address withdraw candidate"
    return {
        **{f"cohorts:{name}": cohort for name in cohort_pages.split()},
        **{f"cohorts:{name}": day for name in day_pages.split()},
        **{f"cohorts:{name}": one for name in one_nomination.split()},
        **{f"cohorts:{name}": person for name in person_pages.split()},
        **{f"cohorts:{name}": missed for name in missed_pages.split()},
        "cohorts:own_make_up": cohort | {"number": 2},
        "cohorts:withdraw_credit": person | {"credit": made["credit"].pk},
        "cohorts:objection": cohort | {"pk": made["objection"].pk},
        "cohorts:object_to_mark": cohort | {"pk": made["mark"].pk},
        "cohorts:withdraw_objection": cohort | {"pk": made["objection"].pk},
        **{f"cohorts:{name}": {"token": question} for name in ("answer", "wrong_person")},
        **{f"cohorts:{name}": own for name in ("own_registration", "take_offer", "cancel_own")},
        **{f"cohorts:{name}": open_course for name in ("register", "registered")},
        **{f"cohorts:{name}": by_employer for name in ("register_staff", "registrations")},
        **{
            f"cohorts:{name}": by_employer | {"pk": made["staff"].pk}
            for name in ("cancel_staff", "reject_registration")
        },
        **{
            f"cohorts:{name}": code
            for name in (
                "certificate",
                "certificate_pdf",
                "correct_certificate",
                "revoke_certificate",
            )
        },
        "cohorts:area": {"slug": made["cast"].area.slug},
        "cohorts:personal_calendar": {"key": made["cast"].participant.calendar_key},
        **{f"supervision:{name}": cohort | {"number": 9} for name in ("sitting", "finalise")},
        **{
            f"supervision:{name}": cohort | {"number": 9, "pk": made["enrolment"].pk}
            for name in ("examinee", "settle", "amend", "book", "unbook")
        },
        **{f"messaging:{name}": message for name in ("detail", "retry", "cancel", "demo_mail")},
        "messaging:demo_file": message | {"name": "kalender.ics"},
        **{
            f"cohorts:{name}": {"pk": made["evaluation"].pk}
            for name in ("answer_evaluation", "evaluation_answered")
        },
        "content:programme": {"code": "basic"},
        "content:literature": {"code": "basic", "number": made["cohort"].version.number},
        "content:worksheet": {"slug": "tidiga-tecken"},
        "content:worksheet_version": {"slug": "tidiga-tecken", "number": 1},
        "content:worksheet_pdf": {"slug": "tidiga-tecken", "number": 1},
        "content:group_worksheets": cohort,
        **{f"content:{name}": {"slug": made["module"].slug} for name in ("module", "finish")},
        **{
            f"content:{child.block_type}": {"slug": made["module"].slug, "block": child.id}
            for child in made["module"].body
        },
        **{
            f"reports:{name}": cohort
            for name in ("overview", "overview_excel", "write", "staff_cohort")
        },
        **{f"reports:{name}": {"kind": "excel"} for name in ("staff_file", "away_file")},
        **{
            f"reports:{name}": {"pk": made["employed"].pk}
            for name in ("employee", "leave", "undo_leave")
        },
        "reports:end_deputy": {"pk": made["deputy"].pk},
    }
