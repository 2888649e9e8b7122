"""The employer's page, and the joint board's list."""

import pytest

from cohorts.enums import RegistrationState
from cohorts.models import Registration
from organisations.roles import RoleCode
from tests.cohorts.registering.people import join, send_in
from tests.factories.organisations import give_role, make_profession

pytestmark = pytest.mark.django_db


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def row(number, unit, **fields):
    typed = {
        "name": f"Läkare {number}",
        "email": f"lakare{number}@lunda.example",
        "profession": make_profession("Läkare").pk,
        "unit": unit.pk,
        **fields,
    }
    return {f"staff-{number}-{name}": value for name, value in typed.items()}


def posted(*rows, count=3, **more):
    data = {"staff-TOTAL_FORMS": count, "staff-INITIAL_FORMS": 0, **more}
    for fields in rows:
        data |= fields
    return data


# ── the employer ────────────────────────────────────────────────────────────────────────────


def test_the_employer_s_home_leads_to_the_course(cast, client, staff_cohort):
    client.force_login(cast.nominator)
    send_in(cast.nominator, staff_cohort, cast.south, 2)
    html = page(client, "/nominera/")
    assert f"/anmal/{staff_cohort.slug}/" in html
    assert "0 bekräftade, 2 väntar på SKL-teamet" in html


def test_some_are_registered_at_once_and_empty_rows_are_not_counted(cast, client, staff_cohort):
    client.force_login(cast.nominator)
    path = f"/anmal/{staff_cohort.slug}/"
    response = client.post(path, posted(row(0, cast.south), row(2, cast.south)), follow=True)
    html = response.content.decode()
    assert "2 personer är anmälda" in html
    assert "Väntar på SKL-teamet" in html
    assert Registration.objects.count() == 2


def test_what_is_wrong_is_said_with_the_row_and_nothing_is_lost(cast, client, staff_cohort):
    client.force_login(cast.nominator)
    send_in(cast.nominator, staff_cohort, cast.south)
    taken = Registration.objects.get().email
    path = f"/anmal/{staff_cohort.slug}/"
    html = client.post(
        path, posted(row(0, cast.south), row(1, cast.south, email=""))
    ).content.decode()
    assert "Person 2, E-postadress" in html
    html = client.post(
        path, posted(row(0, cast.south), row(2, cast.south, email=taken))
    ).content.decode()
    assert "Person 3, E-postadress: Din organisation har redan anmält den här adressen" in html
    assert 'value="Läkare 0"' in html
    html = client.post(path, posted()).content.decode()
    assert "Skriv minst en person" in html
    assert Registration.objects.count() == 1


def test_more_rows_keep_what_was_typed_and_say_nothing_is_wrong(cast, client, staff_cohort):
    client.force_login(cast.nominator)
    path = f"/anmal/{staff_cohort.slug}/"
    html = client.post(
        path, posted(row(0, cast.south, email="inte en adress"), more="1")
    ).content.decode()
    assert html.count('role="group"') == 6
    assert 'value="inte en adress"' in html
    assert "att rätta" not in html
    html = client.post(path, posted(count=20, more="1")).content.decode()
    assert html.count('role="group"') == 20
    assert "Fler rader" not in html


def test_only_units_of_one_s_own_can_be_chosen(cast, client, staff_cohort):
    client.force_login(cast.nominator)
    html = client.post(f"/anmal/{staff_cohort.slug}/", posted(row(0, cast.north))).content.decode()
    assert "Person 1, Enhet" in html
    assert not Registration.objects.exists()


def test_an_employer_cancels_with_a_reason(cast, client, staff_cohort):
    client.force_login(cast.nominator)
    [registration] = send_in(cast.nominator, staff_cohort, cast.south)
    path = f"/anmal/{staff_cohort.slug}/{registration.pk}/avanmal/"
    assert "Skriv varför du avanmäler" in client.post(path, {"reason": ""}).content.decode()
    response = client.post(path, {"reason": "Har fått förhinder."}, follow=True)
    assert "är avanmäld" in response.content.decode()
    registration.refresh_from_db()
    assert registration.state == RegistrationState.CANCELLED


@pytest.mark.parametrize("who", ["nominator_outsider", "manager", "board", "stranger", "trainer"])
def test_only_employers_who_are_invited_find_the_page(cast, client, staff_cohort, who):
    client.force_login(getattr(cast, who))
    page(client, f"/anmal/{staff_cohort.slug}/", status=404)


@pytest.mark.parametrize("who", ["nominator_colleague", "nominator_outsider", "board"])
def test_nobody_else_cancels_or_sees_what_a_unit_registered(cast, client, staff_cohort, who):
    [registration] = send_in(cast.nominator, staff_cohort, cast.south)
    client.force_login(getattr(cast, who))
    page(client, f"/anmal/{staff_cohort.slug}/{registration.pk}/avanmal/", status=404)
    assert registration.name not in client.get(f"/anmal/{staff_cohort.slug}/").content.decode()


def test_courses_by_other_ways_in_have_no_such_page(cast, client, open_cohort):
    client.force_login(cast.nominator)
    page(client, f"/anmal/{open_cohort.slug}/", status=404)


