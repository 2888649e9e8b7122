"""The roof. Importing it makes shared tasks use this project's Celery application."""

from lms.celery import app as celery_app

__all__ = ["celery_app"]
