"""What the timetable does here."""

from celery import shared_task

from cohorts.services.registrations import offers


@shared_task
def move_waiting_lists() -> None:
    """Every minute: end offers that nobody answered in time, and offer their seats on."""
    offers.move_waiting_lists()
