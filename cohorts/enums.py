"""Codes of this room with their labels, and named groups of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CohortState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("cohort", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("cohort", "Cancelled")


class DecidedBy(models.TextChoices):
    """Who fills the seats of a cohort (domain.md §1, "Who decides")."""

    BOARD = "board", _("The joint board decides")
    QUOTA = "quota", _("Each employer fills its quota, the board handles the rest")


class DayMode(models.TextChoices):
    ON_SITE = "on_site", pgettext_lazy("course day", "On site")
    ONLINE = "online", pgettext_lazy("course day", "On line")
    BOTH = "both", pgettext_lazy("course day", "On site and on line")


class DayState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("course day", "Planned")
    CANCELLED = "cancelled", pgettext_lazy("course day", "Cancelled")


class Half(models.TextChoices):
    """A course day is marked and counted by half days."""

    MORNING = "am", _("Morning")
    AFTERNOON = "pm", _("Afternoon")


HALF_CALLED_OFF = {
    Half.MORNING: _("The morning is called off"),
    Half.AFTERNOON: _("The afternoon is called off"),
}


class NominationState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("nomination", "To attest")
    AWAITING = "awaiting", pgettext_lazy("nomination", "Waiting for the nominee")
    COMPLETE = "complete", pgettext_lazy("nomination", "Complete")
    DECLINED = "declined", pgettext_lazy("nomination", "The nominee declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("nomination", "Withdrawn")
    ACCEPTED = "accepted", pgettext_lazy("nomination", "Accepted")
    RESERVE = "reserve", pgettext_lazy("nomination", "Reserve")
    REJECTED = "rejected", pgettext_lazy("nomination", "Not accepted")


NOMINATION_OPEN = (NominationState.DRAFT, NominationState.AWAITING, NominationState.COMPLETE)
NOMINATION_DECIDED = (NominationState.ACCEPTED, NominationState.RESERVE, NominationState.REJECTED)
NOMINATION_ENDED = (NominationState.DECLINED, NominationState.WITHDRAWN)


class GivenBy(models.TextChoices):
    """Whose answer to a criterion it is."""

    PLATFORM = "platform", _("The platform's records")
    EMPLOYER = "employer", _("The employer")
    NOMINEE = "nominee", _("The nominee")


class RoundState(models.TextChoices):
    OPEN = "open", pgettext_lazy("selection round", "Open")
    CLOSED = "closed", pgettext_lazy("selection round", "Closed")


class Outcome(models.TextChoices):
    """What the board decides about a nomination; a draft until the round is closed."""

    ACCEPT = "accept", pgettext_lazy("decision", "Accept")
    RESERVE = "reserve", pgettext_lazy("decision", "Reserve")
    REJECT = "reject", pgettext_lazy("decision", "Decline")


class RegistrationState(models.TextChoices):
    SUBMITTED = "submitted", pgettext_lazy("registration", "Waiting for the joint board")
    SEATED = "seated", pgettext_lazy("registration", "Has a seat")
    WAITING = "waiting", pgettext_lazy("registration", "On the waiting list")
    OFFERED = "offered", pgettext_lazy("registration", "Offered a seat")
    CANCELLED = "cancelled", pgettext_lazy("registration", "Cancelled")
    REJECTED = "rejected", pgettext_lazy("registration", "Not accepted")


REGISTRATION_OPEN = (
    RegistrationState.SUBMITTED,
    RegistrationState.SEATED,
    RegistrationState.WAITING,
    RegistrationState.OFFERED,
)


class OfferState(models.TextChoices):
    OPEN = "open", pgettext_lazy("offer", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("offer", "Accepted")
    DECLINED = "declined", pgettext_lazy("offer", "Declined")
    LAPSED = "lapsed", pgettext_lazy("offer", "Not answered in time")


class EnrolmentState(models.TextChoices):
    ENROLLED = "enrolled", pgettext_lazy("enrolment", "Enrolled")
    INTERRUPTED = "interrupted", pgettext_lazy("enrolment", "Paused")
    TRANSFERRED = "transferred", pgettext_lazy("enrolment", "Changed cohort")
    LEFT = "left", pgettext_lazy("enrolment", "Left the course")


ENROLMENT_ENDED = (
    EnrolmentState.INTERRUPTED,
    EnrolmentState.TRANSFERRED,
    EnrolmentState.LEFT,
)


class InterruptionCause(models.TextChoices):
    """Why somebody pauses: from a list, so that nobody writes down anybody's health."""

    WORK = "work", pgettext_lazy("interruption", "The work does not allow it")
    LEAVE = "leave", pgettext_lazy("interruption", "Parental leave, studies or other leave")
    PRIVATE = "private", pgettext_lazy("interruption", "Private, also illness")
    OTHER = "other", pgettext_lazy("interruption", "Other")


