"""What trainers write."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from common import navigation
        from content import menu

        navigation.register(menu.entries)
