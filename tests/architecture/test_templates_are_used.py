"""Every template is drawn by somebody: by a view, another template, a page model or a package."""

from pathlib import Path

from django.apps import apps
from django.template.utils import get_app_template_dirs
from wagtail.models import Page

from messaging import events
from tests.architecture.source import modules, named, templates
from tests.environment import ROOT

BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}


MAIL_PARTS = ("subject.txt", "txt", "html")


def drawn_by_mails() -> set[str]:
    """Events name their templates by rule; the rooms registered them when they were loaded."""
    return {event.template(part) for event in events._events.values() for part in MAIL_PARTS}


def drawn_by_pages() -> set[str]:
    return {model.template for model in apps.get_models() if issubclass(model, Page)}


def replaces_a_package_s(name: str) -> bool:
    """Whether an installed package has a template of that name."""
    folders = (Path(folder) for folder in get_app_template_dirs("templates"))
    return any((folder / name).exists() for folder in folders if ROOT / ".venv" in folder.parents)


def test_every_template_is_used():
    sources = {path: path.read_text() for path in [*modules(), *templates()]}
    known = BY_DJANGO | drawn_by_pages() | drawn_by_mails()
    unused = []
    for path in templates():
        name = path.relative_to(ROOT / "templates").as_posix()
        mentioned = any(f'"{name}"' in text for other, text in sources.items() if other != path)
        if not mentioned and name not in known and not replaces_a_package_s(name):
            unused.append(named(path))
    assert unused == []
