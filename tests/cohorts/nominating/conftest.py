"""The real programme versions, a cohort of each, and people to nominate."""

import pytest


@pytest.fixture
def programmes(db):
    from courses.models import ProgrammeVersion
    from courses.services.reference_data import load_programmes

    load_programmes()
    versions = ProgrammeVersion.objects.select_related("programme")
    return {version.programme.code: version for version in versions}


@pytest.fixture
def cohort(programmes, cast):
    """A basic course that the cast's employers may nominate to today."""
    from tests.factories.cohorts import make_cohort

    return make_cohort(programmes["basic"], cast.area, name="Bas, grupp 5", slug="bas-5")


@pytest.fixture
def case_managers(programmes, cast):
    """A case manager course, with C1–C9."""
    from tests.factories.cohorts import make_cohort

    return make_cohort(
        programmes["case_manager"], cast.area, name="Case manager, grupp 2", slug="cm-2"
    )


@pytest.fixture
def nominee(cast):
    """`nominee("Jasmin Örn", answers=…)`: somebody at Boendestöd Söder, all answers yes."""
    from cohorts.services.nominations.drafting import Nominee
    from tests.cohorts.nominating.answers import ALL_YES
    from tests.factories.organisations import make_profession

    def make(name: str = "Jasmin Örn", **fields) -> Nominee:
        given = {
            "email": f"{name.split()[0].lower()}@lunda.example",
            "name": name,
            "profession": make_profession(),
            "unit": cast.south,
            "answers": ALL_YES,
        }
        return Nominee(**{**given, **fields})

    return make
