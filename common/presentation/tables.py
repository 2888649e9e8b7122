"""Lists: sorting, paging and choosing by links that keep the rest of the address."""

from django.template import Library
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from common.presentation.marks import icon

register = Library()


def _address(context, **changes) -> str:
    """The present address with some parameters changed; None takes one away. Paging restarts."""
    query = context["request"].GET.copy()
    for name, value in {"page": None, **changes}.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}" if query else context["request"].path


@register.simple_tag(takes_context=True)
def sort_th(context, label, field: str, *, number: bool = False) -> SafeString:
    """A column heading that sorts: `{% sort_th _("Name") "name" %}`.

    Reads and writes `?sort=name` and `?sort=-name`; the view decides what the names mean and
    which order holds without one.
    """
    present = context["request"].GET.get("sort", "")
    order = {field: "ascending", f"-{field}": "descending"}.get(present)
    drawing = {"ascending": "sortup", "descending": "sortdown"}.get(order, "sort")
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}{}</a></th>',
        mark_safe(' class="n"') if number else "",
        mark_safe(f' aria-sort="{order}"') if order else "",
        _address(context, sort=f"-{field}" if order == "ascending" else field),
        label,
        icon(drawing),
    )


@register.simple_tag(takes_context=True)
def tabs(context, parameter: str, options, label) -> SafeString:
    """Two to four ways to look at a list: `{% tabs "show" options _("Show") %}`.

    `options` are (value, label) or (value, label, count); the first is the default. Without
    JavaScript: links that change `?parameter=`.
    """
    rows = [(*option, None)[:3] for option in options]
    chosen = context["request"].GET.get(parameter, rows[0][0])
    return format_html(
        '<nav class="segs" aria-label="{}">{}</nav>',
        label,
        format_html_join(
            "",
            '<a href="{}"{}>{}{}</a>',
            (
                (
                    _address(context, **{parameter: None if value == rows[0][0] else value}),
                    mark_safe(' aria-current="page"') if value == chosen else "",
                    text,
                    format_html('<span class="count">{}</span>', count) if count else "",
                )
                for value, text, count in rows
            ),
        ),
    )


@register.simple_tag(takes_context=True)
def pagination(context, page) -> SafeString:
    """Under a list: what is shown of how many, and the way to the rest. Takes a Django `Page`."""
    if page.paginator.num_pages == 1:
        return SafeString()

    def link(number: int, text) -> SafeString:
        return format_html('<a href="{}">{}</a>', _address(context, page=number), text)

    return format_html(
        '<nav class="row row--apart" aria-label="{}"><span class="muted">{}</span>'
        '<span class="row">{}{}</span></nav>',
        _("Pages"),
        _("Showing %(first)s–%(last)s of %(total)s")
        % {"first": page.start_index(), "last": page.end_index(), "total": page.paginator.count},
        link(page.previous_page_number(), _("Previous")) if page.has_previous() else "",
        link(page.next_page_number(), _("Next")) if page.has_next() else "",
    )
