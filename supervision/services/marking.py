"""Entering results: each examiner's own mark, and the result that follows from them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from cohorts.models import CourseDay, Enrolment
from common import audit
from common.clock import now
from common.errors import RuleViolation
from supervision.enums import ExaminationOutcome
from supervision.models import Assessment, Attempt, Sitting
from supervision.selectors.candidates import Candidate, candidates_of
from supervision.selectors.recusal import recused
from supervision.services.sittings import lock_sitting, require_begun, require_open


@dataclass(frozen=True)
class Marking:
    """What the examiner says about one person; None takes the own mark back. `revision` is the
    one that the page showed, so that a single examiner's mark is not overwritten unseen."""

    enrolment_id: int
    outcome: ExaminationOutcome | None
    revision: int = 0


@dataclass(frozen=True)
class Marked:
    """What became of the markings: how many were saved, and which a colleague had changed."""

    saved: int
    conflicts: tuple[Marking, ...]


@transaction.atomic
def mark(*, by, day: CourseDay, markings: Iterable[Marking]) -> Marked:
    """Save one's marks of a sitting; those that change nothing are left alone. `day` has its
    cohort and version joined.

    Where the version asks for one examiner, the mark is the result. Where it asks for two, the
    result comes of two marks that agree; a difference waits for `settle`, and neither mark can
    be changed once both are in. Raises `RuleViolation`: what `require_begun` and `require_open`
    raise, "not_on_the_list", "colleague", "both_in", "two_already". A dozen queries and four
    writes, however many people.
    """
    require_begun(day)
    sitting = lock_sitting(day)
    require_open(sitting)
    wanted = {marking.enrolment_id: marking for marking in markings}
    candidates = {one.enrolment.pk: one for one in candidates_of(day, sitting)}
    if unknown := wanted.keys() - candidates.keys():
        raise not_on_the_list(unknown)
    chosen = [candidates[pk] for pk in wanted]
    marks = _marks_of(chosen)
    changes = [one for one in chosen if _changes(one, wanted, marks, by)]
    refuse_colleagues(by, [one.enrolment for one in changes])
    examiners = day.cohort.version.examiners
    conflicts = [one for one in changes if examiners == 1 and _is_stale(one, wanted)]
    changes = [one for one in changes if one not in conflicts]
    attempts = materialise(sitting, changes)
    for one in changes:
        _require_a_turn(one, marks.get(one.attempt and one.attempt.pk, {}), by, examiners)
    _write(by, changes, attempts, wanted, marks, examiners)
    return Marked(len(changes), tuple(wanted[one.enrolment.pk] for one in conflicts))


def not_on_the_list(_who=()) -> RuleViolation:
    """What to raise when somebody does not stand on the list of the sitting."""
    return RuleViolation(
        "not_on_the_list",
        _("Somebody on the list is no longer there."),
        _("Load the page again; the list is shown as it is now."),
    )


def refuse_colleagues(by, enrolments: Iterable[Enrolment]) -> None:
    """Raises `RuleViolation("colleague")` if one of them is the examiner, or a colleague of the
    same unit. Wants `person` joined. Two queries."""
    enrolments = list(enrolments)
    if not enrolments:
        return
    found = recused(by, enrolments)
    if names := [row.person.name for row in enrolments if row.pk in found]:
        raise RuleViolation(
            "colleague",
            _("You can't examine %(who)s, who works in the same unit as you.")
            % {"who": ", ".join(names)},
            _("Another examiner enters that result. Nothing has been saved."),
        )


def materialise(sitting: Sitting, candidates: Iterable[Candidate]) -> dict[int, Attempt]:
    """The attempts of the candidates by enrolment, with those made that are missing. One query."""
    candidates = list(candidates)
    made = Attempt.objects.bulk_create(
        Attempt(
            enrolment=one.enrolment,
            sitting=sitting,
            number=one.number,
            previous=one.earlier[-1] if one.earlier else None,
        )
        for one in candidates
        if one.attempt is None
    )
    found = {one.enrolment.pk: one.attempt for one in candidates if one.attempt}
    return found | {row.enrolment_id: row for row in made}


def _marks_of(candidates: Iterable[Candidate]) -> dict[int, dict[int, Assessment]]:
    """By attempt: the mark of each examiner, by person. One query."""
    marks: dict[int, dict[int, Assessment]] = {}
    attempts = [one.attempt.pk for one in candidates if one.attempt]
    for row in Assessment.objects.filter(attempt__in=attempts).order_by("marked_at", "pk"):
        marks.setdefault(row.attempt_id, {})[row.examiner_id] = row
    return marks


def _changes(one: Candidate, wanted, marks, by) -> bool:
    """Whether the marking says something else than what stands there: for a single examiner the
    result, for one of two the own mark."""
    outcome = wanted[one.enrolment.pk].outcome or ""
    given = marks.get(one.attempt.pk, {}) if one.attempt else {}
    if by.pk in given:
        return given[by.pk].outcome != outcome
    if one.attempt and one.attempt.outcome:
        return one.attempt.outcome != outcome
    return bool(outcome)


def _is_stale(one: Candidate, wanted) -> bool:
    return bool(one.attempt) and one.attempt.revision != wanted[one.enrolment.pk].revision


def _require_a_turn(one: Candidate, given, by, examiners: int) -> None:
    """Refuse a mark where two have marked already: a difference is settled, not marked away."""
    if examiners == 1 or len(given) < examiners:
        return
    name = one.enrolment.person.name
    if by.pk in given:
        raise RuleViolation(
            "both_in",
            _("Both examiners have marked %(who)s.") % {"who": name},
            _("Settle the difference together, and write how. Nothing has been saved."),
        )
    raise RuleViolation(
        "two_already",
        _("Two examiners have marked %(who)s already.") % {"who": name},
        _("Nothing has been saved."),
    )


def _write(by, changes, attempts, wanted, marks, examiners: int) -> None:
    moment = now()
    logged, created, changed, gone = [], [], [], []
    for one in changes:
        attempt, outcome = attempts[one.enrolment.pk], wanted[one.enrolment.pk].outcome or ""
        given = dict(marks.get(attempt.pk, {}))
        # A single examiner's mark replaces that of whoever marked before.
        own = given.pop(by.pk, None) or (given.popitem()[1] if examiners == 1 and given else None)
        before = {"outcome": own.outcome} if own else {}
        if not outcome:
            gone.append(own)
        elif own:
            own.outcome, own.examiner, own.marked_at = outcome, by, moment
            changed.append(own)
        else:
            own = Assessment(attempt=attempt, examiner=by, outcome=outcome, marked_at=moment)
            created.append(own)
        outcomes = [row.outcome for row in given.values()] + ([outcome] if outcome else [])
        agreed = len(outcomes) == examiners and len(set(outcomes)) == 1
        attempt.outcome = outcomes[0] if agreed else ""
        attempt.decided_at = moment if agreed else None
        attempt.revision += 1
        logged.append((attempt, before, {"attempt": attempt.number, "outcome": outcome}))
    Assessment.objects.filter(pk__in=[row.pk for row in gone if row]).delete()
    Assessment.objects.bulk_create(created)
    Assessment.objects.bulk_update(changed, ["outcome", "examiner", "marked_at"])
    Attempt.objects.bulk_update(
        [attempt for attempt, *_rest in logged], ["outcome", "decided_at", "revision"]
    )
    audit.record_many(by=by, action="examination.assess", changes=logged)
