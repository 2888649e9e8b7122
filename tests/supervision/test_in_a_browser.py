"""The examiner's pages in a browser: on a phone and a wide screen, in light and dark."""

import pytest

from tests.factories.cohorts import make_enrolment
from tests.supervision.results import FAILED, PASSED

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("phone", "dark"), [(True, False), (False, True)])
def test_the_pages_are_clean_to_axe_and_fit(
    cast, cohort, day, assess, conclude, visit, violations, phone, dark
):
    first, second = make_enrolment(cohort, unit=cast.south), make_enrolment(cohort)
    place = f"/examination/{cohort.slug}/{day.plan.number}/"
    assess({first: PASSED})
    paths = ["/examination/", place, f"{place}{second.pk}/"]
    assert _look(paths, cast, visit, violations, phone, dark) == []
    conclude({second: FAILED})
    paths = [place, f"{place}{second.pk}/", f"{place}{second.pk}/andra/"]
    assert _look(paths, cast, visit, violations, phone, dark) == []


def _look(paths, cast, visit, violations, phone, dark) -> list:
    found = []
    for path in paths:
        page = visit(path, person=cast.examiner, phone=phone, dark=dark)
        found += violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
        found += [f"{path} scrolls sideways"] if wide else []
    return found


def test_one_tap_for_each_and_one_to_save(cast, cohort, day, visit):
    names = [make_enrolment(cohort).person.name for _ in range(4)]
    place = f"/examination/{cohort.slug}/{day.plan.number}/"
    page = visit(place, person=cast.examiner, phone=True)
    page.get_by_role("group", name=names[0]).get_by_text("Underkänd").click()
    page.get_by_role("button", name="Alla omarkerade är godkända").click()
    page.get_by_text("4 resultat är sparade.").wait_for()
    page.get_by_role("button", name="Fastställ 4 resultat").click()
    page.get_by_text("Resultaten är fastställda, och alla har fått besked.").wait_for()
