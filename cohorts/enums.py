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
    LEFT = "left", pgettext_lazy("enrolment", "Left the course")


class Mark(models.TextChoices):
    """Attendance in one half day."""

    PRESENT = "present", pgettext_lazy("attendance", "Here")
    LATE = "late", pgettext_lazy("attendance", "Late")
    EXCUSED = "excused", pgettext_lazy("attendance", "Excused")
    ABSENT = "absent", pgettext_lazy("attendance", "Away")
    MADE_UP = "made_up", pgettext_lazy("attendance", "Made up")


COUNTS_AS_ATTENDED = (Mark.PRESENT, Mark.LATE, Mark.MADE_UP)


class HomeworkState(models.TextChoices):
    APPROVED = "approved", pgettext_lazy("homework", "Approved")
    RETURNED = "returned", pgettext_lazy("homework", "Returned")
