"""The ten programmes as the domain tells of them, loaded however often."""

import pytest
from django.core.management import call_command

from common.models import AuditEvent
from courses.enums import DayKind, RequirementKind, WayIn
from courses.models import DayPlan, Programme, ProgrammeVersion
from courses.selectors.programmes import published_versions, version_details
from courses.services import reference_data
from courses.services.reference_data import load_programmes, read_programmes
from organisations.models import County, Municipality, Profession
from organisations.services.reference_data import load_places_and_professions
from tests.refusals import refused

pytestmark = pytest.mark.django_db

# domain.md §1: way in, teaching days, examination days, what it takes to pass.
KINDS = RequirementKind
PLAN = {
    "introduction": (WayIn.OPEN, 1, 0, {KINDS.DAYS_ATTENDED: None}),
    "basic": (
        WayIn.NOMINATION,
        8,
        1,
        {
            KINDS.DAYS_ATTENDED: 7,
            KINDS.EXAMINATION_DAY_ATTENDED: None,
            KINDS.HOMEWORK_APPROVED: None,
            KINDS.EXAMINATION_PASSED: None,
        },
    ),
    "case_manager": (
        WayIn.NOMINATION,
        24,
        0,
        {
            KINDS.DAYS_ATTENDED: 20,
            KINDS.DAYS_ATTENDED_PER_TERM: 6,
            KINDS.SUPERVISION_SESSIONS: 18,
            KINDS.TRAINING_CLIENT: None,
            KINDS.HOMEWORK_APPROVED: None,
            KINDS.WRITTEN_WORK_APPROVED: None,
        },
    ),
    "doctors": (WayIn.EMPLOYER, 5, 0, {KINDS.DAYS_ATTENDED: 4}),
    "managers": (WayIn.EMPLOYER, 3, 0, {KINDS.DAYS_ATTENDED: 3}),
    "inpatient": (WayIn.EMPLOYER, 4, 0, {KINDS.DAYS_ATTENDED: 4}),
    "seminar": (WayIn.OPEN, 1, 0, {KINDS.DAYS_ATTENDED: None}),
    "peer_supervision": (WayIn.MEMBERS, 4, 0, {}),
    "peer_coach": (WayIn.NOMINATION, 6, 0, {KINDS.DAYS_ATTENDED: 5}),
    "complementary": (WayIn.EMPLOYER, 2, 0, {KINDS.DAYS_ATTENDED: 2}),
}
# domain.md §1, selection: kind, strength, who answers.
CRITERIA = {
    "basic": {
        "B1": ("attested", "should", "employer"),
        "B2": ("attested", "should", "employer"),
        "B3": ("attested", "should", "employer"),
        "B4": ("attested", "should", "employer"),
        "B5": ("weighed", "", ""),
        "B6": ("weighed", "", ""),
    },
    "case_manager": {
        "C1": ("checked", "must", ""),
        "C2": ("attested", "preference", "employer"),
        "C3": ("attested", "must", "employer"),
        "C4": ("attested", "should", "employer"),
        "C5": ("attested", "should", "employer"),
        "C6": ("attested", "should", "employer"),
        "C7": ("weighed", "", ""),
        "C8": ("weighed", "", ""),
        "C9": ("attested", "should", "both"),
    },
}


@pytest.fixture
def loaded():
    call_command("load_reference_data", verbosity=0)
    return {version.programme.code: version for version in published_versions()}


def test_all_ten_course_types_are_published_as_the_domain_tells(loaded):
    assert list(loaded) == list(PLAN)
    for code, (way_in, teaching, examination, requirements) in PLAN.items():
        version = loaded[code]
        kinds = [day.kind for day in version.days.all()]
        assert version.way_in == way_in, code
        assert kinds.count(DayKind.TEACHING) == teaching, code
        assert kinds.count(DayKind.EXAMINATION) == examination, code
        assert dict(version.requirements.values_list("kind", "threshold")) == requirements, code


def test_nominated_courses_take_at_most_thirty_in_the_basic_course(loaded):
    assert loaded["basic"].seats == 30


def test_the_case_manager_course_has_three_terms_of_eight_days(loaded):
    terms = loaded["case_manager"].terms.all()
    assert [(term.name, term.days.count()) for term in terms] == [
        ("Termin 1", 8),
        ("Termin 2", 8),
        ("Termin 3", 8),
    ]


def test_every_day_has_a_title_of_its_own_and_says_what_it_is_about(loaded):
    days = DayPlan.objects.filter(version__in=loaded.values())
    titles = [(day.version_id, day.title) for day in days]
    assert len(titles) == len(set(titles)) == 59
    assert not days.filter(summary="").exists()


