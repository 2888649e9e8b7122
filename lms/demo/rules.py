"""Chapter: the national office changes the rules of a programme."""

from courses.services.versions import (
    change_version,
    draft_next_version,
    publish_version,
    retire_version,
)
from lms.demo.cast import Cast
from lms.demo.stagecraft import version


def allow_written_tasks(cast: Cast) -> None:
    """The basic course starts without them. Its next version lets two missed days be made up, also
    by a written task; every cohort of the story is planned from it."""
    office = cast.people["office"]
    first = version("basic")
    draft = draft_next_version(by=office, programme=first.programme)
    draft.allows_written_make_up, draft.make_ups_at_most = True, 2
    change_version(by=office, version=draft)
    publish_version(by=office, version=draft)
    retire_version(by=office, version=first, reason="Ersatt av nästa version.")
