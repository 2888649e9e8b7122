"""Every address of our own, asked as every role, as a colleague and as a stranger.

The addresses are found in the resolver: a new one without a line in `MAY` fails the build. Who may
not is answered 404, as if nothing were there; a visitor is led to the log-in.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.access.addresses import own_addresses
from tests.access.world import make_world

PLANNERS = {"administrator", "office", "board"}
BOARDS = {"board", "board elsewhere"}
NOMINATORS = {"nominator", "nominator of another unit", "nominator elsewhere"}
INVITED = {"nominator", "nominator of another unit"}  # their employer belongs to the area
LOGGED_IN = PLANNERS | BOARDS | NOMINATORS | {
    "manager", "deputy", "trainer", "examiner", "participant", "stranger",
}  # fmt: skip
EVERYBODY = LOGGED_IN | {"visitor"}
READERS = PLANNERS | {"trainer", "examiner", "participant"}  # of a module of the programme
NOBODY: set[str] = set()  # only in another state: no administrator yet, the demo

MAY = {
    "health": EVERYBODY,
    "first_administrator": NOBODY,
    "home": LOGGED_IN,
    "account_home": LOGGED_IN,
    "set_language": EVERYBODY,
    # content
    "content:programmes": EVERYBODY,
    "content:programme": EVERYBODY,
    "content:literature": EVERYBODY,
    "content:worksheets": EVERYBODY,
    "content:worksheet": PLANNERS | BOARDS | {"trainer", "examiner", "participant"},
    "content:worksheet_version": PLANNERS | BOARDS | {"trainer", "examiner", "participant"},
    "content:worksheet_pdf": PLANNERS | BOARDS | {"trainer", "examiner", "participant"},
    "content:group_worksheets": {"administrator", "office", "trainer"},
    "content:module": READERS,
    "content:finish": READERS,
    "content:quiz": READERS,
    "content:reflection": READERS,
    "content:external_course": READERS,
    # messaging
    "messaging:list": LOGGED_IN,
    "messaging:detail": {"administrator", "office"},
    "messaging:retry": {"administrator", "office"},
    "messaging:cancel": {"administrator", "office"},
    "messaging:demo": NOBODY,
    "messaging:demo_mail": NOBODY,
    "messaging:demo_file": NOBODY,
    # planning
    "cohorts:areas": PLANNERS | BOARDS,
    "cohorts:area": PLANNERS,
    "cohorts:plan": PLANNERS | BOARDS,
    "cohorts:cohorts": LOGGED_IN,
    "cohorts:cohort": PLANNERS
    | INVITED
    | {"manager", "deputy", "trainer", "examiner", "participant"},
    "cohorts:change_cohort": PLANNERS,
    "cohorts:cancel_cohort": PLANNERS,
    "cohorts:move_day": PLANNERS,
    "cohorts:cancel_day": PLANNERS,
    "cohorts:cohort_calendar": PLANNERS
    | INVITED
    | {"manager", "deputy", "trainer", "examiner", "participant"},
    "cohorts:my_calendar": LOGGED_IN,
    "cohorts:renew_calendar": LOGGED_IN,
    "cohorts:personal_calendar": EVERYBODY,  # who has the secret address
    # nominating
    "cohorts:nominating": NOMINATORS,
    "cohorts:nominations": NOMINATORS,
    "cohorts:nominating_cohort": INVITED,
    "cohorts:nominate": INVITED,
    "cohorts:nominate_by_file": INVITED,
    "cohorts:nomination_template": INVITED,
    "cohorts:attest": INVITED,
    "cohorts:nomination": {"nominator"},
    "cohorts:remind_nominee": {"nominator"},
    "cohorts:correct_address": {"nominator"},
    "cohorts:withdraw": {"nominator"},
    "cohorts:answer": EVERYBODY,  # who has the link
    "cohorts:wrong_person": EVERYBODY,
    # selecting
    "cohorts:selections": BOARDS,
    "cohorts:selection": {"board"},
    "cohorts:candidate": {"board"},
    "cohorts:reserves": {"board"},
    "cohorts:next_selection_round": {"board"},
    "cohorts:close_selection": {"board"},
    "cohorts:selection_record": {"board"},
    # registering
    "cohorts:open_courses": EVERYBODY,
    "cohorts:register": EVERYBODY,
    "cohorts:registered": EVERYBODY,
    "cohorts:own_registration": EVERYBODY,  # who has the link
    "cohorts:take_offer": EVERYBODY,
    "cohorts:cancel_own": EVERYBODY,
    "cohorts:register_staff": INVITED,
    "cohorts:cancel_staff": {"nominator"},
    "cohorts:registrations_overview": BOARDS,
    "cohorts:registrations": PLANNERS,
    "cohorts:reject_registration": {"board"},
    # evaluating
    "cohorts:answer_evaluation": {"participant"},
    "cohorts:evaluation_answered": {"participant"},
    "cohorts:evaluations": BOARDS | {"trainer"},
    "cohorts:cohort_evaluations": {"board", "trainer"},
    "cohorts:evaluations_file": {"board", "trainer"},
    "cohorts:day_evaluation": {"board", "trainer"},
    "cohorts:course_evaluation": {"board", "trainer"},
    # attending, examining, certificates
    "cohorts:attendance": {"trainer"},
    "cohorts:close_attendance": {"trainer"},
    "cohorts:attendance_worker": EVERYBODY,  # a script
    "cohorts:paper_list": {"trainer"},
    "cohorts:type_in": {"trainer"},
    "cohorts:wall": {"trainer"},
    "cohorts:switch_check_in": {"trainer"},
    "cohorts:objection": {"trainer"},
    "cohorts:check_in": LOGGED_IN,
    "cohorts:own_attendance": {"participant"},
    "cohorts:announce_absence": {"participant"},
    "cohorts:object_to_mark": {"participant"},
    "cohorts:withdraw_objection": {"participant"},
    "today": {"trainer"},
    "at_risk": {"trainer"},
    "cohorts:homework_list": {"trainer"},
    "cohorts:homework": {"trainer"},
    "supervision:sittings": {"examiner"},
    "supervision:sitting": {"examiner"},
    "supervision:finalise": {"examiner"},
    "supervision:examinee": {"examiner"},
    "supervision:settle": {"examiner"},
    "supervision:amend": {"examiner"},
    "supervision:book": {"examiner"},
    "supervision:unbook": {"examiner"},
    # one participant's way to the certificate
    "cohorts:participant": PLANNERS | {"trainer", "examiner"},
    "cohorts:plan_make_up": PLANNERS | {"trainer"},
    "cohorts:cancel_make_up": PLANNERS | {"trainer"},
    "cohorts:approve_task": PLANNERS | {"trainer"},
    "cohorts:refuse_task": PLANNERS | {"trainer"},
    "cohorts:pause": PLANNERS,
    "cohorts:resume": PLANNERS,
    "cohorts:transfer": PLANNERS,
    "cohorts:credit": PLANNERS,
    "cohorts:withdraw_credit": PLANNERS,
    "cohorts:own_make_up": {"participant"},
    "cohorts:certificates": {"board", "examiner"},
    "cohorts:verify": EVERYBODY,
    "cohorts:certificate": EVERYBODY,  # who has the code
    "cohorts:certificate_pdf": {"board", "examiner", "participant"},
    "cohorts:revoke_certificate": {"board", "examiner"},
    "cohorts:correct_certificate": {"board", "examiner"},
    # reports
    "reports:overview": {"board", "trainer", "examiner"},
    "reports:overview_excel": {"board", "trainer", "examiner"},
    "reports:write": {"board", "trainer", "examiner"},
    "reports:staff": {"manager", "deputy"},
    "reports:staff_file": {"manager", "deputy"},
    "reports:away": {"manager", "deputy"},
    "reports:away_file": {"manager", "deputy"},
    "reports:staff_cohorts": {"manager", "deputy"},
    "reports:staff_cohort": {"manager", "deputy"},
    "reports:employee": {"manager", "deputy"},
    "reports:leave": {"manager", "deputy"},
    "reports:undo_leave": {"manager", "deputy"},
    "reports:deputies": {"manager", "deputy"},
    "reports:end_deputy": {"manager"},  # her own
}
POSTED = {
    "cohorts:approve_task",
    "cohorts:renew_calendar",
    "cohorts:remind_nominee",
    "cohorts:correct_address",
    "cohorts:withdraw",
    "cohorts:wrong_person",
    "cohorts:reserves",
    "cohorts:next_selection_round",
    "cohorts:take_offer",
    "cohorts:close_attendance",
    "cohorts:switch_check_in",
    "cohorts:withdraw_objection",
    "content:finish",
    "content:quiz",
    "content:reflection",
    "content:external_course",
    "set_language",
    "supervision:finalise",
    "supervision:settle",
    "supervision:unbook",
    "reports:undo_leave",
    "reports:end_deputy",
}
DATA = {"cohorts:reserves": {"up": "1"}, "cohorts:switch_check_in": {"half": "am"}}


def test_every_address_has_a_line_and_every_line_an_address():
    assert set(own_addresses()) == set(MAY)


@pytest.fixture
def world(cast):
    return make_world(cast)


def test_everybody_is_answered_as_the_table_says(world):
    clients = {}
    for role, person in world.people.items():
        clients[role] = Client()
        if person:
            clients[role].force_login(person)
    surprises = []
    for name, allowed in MAY.items():
        url = reverse(name, kwargs=world.values.get(name))
        for role, client in clients.items():
            method = client.post if name in POSTED else client.get
            with transaction.atomic():
                response = method(url, DATA.get(name))
                transaction.set_rollback(True)
            answered = kind_of(response)
            expected = (
                "shown" if role in allowed
                else "log in" if role == "visitor" and allowed
                else "nothing here"
            )  # fmt: skip
            if answered != expected:
                surprises.append(f"{name} as {role}: {answered}, not {expected}")
    assert surprises == []


def kind_of(response) -> str:
    """What an answer amounts to for who asked."""
    if response.status_code == 302 and response.url.startswith("/logga-in/"):
        return "log in"
    if response.status_code == 404:
        return "nothing here"
    return "shown" if response.status_code < 400 else f"status {response.status_code}"
