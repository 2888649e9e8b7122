"""A real browser for tests: Chromium where one is found, otherwise a skip that says so.

`visit` opens a page of the live server as somebody; `violations` asks axe about it.
"""

import os
import shutil
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections
from django.test import Client

CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
PATIENCE = 20  # seconds
# All rules. Without `preload` axe would fetch the parts of the style sheet itself, from wrong
# addresses; what is well stays in the browser, because carrying it over costs more than asking.
RUN_AXE = """async () => {
  const found = await axe.run({ preload: false, resultTypes: ["violations"] })
  return found.violations
}"""


def chromium() -> str | None:
    """The path of a Chromium on this machine (`CHROMIUM` names another), or None."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CANDIDATES)), None)


@pytest.fixture(scope="session")
def browser(needs):
    """One browser for the whole run.

    Its driver keeps an event loop running in this thread, for which Django opens connections of
    their own. The earlier ones are closed, or they would stay open behind everybody's back.
    """
    program = chromium()
    if not program:
        needs("a Chromium on this machine (or its path in CHROMIUM)")
    from playwright.sync_api import sync_playwright

    connections.close_all()
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def visit(browser, live_server) -> Callable:
    """`visit(path, person=None, phone=False, dark=False)` opens a page and returns it.

    Each call is a browser of its own: somebody else, or the same person on another device. The
    test fails when a page wrote an error to the console (unless it is `forgiving`, for tests that
    break something) or asked another host for something.
    """
    contexts, complaints = [], []

    def open_page(
        path: str = "/", person=None, *, phone=False, dark=False, forgiving=False, **options
    ):
        context = browser.new_context(
            base_url=live_server.url,
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            locale="sv-SE",
            timezone_id="Europe/Stockholm",
            **options,
        )
        contexts.append(context)
        if person:
            client = Client()  # one of its own: another log-in would end this one's session
            client.force_login(person)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(30_000)  # a crowded machine is slow
        page.on("pageerror", lambda error: complaints.append(str(error)))
        if not forgiving:
            page.on("console", lambda said: is_complaint(said) and complaints.append(said.text))
            page.on("response", lambda given: is_missing(given) and complaints.append(given.url))
        page.on(
            "request",
            lambda asked: (
                asked.url.startswith((live_server.url, "data:", "blob:"))
                or complaints.append(f"asked another host: {asked.url}")
            ),
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    let_the_server_end_its_requests()
    assert not complaints, complaints


def let_the_server_end_its_requests() -> None:
    """Wait for the threads that answer the browser. One that outlives its test remembers settings
    of that test for the next, and has a connection open: a fork would copy what SQLite remembers of
    its locks, but not the locks, and lose what it writes when the thread ends."""
    limit = time.monotonic() + PATIENCE
    while any("process_request_thread" in thread.name for thread in threading.enumerate()):
        assert time.monotonic() < limit, "A browser is still talking to the live server."
        time.sleep(0.01)


def is_complaint(said) -> bool:
    """Whether a line on the console tells of a fault; a page may well answer 404 on purpose."""
    return said.type == "error" and "Failed to load resource" not in said.text


def is_missing(given) -> bool:
    """Whether a style sheet, script or picture was not to be had."""
    return given.status >= 400 and given.request.resource_type != "document"


@pytest.fixture(scope="session")
def violations() -> Callable:
    """`violations(page)` lists what axe finds on it: rule, elements, how to mend it."""
    from axe_playwright_python.base import AXE_SCRIPT

    def ask(page) -> list[str]:
        page.evaluate(AXE_SCRIPT)
        return [
            f"{rule['id']}: {node['html'][:160]} – {node['failureSummary']}"
            for rule in page.evaluate(RUN_AXE)
            for node in rule["nodes"]
        ]

    return ask
