"""The pages of planning: who sees them, what they do, and that they do not grow in queries."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from areas.models import Area
from cohorts.enums import CohortState, DayState, RegistrationState
from cohorts.models import Cohort
from cohorts.services.course_days import cancel_day
from common import navigation
from courses.enums import WayIn
from courses.models import Term
from tests.factories.cohorts import make_cohort, make_enrolment, make_nomination
from tests.factories.courses import make_version
from tests.factories.organisations import give_role, make_area

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("before_it_begins")]

WORKS_WITH_IT = {"board", "board_users", "office", "administrator"}
SEES_IT = WORKS_WITH_IT | {
    "trainer",
    "participant",
    "nominator",
    "nominator_colleague",
    "nominator_region",
    "manager",
}
EVERYBODY = SEES_IT | {"board_outsider", "nominator_outsider", "stranger"}


@pytest.fixture
def before_it_begins():
    with time_machine.travel("2026-11-15 09:00 +01:00", tick=False):
        yield


@pytest.fixture
def cohort(cast, planned):
    cohort = planned()
    give_role(cast.trainer, "trainer", cohort=cohort)
    make_enrolment(cohort, cast.participant, unit=cast.south)
    return cohort


@pytest.fixture
def page(client, cast):
    """`page("board", "cohorts:area", "vastra-lunda")`: the answer somebody of the cast gets."""

    def get(who, name, *args, **query):
        client.force_login(getattr(cast, who))
        return client.get(reverse(name, args=args), query)

    return get


@pytest.fixture
def send(client, cast):
    """The same for a form that is sent."""

    def post(who, address, /, *args, **data):
        client.force_login(getattr(cast, who))
        return client.post(reverse(address, args=args), data)

    return post


def plan_data(**changes):
    return {
        "name": "Bas, grupp 7",
        "seats": "24",
        "first_day_1": "2027-01-14",
        "every_n_weeks": "2",
        "blocked": "2027-02-25 sportlov",
        "morning_starts": "9.00",
        "morning_ends": "12.00",
        "afternoon_starts": "13.00",
        "afternoon_ends": "16.00",
        "mode": "on_site",
        "venue": "Folkets hus",
        "opens_on": "2026-11-15",
        "closes_on": "2026-12-10",
        "answer_by": "2026-12-15",
        "decided_by": "board",
        **changes,
    }


def plan_url(version, area) -> str:
    return f"{reverse('cohorts:plan')}?area={area.slug}&version={version.pk}"


# ── who ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("who", sorted(EVERYBODY))
@pytest.mark.parametrize(
    ("name", "args", "allowed"),
    [
        ("cohorts:cohort", (), SEES_IT),
        ("cohorts:change_cohort", (), WORKS_WITH_IT),
        ("cohorts:cancel_cohort", (), WORKS_WITH_IT),
        ("cohorts:move_day", (3,), WORKS_WITH_IT),
        ("cohorts:cancel_day", (3,), WORKS_WITH_IT),
    ],
)
def test_a_cohort_is_met_by_those_whom_it_concerns_and_changed_by_its_board(
    page, cohort, who, name, args, allowed
):
    expected = 200 if who in allowed else 404

    assert page(who, name, cohort.slug, *args).status_code == expected


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("board", 200),
        ("office", 200),
        ("board_outsider", 404),
        ("nominator", 404),
        ("stranger", 404),
    ],
)
def test_an_area_is_met_by_its_board(page, cast, who, status):
    assert page(who, "cohorts:area", cast.area.slug).status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("board", 200), ("office", 200), ("trainer", 404), ("stranger", 404)]
)
@pytest.mark.parametrize("name", ["cohorts:areas", "cohorts:plan"])
def test_planning_is_for_those_who_plan(page, who, status, name):
    assert page(who, name).status_code == status


def test_visitors_are_asked_to_log_in(client, cohort):
    answer = client.get(reverse("cohorts:cohort", args=[cohort.slug]))

    assert answer.status_code == 302
    assert answer.url.startswith("/logga-in/")


def test_a_day_that_the_cohort_does_not_have_is_not_found(page, cohort):
    assert page("board", "cohorts:move_day", cohort.slug, 99).status_code == 404


def test_the_menu_has_the_area_for_the_board_and_the_cohorts_for_trainers(cast, cohort):
    def keys(person):
        return {item.key for item in navigation.items_for(person)}

    assert {"area", "cohorts"} <= keys(cast.board)
    assert "cohorts" in keys(cast.trainer)
    assert "area" not in keys(cast.trainer)
    assert not {"area", "cohorts"} & keys(cast.stranger)


# ── planning ────────────────────────────────────────────────────────────────────────────────


def test_the_board_chooses_a_programme_first(page, cast):
    version = make_version()

    content = page("board", "cohorts:plan").content.decode()

    assert version.programme.name in content
    assert "Hela landet" not in content
    assert "Hela landet" in page("office", "cohorts:plan").content.decode()


def test_where_there_is_no_area_an_administrator_is_led_to_the_form_for_one(page, cast):
    Area.objects.all().delete()
    way = f'href="{reverse("area:add")}"'
    assert way in page("administrator", "cohorts:areas").content.decode()
    assert way not in page("office", "cohorts:areas").content.decode()


def test_the_dates_are_shown_before_anything_is_saved(client, cast):
    version = make_version()
    client.force_login(cast.board)

    answer = client.post(plan_url(version, cast.area), plan_data(preview="1"))

    content = answer.content.decode()
    assert "Torsdag 14 januari 2027" in content
    assert "Hoppas över: sportlov" in content
    assert "Torsdag 11 mars 2027" in content
    assert not Cohort.objects.exists()


def test_who_asks_for_the_dates_is_not_told_what_is_missing_elsewhere(client, cast):
    version = make_version()
    client.force_login(cast.board)
    given = plan_data(closes_on="", answer_by="")

    asked = client.post(plan_url(version, cast.area), given | {"preview": "1"}).content.decode()
    saved = client.post(plan_url(version, cast.area), given | {"save": "1"}).content.decode()

    assert "Torsdag 14 januari 2027" in asked
    assert "error-summary" not in asked
    assert "Fyll i det här" not in asked
    assert "2 saker att rätta" in saved


def test_with_javascript_only_the_dates_are_sent(client, cast):
    client.force_login(cast.board)

    answer = client.post(
        plan_url(make_version(), cast.area), plan_data(name=""), headers={"HX-Request": "true"}
    )

    content = answer.content.decode()
    assert "Torsdag 14 januari 2027" in content
    assert "<html" not in content


def test_what_keeps_the_dates_from_being_found_is_said_in_their_place(client, cast):
    client.force_login(cast.board)

    answer = client.post(
        plan_url(make_version(), cast.area),
        plan_data(blocked="i mars"),
        headers={"HX-Request": "true"},
    )

    assert "Skriv ”i mars” som 2027-02-15" in answer.content.decode()


def test_dates_are_shown_term_by_term_as_first_days_are_given(client, cast):
    version = make_version("terms", days=4, examination=False, assignments=0)
    for plan in version.days.all():
        plan.term = Term.objects.get_or_create(
            version=version, number=(plan.number + 1) // 2, defaults={"name": f"Del {plan.number}"}
        )[0]
        plan.save()
    client.force_login(cast.board)

    answer = client.post(plan_url(version, cast.area), plan_data(), headers={"HX-Request": "true"})

    content = answer.content.decode()
    assert content.count("<strong>") == 2
    assert "Välj en dag" not in content


def test_saving_makes_the_cohort_and_leads_to_its_page(client, cast):
    client.force_login(cast.board)

    answer = client.post(plan_url(make_version(), cast.area), plan_data(save="1"), follow=True)

    cohort = Cohort.objects.get()
    assert answer.redirect_chain == [(reverse("cohorts:cohort", args=[cohort.slug]), 302)]
    assert "Bas, grupp 7 är planerad." in answer.content.decode()
    assert (cohort.area, cohort.seats, cohort.days.count()) == (cast.area, 24, 9)


def test_a_refused_plan_keeps_what_was_typed_and_sums_up(client, cast):
    client.force_login(cast.board)

    answer = client.post(
        plan_url(make_version(), cast.area), plan_data(seats="31", closes_on="2027-01-20", save="1")
    )

    content = answer.content.decode()
    assert "<title>Fel: " in content
    assert 'role="alert"' in content
    assert 'value="Bas, grupp 7"' in content
    assert not Cohort.objects.exists()


def test_a_single_day_is_asked_for_without_weekdays(client, cast):
    version = make_version(
        "introduction", way_in=WayIn.OPEN, days=1, examination=False, assignments=0
    )
    client.force_login(cast.board)
    path = plan_url(version, cast.area)

    assert b"weekdays" not in client.get(path).content
    answer = client.post(path, plan_data(save="1"))

    assert answer.status_code == 302
    assert Cohort.objects.get().days.get().date == dt.date(2027, 1, 14)


def test_a_board_cannot_plan_in_anothers_area(client, cast):
    client.force_login(cast.board)

    client.post(plan_url(make_version(), cast.other_area), plan_data(save="1"))

    assert not Cohort.objects.exists()


# ── changing ────────────────────────────────────────────────────────────────────────────────


def move_data(**changes):
    times = ("morning_starts", "morning_ends", "afternoon_starts", "afternoon_ends")
    data = {name: plan_data()[name] for name in times}
    return data | {
        "date": "2027-02-03",
        "mode": "on_site",
        "reason": "Salen är upptagen.",
        **changes,
    }


def test_moving_a_day_leads_back_and_says_so(send, cohort):
    answer = send("board", "cohorts:move_day", cohort.slug, 3, **move_data())

    assert answer.url == reverse("cohorts:cohort", args=[cohort.slug])
    assert cohort.days.get(plan__number=3).date == dt.date(2027, 2, 3)


def test_a_day_off_is_asked_about_before_it_is_taken(send, cohort):
    refused = send("board", "cohorts:move_day", cohort.slug, 3, **move_data(date="2027-01-06"))
    assert 'name="on_day_off"' in refused.content.decode()

    data = move_data(date="2027-01-06", on_day_off="on")
    assert send("board", "cohorts:move_day", cohort.slug, 3, **data).status_code == 302


def test_later_days_can_follow(send, cohort):
    send("board", "cohorts:move_day", cohort.slug, 1, **move_data(date="2027-01-21", follow="on"))

    assert cohort.days.in_order()[1].date == dt.date(2027, 1, 28)


def test_cancelling_a_day_needs_a_reason(send, cohort):
    assert send("board", "cohorts:cancel_day", cohort.slug, 3, reason="").status_code == 200
    assert send("board", "cohorts:cancel_day", cohort.slug, 3, reason="Sjuk.").status_code == 302
    assert cohort.days.get(plan__number=3).state == DayState.CANCELLED


def test_changing_a_cohort_starts_from_what_is_there(page, send, cohort):
    form = page("board", "cohorts:change_cohort", cohort.slug).context["form"]
    data = {name: field for name, field in form.initial.items() if field} | {"seats": 20}

    assert send("board", "cohorts:change_cohort", cohort.slug, **data).status_code == 302
    cohort.refresh_from_db()
    assert cohort.seats == 20


def test_cancelling_a_cohort_shows_it_as_cancelled(send, page, cohort):
    send("board", "cohorts:cancel_cohort", cohort.slug, reason="För få deltagare.")

    cohort.refresh_from_db()
    assert cohort.state == CohortState.CANCELLED
    content = page("participant", "cohorts:cohort", cohort.slug).content.decode()
    assert "Kursgruppen är inställd" in content


@pytest.mark.parametrize("name", ["change_cohort", "cancel_cohort"])
def test_outsiders_cannot_send_the_forms_either(send, cohort, name):
    answer = send("board_outsider", f"cohorts:{name}", cohort.slug, reason="Nej", name="Kapad")

    cohort.refresh_from_db()
    assert answer.status_code == 404
    assert (cohort.name, cohort.state) == ("Bas, grupp 6", CohortState.PLANNED)


# ── what is shown ───────────────────────────────────────────────────────────────────────────


def test_participants_see_what_to_bring_and_employers_do_not(page, cohort):
    cohort.days.first().plan.version.days.update(bring="Läs kapitel 1.")

    assert "Läs kapitel 1." in page("participant", "cohorts:cohort", cohort.slug).content.decode()
    assert "Läs kapitel 1." not in page("nominator", "cohorts:cohort", cohort.slug).content.decode()


def test_drafted_seats_are_for_the_board_only(page, cast, cohort):
    from cohorts.models import Seat

    drafted = make_nomination(cohort, cast.south)
    Seat.objects.create(cohort=cohort, number=2, nomination=drafted)

    assert "i urvalets utkast" in page("board", "cohorts:cohort", cohort.slug).content.decode()
    for who in ("nominator", "participant", "trainer"):
        assert "utkast" not in page(who, "cohorts:cohort", cohort.slug).content.decode()


def test_a_cancelled_day_is_shown_as_cancelled_and_cannot_be_moved_again(page, cast, cohort):
    cancel_day(by=cast.board, day=cohort.days.get(plan__number=1), reason="Sjuk.")

    content = page("board", "cohorts:cohort", cohort.slug).content.decode()

    assert "Inställd" in content
    assert reverse("cohorts:move_day", args=[cohort.slug, 1]) not in content


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-15", "Öppen till 1 december 2026"),
        ("2026-12-20", "Urval pågår"),
        ("2027-01-25", "2 av 9 dagar genomförda"),
        ("2027-06-01", "Avslutad"),
    ],
)
def test_the_page_says_how_far_the_cohort_has_come(page, cohort, moment, words):
    with time_machine.travel(f"{moment} 09:00 +01:00", tick=False):
        assert words in page("board", "cohorts:cohort", cohort.slug).content.decode()


def test_before_it_opens_the_page_says_when(page, cohort):
    Cohort.objects.update(opens_on=dt.date(2026, 11, 20))

    assert (
        "Öppnar 20 november 2026" in page("board", "cohorts:cohort", cohort.slug).content.decode()
    )


def test_the_area_says_what_is_to_be_done(page, cast, cohort, planned):
    make_nomination(cohort, cast.south)
    doctors = planned(
        version=make_version("doctors", way_in=WayIn.EMPLOYER), name="Läkare, grupp 1"
    )
    doctors.registrations.create(
        email="a@lunda.example", name="A", state=RegistrationState.SUBMITTED
    )

    content = page("board", "cohorts:areas").content.decode()

    assert "Följ nomineringarna till Bas, grupp 6" in content
    assert "Bekräfta anmälningar till Läkare, grupp 1" in content


def test_whoever_plans_in_several_areas_chooses_one(page, cast, cohort):
    content = page("office", "cohorts:areas").content.decode()

    assert cast.area.name in content
    assert cast.other_area.name in content


def test_an_area_without_cohorts_says_what_to_do(page, cast):
    assert "Ingen kursgrupp är planerad" in page("board", "cohorts:areas").content.decode()


def test_the_list_has_what_comes_and_what_is_over_apart(page, cohort):
    name = cohort.name

    assert name in page("board", "cohorts:cohorts").content.decode()
    assert name not in page("board", "cohorts:cohorts", show="ended").content.decode()
    with time_machine.travel("2027-06-01 09:00 +01:00", tick=False):
        assert name not in page("board", "cohorts:cohorts").content.decode()
        assert name in page("board", "cohorts:cohorts", show="ended").content.decode()


def test_trainers_see_their_next_days(page, cohort):
    content = page("trainer", "cohorts:cohorts").content.decode()

    assert "Din nästa kursdag" in content
    assert "Torsdag 14 januari" in content


def test_outsiders_lists_are_empty(page, cohort):
    assert cohort.name not in page("board_outsider", "cohorts:cohorts").content.decode()
    assert cohort.name not in page("stranger", "cohorts:cohorts").content.decode()


# ── speed ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("board", "cohorts:areas"),
        ("office", "cohorts:areas"),
        ("board", "cohorts:cohorts"),
        ("trainer", "cohorts:cohorts"),
        ("nominator", "cohorts:cohorts"),
        ("participant", "cohorts:cohorts"),
    ],
)
def test_lists_take_as_many_queries_for_thirty_cohorts_as_for_one(
    client, queries, cast, cohort, who, name
):
    client.force_login(getattr(cast, who))
    one = queries(reverse(name))
    for _ in range(29):
        more = make_cohort(cohort.version, cast.area)
        give_role(cast.trainer, "trainer", cohort=more)
        make_enrolment(more, cast.participant, unit=cast.south)

    assert queries(reverse(name)) == one <= 15


@pytest.mark.parametrize("who", ["board", "trainer", "participant", "nominator"])
def test_a_cohorts_page_takes_as_many_queries_for_thirty_people_as_for_one(
    client, queries, cast, cohort, who
):
    client.force_login(getattr(cast, who))
    path = reverse("cohorts:cohort", args=[cohort.slug])
    one = queries(path)
    for _ in range(29):
        make_enrolment(cohort, unit=cast.south)

    assert queries(path) == one <= 15


@pytest.mark.parametrize("name", ["move_day", "cancel_day", "change_cohort", "cancel_cohort"])
def test_forms_take_few_queries(client, queries, cast, cohort, name):
    client.force_login(cast.board)
    args = [cohort.slug, 3] if name.endswith("_day") else [cohort.slug]

    assert queries(reverse(f"cohorts:{name}", args=args)) <= 15


def test_the_plan_form_takes_as_many_queries_for_ten_areas_as_for_one(client, queries, cast):
    version = make_version()
    client.force_login(cast.office)
    path = plan_url(version, cast.area)
    one = queries(path)
    for number in range(9):
        make_area(f"Område {number}")
        make_version(f"programme-{number}")

    assert queries(path) == one <= 15
