"""Supervised practice and its examination."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cohorts import onward
        from cohorts.selectors.chairs import register_guests
        from common import navigation
        from organisations.roles import Permission
        from supervision import menu, receivers
        from supervision.notifications import examining
        from supervision.selectors.attempts import examined
        from supervision.selectors.evaluators import register_evaluators
        from supervision.selectors.own import examination_in

        register_evaluators()
        register_guests(examined, "sitting__day")
        examining.register()
        onward.register_section(
            Permission.FOLLOW_PARTICIPANTS, "supervision/partials/_attempts.html", examination_in
        )
        receivers.connect()
        navigation.register(menu.entries)
