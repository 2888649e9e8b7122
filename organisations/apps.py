"""People, employers, professions, roles."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from organisations.grants import register_role_source
        from organisations.policies import organisation_grants

        register_role_source(organisation_grants)
