"""The ledger of effects outside the database: mail and calendars."""

from django.apps import AppConfig
from django.core import checks

from common import navigation
from messaging.checks import every_event_has_its_templates


class MessagingConfig(AppConfig):
    name = "messaging"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from messaging import menu

        checks.register(every_event_has_its_templates, checks.Tags.templates)
        navigation.register(menu.entries)
