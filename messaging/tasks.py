"""Celery's way into this room."""

from celery import shared_task

from messaging.services import relay as relaying


@shared_task(name="messaging.tasks.relay")
def relay() -> int:
    """Send what is due. Hinted after each commit and on the timetable every few seconds."""
    return relaying.drain()
