"""A work on the list of literature, referred to in a module."""

import pytest

from common.clock import today
from courses.models import LiteratureItem
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module

pytestmark = pytest.mark.django_db


def test_a_module_refers_to_a_work_on_the_list(client, cast, site, version):
    make_enrolment(make_cohort(version, cast.area, first_day=today()), cast.participant)
    item = LiteratureItem.objects.create(
        version=version, position=1, title="Att läsa", authors="Socialstyrelsen", pages="Kapitel 3"
    )
    body = [("literature", {"item": item, "note": "Läs om mötet."})]
    module = make_module(version.days.first(), body=body)
    client.force_login(cast.participant)
    page = client.get(module.url).content.decode()
    assert "Att läsa" in page
    assert "Kapitel 3" in page
    assert "Läs om mötet." in page
    item.delete()
    page = client.get(module.url).content.decode()
    assert "Att läsa" not in page
    assert "Läs om mötet." in page
