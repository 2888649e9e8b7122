"""All tags and filters of the design system, available in every template without `load`."""

from django.template import Library

from common.presentation import blocks, dates, fields, lookup, mail, marks, tables

register = Library()
for part in (blocks, dates, fields, lookup, mail, marks, tables):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
