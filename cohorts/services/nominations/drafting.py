"""What an employer writes about somebody, before the nomination is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from cohorts.enums import GivenBy, NominationState
from cohorts.models import Cohort, CriterionAnswer, Nomination
from cohorts.selectors.attestation import (
    NO_ANSWER,
    Answer,
    Answers,
    Criteria,
    Part,
    criteria_of,
    field_name,
    gaps_in,
)
from cohorts.selectors.nominations import answers_of
from cohorts.services.nominations.conditions import (
    nominated_already,
    refuse_identity_numbers,
    require_complete,
    require_invited,
    require_open,
)
from cohorts.services.nominations.ranking import make_room
from cohorts.services.nominations.sending import send
from common import audit
from common.errors import RuleViolation
from organisations.models import Organisation, Profession


@dataclass(frozen=True)
class Nominee:
    """Somebody as the employer describes them, with the answers to the attested criteria."""

    email: str
    name: str
    profession: Profession
    unit: Organisation
    rank: int | None = None
    note: str = ""
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A nomination as it was written down, and the nominees who moved one step down for it."""

    nomination: Nomination
    moved: list[Nomination]


@dataclass(frozen=True)
class Attested:
    """What came of saving a grid: how many were saved, which were sent, which still lack what."""

    saved: int
    sent: list[Nomination]
    left: list[Nomination]


@transaction.atomic
def nominate(*, by, cohort: Cohort, nominee: Nominee, send_it: bool = False) -> Written:
    """Write a nomination as a draft, and send it at once if `send_it`.

    Raises `RuleViolation`: outside the window, a unit that is not invited, an identity number, an
    address the employer has nominated already, and to send: answers that are missing.
    """
    require_open(cohort)
    nomination = Nomination(cohort=cohort, nominated_by=by)
    return _write(by, nomination, nominee, send_it=send_it)


@transaction.atomic
def edit(*, by, nomination: Nomination, nominee: Nominee, send_it: bool = False) -> Written:
    """Change a draft; see `nominate`. A nomination that has been sent stays as it was."""
    nomination = (
        Nomination.objects.select_for_update(of=("self",))
        .select_related("cohort__version__programme", "unit", "profession", "employer")
        .get(pk=nomination.pk)
    )
    if nomination.state != NominationState.DRAFT:
        raise RuleViolation(
            "sent_already",
            _("The nomination has been sent and can't be changed."),
            _("Withdraw it and nominate the person again if something is wrong."),
        )
    if send_it:
        require_open(nomination.cohort)
    return _write(by, nomination, nominee, send_it=send_it)


def _write(by, nomination: Nomination, nominee: Nominee, *, send_it: bool) -> Written:
    cohort, is_new = nomination.cohort, nomination.pk is None
    criteria = criteria_of(cohort.version)
    answers = settled(criteria, nominee.answers)
    refuse_identity_numbers(texts_of(criteria, nominee))
    require_invited(cohort, nominee.unit)
    if send_it:
        require_complete(criteria, answers)
    before = {} if is_new else facts(nomination, answers_of([nomination])[nomination.pk])
    describe(nomination, nominee, employer=nominee.unit.get_root())
    try:
        with transaction.atomic():
            nomination.save()
    except IntegrityError:
        raise nominated_already(nomination, by=by)
    save_answers(criteria, {nomination.pk: answers})
    after = facts(nomination, answers)
    if after != before:
        action = "nomination.create" if is_new else "nomination.edit"
        audit.record(by=by, action=action, on=nomination, before=before, after=after)
    moved = make_room(by=by, nomination=nomination)
    if send_it:
        send(by=by, nominations=[nomination])
    return Written(nomination, moved)


