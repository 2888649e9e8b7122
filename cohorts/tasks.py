"""What the timetable does here."""

from celery import shared_task

from cohorts.services import attendance_reminders
from cohorts.services.evaluating import opening
from cohorts.services.following import warnings
from cohorts.services.registrations import offers


@shared_task
def move_waiting_lists() -> None:
    """Every minute: end offers that nobody answered in time, and offer their seats on."""
    offers.move_waiting_lists()


@shared_task
def run_evaluations() -> None:
    """Every ten minutes: open the evaluations of days and courses that are over, and remind."""
    opening.run_evaluations()


@shared_task
def remind_of_open_days() -> None:
    """Every morning: write to the trainers of days that have been and are not closed."""
    attendance_reminders.remind_of_open_days()


@shared_task
def warn_early() -> None:
    """Every night: tell those who are about to miss too much, while it can be mended."""
    warnings.warn_everybody()
