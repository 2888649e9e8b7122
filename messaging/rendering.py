"""From a ledger row to a mail, in the recipient's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from email.mime.text import MIMEText
from email.utils import formataddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context, TemplateDoesNotExist, engines
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from messaging import events
from messaging.models import Message

MASK = _("[shown to the recipient only]")
CALENDAR_FILE = "kalender.ics"


@dataclass(frozen=True)
class Rendered:
    """What the recipient reads. `html` is empty where an event has no such template."""

    subject: str
    text: str
    html: str


def render(message: Message, *, masked: bool = False) -> Rendered:
    """The mail's words. `masked` hides the event's secrets, for pages.

    Queries: those of the event's context builder. Raises whatever builder and templates raise.
    """
    event = events.get(message.event)
    with override(message.language):
        context = {
            "site_url": settings.SITE_URL,
            "site_name": settings.WAGTAIL_SITE_NAME,
            "recipient_name": message.recipient_name,
            **message.context,
            **event.build_context(message),
        }
        if masked:
            context |= dict.fromkeys(event.secrets & context.keys(), MASK)
        return Rendered(
            subject=" ".join(_fill(event.template("subject.txt"), context).split()),
            text=_fill(event.template("txt"), context).strip() + "\n",
            html=_fill_if_any(event.template("html"), context | {"language": message.language}),
        )


def _fill(template: str, context: Mapping) -> str:
    """Fill in a plain text: nothing is escaped, for nothing will read it as HTML."""
    found = engines["django"].get_template(template).template
    return found.render(Context(context, autoescape=False))


def _fill_if_any(template: str, context: Mapping) -> str:
    try:
        found = engines["django"].get_template(template)
    except TemplateDoesNotExist:
        return ""
    return found.render(context)


def compose(message: Message) -> EmailMultiAlternatives:
    """The whole mail, ready to be handed over; see `render`.

    A calendar goes along twice: as a part that mail programs show as an invitation, and as a
    file to open. Raises `BadHeaderError` for an address or name that would break the headers.
    """
    words = render(message)
    name = " ".join(message.recipient_name.split())
    mail = EmailMultiAlternatives(
        subject=words.subject,
        body=words.text,
        to=[formataddr((name, message.recipient_email))],
        headers={
            "Message-ID": message.header_id,
            "Content-Language": message.language,
            "Auto-Submitted": "auto-generated",
        },
    )
    if words.html:
        mail.attach_alternative(words.html, "text/html")
    if message.calendar:
        text, method = message.calendar["text"], message.calendar["method"]
        if text.count("BEGIN:VEVENT") == 1:  # an invitation is to one thing (RFC 5546, 3.2.2)
            mail.attach_alternative(text, f"text/calendar; method={method}")
        mail.attach(_calendar_file(text, method))
    mail.message()  # what can't be written down shows itself here, before the hand-over
    return mail


def _calendar_file(text: str, method: str) -> MIMEText:
    part = MIMEText(text, "calendar", "utf-8")
    part.set_param("method", method)
    part.add_header("Content-Disposition", "attachment", filename=CALENDAR_FILE)
    return part
