"""What managers and the national office read. Reads everything, owns nothing."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common import navigation
        from reports import menu

        navigation.register(menu.entries)
