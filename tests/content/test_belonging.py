"""What the editor asks of a module: where it belongs, and when it opens."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from content.enums import ModuleAccess
from content.models import ModulePage
from courses.models import AssignmentPlan
from organisations.roles import RoleCode
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.courses import make_version
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def trainer(cast, version, site, client):
    """The trainer of the programme, logged in."""
    give_role(cast.trainer, RoleCode.TRAINER, programme=version.programme)
    sync_wagtail_access()
    client.force_login(cast.trainer)
    return cast.trainer


@pytest.fixture
def send(trainer, client, shelf):
    """Sends the editor's form; gives the module, or what was said against it."""

    def publish(*, days=(), homework=(), access=ModuleAccess.PROGRAMME, opens_on="", draft=False):
        data = {
            "title": "Tidiga tecken",
            "lead": "",
            "minutes": "",
            "days": inline_formset([{"day": str(day.pk)} for day in days]),
            "assignments": inline_formset([{"assignment": str(one.pk)} for one in homework]),
            "access": access,
            "opens_on_day": opens_on,
            "body": streamfield([]),
            "easy_body": streamfield([]),
        }
        data |= {} if draft else {"action-publish": "1"}
        address = reverse("wagtailadmin_pages:add", args=["content", "modulepage", shelf.pk])
        response = client.post(address, nested_form_data(data))
        if response.status_code == 302:
            return ModulePage.objects.latest("pk")
        form = response.context["form"]
        return [message for messages in form.errors.values() for message in messages]

    return publish


def test_a_module_belongs_to_a_day_or_to_homework(send, version):
    assert send() == ["Välj kursdagen eller hemuppgiften som modulen hör till."]
    assert send(draft=True).live is False
    assert send(days=[version.days.first()]).live
    module = send(homework=[version.assignments.first()])
    assert module.live
    assert module.assignments.get().assignment == version.assignments.first()


def test_homework_of_what_one_does_not_teach_is_refused(send, cast, version):
    foreign = AssignmentPlan.objects.filter(version=make_version("doctors")).first()
    assert isinstance(send(homework=[foreign]), list)
    assert not ModulePage.objects.exists()


def test_it_opens_on_a_day_that_the_programme_has(send, version):
    day = version.days.first()
    assert send(days=[day], opens_on="2").opens_on_day == 2
    assert send(days=[day], opens_on="12") == ["Den dagen finns inte i utbildningen."]
    assert isinstance(send(days=[day], opens_on="0"), list)


@pytest.mark.parametrize(
    "access", [level for level in ModuleAccess if level != ModuleAccess.PROGRAMME]
)
def test_only_a_module_for_participants_of_the_programme_waits_for_a_day(send, version, access):
    said = send(days=[version.days.first()], access=access, opens_on="2")
    assert set(said) == {"Bara en modul för utbildningens deltagare öppnar på en kursdag."}
