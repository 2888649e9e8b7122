"""What the messages on the way to the certificate say."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cohorts.models import Credit, Enrolment, MakeUp
from cohorts.selectors.attendance import load_attendance
from cohorts.selectors.early_warnings import mended_by
from cohorts.selectors.wording import amount, credit_in_words
from cohorts.services.following import letters, warnings
from cohorts.services.following.coming_back import PAUSED, TRANSFERRED
from cohorts.services.following.crediting import CREDIT_WITHDRAWN, CREDITED
from messaging import events
from messaging.models import Message


def register() -> None:
    """Make these messages known; called when the platform starts."""
    events.register(letters.PLANNED, words, label=_("A make-up is planned"))
    events.register(letters.GUEST, words, label=_("A guest comes to make up a day"))
    events.register(letters.ASKED, words, label=_("A make-up is asked for"))
    events.register(letters.TASK, words, label=_("A written task to make up a day"))
    events.register(letters.JUDGED, words, label=_("A written task is judged"))
    events.register(letters.CANCELLED, words, label=_("A make-up is cancelled"))
    events.register(PAUSED, course_words, label=_("Pause from a course"))
    events.register(TRANSFERRED, course_words, label=_("Change of cohort"))
    events.register(CREDITED, credit_words, label=_("Earlier training is credited"))
    events.register(CREDIT_WITHDRAWN, credit_words, label=_("A credit is withdrawn"))
    events.register(warnings.OWN, warning_words, label=_("Early warning"))
    events.register(warnings.TRAINER, warning_words, label=_("Early warning to the trainer"))
    events.register(warnings.NOMINATOR, warning_words, label=_("Early warning to the nominator"))


def words(message: Message) -> Mapping[str, object]:
    """The make-up with both days, and where the pages are. One query."""
    row = MakeUp.objects.select_related(*letters.WITH).get(pk=message.context["make_up"])
    host = row.host_part.day if row.host_part_id else None
    return {
        "row": row,
        "day": row.part.day,
        "host": host,
        "cohort": row.enrolment.cohort,
        "person": row.enrolment.person,
        "home_url": settings.SITE_URL + reverse("home"),
        "person_url": settings.SITE_URL
        + reverse("cohorts:participant", args=[row.enrolment.cohort.slug, row.enrolment_id]),
        "roll_url": settings.SITE_URL
        + reverse("cohorts:attendance", args=[host.cohort.slug, host.plan.number])
        if host
        else "",
    }


def course_words(message: Message) -> Mapping[str, object]:
    """The enrolment that ended, and where the person goes on, if they do. Two queries."""
    row = Enrolment.objects.select_related("cohort__version__programme").get(
        pk=message.context["enrolment"]
    )
    later = Enrolment.objects.filter(continues=row).select_related("cohort").first()
    return {
        "cohort": row.cohort,
        "new_cohort": later.cohort if later else None,
        "home_url": settings.SITE_URL + reverse("home"),
    }


def credit_words(message: Message) -> Mapping[str, object]:
    """The credit. One query."""
    row = Credit.objects.select_related("enrolment__cohort", "day").get(
        pk=message.context["credit"]
    )
    return {
        "credit": row,
        "what": credit_in_words(row),
        "cohort": row.enrolment.cohort,
        "home_url": settings.SITE_URL + reverse("home"),
    }


def warning_words(message: Message) -> Mapping[str, object]:
    """Whom it is about; to the nominator no more than that. One query, and five more to say until
    when something can be made up."""
    row = Enrolment.objects.select_related("cohort__version", "person").get(
        pk=message.context["enrolment"]
    )
    short = message.context.get("short")
    mend_by = None
    if short:
        mend_by = mended_by(row, message.context["kind"], short, load_attendance([row]))
    return {
        "person": row.person,
        "cohort": row.cohort,
        "days": amount(short) if short else "",
        "is_one_day": short == 1,
        "mend_by": mend_by,
        "is_examination": message.context.get("kind") == "examination_day_attended",
        "home_url": settings.SITE_URL + reverse("home"),
        "person_url": settings.SITE_URL
        + reverse("cohorts:participant", args=[row.cohort.slug, row.pk]),
    }
