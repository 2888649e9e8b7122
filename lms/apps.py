"""The roof: settings, addresses, start-up, and home pages that compose the rooms below."""

from django.apps import AppConfig


class LmsConfig(AppConfig):
    name = "lms"

    def ready(self):
        from common import navigation
        from lms import menu

        navigation.register(menu.entries)