def test_the_employer_s_page_asks_the_same_for_one_and_for_thirty(
    cast, client, staff_cohort, queries
):
    client.force_login(cast.nominator)
    path = f"/anmal/{staff_cohort.slug}/"
    send_in(cast.nominator, staff_cohort, cast.south)
    one, home = queries(path), queries("/nominera/")
    send_in(cast.nominator, staff_cohort, cast.south, 29)
    assert queries(path) == one <= 15
    assert queries("/nominera/") == home <= 15


# ── the board ───────────────────────────────────────────────────────────────────────────────


def registrations_path(cohort):
    return f"/kurser/{cohort.slug}/anmalningar/"


def test_the_board_confirms_those_chosen(cast, client, staff_cohort):
    first, second = send_in(cast.nominator, staff_cohort, cast.south, 2)
    client.force_login(cast.board)
    html = page(client, registrations_path(staff_cohort))
    assert "2 väntar på att bekräftas" in html
    assert "Boendestöd Söder" in html
    assert "Kommun" in html
    assert first.email not in html
    response = client.post(registrations_path(staff_cohort), {"chosen": [first.pk]}, follow=True)
    assert "En person är bekräftad" in response.content.decode()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (RegistrationState.SEATED, RegistrationState.SUBMITTED)


def test_the_board_confirms_all_that_fit(cast, client, staff_cohort):
    send_in(cast.nominator, staff_cohort, cast.south, 5)
    client.force_login(cast.board)
    html = client.post(registrations_path(staff_cohort), {"all": "1"}, follow=True).content.decode()
    assert "3 personer är bekräftade" in html
    assert "Alla platser i kursen är tagna" in html
    assert "Bekräfta valda" not in html


def test_a_refusal_keeps_what_was_chosen(cast, client, staff_cohort):
    rows = send_in(cast.nominator, staff_cohort, cast.south, 5)
    client.force_login(cast.board)
    html = client.post(
        registrations_path(staff_cohort), {"chosen": [row.pk for row in rows]}
    ).content.decode()
    assert "Du har valt 5 personer, men 3 platser är lediga." in html
    assert html.count(" checked>") == 5


def test_the_board_declines_with_a_reason(cast, client, staff_cohort):
    [registration] = send_in(cast.nominator, staff_cohort, cast.south)
    client.force_login(cast.board)
    path = registrations_path(staff_cohort) + f"{registration.pk}/avsla/"
    assert "Skriv varför" in client.post(path, {"reason": ""}).content.decode()
    html = client.post(path, {"reason": "Är inte läkare."}, follow=True).content.decode()
    assert "är avslagen" in html
    assert "Är inte läkare." in html


def test_the_trainer_sees_the_list_and_decides_nothing(cast, client, staff_cohort):
    [registration] = send_in(cast.nominator, staff_cohort, cast.south)
    give_role(cast.trainer, RoleCode.TRAINER, cohort=staff_cohort)
    client.force_login(cast.trainer)
    path = registrations_path(staff_cohort)
    html = page(client, path)
    assert registration.name in html
    assert "Bekräfta" not in html
    assert "Avslå" not in html
    assert client.post(path, {"all": "1"}).status_code == 404
    page(client, f"{path}{registration.pk}/avsla/", status=404)


@pytest.mark.parametrize("who", ["board_outsider", "nominator", "manager", "stranger"])
def test_strangers_find_no_list(cast, client, staff_cohort, who):
    [registration] = send_in(cast.nominator, staff_cohort, cast.south)
    client.force_login(getattr(cast, who))
    path = registrations_path(staff_cohort)
    page(client, path, status=404)
    page(client, f"{path}{registration.pk}/avsla/", status=404)
    assert client.post(path, {"all": "1"}).status_code == 404


def test_the_list_of_an_open_course_has_line_and_questions_without_names(cast, client, open_cohort):
    join(open_cohort, name="Sara Sund", question="Får anhöriga komma?")
    join(open_cohort, name="Tor Tall")
    join(open_cohort, name="Ulla Ulv")
    client.force_login(cast.board)
    html = page(client, registrations_path(open_cohort))
    assert "Väntelista" in html
    assert "Ulla Ulv" in html
    questions = html.partition('id="questions"')[2]
    assert "Får anhöriga komma?" in questions
    assert "Sara Sund" not in questions


def test_cohorts_by_nomination_have_no_list(cast, client):
    from tests.factories.cohorts import make_cohort

    client.force_login(cast.board)
    page(client, registrations_path(make_cohort(area=cast.area)), status=404)


def test_the_overview_counts_what_waits_and_so_does_the_menu(
    cast, client, staff_cohort, open_cohort
):
    send_in(cast.nominator, staff_cohort, cast.south, 2)
    client.force_login(cast.board)
    html = page(client, "/anmalningar/")
    assert "2 väntar på er" in html
    assert '<span class="count">2</span>' in html
    client.force_login(cast.nominator)
    page(client, "/anmalningar/", status=404)


def test_the_board_s_pages_ask_the_same_for_one_and_for_thirty(cast, client, staff_cohort, queries):
    staff_cohort.seats = 30
    staff_cohort.save()
    client.force_login(cast.board)
    path = registrations_path(staff_cohort)
    send_in(cast.nominator, staff_cohort, cast.south, 2)
    one, overview = queries(path), queries("/anmalningar/")
    send_in(cast.nominator, staff_cohort, cast.south, 28)
    assert queries(path) == one <= 15
    assert queries("/anmalningar/") == overview <= 15
    client.post(path, {"all": "1"})
    assert queries(path) <= 15
