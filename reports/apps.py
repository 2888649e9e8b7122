"""What managers and the national office read. Reads everything, owns nothing."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from cohorts import onward
        from common import navigation
        from organisations.roles import Permission
        from reports import menu

        navigation.register(menu.entries)
        onward.register(
            Permission.FOLLOW_PARTICIPANTS, "reports:overview", _("See everybody day by day")
        )
