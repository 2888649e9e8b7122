"""What trainers write."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    name = "content"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from django.utils.translation import gettext_lazy as _

        from cohorts import onward
        from common import navigation
        from content import menu
        from content.selectors.evaluators import register_evaluators
        from organisations.roles import Permission

        navigation.register(menu.entries)
        register_evaluators()
        onward.register(
            Permission.WRITE_CONTENT, "content:group_worksheets", _("Worksheets of the group")
        )
