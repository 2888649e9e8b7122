"""The reference pages in `docs/reference/` that are printed from the code.

`manage.py print_reference` writes them, and a test holds them to the code.
"""

import importlib
import re
from collections.abc import Callable, Iterator

from django.conf import settings
from django.utils.translation import override

from common.guard.measuring import measured
from common.lifecycle import Lifecycle
from organisations.roles import ROLES, Permission

PRINTED = "<!-- Printed by `manage.py print_reference`; change the code instead. -->"

# What each environment variable does, and what holds without it.
VARIABLES = {
    "VAR_DIR": ("Folder for database, files, mail and the secret key.", "`var` in the project"),
    "SITE_URL": ("The address that links in mails and papers begin with.", "http://localhost:8000"),
    "ALLOWED_HOSTS": ("Host names that are answered, with commas between.", "this machine"),
    "CSRF_TRUSTED_ORIGINS": ("Further origins that forms may come from.", "none"),
    "HTTPS_ONLY": ("`1`: cookies and answers by HTTPS only; behind a proxy.", "`0`"),
    "PROXIES": ("How many proxies add to `X-Forwarded-For`, for limits per visitor.", "0"),
    "SECRET_KEY": ("The key that signs links and sessions.", "drawn at the first start, kept"),
    "DATABASE_URL": ("`sqlite:///…` or `postgres://user:password@host/name`.", "SQLite in VAR_DIR"),
    "CACHE_URL": ("`filecache://…`, `redis://host:6379/1`.", "files in VAR_DIR"),
    "BROKER_URL": ("Hints to the worker: `filesystem://`, `amqp://…`, `redis://…`.", "files"),
    "MAIL_URL": ("`folder://`, or `smtp://user:password@host:port`.", "a folder in VAR_DIR"),
    "MAIL_FROM": ("Who mails come from.", "`svara-inte@ract.example`"),
    "SHOW_OUTBOX": ("`1`: everybody sees the demo's sent mails. Never in earnest.", "`0`"),
    "DEBUG": ("`1`: for developing. Never in earnest.", "`0`"),
    "LOG_LEVEL": ("How much is logged: DEBUG, INFO, WARNING or ERROR.", "WARNING"),
    "PORT": ("`make run`: the port of the web server.", "8000"),
    "DEMO": ("`make run`: `0` starts empty, without the demo's story.", "`1`"),
}


def pages() -> dict[str, str]:
    """The pages by file name, in English whatever language is spoken."""
    makers: dict[str, Callable[[], Iterator[str]]] = {
        "roles.md": roles,
        "lifecycles.md": lifecycles,
        "settings.md": variables,
        "guard.md": guard,
    }
    with override("en"):
        return {name: "\n".join([PRINTED, *make()]) + "\n" for name, make in makers.items()}


def roles() -> Iterator[str]:
    """Who may what: each role, then every permission with the roles that carry it."""
    yield "# Roles and permissions"
    yield "\nFrom `organisations/roles.py`. A role is given with a scope, dates and a reason.\n"
    yield "| role | what it is for | can be given for |"
    yield "|---|---|---|"
    for role in ROLES.values():
        scopes = ", ".join(scope.value for scope in role.scopes)
        yield f"| {role.code.label} | {role.sentence} | {scopes} |"
    yield "\n## Which role carries which permission\n"
    yield "| permission | " + " | ".join(str(code.label) for code in ROLES) + " |"
    yield "|---|" + "---|" * len(ROLES)
    for permission in Permission:
        marks = ("●" if permission in role.permissions else "" for role in ROLES.values())
        yield f"| `{permission.value}` | " + " | ".join(marks) + " |"


def lifecycles() -> Iterator[str]:
    """Every lifecycle as a diagram, and as a table with the permission and the button."""
    yield "# Lifecycles"
    yield "\nFrom the rooms' `lifecycles.py`. A guard may still say no, in words.\n"
    for table in tables():
        yield f"\n## {table.name}\n"
        yield "```mermaid\nstateDiagram-v2"
        yield from (
            f"    {step.source} --> {step.target}: {step.verb}" for step in table.transitions
        )
        yield "```\n"
        yield "| from | verb | to | permission | button |"
        yield "|---|---|---|---|---|"
        for step in table.transitions:
            asked = f"`{step.permission}`" if step.permission else ""
            guard = " (guarded)" if step.guard else ""
            yield (
                f"| {step.source.label} | `{step.verb}`{guard} | {step.target.label} "
                f"| {asked} | {step.label} |"
            )


def tables() -> list[Lifecycle]:
    """The lifecycles of all rooms, from the roof down."""
    found = []
    for room in settings.ROOMS:
        if (settings.BASE_DIR / room / "lifecycles.py").exists():
            module = importlib.import_module(f"{room}.lifecycles")
            found += [table for table in vars(module).values() if isinstance(table, Lifecycle)]
    return found


def variables() -> Iterator[str]:
    """The environment variables."""
    yield "# Environment variables"
    yield "\nRead in `lms/settings.py` and at the start; nothing needs to be set for `make run`.\n"
    yield "| variable | what it does | without it |"
    yield "|---|---|---|"
    for name in sorted(VARIABLES):
        what, default = VARIABLES[name]
        yield f"| `{name}` | {what} | {default} |"


def guard() -> Iterator[str]:
    """How well the guard finds, and how often it is wrong."""
    yield "# What the guard finds"
    yield "\nTexts of our own (`common/guard/measuring`), drawn with a fixed seed, each way of"
    yield "writing as often as any other. `manage.py measure_guard` measures anew. At least 99.9 %"
    yield "of identity numbers are found, at most 0.5 % of harmless texts refused: a test holds it."
    yield "Which texts are looked through for what, and why, stands in"
    yield "[the record](../adr/0040-nobody-can-be-recognised.md).\n"
    yield "| texts | how many | right | wrong | wrong about |"
    yield "|---|---|---|---|---|"
    for figure in measured():
        about = ", ".join(f"{way} ({count})" for way, count in figure.wrong.most_common())
        yield (
            f"| {figure.sentence} | {figure.texts} | {figure.share_right:.2%} "
            f"| {figure.wrong.total()} | {about or '–'} |"
        )


def variables_read() -> set[str]:
    """The names that the code asks the environment for."""
    source = (settings.BASE_DIR / "lms" / "settings.py").read_text()
    found = set(re.findall(r'\benv\.\w+\(\s*"(\w+)"', source))
    for path in (settings.BASE_DIR / "lms" / "startup").glob("*.py"):
        found |= set(re.findall(r'environ\.get\("(PORT|DEMO)"', path.read_text()))
    return found
