"""No page asks another host for anything: not for a font, not for a picture, not for a count."""

import re

from tests.architecture.source import named, templates
from tests.environment import ROOT

ADDRESS = re.compile(r"""(?:https?:|["'(=\s])//[\w-]+(?:\.[\w-]+)+""")
NOT_ASKED_FOR = re.compile(r"https?://www\.w3\.org/")  # names of XML vocabularies
KINDS = {".css", ".js", ".svg", ".html", ".json", ".webmanifest"}


def test_templates_and_static_files_name_no_other_host():
    static = [path for path in (ROOT / "static").rglob("*") if path.suffix in KINDS]
    named_hosts = [
        f"{named(path)}: {found[0].strip()}"
        for path in [*templates(), *static]
        for found in ADDRESS.finditer(path.read_text())
        if not NOT_ASKED_FOR.match(path.read_text(), found.start())
    ]
    assert named_hosts == []