class Mark(models.TextChoices):
    """Attendance in one half day."""

    PRESENT = "present", pgettext_lazy("attendance", "Here")
    LATE = "late", pgettext_lazy("attendance", "Late")
    LEFT_EARLY = "early", pgettext_lazy("attendance", "Left early")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Away")


COUNTS_AS_ATTENDED = (Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY)
MISSED = (Mark.EXCUSED, Mark.ABSENT)


class MarkedHow(models.TextChoices):
    """How a mark came to be; the roll shows it, and counts the heads of those who used the code."""

    TRAINER = "trainer", pgettext_lazy("attendance", "Marked by the trainer")
    EVERYONE = "everyone", pgettext_lazy("attendance", "Marked with everybody else")
    CODE = "code", pgettext_lazy("attendance", "Checked in with the code")
    PAPER = "paper", pgettext_lazy("attendance", "Typed in from paper")
    OFFLINE = "offline", pgettext_lazy("attendance", "Marked without network")
    OBJECTION = "objection", pgettext_lazy("attendance", "Changed after an objection")


class AbsenceReason(models.TextChoices):
    """Why somebody will be away: a list, since illness is nobody's business here."""

    WORK = "work", pgettext_lazy("absence", "Work")
    PRIVATE = "private", pgettext_lazy("absence", "Private, also illness")
    OTHER = "other", pgettext_lazy("absence", "Other")


class ObjectionState(models.TextChoices):
    OPEN = "open", pgettext_lazy("objection", "Waiting for the trainer")
    ACCEPTED = "accepted", pgettext_lazy("objection", "The mark is changed")
    REJECTED = "rejected", pgettext_lazy("objection", "The mark stays")
    WITHDRAWN = "withdrawn", pgettext_lazy("objection", "Taken back")


class MakeUpWay(models.TextChoices):
    """How a missed half day is made up, as the programme version allows."""

    OTHER_COHORT = "cohort", pgettext_lazy("make-up", "The same day in another cohort")
    WRITTEN_TASK = "task", pgettext_lazy("make-up", "A written task")


class MakeUpState(models.TextChoices):
    """Whether it was done follows from the guest's attendance; a task is approved by a trainer."""

    ASKED = "asked", pgettext_lazy("make-up", "Asked for")
    PLANNED = "planned", pgettext_lazy("make-up", "Planned")
    APPROVED = "approved", pgettext_lazy("make-up", "Approved")
    NOT_APPROVED = "refused", pgettext_lazy("make-up", "Not approved")
    CANCELLED = "cancelled", pgettext_lazy("make-up", "Cancelled")


MAKE_UP_STANDING = (MakeUpState.ASKED, MakeUpState.PLANNED, MakeUpState.APPROVED)


class WarningLevel(models.TextChoices):
    """How near somebody is to missing a requirement for good."""

    NOTHING_TO_SPARE = "last", pgettext_lazy("early warning", "Can't miss anything more")
    TO_MAKE_UP = "behind", pgettext_lazy("early warning", "Needs to make something up")


class HomeworkState(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("homework", "Approved")
    RETURNED = "returned", pgettext_lazy("homework", "Returned")
