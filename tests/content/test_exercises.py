"""What a reader does with a module: answers, thinks, is done. It is theirs alone."""

import datetime as dt
import re

import pytest

from cohorts.selectors.completion import completion_of
from common.clock import today
from common.errors import RuleViolation
from common.models import AuditEvent
from content.enums import ModuleAccess, QuizKind
from content.models import ExerciseAnswer, ModuleDone, ReflectionAnswer
from content.selectors.exercises import exercise_at, exercises_of
from content.selectors.reading import reading_of
from content.services.progress import finish_module
from courses.enums import RequirementKind
from courses.models import Requirement
from organisations.roles import RoleCode
from tests.factories.cohorts import make_cohort, make_enrolment
from tests.factories.content import make_module
from tests.factories.content_blocks import every_block, quiz_block
from tests.factories.organisations import give_role, make_person

# Wagtail leaves the temporary file of a resized picture open.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
TALL = "Lova, 070-174 06 05, slutar svara"
ELSEWHERE = {
    "title": "Barn som anhöriga",
    "provider": "Lärosätet",
    "address": "https://kurs.example/barn",
    "minutes": 40,
    "about": "",
}


@pytest.fixture
def cohort(cast, version, site):
    cohort = make_cohort(version, cast.area, first_day=today() - dt.timedelta(days=7))
    make_enrolment(cohort, cast.participant, unit=cast.south)
    return cohort


@pytest.fixture
def reader(cast, cohort, client):
    client.force_login(cast.participant)
    return cast.participant


def block_of(module, kind):
    return next(child for child in module.body if child.block_type == kind)


def address(module, what: str, kind: str) -> str:
    return f"/moduler/{module.slug}/{what}/{block_of(module, kind).id}/"


def options(module) -> dict[str, str]:
    """The ids of a quiz question's answers, by what they say."""
    quiz = block_of(module, "quiz").value
    return {answer["text"]: pk for pk, answer in quiz.options.items()}


# ── quiz ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def module(cohort, version):
    body = [("quiz", quiz_block()), ("reflection", {"question": "Vad märker du?"})]
    return make_module(version.days.first(), title="Att lyssna", body=body)


def test_an_answer_is_told_about_and_tried_again_until_it_is_right(client, reader, module):
    said, send_to = options(module), address(module, "fraga", "quiz")
    wrong = client.post(send_to, {"answer": said["Case managern"]}, follow=True)
    assert wrong.redirect_chain[0][0].endswith(f"#ovning-{block_of(module, 'quiz').id}")
    page = wrong.content.decode()
    assert "Inte riktigt" in page
    assert "Hen kan föreslå." in page
    assert "Ja, alltid." not in page
    page = client.post(send_to, {"answer": said["Personen"]}, follow=True).content.decode()
    assert "Ja, alltid." in page
    assert "Svara igen" not in page
    answer = ExerciseAnswer.objects.get(person=reader)
    assert (answer.is_right, answer.tries) == (True, 2)


def test_what_was_right_stays_right(client, reader, module):
    said, send_to = options(module), address(module, "fraga", "quiz")
    for text in ("Personen", "Läkaren"):
        client.post(send_to, {"answer": said[text]})
    assert ExerciseAnswer.objects.get(person=reader).is_right


@pytest.mark.parametrize("sent", [{}, {"answer": "7"}, {"answer": ""}])
def test_nothing_chosen_is_said_and_not_kept(client, reader, module, sent):
    page = client.post(address(module, "fraga", "quiz"), sent).content.decode()
    assert "Välj ett svar." in page
    assert not ExerciseAnswer.objects.exists()


def test_several_answers_are_all_needed(client, reader, version):
    answers = (("A", True, ""), ("B", True, ""), ("C", False, "Nej, C."))
    body = [("quiz", quiz_block(QuizKind.MULTIPLE, *answers))]
    module = make_module(version.days.first(), body=body)
    said, send_to = options(module), address(module, "fraga", "quiz")
    page = client.post(send_to, {"answer": [said["A"]]}, follow=True).content.decode()
    assert "1 svar till är rätt." in page
    page = client.post(send_to, {"answer": [said["A"], said["C"]]}, follow=True).content.decode()
    assert "Nej, C." in page
    client.post(send_to, {"answer": [said["B"], said["A"]]})
    assert ExerciseAnswer.objects.get().is_right


