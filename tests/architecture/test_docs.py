"""What the documentation points at is there."""

import re

from tests.architecture.source import named
from tests.environment import ROOT

LINK = re.compile(r"""\]\(([^)#\s]+)[^)]*\)|src="([^"]+)\"""")


def pages():
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_every_link_between_pages_leads_somewhere():
    broken = [
        f"{named(page)}: {target}"
        for page in pages()
        for target in (found[1] or found[2] for found in LINK.finditer(page.read_text()))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        reached.add(page)
        for found in LINK.finditer(page.read_text()):
            target = (page.parent / (found[1] or found[2])).resolve()
            inside = sorted(target.glob("*.md")) if target.is_dir() else [target]
            waiting += [one for one in inside if one.suffix == ".md" and one not in reached]
    assert [named(page) for page in pages() if page not in reached] == []
