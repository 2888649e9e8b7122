"""What must hold about seats, decisions, enrolments and certificates, whatever has happened.

Where the database itself refuses (unique numbers, triggers), the sentence is checked all the
same: the walls may have been taken down while data was mended.
"""

from django.db.models import CharField, Count, Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat

from cohorts.enums import (
    ENROLMENT_ENDED,
    NOMINATION_DECIDED,
    DayState,
    EnrolmentState,
    MakeUpState,
    NominationState,
    OfferState,
    Outcome,
    RegistrationState,
    RoundState,
)
from cohorts.models import (
    Certificate,
    Cohort,
    Decision,
    Enrolment,
    MakeUp,
    Nomination,
    Registration,
    Seat,
    SeatOffer,
    SelectionRound,
)
from cohorts.selectors import attending_invariants, evaluating_invariants  # noqa: F401 – more
from cohorts.selectors.registrations.line import cohorts_with_free_seats_and_a_line
from common.clock import today
from common.invariants import invariant
from common.models import AuditEvent
from messaging.models import Message

TEXT = CharField()
HAS_LEFT = Q(enrolment__state__in=ENROLMENT_ENDED)


def _keys(rows: QuerySet) -> QuerySet:
    return rows.order_by("pk").values_list("pk", flat=True)


# ── seats ───────────────────────────────────────────────────────────────────────────────────


@invariant("No cohort has given out more seats than it has")
def seats_within_the_cap():
    taken = Cohort.objects.annotate(taken=Count("taken_seats"), highest=Max("taken_seats__number"))
    return taken.filter(Q(taken__gt=F("seats")) | Q(highest__gt=F("seats"))).values_list(
        "slug", flat=True
    )


@invariant("No seat number is held twice in a cohort")
def seat_numbers_are_held_once():
    held = Seat.objects.values("cohort__slug", "number").annotate(times=Count("pk"))
    return [f"{row['cohort__slug']} {row['number']}" for row in held.filter(times__gt=1)]


@invariant("Every seat belongs to the cohort that its holder is nominated or registered to")
def seats_are_in_the_holders_cohort():
    right = (
        Q(nomination__cohort=F("cohort"))
        | Q(registration__cohort=F("cohort"))
        | Q(resumed__continued_by__cohort=F("cohort"))
    )
    return _keys(Seat.objects.exclude(right))


@invariant("Every seat of a nomination is held for a draft or for somebody accepted")
def seats_of_nominations_have_a_cause():
    drafted = Decision.objects.filter(
        nomination=OuterRef("nomination"), round__state=RoundState.OPEN, outcome=Outcome.ACCEPT
    )
    accepted = Q(nomination__state=NominationState.ACCEPTED)
    return _keys(Seat.objects.filter(nomination__isnull=False).exclude(accepted | Exists(drafted)))


@invariant("Every drafted acceptance holds a seat")
def drafted_acceptances_hold_seats():
    drafted = Decision.objects.filter(round__state=RoundState.OPEN, outcome=Outcome.ACCEPT)
    return _keys(drafted.filter(nomination__seat__isnull=True))


@invariant("Every registration that has or is offered a seat holds one")
def seated_registrations_hold_seats():
    seated = Registration.objects.filter(
        state__in=(RegistrationState.SEATED, RegistrationState.OFFERED), seat__isnull=True
    )
    return _keys(seated.exclude(HAS_LEFT))


# ── enrolments ──────────────────────────────────────────────────────────────────────────────


@invariant("Everybody who takes part has a seat in the cohort")
def enrolments_have_seats():
    return _keys(Enrolment.objects.active().exclude(seat__cohort=F("cohort")))


@invariant("Nobody takes part twice in a cohort")
def nobody_is_enrolled_twice():
    found = Enrolment.objects.active().values("cohort__slug", "person").annotate(times=Count("pk"))
    return [f"{row['cohort__slug']} {row['person']}" for row in found.filter(times__gt=1)]


@invariant("Who goes on from an earlier enrolment has the seat that was taken for it")
def continuing_enrolments_have_their_seat():
    continuing = Enrolment.objects.active().filter(continues__isnull=False)
    return _keys(continuing.exclude(seat__resumed=F("continues")))


@invariant("An enrolment that another one continues has ended, and is of the same person")
def continued_enrolments_have_ended():
    continuing = Enrolment.objects.filter(continues__isnull=False)
    right = Q(continues__state__in=ENROLMENT_ENDED, continues__person=F("person"))
    return _keys(continuing.exclude(right))


@invariant("Every accepted nomination has an enrolment")
def accepted_nominations_are_enrolled():
    accepted = Nomination.objects.filter(state=NominationState.ACCEPTED)
    return _keys(accepted.filter(enrolment__isnull=True))


@invariant("Nobody is enrolled by a nomination that was not accepted")
def enrolled_nominations_are_accepted():
    by_nomination = Enrolment.objects.filter(nomination__isnull=False)
    return _keys(by_nomination.exclude(nomination__state=NominationState.ACCEPTED))


@invariant("Every registration that has a seat has an enrolment")
def seated_registrations_are_enrolled():
    seated = Registration.objects.filter(state=RegistrationState.SEATED)
    return _keys(seated.filter(enrolment__isnull=True))


# ── registrations and the waiting list ──────────────────────────────────────────────────────


