"""Words on the page of one participant."""

from django.template import Library

from cohorts.enums import Half

register = Library()


@register.filter
def half_word(half: str) -> object:
    """Morning, Afternoon."""
    return Half(half).label
