"""The whole cohort on one page: figures that can be counted, who needs support, the grid."""

import datetime as dt
import io

import openpyxl
import pytest

from cohorts.enums import HomeworkState, Mark
from cohorts.models import Attendance, DayPart, Submission
from cohorts.selectors.attending import participants_of
from common.clock import now, today
from courses.enums import RequirementKind
from messaging.models import Message
from messaging.services.relay import drain
from organisations.roles import RoleCode
from reports.selectors.cohort_overview import MISSING, SUPPORT, Narrowing, cohort_overview
from reports.selectors.days import Shape
from reports.selectors.staff.overview import Narrowing as StaffNarrowing
from reports.selectors.staff.overview import staff_overview
from reports.selectors.staff.own import own_cohort
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.organisations import give_role, make_person
from tests.reports.screen import tables_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort(cast):
    """A course of nine days, the third of which is today."""
    cohort = make_cohort(area=cast.area, first_day=today() - dt.timedelta(days=14))
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort


def mark(enrolment, by, marks: dict) -> None:
    """(number of day, half) → mark; None as half marks both."""
    for part in DayPart.objects.filter(day__cohort=enrolment.cohort).select_related("day__plan"):
        number = part.day.plan.number
        if given := marks.get((number, part.half)) or marks.get((number, None)):
            Attendance.objects.create(
                enrolment=enrolment, part=part, mark=given, marked_by=by, marked_at=now()
            )


P, A, E = Mark.PRESENT, Mark.ABSENT, Mark.EXCUSED


@pytest.fixture
def three(cast, cohort):
    """Alva is there, Bo leaves at noon once, Cajsa is away twice."""
    people = [
        make_enrolment(cohort, make_person(name), unit=unit)
        for name, unit in (
            ("Alva A", cast.south),
            ("Bo B", cast.psychosis),
            ("Cajsa C", cast.south),
        )
    ]
    both = {(1, None): P, (2, None): P}
    mark(people[0], cast.trainer, both)
    mark(people[1], cast.trainer, {(1, None): P, (2, "am"): P, (2, "pm"): A})
    mark(people[2], cast.trainer, {(1, None): A, (2, None): E})
    return people


def overview(cohort, **asked):
    people = list(participants_of(cohort))
    return cohort_overview(cohort, people, Narrowing(**asked), today=today())


def test_each_day_of_each_person_is_one_mark(cohort, three):
    shapes = {line.name: line.days.shapes[:4] for line in overview(cohort).lines}
    there, part, away, coming = Shape.THERE, Shape.PART, Shape.AWAY, Shape.COMING
    assert shapes == {
        "Alva A": (there, there, Shape.NEXT, coming),
        "Bo B": (there, part, Shape.NEXT, coming),
        "Cajsa C": (away, away, Shape.NEXT, coming),
    }


def test_the_figures_are_counts(cohort, three):
    found = {figure.label: figure.value for figure in overview(cohort).figures}
    assert found == {
        "Närvarodagar hittills": "3,5 av 6",
        "Godkända hemuppgifter": "0 av 6",
        "Godkänd examination": "0 av 3",
        "Behöver stöd": "3 av 3",  # homework 1 is late for everybody
    }


def test_the_columns_add_up_to_the_figure(cohort, three):
    page = overview(cohort)
    sums = [float(text.replace(",", ".")) for text in page.sums if text]
    assert sums == [2, 1.5]
    assert sum(sums) == sum(line.days.attended for line in page.everybody) == 3.5


@pytest.mark.parametrize(
    ("marks", "happened", "suggestion", "tone"),
    [
        ({(1, None): P}, None, None, None),
        ({(1, None): A}, "Har missat en dag och kan inte missa fler", "Ta igen dag 1", "warn"),
        (
            {(1, None): A, (2, "pm"): A, (2, "am"): P},
            "Har missat 1,5 dagar",
            "Ta igen dag 1 och 2",
            "stop",
        ),
        ({(1, None): A, (2, None): A}, "Har missat 2 dagar", "Ta igen dag 1 och 2", "stop"),
    ],
)
def test_who_needs_support_with_the_days(cast, cohort, marks, happened, suggestion, tone):
    mark(make_enrolment(cohort, unit=cast.south), cast.trainer, marks)
    [line] = overview(cohort).everybody
    found = [
        (concern.happened, concern.suggestion, concern.tone)
        for concern in line.concerns
        if concern.kind == RequirementKind.DAYS_ATTENDED
    ]
    assert found == ([(happened, suggestion, tone)] if happened else [])


@pytest.mark.parametrize(
    ("state", "happened"),
    [
        (None, "Hemuppgift 1 är inte godkänd"),
        (HomeworkState.RETURNED, "Hemuppgift 1 ska kompletteras"),
        (HomeworkState.APPROVED, None),
    ],
)
def test_who_needs_support_with_homework_whose_day_has_passed(cast, cohort, state, happened):
    enrolment = make_enrolment(cohort, unit=cast.south)
    piece = cohort.version.assignments.get(number=1)  # due on day two, a week ago
    if state:
        Submission.objects.create(
            enrolment=enrolment,
            assignment=piece,
            state=state,
            marked_by=cast.trainer,
            marked_at=now(),
        )
    [line] = overview(cohort).everybody
    assert [concern.happened for concern in line.concerns] == ([happened] if happened else [])


