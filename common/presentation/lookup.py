"""Looking something up in a mapping that a selector made for the whole page."""

from collections.abc import Mapping

from django.template import Library

register = Library()


@register.filter
def at(mapping: Mapping, key):
    """`{{ modules|at:day.plan_id }}`: what the mapping holds for the key, or nothing."""
    return mapping.get(key)
