"""What is taught, independent of when."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    name = "courses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from courses.policies import programme_grants
        from organisations.grants import register_role_source

        register_role_source(programme_grants)
