"""The modules that are written beforehand: what the files say, and loading them."""

import pytest

from common.guard import find
from content.enums import ModuleAccess, QuizKind
from content.models import ModulePage
from content.selectors.worksheets import pages_using
from content.services.module_data import FOLDER, load_modules, modules_by_day_number
from content.services.worksheet_data import load_worksheets
from courses.models import ProgrammeVersion
from courses.services.reference_data import load_programmes

EXERCISES = {"quiz", "reflection", "steps"}


@pytest.fixture
def basic(site):
    load_programmes()
    load_worksheets()
    return ProgrammeVersion.objects.select_related("programme").get(programme__code="basic")


def written(code: str = "basic") -> list[dict]:
    return [module for modules in modules_by_day_number(code).values() for module in modules]


def texts_in(value):
    """Every text of a file, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in value:
            yield from texts_in(value[key])
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)


def kinds_in(module: dict) -> list[str]:
    return [next(iter(block)) for block in module["body"]]


# ── what the files say ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("module", written(), ids=lambda module: module["slug"])
def test_a_module_is_whole(module):
    assert all(module[fact] for fact in ("title", "lead", "minutes"))
    assert 5 <= len(module["body"]) <= 12
    assert EXERCISES & set(kinds_in(module))
    assert ModuleAccess(module.get("access", ModuleAccess.PROGRAMME))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*/*.toml")), ids=lambda path: path.stem)
def test_nothing_in_the_files_tells_who_somebody_is(path):
    assert find(path.read_text()) == []


def test_nothing_in_the_texts_tells_who_somebody_is():
    assert [text for text in texts_in(written()) if find(text)] == []


def test_some_are_easy_to_read_and_each_level_of_access_is_met():
    easy = [module["slug"] for module in written() if "easy_body" in module]
    assert len(easy) >= 5
    assert {module.get("access", "programme") for module in written()} == set(ModuleAccess)


# ── loading them ────────────────────────────────────────────────────────────────────────────


def test_the_modules_are_published_for_every_day_and_every_homework(basic, cast):
    assert load_modules(by=cast.trainer, version=basic) == len(written())
    loaded = ModulePage.objects.live()
    for day in basic.days.all():
        access = list(loaded.filter(days__day=day).values_list("access", flat=True))
        assert len(access) >= 3, day
        assert access.count(ModuleAccess.TRAINERS) == 1, day
    for assignment in basic.assignments.all():
        assert loaded.filter(assignments__assignment=assignment).exists(), assignment
    assert {module.owner for module in loaded.select_related("owner")} == {cast.trainer}
    revisions = [module.latest_revision for module in loaded.select_related("latest_revision")]
    assert {revision.user_id for revision in revisions} == {cast.trainer.pk}
    assert not loaded.filter(has_unpublished_changes=True).exists()
    every_worksheet_and_every_answer_arrives(loaded)


def every_worksheet_and_every_answer_arrives(loaded):
    named = [
        row["worksheet"] for module in written() for row in module["body"] if "worksheet" in row
    ]
    blocks = [block for module in loaded for block in module.body]
    sheets = [block.value["worksheet"] for block in blocks if block.block_type == "worksheet"]
    assert sorted(sheet.slug for sheet in sheets) == sorted(named)
    assert len(set(named)) >= 12
    assert all(pages_using(sheet) for sheet in sheets)
    quizzes = [block.value for block in blocks if block.block_type == "quiz"]
    assert all(quiz.is_right(quiz.right) for quiz in quizzes)
    assert {quiz["kind"] for quiz in quizzes} == set(QuizKind)


def test_loading_again_brings_back_what_is_gone_and_keeps_what_was_changed(
    client, basic, cast, django_assert_num_queries
):
    load_modules(by=cast.trainer, version=basic)
    module = ModulePage.objects.get(slug="vad-ar-en-resursgrupp")
    module.title = "Vad en resursgrupp är"
    module.save_revision(user=cast.trainer).publish()
    with django_assert_num_queries(2):
        assert load_modules(by=cast.trainer, version=basic) == 0
    ModulePage.objects.get(slug="efter-basutbildningen").delete()
    assert load_modules(by=cast.trainer, version=basic) == 1
    page = client.get(module.url).content.decode()
    assert "Vad en resursgrupp är" in page
    assert "Några människor runt en person" in page
    guide = ModulePage.objects.get(slug="utbildarstod-dag-1")
    assert client.get(guide.url).status_code in (302, 404)
