"""The collaboration: areas and their joint boards."""

from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "areas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from areas.policies import area_grants
        from organisations.grants import register_role_source

        register_role_source(area_grants)
