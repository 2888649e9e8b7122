"""People, employers, professions, roles."""

from django.apps import AppConfig

from messaging import oversight


class OrganisationsConfig(AppConfig):
    name = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from organisations import notifications
        from organisations.grants import register_role_source
        from organisations.policies import organisation_grants, oversees_messages

        register_role_source(organisation_grants)
        oversight.set_overseer(oversees_messages)
        notifications.register()
