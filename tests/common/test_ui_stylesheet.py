"""One stylesheet is served, and it is the same as its parts."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from common.staticfiles import IMPORT, STYLESHEET, OneStylesheetStorage


@pytest.fixture
def css(settings):
    return settings.BASE_DIR / "static" / "css"


def test_every_part_is_imported_once(css):
    imported = [found["name"] for found in IMPORT.finditer((css / "app.css").read_text())]
    parts = {path.relative_to(css).as_posix() for path in css.rglob("*.css")} - {"app.css"}
    assert sorted(imported) == sorted(parts)


def test_the_served_stylesheet_holds_every_part_and_imports_nothing(css, tmp_path, settings):
    settings.DEBUG = False
    storage = OneStylesheetStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(css.parent)
    found = {
        path.relative_to(css.parent).as_posix(): (source, path.relative_to(css.parent).as_posix())
        for path in css.rglob("*.css")
    }
    made = [(name, hashed) for name, hashed, _ in storage.post_process(found)]
    done = dict(made[::-1])  # the first of each name is the file itself, then come the packed ones
    assert STYLESHEET in done
    assert not any("components" in name for name in done)
    served = (tmp_path / done[STYLESHEET]).read_text()
    assert "@import" not in served
    for part in css.rglob("*.css"):
        if part.name != "app.css":
            assert part.read_text() in served


def test_no_class_is_used_that_the_stylesheet_does_not_know(css, settings):
    known = set()
    for part in css.rglob("*.css"):
        known |= set(re.findall(r"\.([a-zA-Z][\w-]*)", part.read_text()))
    unknown = {
        (path.name, name)
        for path in (settings.BASE_DIR / "templates").rglob("*.html")
        if not {"email", "admin", "wagtailadmin"} & set(path.parts)  # those have another look
        for classes in re.findall(r'class="([^"{}]*)"', path.read_text())
        for name in classes.split()
        if name not in known
    }
    assert not unknown


def test_icons_stand_in_one_file():
    assert finders.find("icons.svg")
