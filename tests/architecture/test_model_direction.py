"""No foreign key points upward. Import-linter can't see those that are written as strings."""

from django.apps import apps
from django.contrib.auth import get_user_model

from tests.architecture.source import rank

PERSON = get_user_model()


def upward_keys():
    heights = rank()
    for model in apps.get_models():
        if model._meta.app_label not in heights:
            continue
        for field in model._meta.get_fields():
            other = field.related_model if field.concrete and field.is_relation else None
            # Keys to the swappable user model are everybody's (`common.AuditEvent.actor`).
            if other is None or other is PERSON or other._meta.app_label not in heights:
                continue
            if heights[other._meta.app_label] > heights[model._meta.app_label]:
                yield f"{model._meta.label}.{field.name} → {other._meta.label}"


def test_no_foreign_key_points_upward():
    assert list(upward_keys()) == []
