"""Who may do what, on one screen.

A role is given to a person with a scope and dates, as a row in the room the scope belongs to
(`OrganisationRole` here, `AreaRole`, `ProgrammeRole` and `CohortRole` above). Being a
participant is not given: it follows from an enrolment, and gives access to one's own records
only. `docs/reference/roles.md` is printed from this file.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Permission(StrEnum):
    """Everything that is asked of `organisations.policies.may`, named noun.verb."""

    # reference data, people, organisations, roles
    ADMINISTER = "platform.administer"
    MANAGE_AREAS = "area.manage"
    MANAGE_PROGRAMMES = "programme.manage"
    SEE_MESSAGES = "message.oversee"
    # cohorts
    SEE_COHORT = "cohort.see"
    PLAN_COHORT = "cohort.plan"
    # nomination and selection
    NOMINATE = "nomination.make"
    SEE_NOMINATIONS = "nomination.see"
    SELECT = "selection.decide"
    REGISTER_STAFF = "registration.make"
    CONFIRM_REGISTRATIONS = "registration.confirm"
    # the running course
    FOLLOW_PARTICIPANTS = "participant.follow"
    TAKE_ATTENDANCE = "attendance.take"
    MARK_HOMEWORK = "homework.mark"
    ASSESS_EXAMINATION = "examination.assess"
    ISSUE_CERTIFICATE = "certificate.issue"
    SEE_EVALUATIONS = "evaluation.see"
    SUPERVISE = "supervision.lead"
    # what trainers write
    WRITE_CONTENT = "content.write"
    # overview
    SEE_STAFF = "staff.see"
    SEE_NATIONAL = "national.see"


class RoleCode(models.TextChoices):
    ADMINISTRATOR = "administrator", pgettext_lazy("role", "Administrator")
    NATIONAL_OFFICE = "national_office", pgettext_lazy("role", "National office")
    BOARD_MEMBER = "board_member", pgettext_lazy("role", "Joint board")
    NOMINATOR = "nominator", pgettext_lazy("role", "Nominating manager")
    MANAGER = "manager", pgettext_lazy("role", "Manager")
    TRAINER = "trainer", pgettext_lazy("role", "Trainer")
    EXAMINER = "examiner", pgettext_lazy("role", "Examiner")
    SUPERVISOR = "supervisor", pgettext_lazy("role", "Method supervisor")


class Scope(StrEnum):
    """What a role can be given for. A role for an organisation reaches the units below it."""

    EVERYTHING = "everything"
    ORGANISATION = "organisation"
    AREA = "area"
    PROGRAMME = "programme"
    COHORT = "cohort"


@dataclass(frozen=True)
class Role:
    """What one role means: where it can be given, and what it allows there."""

    code: RoleCode
    sentence: object
    scopes: tuple[Scope, ...]
    permissions: frozenset[Permission]


def _role(code, sentence, scopes, *permissions) -> Role:
    return Role(code, sentence, tuple(scopes), frozenset(permissions))


ROLES: dict[RoleCode, Role] = {
    role.code: role
    for role in (
        _role(
            RoleCode.ADMINISTRATOR,
            _("Keeps people, organisations, roles, areas and reference data."),
            [Scope.EVERYTHING],
            Permission.ADMINISTER,
            Permission.MANAGE_AREAS,
            Permission.SEE_MESSAGES,
            Permission.SEE_COHORT,
            Permission.PLAN_COHORT,
            Permission.WRITE_CONTENT,
        ),
        _role(
            RoleCode.NATIONAL_OFFICE,
            _("Sees the whole effort, keeps the programmes and their versions."),
            [Scope.EVERYTHING],
            Permission.MANAGE_AREAS,
            Permission.MANAGE_PROGRAMMES,
            Permission.SEE_MESSAGES,
            Permission.SEE_COHORT,
            Permission.PLAN_COHORT,
            Permission.SEE_NATIONAL,
            Permission.WRITE_CONTENT,
        ),
        _role(
            RoleCode.BOARD_MEMBER,
            _("Plans the area's cohorts and decides who gets a seat."),
            [Scope.AREA],
            Permission.SEE_COHORT,
            Permission.PLAN_COHORT,
            Permission.SEE_NOMINATIONS,
            Permission.SELECT,
            Permission.CONFIRM_REGISTRATIONS,
            Permission.FOLLOW_PARTICIPANTS,
            Permission.ISSUE_CERTIFICATE,
            Permission.SEE_EVALUATIONS,
        ),
        _role(
            RoleCode.NOMINATOR,
            _("Nominates and registers the staff of the own organisation and its units."),
            [Scope.ORGANISATION],
            Permission.NOMINATE,
            Permission.SEE_NOMINATIONS,
            Permission.REGISTER_STAFF,
        ),
        _role(
            RoleCode.MANAGER,
            _("Sees the own organisation's people: nominated, in training, trained."),
            [Scope.ORGANISATION],
            Permission.SEE_STAFF,
        ),
        _role(
            RoleCode.TRAINER,
            _("Teaches: writes material, takes attendance, marks homework."),
            [Scope.PROGRAMME, Scope.COHORT],
            Permission.SEE_COHORT,
            Permission.FOLLOW_PARTICIPANTS,
            Permission.TAKE_ATTENDANCE,
            Permission.MARK_HOMEWORK,
            Permission.SEE_EVALUATIONS,
            Permission.WRITE_CONTENT,
        ),
        _role(
            RoleCode.EXAMINER,
            _("Assesses the examination, and issues certificates when it is done."),
            [Scope.PROGRAMME, Scope.COHORT],
            Permission.SEE_COHORT,
            Permission.FOLLOW_PARTICIPANTS,
            Permission.ASSESS_EXAMINATION,
            Permission.ISSUE_CERTIFICATE,
        ),
        _role(
            RoleCode.SUPERVISOR,
            _("Leads supervision of the method in the own groups."),
            [Scope.PROGRAMME, Scope.COHORT],
            Permission.SEE_COHORT,
            Permission.SUPERVISE,
        ),
    )
}


def roles_with(permission: Permission) -> frozenset[str]:
    """The codes of all roles that carry `permission`."""
    return frozenset(code for code, role in ROLES.items() if permission in role.permissions)


def choices_for(scope: Scope) -> list[tuple[str, object]]:
    """The roles that can be given for `scope`, for form and field choices."""
    return [(role.code.value, role.code.label) for role in ROLES.values() if scope in role.scopes]
