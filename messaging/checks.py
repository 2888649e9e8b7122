"""What is checked at every start (registered in `apps.py`)."""

from django.core import checks
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from messaging import events


def every_event_has_its_templates(app_configs, **kwargs) -> list[checks.Error]:
    """messaging.E001: a registered event lacks its subject or its text."""
    return [
        checks.Error(
            f'The message "{event.name}" has no template {event.template(part)}.',
            hint=f"Write templates/{event.template(part)}.",
            id="messaging.E001",
        )
        for event in events.registered()
        for part in ("subject.txt", "txt")
        if not _exists(event.template(part))
    ]


def _exists(template: str) -> bool:
    try:
        get_template(template)
    except TemplateDoesNotExist:
        return False
    return True
