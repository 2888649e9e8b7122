"""A programme given to a group."""

from django.apps import AppConfig


class CohortsConfig(AppConfig):
    name = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from cohorts import menu, receivers
        from cohorts.notifications import (
            attending,
            certificates,
            evaluating,
            following,
            nominating,
            planning,
            registering,
            selecting,
            writing,
        )
        from cohorts.policies import cohort_grants
        from cohorts.selectors.evaluators import register_evaluators
        from common import navigation
        from organisations.grants import register_role_source

        register_role_source(cohort_grants)
        register_evaluators()
        attending.register()
        certificates.register()
        evaluating.register()
        following.register()
        nominating.register()
        planning.register()
        registering.register()
        selecting.register()
        writing.register()
        receivers.connect()
        navigation.register(menu.entries)
