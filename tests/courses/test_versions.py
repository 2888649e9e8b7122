"""Versions of a programme: drafts change, what is published never does."""

import pytest
from django.urls import reverse

from common.models import AuditEvent
from courses.enums import RequirementKind, VersionState
from courses.models import Criterion, DayPlan, ProgrammeVersion
from courses.selectors.contents import contents_of
from courses.services.versions import (
    delete_part,
    draft_next_version,
    publish_version,
    retire_version,
    save_part,
)
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.courses import make_version
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, cast):
    """A browser in which the national office is logged in."""
    sync_wagtail_access()
    client.force_login(cast.office)
    return client


def test_a_draft_is_published_at_a_moment_by_somebody(cast):
    draft = make_version(state=VersionState.DRAFT)
    version = publish_version(by=cast.office, version=draft)
    assert version.state == VersionState.PUBLISHED
    assert version.published_at
    assert AuditEvent.objects.get(action="programme_version.publish").actor == cast.office


def test_a_version_without_days_is_not_published(cast):
    draft = make_version(state=VersionState.DRAFT, days=0, examination=False, assignments=0)
    with refused("no_days"):
        publish_version(by=cast.office, version=draft)


@pytest.mark.parametrize(
    ("kind", "threshold"),
    [
        (RequirementKind.DAYS_ATTENDED, 4),
        (RequirementKind.EXAMINATION_DAY_ATTENDED, None),
        (RequirementKind.HOMEWORK_APPROVED, None),
        (RequirementKind.DAYS_ATTENDED_PER_TERM, 1),
    ],
)
def test_a_requirement_that_nobody_could_fulfil_is_not_published(cast, kind, threshold):
    draft = make_version(
        state=VersionState.DRAFT,
        days=3,
        examination=False,
        assignments=0,
        requirements={kind: threshold},
    )
    with refused("out_of_reach"):
        publish_version(by=cast.office, version=draft)


@pytest.mark.parametrize("verb", [publish_version, retire_version])
def test_a_retired_version_stays_retired(cast, verb):
    version = retire_version(by=cast.office, version=make_version())
    with refused("not_now"):
        verb(by=cast.office, version=version)


def test_the_next_version_is_a_draft_with_the_same_contents(cast):
    version = make_version()
    draft = draft_next_version(by=cast.office, programme=version.programme)
    assert (draft.number, draft.state) == (version.number + 1, VersionState.DRAFT)
    found = contents_of([version.pk, draft.pk])
    assert found[draft.pk] == found[version.pk]
    assert all(row.due_on_day.version_id == draft.pk for row in draft.assignments.all())


def test_the_parts_of_a_published_version_can_not_be_changed(cast):
    day = make_version().days.first()
    day.title = "Något annat"
    with refused("published"):
        save_part(by=cast.office, row=day)
    with refused("published"):
        delete_part(by=cast.office, row=day)


def test_drafts_are_seen_by_the_national_office_only(cast):
    make_version(state=VersionState.DRAFT)
    published = make_version()
    assert ProgrammeVersion.objects.visible_to(cast.office).count() == 2
    for person in (cast.administrator, cast.board, cast.stranger):
        assert list(ProgrammeVersion.objects.visible_to(person)) == [published]


# ── in the admin ────────────────────────────────────────────────────────────────────────────


def test_a_published_version_is_shown_whole_and_has_no_form(office):
    version = make_version()
    page = office.get(reverse("programmeversion:inspect", args=[version.pk])).content.decode()
    assert "7 av 8 kursdagar" in page
    assert office.get(reverse("programmeversion:edit", args=[version.pk])).status_code == 404
    day = version.days.first()
    assert office.get(reverse("dayplan:edit", args=[day.pk])).status_code == 404
    assert office.post(reverse("dayplan:delete", args=[day.pk])).status_code == 404


def test_a_draft_is_made_changed_and_published_in_the_admin(office):
    version = make_version()
    answer = office.post(reverse("programme:draft", args=[version.programme_id]))
    draft = ProgrammeVersion.objects.get(state=VersionState.DRAFT)
    page = reverse("programmeversion:edit", args=[draft.pk])
    assert answer.url == page

    day = draft.days.first()
    given = {"version": draft.pk, "number": 1, "kind": "teaching", "title": "En ny början"}
    assert office.post(reverse("dayplan:edit", args=[day.pk]), given).url == page
    assert DayPlan.objects.get(pk=day.pk).title == "En ny början"

    office.post(reverse("programmeversion:publicera", args=[draft.pk]))
    draft.refresh_from_db()
    assert draft.state == VersionState.PUBLISHED
    assert version.days.first().title == "Dag 1"


def test_a_draft_that_can_not_be_published_says_why(office):
    draft = make_version(state=VersionState.DRAFT, days=0, examination=False, assignments=0)
    url = reverse("programmeversion:publicera", args=[draft.pk])
    assert "inga dagar ännu" in office.post(url, follow=True).content.decode()


def test_a_criterion_says_who_answers(office):
    draft = make_version(state=VersionState.DRAFT)
    given = {
        "version": draft.pk,
        "position": 9,
        "code": "B9",
        "kind": "attested",
        "title": "Nytt",
        "question": "Är det nytt?",
    }
    page = office.post(reverse("criterion:add"), given).content.decode()
    assert "Ange vem som svarar" in page
    office.post(reverse("criterion:add"), given | {"attested_by": "employer"})
    assert Criterion.objects.filter(version=draft, code="B9").exists()


def test_homework_is_due_on_a_day_of_the_same_version(office):
    draft, other = make_version(state=VersionState.DRAFT), make_version(code="other")
    url = f"{reverse('assignmentplan:add')}?version={draft.pk}"
    given = {
        "version": draft.pk,
        "number": 7,
        "title": "Uppgift",
        "due_on_day": other.days.first().pk,
    }
    assert office.post(url, given).status_code == 200
    given["due_on_day"] = draft.days.first().pk
    assert office.post(url, given).status_code == 302


@pytest.mark.parametrize("verb", ["publicera", "ta-ur-bruk"])
def test_only_those_who_keep_the_programmes_press_the_buttons(client, cast, verb):
    sync_wagtail_access()
    client.force_login(cast.administrator)
    version = make_version(state=VersionState.DRAFT)
    url = reverse(f"programmeversion:{verb}", args=[version.pk])
    assert client.post(url).status_code == 404
    assert client.post(reverse("programme:draft", args=[version.programme_id])).status_code == 404


def test_the_office_lets_a_missed_day_be_made_up_by_a_written_task(office, cast):
    """None of the versions that the platform starts with does: the sources say nothing of it."""
    first = make_version(assignments=0, examination=False)
    assert not first.allows_written_make_up
    draft = draft_next_version(by=cast.office, programme=first.programme)
    page = reverse("programmeversion:edit", args=[draft.pk])
    form = office.get(page).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= {"allows_written_make_up": "on", "make_ups_at_most": "2"}
    assert (
        office.post(page, {key: value for key, value in data.items() if value != ""}).status_code
        == 302
    )
    office.post(reverse("programmeversion:publicera", args=[draft.pk]))
    draft.refresh_from_db()
    assert (draft.state, draft.allows_written_make_up, draft.make_ups_at_most) == (
        VersionState.PUBLISHED,
        True,
        2,
    )
    first.refresh_from_db()
    assert not first.allows_written_make_up, "running cohorts keep theirs"
