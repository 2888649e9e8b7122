"""The site with its shelf, and a version to write modules for."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """Wagtail remembers the sizes of a picture by its key, which the next test uses again."""
    cache.clear()


@pytest.fixture
def site(db):
    """The start page, the text pages and an empty shelf."""
    from content.services.site import lay_out_site
    from organisations.services.wagtail_access import lay_out_groups

    lay_out_groups()
    return lay_out_site()


@pytest.fixture
def shelf(site):
    from content.models import ModuleIndexPage

    return ModuleIndexPage.objects.get()


@pytest.fixture
def version(db):
    """A basic course of two teaching days and an examination day."""
    from tests.factories.courses import make_version

    return make_version(days=2)