@pytest.mark.parametrize("code", CRITERIA)
def test_the_criteria_are_those_of_the_domain(loaded, code):
    rows = loaded[code].criteria.values_list("code", "kind", "strength", "attested_by")
    assert {row[0]: row[1:] for row in rows} == CRITERIA[code]


def test_which_half_of_b3_holds_is_neither_asked_nor_stored(loaded):
    b3 = loaded["basic"].criteria.get(code="B3")
    assert not b3.asks_grounds
    assert not b3.grounds_label
    assert "inget om hälsa" in b3.hint


def test_c1_looks_up_the_basic_course_and_c5_asks_for_three_years(loaded):
    criteria = {row.code: row for row in loaded["case_manager"].criteria.all()}
    assert (criteria["C1"].rule, criteria["C1"].parameter) == ("passed_programme", "basic")
    assert criteria["C5"].minimum_years == 3


def test_what_is_asked_with_grounds_says_how(loaded):
    for version in loaded.values():
        for criterion in version.criteria.all():
            assert criterion.asks_grounds == bool(criterion.grounds_label), criterion


def test_counties_municipalities_and_professions_are_complete(loaded):
    assert (County.objects.count(), Municipality.objects.count()) == (21, 290)
    assert Municipality.objects.get(code="0980").county.region_name == "Region Gotland"
    base_staff = set(Profession.objects.filter(is_base_staff=True).values_list("name", flat=True))
    assert base_staff == {
        "Behandlingsassistent",
        "Boendestödjare",
        "Personal inom rehabilitering och sysselsättning",
        "Skötare",
        "Undersköterska",
        "Vårdare",
    }


def test_loading_again_writes_nothing_and_asks_little(loaded, django_assert_max_num_queries):
    before = AuditEvent.objects.count()
    with django_assert_max_num_queries(15):
        assert load_programmes() == 0
        assert load_places_and_professions() == 0
    assert AuditEvent.objects.count() == before


def test_a_changed_file_asks_for_a_new_version_number(loaded, monkeypatch):
    data = read_programmes()
    [basic] = (item for item in data if item.code == "basic")
    basic.contents["days"][0]["title"] = "En annan dag"
    monkeypatch.setattr(reference_data, "read_programmes", lambda: data)
    with refused("version_differs") as refusal:
        load_programmes()
    assert "basic.toml" in str(refusal.value)


def test_a_new_number_in_the_file_is_published_beside_the_old_one(loaded, monkeypatch):
    data = [
        item if item.code != "basic" else type(item)(**{**vars(item), "number": 2})
        for item in read_programmes()
    ]
    monkeypatch.setattr(reference_data, "read_programmes", lambda: data)
    assert load_programmes() == 1
    versions = ProgrammeVersion.objects.published().filter(programme__code="basic")
    assert versions.count() == 2


def test_names_kept_in_the_back_office_stay(loaded):
    Programme.objects.filter(code="basic").update(name="Grundkurs")
    Profession.objects.filter(code="nurse").update(name="Legitimerad sjuksköterska")
    County.objects.filter(code="12").update(region_name="Fel")
    call_command("load_reference_data", verbosity=0)
    assert Programme.objects.get(code="basic").name == "Grundkurs"
    assert Profession.objects.get(code="nurse").name == "Legitimerad sjuksköterska"
    assert County.objects.get(code="12").region_name == "Region Skåne"


@pytest.mark.parametrize(
    ("code", "length", "words"),
    [
        (
            "basic",
            "8 dagar och 1 examination",
            [
                "7 av 8 kursdagar",
                "Examinationsdagen",
                "4 av 4 hemuppgifter godkända",
                "Godkänd examination",
            ],
        ),
        (
            "case_manager",
            "3 terminer med 8 dagar",
            [
                "20 av 24 kursdagar",
                "6 av 8 kursdagar varje termin",
                "18 handledningstillfällen",
                "En utbildningsklient under handledning hela tiden",
                "6 av 6 hemuppgifter godkända",
                "Godkänt skriftligt arbete",
            ],
        ),
        ("introduction", "1 dag", ["1 av 1 kursdag"]),
    ],
)
def test_length_and_requirements_are_said_in_plain_words(
    loaded, code, length, words, django_assert_num_queries
):
    with django_assert_num_queries(5):
        details = version_details(loaded[code])
    assert details.length == length
    assert [row.words for row in details.requirements] == words