def test_the_list_is_narrowed_and_sorted(cast, cohort, three):
    assert [line.name for line in overview(cohort, employer="Region Sunda").lines] == ["Bo B"]
    assert len(overview(cohort, show=SUPPORT).lines) == 3  # homework 1 is late for everybody
    worst = [line.name for line in overview(cohort, sort=MISSING).lines]
    assert worst == ["Cajsa C", "Bo B", "Alva A"]


def test_the_file_equals_the_screen_cell_by_cell(cast, cohort, three, client):
    client.force_login(cast.trainer)
    url = f"/kurser/{cohort.slug}/oversikt/"
    for query in ("", "?sort=missing", "?employer=Region+Sunda"):
        grid = tables_in(client.get(url + query).content.decode())[-1]
        file = client.get(f"{url}excel/{query}").content
        sheet = openpyxl.load_workbook(io.BytesIO(file)).active
        in_file = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
        grid[0][0] = in_file[0][0]  # above the names the screen has nothing
        assert grid == in_file


def test_a_name_that_looks_like_a_formula_stays_a_text(cast, cohort, client):
    make_enrolment(cohort, make_person("=1+1"), unit=cast.south)
    client.force_login(cast.trainer)
    file = client.get(f"/kurser/{cohort.slug}/oversikt/excel/").content
    cell = openpyxl.load_workbook(io.BytesIO(file)).active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_every_page_tells_the_same_number(cast, cohort, three, client):
    """The participant's page, the overview, its file, and the manager's page."""
    told = {line.enrolment.pk: line.days for line in overview(cohort).lines}
    for enrolment in three:
        days = told[enrolment.pk]
        client.force_login(enrolment.person)
        own = client.get("/min-sida/").content.decode()
        assert f"{days.attended:g} av".replace(".", ",") in own
    own = {
        line.row.person_id: line.days
        for line in own_cohort(cast.manager, cohort.slug, today=today()).lines
    }
    at_manager = {
        row.person_id: row.days
        for row in staff_overview(cast.manager, StaffNarrowing(), today=today()).rows
    }
    for enrolment in (three[0], three[2]):
        days = told[enrolment.pk]
        assert own[enrolment.person_id] == days
        words = f"{days.attended:g} av {days.held:g}, {days.planned:g} planerade"
        assert at_manager[enrolment.person_id] == words


def test_one_message_goes_to_each_of_the_chosen(
    cast, cohort, three, client, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(cast.trainer)
    url = f"/kurser/{cohort.slug}/oversikt/skriv/"
    page = client.get(f"{url}?to={three[1].pk}&to={three[2].pk}").content.decode()
    assert page.count(" checked") == 2
    letter = {
        "to": [three[1].pk, three[2].pk],
        "subject": "Dag 3",
        "text": "Ta med boken.",
        "key": "0" * 32,
    }
    preview = client.post(url, letter).content.decode()
    assert "Ta med boken." in preview
    assert "Skicka till 2 personer" in preview
    assert not Message.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, letter | {"send": "1"})
        client.post(url, letter | {"send": "1"})  # a second tap
    drain()
    assert sorted(mail.to[0].split(" <")[0] for mail in mailoutbox) == ["Bo B", "Cajsa C"]
    assert mailoutbox[0].subject == f"{cohort.name}: Dag 3"
    assert "Ta med boken." in mailoutbox[0].body
    assert cast.trainer.name in mailoutbox[0].body
    client.force_login(three[1].person)
    assert "Meddelande från dem som ger kursen" in client.get("/meddelanden/").content.decode()


def test_a_message_with_an_identity_number_is_refused_in_words(cast, cohort, three, client):
    client.force_login(cast.trainer)
    letter = {"to": [three[0].pk], "subject": "x", "text": "850709-9805", "key": "0" * 32}
    page = client.post(f"/kurser/{cohort.slug}/oversikt/skriv/", letter | {"send": "1"})
    assert "personnummer" in page.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("who", ["administrator", "office", "manager", "nominator", "stranger"])
def test_others_find_no_overview(cast, cohort, client, who):
    client.force_login(getattr(cast, who))
    assert client.get(f"/kurser/{cohort.slug}/oversikt/").status_code == 404


def test_the_number_of_queries_does_not_grow(cast, cohort, client, queries):
    client.force_login(cast.trainer)
    make_enrolment(cohort, unit=cast.south)
    one = queries(f"/kurser/{cohort.slug}/oversikt/")
    for _ in range(29):
        make_enrolment(cohort, unit=cast.north)
    assert queries(f"/kurser/{cohort.slug}/oversikt/") == one <= 8