@invariant("Every seat of a registration is held for somebody who has it or is offered it")
def seats_of_registrations_have_a_cause():
    held_for = (RegistrationState.SEATED, RegistrationState.OFFERED)
    registered = Seat.objects.filter(registration__isnull=False)
    return _keys(registered.exclude(registration__state__in=held_for))


@invariant("Everybody who takes part by a registration has a seat by it")
def enrolled_registrations_are_seated():
    by_registration = Enrolment.objects.active().filter(registration__isnull=False)
    return _keys(by_registration.exclude(registration__state=RegistrationState.SEATED))


@invariant("Every offered seat has one open offer, and every open offer a seat that is held")
def offers_hold_seats():
    offers = SeatOffer.objects.filter(state=OfferState.OPEN)
    loose = offers.exclude(
        seat__registration=F("registration"), registration__state=RegistrationState.OFFERED
    )
    offered = Registration.objects.filter(state=RegistrationState.OFFERED)
    alone = offered.exclude(Exists(offers.filter(registration=OuterRef("pk"))))
    return [*_keys(loose), *_keys(alone)]


@invariant("Nobody waits in line while a seat is free and can be offered")
def nobody_waits_for_a_free_seat():
    return cohorts_with_free_seats_and_a_line().values_list("slug", flat=True)


# ── make-ups ────────────────────────────────────────────────────────────────────────────────


@invariant("Guests come from another cohort, to days that are given, while they take part")
def guests_come_to_days_that_are_given():
    planned = MakeUp.objects.filter(state=MakeUpState.PLANNED, host_part__isnull=False)
    at_home = planned.filter(host_part__day__cohort=F("enrolment__cohort"))
    off = planned.filter(
        Q(host_part__day__state=DayState.CANCELLED) | Q(host_part__called_off_at__isnull=False)
    )
    ended = planned.exclude(enrolment__state=EnrolmentState.ENROLLED).filter(
        host_part__day__date__gt=today()
    )
    return sorted({*_keys(at_home), *_keys(off), *_keys(ended)})


# ── rounds and decisions ────────────────────────────────────────────────────────────────────


@invariant("Reserve ranks begin at 1 and have no gap")
def reserve_ranks_have_no_gap():
    ranks = SelectionRound.objects.annotate(
        reserves=Count("decisions", filter=Q(decisions__outcome=Outcome.RESERVE)),
        last=Max("decisions__reserve_rank"),
    )
    return _keys(ranks.filter(last__isnull=False).exclude(last=F("reserves")))


@invariant("Somebody took part in every round that is closed")
def closed_rounds_have_members():
    return _keys(SelectionRound.objects.filter(state=RoundState.CLOSED, present__isnull=True))


@invariant("Every decided nomination has its decision in a closed round")
def decided_nominations_have_a_decision():
    closed = Decision.objects.filter(nomination=OuterRef("pk"), round__state=RoundState.CLOSED)
    decided = Nomination.objects.filter(state__in=NOMINATION_DECIDED)
    return _keys(decided.exclude(Exists(closed)))


@invariant("Every decision of a closed round has come true")
def closed_decisions_have_come_true():
    latest = Decision.objects.filter(round__state=RoundState.CLOSED).exclude(
        Exists(
            Decision.objects.filter(
                nomination=OuterRef("nomination"),
                round__state=RoundState.CLOSED,
                round__number__gt=OuterRef("round__number"),
            )
        )
    )
    true = (
        Q(outcome=Outcome.ACCEPT, nomination__state=NominationState.ACCEPTED)
        | Q(outcome=Outcome.REJECT, nomination__state=NominationState.REJECTED)
        | Q(
            outcome=Outcome.RESERVE,
            nomination__state__in=(NominationState.RESERVE, NominationState.WITHDRAWN),
        )
    )
    return _keys(latest.exclude(true))


@invariant("Every decision of a closed round is told to the nominee")
def closed_decisions_are_told():
    told = Message.objects.filter(
        subject_type=Decision._meta.label, subject_id=Cast(OuterRef("pk"), TEXT)
    )
    return _keys(Decision.objects.filter(round__state=RoundState.CLOSED).exclude(Exists(told)))


@invariant("Every decision of a closed round is in the audit log, with who and why")
def closed_decisions_are_logged():
    logged = AuditEvent.objects.filter(
        subject_type=Nomination._meta.label,
        subject_id=Cast(OuterRef("nomination"), TEXT),
        action=Concat(Value("nomination."), OuterRef("outcome"), output_field=TEXT),
        reason=OuterRef("reason"),
        actor__isnull=False,
    )
    return _keys(Decision.objects.filter(round__state=RoundState.CLOSED).exclude(Exists(logged)))


# ── certificates ────────────────────────────────────────────────────────────────────────────


@invariant("Nobody has two standing certificates for one course")
def one_standing_certificate_each():
    standing = Certificate.objects.standing().values("enrolment").annotate(times=Count("pk"))
    return standing.filter(times__gt=1).values_list("enrolment", flat=True)


@invariant("Every certificate is the file that was issued, as the log has its fingerprint")
def certificates_are_what_was_issued():
    issued = {
        event.subject_id: event.after.get("fingerprint")
        for event in AuditEvent.objects.filter(
            action="certificate.issue", subject_type=Certificate._meta.label
        )
    }
    return [
        row.serial
        for row in Certificate.objects.defer("content").iterator(chunk_size=100)
        if issued.get(str(row.pk)) != row.fingerprint
    ]
