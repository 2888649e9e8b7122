"""Small programme versions. The real ones are loaded with `load_reference_data`."""

from common.clock import now
from courses.enums import (
    AttestedBy,
    CriterionKind,
    DayKind,
    RequirementKind,
    Strength,
    VersionState,
    WayIn,
)
from courses.models import (
    AssignmentPlan,
    Criterion,
    DayPlan,
    Programme,
    ProgrammeVersion,
    Requirement,
)


def make_version(
    code: str = "basic",
    *,
    way_in: str = WayIn.NOMINATION,
    days: int = 8,
    examination: bool = True,
    assignments: int = 2,
    seats: int = 30,
    state: str = VersionState.PUBLISHED,
    requirements: dict[str, int | None] | None = None,
) -> ProgrammeVersion:
    """A version with day plans, homework, two attested criteria and one weighed, requirements."""
    programme, _ = Programme.objects.get_or_create(
        code=code, defaults={"name": f"Utbildning {code}", "short_name": code.title()}
    )
    version = ProgrammeVersion.objects.create(
        programme=programme,
        number=programme.versions.count() + 1,
        state=state,
        way_in=way_in,
        seats=seats,
        published_at=None if state == VersionState.DRAFT else now(),
        allows_make_up=True,
    )
    plans = [
        DayPlan(version=version, number=number, title=f"Dag {number}")
        for number in range(1, days + 1)
    ]
    if examination:
        plans.append(
            DayPlan(version=version, number=days + 1, kind=DayKind.EXAMINATION, title="Examination")
        )
    plans = DayPlan.objects.bulk_create(plans)
    AssignmentPlan.objects.bulk_create(
        AssignmentPlan(
            version=version, number=number, title=f"Hemuppgift {number}", due_on_day=plans[number]
        )
        for number in range(1, assignments + 1)
    )
    if way_in == WayIn.NOMINATION:
        make_criteria(version)
    if requirements is None:
        requirements = {RequirementKind.DAYS_ATTENDED: max(days - 1, 1)}
        if examination:
            requirements |= {
                RequirementKind.EXAMINATION_DAY_ATTENDED: None,
                RequirementKind.HOMEWORK_APPROVED: None,
                RequirementKind.EXAMINATION_PASSED: None,
            }
    Requirement.objects.bulk_create(
        Requirement(version=version, position=position, kind=kind, threshold=threshold)
        for position, (kind, threshold) in enumerate(requirements.items(), start=1)
    )
    return version


def make_criteria(version: ProgrammeVersion) -> list[Criterion]:
    """B1 (should, with grounds), B2 (must) and B5 (weighed)."""
    return Criterion.objects.bulk_create(
        [
            Criterion(
                version=version,
                code="B1",
                position=1,
                kind=CriterionKind.ATTESTED,
                strength=Strength.SHOULD,
                title="Arbetar med målgruppen",
                question="Arbetar medarbetaren med målgruppen?",
                grounds_label="På vilket sätt?",
                attested_by=AttestedBy.EMPLOYER,
                asks_grounds=True,
            ),
            Criterion(
                version=version,
                code="B2",
                position=2,
                kind=CriterionKind.ATTESTED,
                strength=Strength.MUST,
                title="Adekvat grundutbildning",
                question="Har medarbetaren adekvat grundutbildning?",
                attested_by=AttestedBy.EMPLOYER,
            ),
            Criterion(
                version=version,
                code="B5",
                position=3,
                kind=CriterionKind.WEIGHED,
                title="Mognad",
                question="Mognad, engagemang och empati",
            ),
        ]
    )
