"""Answering on a phone, with and without JavaScript; the pages of results in light and dark."""

import datetime as dt

import pytest
from django.urls import reverse

from cohorts.models import CourseEvaluation, EvaluationTally, EvaluationText
from common.clock import today
from organisations.roles import RoleCode
from tests.cast import make_cast
from tests.cohorts.evaluating.story import ask, open_form, send
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LAST_WEEK = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def group(cast):
    """A cohort whose days were two weeks, one week and a day ago; Alva takes part."""
    version = make_version(days=3, examination=False, assignments=0)
    ask(version)
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=15))
    people = [cast.participant, *[None] * 6]
    enrolments = [make_enrolment(cohort, person, enrolled_at=LAST_WEEK) for person in people]
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    return cohort, enrolments


@pytest.fixture
def form(group):
    return open_form(group[0], 3)


@pytest.fixture
def closed(group, form):
    """The first two days are answered and closed."""
    from cohorts.services.evaluating.opening import _new, _open

    cohort, enrolments = group
    for number in (1, 2):
        day = cohort.days.get(plan__number=number)
        if not CourseEvaluation.objects.filter(day=day).exists():
            _open(_new(cohort, day, today()))
        of_day = CourseEvaluation.objects.get(day=day)
        for place, enrolment in enumerate(enrolments):
            send(enrolment, of_day, scale=1 + place % 5, text="Gärna längre rast.")
        CourseEvaluation.objects.filter(pk=of_day.pk).update(
            opened_on=day.date, closes_on=today() - dt.timedelta(days=1)
        )
    return cohort


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without"])
def test_a_participant_answers_on_a_phone(visit, cast, form, scripts):
    page = visit("/min-sida/", person=cast.participant, phone=True, java_script_enabled=scripts)
    page.get_by_role("link", name="Hur var dag 3?").click()
    page.get_by_role("radio", name="4", exact=True).check(force=True)
    page.get_by_label("Vad ska vi ändra?").fill("Gärna längre rast.")
    page.get_by_text("Båda", exact=True).click()
    page.get_by_role("button", name="Skicka svaren").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Tack, du har svarat"
    assert EvaluationText.objects.get().text == "Gärna längre rast."
    assert EvaluationTally.objects.filter(count=1).count() == 2
    page.get_by_role("link", name="Till min sida").click()
    assert page.get_by_role("link", name="Hur var dag 3?").count() == 0


def test_the_course_is_answered_screen_by_screen(visit, cast, group, form):
    whole = open_form(group[0], None)
    address = reverse("cohorts:answer_evaluation", args=[whole.pk])
    page = visit(address, person=cast.participant, phone=True)
    page.get_by_role("button", name="Fortsätt").click()
    assert page.locator(".error-summary").is_visible()
    page.get_by_role("radio", name="5", exact=False).check(force=True)
    page.get_by_role("button", name="Fortsätt").click()
    assert page.get_by_role("heading", name="Efteråt").is_visible()
    page.get_by_label("Annat?").fill("Tack för kursen.")
    page.get_by_role("button", name="Tillbaka").click()
    assert page.get_by_role("radio", name="5", exact=False).is_checked()
    page.get_by_role("button", name="Fortsätt").click()
    assert page.get_by_label("Annat?").input_value() == "Tack för kursen."
    page.get_by_text("Ja", exact=True).click()
    page.get_by_role("button", name="Skicka svaren").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Tack, du har svarat"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_the_pages_can_be_read_by_everybody(visit, violations, cast, closed, form, phone, dark):
    whole = open_form(closed, None)
    own = [reverse("cohorts:answer_evaluation", args=[row.pk]) for row in (form, whole)]
    read = [
        reverse("cohorts:evaluations"),
        reverse("cohorts:cohort_evaluations", args=[closed.slug]),
        reverse("cohorts:day_evaluation", args=[closed.slug, 1]),
        reverse("cohorts:day_evaluation", args=[closed.slug, 3]),
    ]
    for person, addresses in ((cast.participant, own), (cast.trainer, read)):
        for address in addresses:
            page = visit(address, person=person, phone=phone, dark=dark)
            assert violations(page) == [], address
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= page.viewport_size["width"], address
