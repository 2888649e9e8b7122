"""A module with an identity number in it is not kept, not even as a draft or for a preview."""

import random

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from common.guard.measuring import numbers
from content.models import ModulePage
from tests.content.test_writing import cohort, trainer, typed, write  # noqa: F401
from tests.traces import traces_of

pytestmark = pytest.mark.django_db

NUMBER = "{1}-{2}".format(*numbers.drawn(random.Random(7)))


def in_a_block(field: str) -> dict:
    blocks = [("text", rich_text("<p>Fas 2.</p>")), ("text", rich_text(f"<p>Hen, {NUMBER}.</p>"))]
    return nested_form_data({field: streamfield(blocks)})


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"lead": f"Om {NUMBER}."}, "personnummer ("),
        (in_a_block("body"), "block 2"),
        (in_a_block("easy_body"), "block 2"),
    ],
)
def test_nothing_of_it_is_kept(trainer, client, shelf, changed, place):  # noqa: F811
    module = write(client, shelf, typed(None))
    add = reverse("wagtailadmin_pages:add", args=["content", "modulepage", shelf.pk])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[module.pk])

    refused = client.post(add, typed(None) | changed)
    assert refused.status_code == 200
    assert place in str(refused.context["form"].errors)
    assert not client.post(preview, typed(None) | changed).json()["is_valid"]

    assert ModulePage.objects.count() == 1
    assert traces_of(NUMBER) == []
