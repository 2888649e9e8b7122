"""Blocks with text inside: page head, notice, empty state, scrolling region, facts, buttons."""

from django.middleware.csrf import get_token
from django.template import Library
from django.template.defaultfilters import linebreaksbr
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from common.presentation.marks import icon as icon_tag

register = Library()

NOTICE_ICONS = {"done": "check", "warn": "alert", "stop": "alert"}


@register.simple_block_tag
def page_head(content, title, lead: object = "") -> SafeString:
    """The top of a page: `{% page_head title lead=… %}meta list, row of buttons{% endpage_head %}`.

    Writes the page's only h1.
    """
    return format_html(
        '<div class="page-head"><h1>{}</h1>{}{}</div>',
        title,
        format_html('<p class="lead">{}</p>', lead) if lead else "",
        mark_safe(content.strip()),
    )


@register.simple_tag
def crumbs(*parts) -> SafeString:
    """`{% crumbs _("Cohorts") list_url cohort.name cohort_url _("Days") %}`: labels with their
    addresses, and last where you are, without one."""
    *links, here = parts
    return format_html(
        '<nav class="crumbs" aria-label="{}"><ol>{}<li aria-current="page">{}</li></ol></nav>',
        _("You are here"),
        format_html_join(
            "", '<li><a href="{}">{}</a></li>', zip(links[1::2], links[::2], strict=True)
        ),
        here,
    )


@register.simple_block_tag
def notice(content, tone: str, heading: object = "", icon: str = "", level: int = 2) -> SafeString:
    """A message in the page: `{% notice "warn" heading=… %}<p>…</p>{% endnotice %}`.

    Tones: info, done, warn, stop. `level` is the heading's.
    """
    return format_html(
        '<div class="notice{}">{}{}{}</div>',
        f" notice--{tone}" if tone in NOTICE_ICONS else "",
        icon_tag(icon or NOTICE_ICONS.get(tone, "info")),
        format_html("<h{0}>{1}</h{0}>", level, heading) if heading else "",
        mark_safe(content.strip()),
    )


@register.simple_block_tag
def empty_state(content, icon: str, heading, level: int = 2) -> SafeString:
    """Nothing here yet: what will be here, and the next step if there is one.

    `{% empty_state "people" _("No nominations yet") %}<p>…</p><a class="btn">…</a>{% end… %}`
    """
    return format_html(
        '<div class="empty">{}<h{} class="h3">{}</h{}>{}</div>',
        icon_tag(icon),
        level,
        heading,
        level,
        mark_safe(content.strip()),
    )


@register.simple_block_tag
def scroll(content, label, *, hint: bool = False) -> SafeString:
    """A wide table that scrolls by itself: `{% scroll _("All days") hint=True %}<table…>`."""
    shown = format_html(
        '<p class="scroll__hint">{}{}</p>',
        icon_tag("swap"),
        _("Scroll sideways to see all columns."),
    )
    return format_html(
        '{}<div class="scroll" role="region" aria-label="{}" tabindex="0">{}</div>',
        shown if hint else "",
        label,
        mark_safe(content.strip()),
    )


@register.simple_tag
def facts(*pairs, variant: str = "") -> SafeString:
    """`{% facts _("Place") day.place _("Seats") 30 variant="stack lined" %}`.

    Pairs without a value are left out; line breaks in values are kept.
    """
    classes = " ".join(["facts", *(f"facts--{name}" for name in variant.split())])
    return format_html(
        '<dl class="{}">{}</dl>',
        classes,
        format_html_join(
            "",
            "<div><dt>{}</dt><dd>{}</dd></div>",
            (
                (term, linebreaksbr(conditional_escape(value)))
                for term, value in zip(pairs[::2], pairs[1::2], strict=True)
                if value not in (None, "")
            ),
        ),
    )


@register.simple_tag
def button(label, url: str = "", kind: str = "", icon: str = "") -> SafeString:
    """`{% button _("Nominate") url icon="plus" %}`: a link that looks like a button, or, without
    an address, the submit button of a form. Kinds: second, quiet, danger, block, tall."""
    classes = " ".join(["btn", *(f"btn--{name}" for name in kind.split())])
    drawing = icon_tag(icon) if icon else ""
    if url:
        return format_html('<a class="{}" href="{}">{}{}</a>', classes, url, drawing, label)
    return format_html('<button class="{}">{}{}</button>', classes, drawing, label)


@register.simple_tag(takes_context=True)
def post_button(context, label, url: str, kind: str = "second", icon: str = "", **values):
    """`{% post_button _("Send again") url person=42 %}`: one action as a form of its own."""
    hidden = {"csrfmiddlewaretoken": get_token(context["request"]), **values}
    return format_html(
        '<form method="post" action="{}">{}{}</form>',
        url,
        format_html_join("", '<input type="hidden" name="{}" value="{}">', hidden.items()),
        button(label, kind=kind, icon=icon),
    )


@register.simple_tag
def hidden(text) -> SafeString:
    """Words for screen readers only: `Boka{% hidden _(" Introduction 10 December") %}`."""
    return mark_safe(f'<span class="visually-hidden">{conditional_escape(text)}</span>')
