"""The printed reference pages say what the code says."""

import pytest

from lms.management.commands.print_reference import FOLDER
from lms.reference import VARIABLES, pages, variables_read


@pytest.mark.parametrize("name", pages())
def test_the_page_is_printed_from_the_code_as_it_is(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name], (
        "Print it anew: manage.py print_reference"
    )


def test_every_variable_that_is_read_is_explained():
    assert set(VARIABLES) == variables_read()
