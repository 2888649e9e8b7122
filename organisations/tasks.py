"""What the timetable does here."""

from celery import shared_task

from organisations.services.wagtail_access import sync_wagtail_access


@shared_task
def sync_access() -> None:
    """Every night: roles begin and end by date, and with them the way into Wagtail's admin."""
    sync_wagtail_access()
