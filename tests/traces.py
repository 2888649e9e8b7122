"""Looks everywhere for something that must not be kept."""

import os
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches


def traces_of(*secrets: str) -> list[str]:
    """Where any of the secrets stands: tables, sessions, cache, mails, files. Log and temporary
    files are watched by the fixtures `caplog` and `tmp_path`, not by us."""
    return sorted(
        {place for place, kept in _all_that_is_kept() if any(one in kept for one in secrets)}
    )


def _all_that_is_kept() -> Iterator[tuple[str, str]]:
    yield from _rows()
    for session in Session.objects.all():
        yield "a session", repr(session.get_decoded())
    for name in caches:
        cache = caches[name]
        for key, value in getattr(cache, "_cache", {}).items():
            yield "the cache", f"{key} {value!r}"
    for message in mail.outbox:
        yield "a mail", message.message().as_string()
    for path in Path(os.environ["VAR_DIR"]).rglob("*"):
        if path.is_file():
            yield f"the file {path.name}", path.read_bytes().decode("latin-1")


def _rows() -> Iterator[tuple[str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for row in model._base_manager.values_list():
            yield model._meta.db_table, repr(row)
