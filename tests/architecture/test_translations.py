"""Every sentence on screen has its Swedish."""

from lms import catalogue


def test_the_swedish_catalogue_is_complete():
    assert catalogue.problems() == []


def test_every_borrowed_catalogue_is_whole():
    """Catalogues that we keep for other people's parts, where they have no Swedish."""
    for path in catalogue.borrowed_catalogues():
        known = catalogue.read(path)
        assert [message.id for message in catalogue.missing(known)] == [], path