def test_answers_are_put_in_order_by_numbers(client, reader, version):
    answers = (("Först", False, ""), ("Sedan", False, ""), ("Sist", False, ""))
    body = [("quiz", quiz_block(QuizKind.ORDER, *answers))]
    module = make_module(version.days.first(), body=body)
    said, send_to = options(module), address(module, "fraga", "quiz")

    def send(*numbers):
        return client.post(send_to, dict(zip(said.values(), numbers, strict=True)), follow=True)

    for unclear in (("1", "1", "2"), ("1", "2", ""), ("1", "två", "3")):
        assert "ett eget nummer" in send(*unclear).content.decode()
    assert not ExerciseAnswer.objects.exists()
    assert "Inte riktigt" in send("2", "1", "3").content.decode()
    send("1", "2", "3")
    assert ExerciseAnswer.objects.get().is_right


def test_an_answer_whose_words_change_stays_and_one_taken_away_is_forgotten(reader, module):
    child = block_of(module, "quiz")
    answer = ExerciseAnswer(
        person=reader, module=module, block=child.id, chosen=["x"], is_right=True, answered_at=None
    )
    exercises = exercises_of(reader, module)
    exercises.answers[child.id] = answer
    from content.selectors.exercises import quiz_shown

    assert not quiz_shown(child.value, child.id, exercises).is_answered
    answer.chosen = [options(module)["Personen"]]
    child.value["answers"][0]["text"] = "Personen själv"
    assert quiz_shown(child.value, child.id, exercises).is_right


def test_a_visitor_is_told_the_same_and_nothing_is_kept(client, cohort, version):
    module = make_module(
        version.days.first(), access=ModuleAccess.EVERYONE, body=[("quiz", quiz_block())]
    )
    said, send_to = options(module), address(module, "fraga", "quiz")
    assert "Svara" in client.get(module.url).content.decode()
    page = client.post(send_to, {"answer": said["Case managern"]}).content.decode()
    assert "Hen kan föreslå." in page
    assert "Rätt" in client.post(send_to, {"answer": said["Personen"]}).content.decode()
    assert "Välj ett svar." in client.post(send_to, {}).content.decode()
    assert not ExerciseAnswer.objects.exists()
    assert client.post(f"/moduler/{module.slug}/klar/").url.startswith("/logga-in/")


# ── reflection ──────────────────────────────────────────────────────────────────────────────


def test_what_somebody_thinks_is_read_by_nobody_else(client, cast, reader, cohort, module):
    send_to = address(module, "tanke", "reflection")
    client.post(send_to, {"text": "Jag slutar ringa min bror."})
    assert "Jag slutar ringa min bror." in client.get(module.url).content.decode()
    give_role(cast.trainer, RoleCode.TRAINER, cohort=cohort)
    colleague = make_enrolment(cohort, make_person("Kurt Kvist")).person
    for person in (cast.trainer, cast.office, cast.administrator, colleague):
        client.force_login(person)
        page = client.get(module.url)
        if page.status_code == 200:
            assert "Jag slutar ringa" not in page.content.decode(), person
        assert not ReflectionAnswer.objects.visible_to(person).exists()
    assert not AuditEvent.objects.filter(after__icontains="slutar").exists()
    assert ReflectionAnswer.objects.visible_to(reader).count() == 1


def test_a_text_about_somebody_is_refused_and_stays_in_the_field(client, reader, module):
    send_to = address(module, "tanke", "reflection")
    client.post(send_to, {"text": "Det första."})
    page = client.post(send_to, {"text": TALL}).content.decode()
    assert TALL in page
    assert 'aria-invalid="true"' in page
    assert ReflectionAnswer.objects.get().text == "Det första."
    assert TALL not in client.get(module.url).content.decode()


def test_a_text_is_changed_and_taken_away(client, reader, module):
    send_to = address(module, "tanke", "reflection")
    for text in ("Ett.", "Två."):
        client.post(send_to, {"text": text})
    assert ReflectionAnswer.objects.get().text == "Två."
    client.post(send_to, {"text": "  "})
    assert not ReflectionAnswer.objects.exists()


# ── done ────────────────────────────────────────────────────────────────────────────────────


