"""Supervised practice and its examination."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common import navigation
        from supervision import menu, receivers
        from supervision.notifications import examining
        from supervision.selectors.evaluators import register_evaluators

        register_evaluators()
        examining.register()
        receivers.connect()
        navigation.register(menu.entries)
