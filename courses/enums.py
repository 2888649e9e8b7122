"""Codes of this room with their labels."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VersionState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("programme version", "Draft")
    PUBLISHED = "published", pgettext_lazy("programme version", "Published")
    RETIRED = "retired", pgettext_lazy("programme version", "Retired")


class WayIn(models.TextChoices):
    """How somebody comes to a seat (domain.md §1)."""

    OPEN = "open", _("Open registration")
    EMPLOYER = "employer", _("The employer registers, the joint board confirms")
    NOMINATION = "nomination", _("Nomination by the employer, and selection")
    MEMBERS = "members", _("Members of the group")


class DayKind(models.TextChoices):
    TEACHING = "teaching", _("Teaching day")
    EXAMINATION = "examination", _("Examination day")


class CriterionKind(models.TextChoices):
    """Who finds out (S0 appendix 1)."""

    CHECKED = "checked", pgettext_lazy("criterion", "Checked")
    ATTESTED = "attested", pgettext_lazy("criterion", "Attested")
    WEIGHED = "weighed", pgettext_lazy("criterion", "Weighed")


class Strength(models.TextChoices):
    """How firmly the source words it; a should may be dispensed with, the reason kept."""

    MUST = "must", pgettext_lazy("strength", "Must")
    SHOULD = "should", pgettext_lazy("strength", "Should")
    PREFERENCE = "preference", pgettext_lazy("strength", "Preference")
    NONE = "", pgettext_lazy("strength", "Not stated")


class AttestedBy(models.TextChoices):
    EMPLOYER = "employer", _("The employer")
    BOTH = "both", _("The employer and the nominee")


class CriterionRule(models.TextChoices):
    """What a checked criterion looks up in the platform's own records."""

    PASSED_PROGRAMME = "passed_programme", _("Has passed the programme")


class RequirementKind(models.TextChoices):
    """What completion can ask for. Rooms register an evaluator for each (cohorts.completion)."""

    DAYS_ATTENDED = "days_attended", _("Teaching days attended")
    DAYS_ATTENDED_PER_TERM = "days_attended_per_term", _("Teaching days attended in each term")
    EXAMINATION_DAY_ATTENDED = "examination_day_attended", _("Examination day attended")
    HOMEWORK_APPROVED = "homework_approved", _("Homework approved")
    EXAMINATION_PASSED = "examination_passed", _("Examination passed")
    SUPERVISION_SESSIONS = "supervision_sessions", _("Supervision sessions attended")
    TRAINING_CLIENT = "training_client", _("Training client under supervision")
    WRITTEN_WORK_APPROVED = "written_work_approved", _("Written work approved")
    MODULES_DONE = "modules_done", _("Modules done")


class AskedAbout(models.TextChoices):
    """What an evaluation question is about: each teaching day, or the whole course at its end."""

    DAY = "day", pgettext_lazy("evaluation", "Each course day")
    COURSE = "course", pgettext_lazy("evaluation", "The whole course")


class QuestionKind(models.TextChoices):
    """How an evaluation question is answered."""

    SCALE = "scale", _("From 1 to 5")
    YES_NO = "yes_no", _("Yes or no")
    CHOICE = "choice", _("One of several")
    TEXT = "text", _("In own words")


class MethodPhase(models.TextChoices):
    """The seven phases of the way of working (domain.md §4)."""

    CONSENT = "consent", pgettext_lazy("phase", "Consent")
    MAPPING = "mapping", pgettext_lazy("phase", "Mapping")
    SUMMARY = "summary", pgettext_lazy("phase", "Summary")
    GOALS = "goals", pgettext_lazy("phase", "Goals")
    MEETING = "meeting", pgettext_lazy("phase", "The resource group's meeting")
    STRATEGIES = "strategies", pgettext_lazy("phase", "Strategies")
    EVALUATION = "evaluation", pgettext_lazy("phase", "Evaluation")
