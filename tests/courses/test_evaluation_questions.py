"""The questions of the evaluations are part of a programme version."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from courses.enums import AskedAbout, QuestionKind, VersionState
from courses.models import EvaluationQuestion
from courses.models.evaluation import has_choices
from courses.selectors.contents import contents_of
from courses.services.reference_data import read_programmes
from courses.services.versions import draft_next_version, save_part
from organisations.services.wagtail_access import sync_wagtail_access
from tests.factories.courses import make_version
from tests.refusals import refused

pytestmark = pytest.mark.django_db
SCALE = {"kind": QuestionKind.SCALE, "lowest": "inte alls", "highest": "i hög grad"}


def question(version, **fields) -> EvaluationQuestion:
    given = {"position": 1, "about": AskedAbout.DAY, "question": "Tempot", "short_name": "Tempot"}
    return EvaluationQuestion(version=version, **given | SCALE | fields)


@pytest.mark.parametrize("item", read_programmes(), ids=lambda item: item.code)
def test_every_programme_asks_about_its_days_and_long_ones_about_the_course(item):
    asked = [row["about"] for row in item.contents["evaluation"]]
    assert asked.count(AskedAbout.DAY) == 6
    one_day = len(item.contents["days"]) == 1
    assert asked.count(AskedAbout.COURSE) == (0 if one_day else 10)


@pytest.mark.parametrize("item", read_programmes(), ids=lambda item: item.code)
def test_the_shipped_questions_are_whole(item):
    for row in item.contents["evaluation"]:
        EvaluationQuestion(**row).full_clean(exclude=["version"])


@pytest.mark.parametrize(
    ("fields", "options"),
    [
        (SCALE, [(1, "1"), (2, "2"), (3, "3"), (4, "4"), (5, "5")]),
        ({"kind": QuestionKind.YES_NO}, [(1, "Ja"), (2, "Nej")]),
        ({"kind": QuestionKind.CHOICE, "choices": "Bra\n\n Dåligt "}, [(1, "Bra"), (2, "Dåligt")]),
        ({"kind": QuestionKind.TEXT}, []),
    ],
)
def test_what_can_be_answered(fields, options):
    assert EvaluationQuestion(**fields).options == options


@pytest.mark.parametrize("text", ["", "Bara ett", "\n".join("abcdefg"), "Kort\n" + "x" * 41])
def test_choices_are_two_to_six_short_lines(text):
    with pytest.raises(ValidationError):
        has_choices(text)


@pytest.mark.parametrize(
    "fields",
    [
        {"lowest": ""},
        {"kind": QuestionKind.TEXT},
        {"kind": QuestionKind.CHOICE, "lowest": "", "highest": ""},
        {"choices": "Ja\nNej"},
    ],
)
def test_a_question_that_does_not_hold_together_is_not_saved(fields):
    with pytest.raises(IntegrityError):
        question(make_version(), **fields).save()


def test_the_next_version_asks_the_same(cast):
    version = make_version()
    question(version).save()
    draft = draft_next_version(by=cast.office, programme=version.programme)
    old, new = (contents_of([row.pk])[row.pk]["evaluation"] for row in (version, draft))
    assert len(new) == 1
    assert new == old


def test_published_questions_never_change(cast):
    with refused("published"):
        save_part(by=cast.office, row=question(make_version()))


def test_the_office_writes_a_question_into_a_draft(client, cast):
    sync_wagtail_access()
    client.force_login(cast.office)
    draft = make_version(state=VersionState.DRAFT)
    values = {
        "version": draft.pk,
        "position": 1,
        "about": AskedAbout.COURSE,
        "section": "",
        "question": "Skulle du råda en kollega att gå kursen?",
        "short_name": "Råda en kollega",
        "kind": QuestionKind.YES_NO,
        "hint": "",
        "lowest": "",
        "highest": "",
        "choices": "",
        "is_required": "on",
    }
    client.post(reverse("evaluationquestion:add"), values)
    assert draft.evaluation_questions.get().kind == QuestionKind.YES_NO
    page = client.get(reverse("programmeversion:edit", args=[draft.pk])).content.decode()
    assert "Skulle du råda en kollega att gå kursen?" in page
