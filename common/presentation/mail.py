"""Mail programs read no stylesheet: plain elements get their look written into them."""

import re

from django.template import Library
from django.utils.safestring import SafeString, mark_safe

register = Library()

TEXT = "color:#11232b;font-size:17px;line-height:27px;"
CELL = "border-top:1px solid #d6dfe2;text-align:left;vertical-align:top;"

# element: (class for dark mode, style); a.button is the one thing with a class of its own
LOOKS = {
    "h1": (
        "e-ink",
        "margin:0 0 12px;color:#11232b;font-size:28px;line-height:34px;letter-spacing:-0.02em;",
    ),
    "h2": ("e-ink", "margin:28px 0 8px;color:#11232b;font-size:20px;line-height:28px;"),
    "p": ("e-ink", f"margin:0 0 16px;{TEXT}"),
    "ul": ("e-ink", f"margin:0 0 16px;padding-left:22px;{TEXT}"),
    "ol": ("e-ink", f"margin:0 0 16px;padding-left:22px;{TEXT}"),
    "table": ("", "width:100%;border-collapse:collapse;margin:8px 0 24px;"),
    "th": (
        "e-ink2 e-line",
        f"padding:12px 12px 12px 0;{CELL}color:#465962;font-size:16px;font-weight:400;width:112px;",
    ),
    "td": ("e-ink e-line", f"padding:12px 0;{CELL}color:#11232b;font-size:17px;line-height:25px;"),
    "a": ("e-link", "color:#0a5b82;"),
}
BUTTON = (
    "display:inline-block;margin:8px 0 16px;padding:13px 22px;border-radius:6px;"
    "background:#0a5b82;color:#ffffff;font-size:17px;font-weight:600;text-decoration:none;"
)
OPENING = re.compile(rf"<(?P<tag>{'|'.join(LOOKS)})(?P<attributes>(?=[\s>])[^>]*)>")


@register.filter(is_safe=True)
def mail_look(html: str) -> SafeString:
    """Write the look into plain `h1 h2 p ul ol table th td a` and `<a class="button">`.

    An element with a style of its own is left alone.
    """
    return mark_safe(OPENING.sub(_dressed, html))


def _dressed(found: re.Match) -> str:
    tag, attributes = found["tag"], found["attributes"]
    if "style=" in attributes:
        return found[0]
    if 'class="button"' in attributes:
        return f'<{tag}{attributes} style="{BUTTON}">'
    classes, style = LOOKS[tag]
    named = f' class="{classes}"' if classes else ""
    return f'<{tag}{attributes}{named} style="{style}">'
