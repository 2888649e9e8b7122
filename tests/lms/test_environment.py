"""Tests never touch anything but their own process's files and database."""

import os

from django.conf import settings
from django.db import connection


def test_every_process_has_a_database_and_a_folder_of_its_own():
    own = os.environ["VAR_DIR"] if connection.vendor == "sqlite" else f"_{os.getpid()}"
    assert own in str(connection.settings_dict["NAME"])
    assert str(settings.VAR_DIR) == os.environ["VAR_DIR"]


def test_mail_and_hints_go_nowhere():
    assert settings.EMAIL_BACKEND.endswith("locmem.EmailBackend")
    assert settings.CELERY_BROKER_URL == "memory://"