def test_a_module_is_done_when_its_exercises_are(client, reader, version):
    body = [("quiz", quiz_block()), ("external_course", ELSEWHERE)]
    module = make_module(version.days.first(), title="Att lyssna", body=body)
    coming = make_module(version.days.last())
    finish = f"/moduler/{module.slug}/klar/"
    refused = client.post(finish, follow=True).content.decode()
    assert "2 övningar är kvar i modulen." in refused
    client.post(address(module, "fraga", "quiz"), {"answer": options(module)["Personen"]})
    taken = client.post(address(module, "kurs", "external_course"), follow=True).content.decode()
    assert "Du har gått kursen" in taken
    for _again in range(2):
        response = client.post(finish, follow=True)
    assert response.redirect_chain[0][0] == coming.url
    page = response.content.decode()
    assert "”Att lyssna” är klar." in page
    assert "1 av 2 moduler klara" in page
    assert ModuleDone.objects.count() == 1
    assert [stop.is_done for stop in reading_of(reader, coming).stops] == [True, False]
    assert "Du är klar med modulen" in client.get(module.url).content.decode()


def test_nothing_can_be_done_with_what_one_may_not_read(client, cast, module):
    client.force_login(cast.stranger)
    for what, kind in (("fraga", "quiz"), ("tanke", "reflection"), ("kurs", "quiz")):
        assert client.post(address(module, what, kind)).status_code == 404
    assert client.post(f"/moduler/{module.slug}/klar/").status_code == 404


def test_an_exercise_that_is_not_there_is_answered_404(client, reader, module):
    reflection = block_of(module, "reflection").id
    assert client.post(f"/moduler/{module.slug}/fraga/{reflection}/").status_code == 404
    assert exercise_at(module, reflection, "reflection") is not None
    assert client.get(address(module, "fraga", "quiz")).status_code == 405


# ── what it takes to pass ───────────────────────────────────────────────────────────────────


def test_modules_can_be_required(cast, reader, cohort, version, django_assert_max_num_queries):
    Requirement.objects.create(version=version, position=9, kind=RequirementKind.MODULES_DONE)
    modules = [make_module(version.days.first()), make_module(version.days.last())]
    modules.append(make_module(assignments=[version.assignments.first()]))
    make_module(version.days.first(), live=False)
    make_module(version.days.first(), access=ModuleAccess.TRAINERS)
    enrolment = cohort.enrolments.select_related("cohort").get(person=reader)
    other = make_enrolment(cohort, make_person("Kurt Kvist"))

    def standing(row):
        [found] = [
            item
            for item in completion_of([enrolment, other])[row.pk].items
            if item.kind == RequirementKind.MODULES_DONE
        ]
        return found.done, found.needed, str(found.standing)

    assert standing(enrolment) == (0, 3, "within_reach")
    for module in modules:
        finish_module(by=reader, module=module)
    assert standing(enrolment) == (3, 3, "fulfilled")
    assert standing(other) == (0, 3, "within_reach")


def test_without_modules_the_requirement_is_not_met(reader, cohort, version):
    from cohorts.selectors.requirements import Evaluation
    from content.selectors.evaluators import modules_done

    requirement = Requirement(version=version, kind=RequirementKind.MODULES_DONE)
    [enrolment] = cohort.enrolments.select_related("cohort")
    progress = modules_done(Evaluation([enrolment]), {version.pk: requirement})[enrolment.pk]
    assert progress.standing == "within_reach"


# ── all blocks together ─────────────────────────────────────────────────────────────────────


def test_every_kind_of_block_is_shown(client, reader, version):
    module = make_module(version.days.first(), body=every_block())
    page = client.get(module.url).content.decode()
    for text in (
        "<caption>Vem gör vad</caption>",
        "Ringer på söndagar",
        '<track kind="captions" srclang="sv"',
        'type="video/mp4"',
        'type="audio/mpeg"',
        "Filmen börjar i ett kök.",
        "image/avif",
        "format-webp",
        'alt="En karta"',
        "<summary>Om ingen vill komma</summary>",
        'href="https://kurs.example/barn"',
        "Vilka tecken märker du hos dig själv?",
    ):
        assert text in page, text
    assert not re.search(r"<iframe|<embed|<object|style=", page)


def test_a_module_whose_file_was_deleted_can_still_be_read(client, reader, version):
    blocks = [block for block in every_block() if block[0] in {"video", "audio", "picture", "file"}]
    module = make_module(version.days.first(), body=blocks)
    for child in module.body:
        for name in ("file", "captions", "image", "document"):
            if found := child.value.get(name):
                type(found).objects.filter(pk=found.pk).delete()
    page = client.get(module.url)
    assert page.status_code == 200
    assert "Filmen börjar i ett kök." in page.content.decode()


def test_finishing_is_refused_by_the_service_too(reader, module):
    with pytest.raises(RuleViolation) as refused:
        finish_module(by=reader, module=module)
    assert refused.value.code == "exercises_left"
