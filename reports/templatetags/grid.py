"""The grid of people and days. Written by code, since it holds a thousand cells."""

from functools import cache

from django.template import Library
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from common.presentation.marks import pip
from reports.selectors.days import SHAPE_LABELS, Column, Shape
from reports.selectors.grid import Grid, column_words

register = Library()

# shape of the day → the mark that is drawn, and another colour than its own
MARKS = {
    Shape.THERE: ("done", ""),
    Shape.PART: ("part", ""),
    Shape.AWAY: ("absent", ""),
    Shape.MADE_UP: ("made", ""),
    Shape.CREDITED: ("attest", "done"),
    Shape.NEXT: ("now", ""),
    Shape.COMING: ("planned", ""),
    Shape.NOT_MARKED: ("wait", ""),
    Shape.NOT_SEEN: ("weigh", ""),
}
ALWAYS_EXPLAINED = (Shape.THERE, Shape.PART, Shape.AWAY)


@register.simple_tag
def day_mark(shape: Shape) -> SafeString:
    """The mark of one day, its word hidden inside."""
    mark, tone = MARKS[shape]
    return pip(mark, SHAPE_LABELS[shape], tone)


@register.simple_tag
def day_legend(*grids: Grid) -> SafeString:
    """What the marks of these grids mean; those that do not occur are left out."""
    shown = {shape for grid in grids for row in grid.rows for shape in row.shapes}
    return _legend(tuple(shape for shape in MARKS if shape in shown), get_language())


@cache
def _legend(shapes: tuple[Shape, ...], language: str) -> SafeString:
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join(
            "",
            "<li>{}{}</li>",
            ((pip(MARKS[shape][0], "", MARKS[shape][1]), SHAPE_LABELS[shape]) for shape in shapes),
        ),
    )


@register.simple_tag
def day_grid(grid: Grid) -> SafeString:
    """The whole table; on a phone each row is a card of its own (`.matrix--people`)."""
    cells = _cells(tuple(map(_class, grid.columns)), get_language())
    rows = "".join(
        f"<tr>{_head(row)}"
        + "".join(cells[at][shape] for at, shape in enumerate(row.shapes))
        + f'<td class="sum">{conditional_escape(row.total)}'
        for row in grid.rows
    )
    return format_html(
        '<table class="matrix matrix--people{}"><caption class="visually-hidden">{}</caption>'
        "<thead>{}</thead><tbody>{}</tbody>{}</table>",
        " matrix--short" if len(grid.columns) <= SHORT else "",
        grid.caption,
        _header(grid),
        mark_safe(rows),
        _footer(grid),
    )


SHORT = 9  # columns: as many as a phone has room for in one row


def _class(column: Column) -> str:
    names = [
        ("t", column.begins_term),
        ("exam", column.is_examination),
        ("now", column.is_next),
    ]
    found = " ".join(name for name, holds in names if holds)
    return f' class="{found}"' if found else ""


@cache
def _cells(classes: tuple[str, ...], language: str) -> list[dict[Shape, str]]:
    """What a cell of each column looks like for each shape: thirty rows share them."""
    return [{shape: f"<td{name}>{day_mark(shape)}" for shape in MARKS} for name in classes]


def _head(row) -> SafeString:
    if row.url:
        return format_html('<th scope="row"><a href="{}">{}</a>', row.url, row.name)
    return format_html('<th scope="row">{}', row.name)


def _header(grid: Grid) -> SafeString:
    numbers = format_html_join(
        "",
        '<th scope="col"{}><span class="visually-hidden">{}</span>'
        '<span aria-hidden="true">{}</span>',
        (
            (
                mark_safe(_class(column)),
                column_words(column),
                "Ex" if column.is_examination else column.number,
            )
            for column in grid.columns
        ),
    )
    if not grid.bands:
        return format_html(
            '<tr class="matrix__days"><td>{}<th scope="col" class="sum">{}',
            numbers,
            grid.total_label,
        )
    bands = format_html_join(
        "",
        '<th scope="colgroup" colspan="{}"{}>{}',
        (
            (span, mark_safe(' class="t"') if at else "", name)
            for at, (name, span) in enumerate(grid.bands)
        ),
    )
    return format_html(
        '<tr><td rowspan="2">{}<th scope="col" rowspan="2" class="sum">{}'
        '<tr class="matrix__days">{}',
        bands,
        grid.total_label,
        numbers,
    )


def _footer(grid: Grid) -> SafeString:
    if not grid.sums:
        return SafeString()
    cells = format_html_join(
        "",
        "<td{}>{}",
        (
            (mark_safe(_class(column)), total)
            for column, total in zip(grid.columns, grid.sums, strict=True)
        ),
    )
    return format_html(
        '<tfoot><tr><th scope="row">{}{}<td class="sum"></tfoot>', grid.sum_label, cells
    )
