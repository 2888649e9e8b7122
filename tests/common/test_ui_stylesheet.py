"""One stylesheet is served, and it is the same as its parts."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage

from common.staticfiles import IMPORT, STYLESHEET, OneStylesheetStorage

SERVED_ALONE = {"app.css", "admin.css"}  # the second is the back office's


@pytest.fixture
def css(settings):
    return settings.BASE_DIR / "static" / "css"


@pytest.fixture
def parts(css):
    """What the stylesheet is made of."""
    return [path for path in css.rglob("*.css") if path.name not in SERVED_ALONE]


def test_every_part_is_imported_once(css, parts):
    imported = [found["name"] for found in IMPORT.finditer((css / "app.css").read_text())]
    assert sorted(imported) == sorted(path.relative_to(css).as_posix() for path in parts)


def test_the_served_stylesheet_holds_every_part_and_imports_nothing(css, parts, tmp_path, settings):
    settings.DEBUG = False
    storage = OneStylesheetStorage(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(css.parent)
    found = {
        path.relative_to(css.parent).as_posix(): (source, path.relative_to(css.parent).as_posix())
        for path in [css / "app.css", *parts]
    }
    made = [(name, hashed) for name, hashed, _ in storage.post_process(found)]
    done = dict(made[::-1])  # the first of each name is the file itself, then come the packed ones
    assert STYLESHEET in done
    assert not any("components" in name for name in done)
    served = (tmp_path / done[STYLESHEET]).read_text()
    assert "@import" not in served
    for part in parts:
        assert part.read_text() in served


def test_no_class_is_used_that_the_stylesheet_does_not_know(parts, settings):
    known = set()
    for part in parts:
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