@transaction.atomic
def attest(
    *, by, cohort: Cohort, given: Mapping[int, Answers], send_complete: bool = False
) -> Attested:
    """Save the answers of many drafts of one cohort together, by the nomination's key, and send
    those that are complete if `send_complete`.

    Drafts that were sent or withdrawn meanwhile are left alone. A handful of queries for any
    number of drafts, two more for each that is sent. Raises `RuleViolation` for an identity
    number (its `field` begins with the key: "17-b1_grounds"); then nothing is saved.
    """
    if send_complete:
        require_open(cohort)
    criteria = criteria_of(cohort.version)
    drafts = list(
        Nomination.objects.select_for_update(of=("self",))
        .filter(pk__in=given, cohort=cohort, state=NominationState.DRAFT)
        .select_related("cohort__version__programme", "unit", "profession")
        .order_by("pk")
    )
    before = answers_of(drafts)
    after = {draft.pk: settled(criteria, given[draft.pk]) for draft in drafts}
    for draft in drafts:
        refuse_identity_numbers(
            (f"{draft.pk}-{name}", f"{draft.name}, {label}", text)
            for name, label, text in grounds_in(criteria, after[draft.pk])
        )
    changed = [draft for draft in drafts if after[draft.pk] != before[draft.pk]]
    save_answers(criteria, {draft.pk: after[draft.pk] for draft in changed})
    audit.record_many(
        by=by,
        action="nomination.attest",
        changes=[
            (draft, _answer_facts(before[draft.pk]), _answer_facts(after[draft.pk]))
            for draft in changed
        ],
    )
    if not send_complete:
        return Attested(len(changed), [], [])
    left = [draft for draft in drafts if gaps_in(criteria, after[draft.pk])]
    ready = [draft for draft in drafts if draft not in left]
    return Attested(len(changed), send(by=by, nominations=ready), left)


# ── shared with the file ────────────────────────────────────────────────────────────────────


def describe(nomination: Nomination, nominee: Nominee, *, employer: Organisation) -> None:
    """Put down what the employer wrote."""
    nomination.email = nominee.email.strip().lower()
    nomination.name = " ".join(nominee.name.split())
    nomination.profession = nominee.profession
    nomination.unit = nominee.unit
    nomination.employer = employer
    nomination.rank = nominee.rank
    nomination.note = nominee.note.strip()


def settled(criteria: Criteria, answers: Answers) -> dict[str, Answer]:
    """One answer for each attested criterion, years turned into yes or no."""
    return {
        criterion.code: answers.get(criterion.code, NO_ANSWER).settled_for(criterion)
        for criterion in criteria.attested
    }


def save_answers(criteria: Criteria, answers: Mapping[int, Answers]) -> None:
    """Write the employer's answers of many nominations. One query."""
    CriterionAnswer.objects.bulk_create(
        [
            CriterionAnswer(
                nomination_id=pk,
                criterion=criterion,
                given_by=GivenBy.EMPLOYER,
                is_met=given[criterion.code].is_met,
                years=given[criterion.code].years,
                grounds=given[criterion.code].grounds.strip(),
            )
            for pk, given in answers.items()
            for criterion in criteria.attested
        ],
        update_conflicts=True,
        unique_fields=["nomination", "criterion", "given_by"],
        update_fields=["is_met", "years", "grounds"],
    )


def texts_of(criteria: Criteria, nominee: Nominee) -> Iterable[tuple[str, object, str]]:
    """Everything written about somebody: (field, label, text)."""
    yield "email", _("E-mail address"), nominee.email
    yield "name", _("Name"), nominee.name
    yield "note", _("For the joint board to weigh in"), nominee.note
    yield from grounds_in(criteria, nominee.answers)


def grounds_in(criteria: Criteria, answers: Answers) -> Iterable[tuple[str, object, str]]:
    for criterion in criteria.attested:
        if grounds := answers.get(criterion.code, NO_ANSWER).grounds:
            yield field_name(criterion, Part.GROUNDS), criterion, grounds


def facts(nomination: Nomination, answers: Answers) -> dict:
    """A draft as the audit log keeps it."""
    return {
        "email": nomination.email,
        "name": nomination.name,
        "profession": nomination.profession.name,
        "unit": nomination.unit.name,
        "rank": nomination.rank,
        "note": nomination.note,
        "answers": _answer_facts(answers),
    }


def _answer_facts(answers: Answers) -> dict:
    return {
        code: {"is_met": answer.is_met, "years": answer.years, "grounds": answer.grounds}
        for code, answer in answers.items()
        if answer != NO_ANSWER
    }
