"""That somebody has left or moved: noted by the manager, told, and taken back."""

import datetime as dt

import pytest
import time_machine

from common.clock import today
from common.models import AuditEvent
from messaging.models import Message
from organisations.models import Affiliation
from organisations.services.affiliations import TO_UNDO, end_affiliation, undo_end
from tests.factories.organisations import employ
from tests.refusals import refused

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def alva(cast) -> Affiliation:
    return employ(cast.participant, cast.south)


def test_the_last_day_is_noted_logged_and_told(cast, alva):
    end_affiliation(by=cast.manager, affiliation=alva, last_day=today())
    alva.refresh_from_db()
    assert alva.ends_on == today()
    assert AuditEvent.objects.get(action="affiliation.end").actor == cast.manager
    [message] = Message.objects.filter(recipient=cast.participant)
    assert message.event == "affiliation_ended"


def test_who_moves_begins_the_day_after(cast, alva):
    end_affiliation(by=cast.manager, affiliation=alva, last_day=today(), moves_to=cast.north)
    new = Affiliation.objects.get(person=cast.participant, unit=cast.north)
    assert (new.starts_on, new.ends_on, new.moved_from) == (today() + DAY, None, alva)


def test_it_can_be_taken_back_as_if_never_noted(cast, alva):
    end_affiliation(by=cast.manager, affiliation=alva, last_day=today(), moves_to=cast.north)
    undo_end(by=cast.manager, affiliation=alva)
    [only] = Affiliation.objects.filter(person=cast.participant)
    assert (only.pk, only.ends_on) == (alva.pk, None)


def test_it_can_be_taken_back_for_thirty_days(cast, alva):
    end_affiliation(by=cast.manager, affiliation=alva, last_day=today())
    with time_machine.travel(dt.datetime.now(dt.UTC) + TO_UNDO + DAY), refused("not_now"):
        undo_end(by=cast.manager, affiliation=alva)


def test_who_has_moved_on_is_taken_back_step_by_step(cast, alva):
    end_affiliation(by=cast.manager, affiliation=alva, last_day=today(), moves_to=cast.north)
    new = Affiliation.objects.get(moved_from=alva)
    end_affiliation(by=cast.manager, affiliation=new, last_day=today() + DAY)
    with refused("not_now"):
        undo_end(by=cast.manager, affiliation=alva)


@pytest.mark.parametrize(
    ("last_day", "code"), [(-DAY, "before_start"), (dt.timedelta(days=400), "too_far_ahead")]
)
def test_days_that_are_refused(cast, alva, last_day, code):
    with refused(code):
        end_affiliation(by=cast.manager, affiliation=alva, last_day=today() + last_day)


def test_nobody_leaves_twice_or_moves_to_where_they_are(cast, alva):
    with refused("same_unit"):
        end_affiliation(by=cast.manager, affiliation=alva, last_day=today(), moves_to=cast.south)
    end_affiliation(by=cast.manager, affiliation=alva, last_day=today())
    with refused("not_now"):
        end_affiliation(by=cast.manager, affiliation=alva, last_day=today())
