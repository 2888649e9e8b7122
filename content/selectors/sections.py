"""A worksheet's fields in the sections that its headings begin, as screen and paper show them."""

from dataclasses import dataclass, field

from wagtail.blocks.stream_block import StreamValue

from content.blocks.worksheet import HEADING
from content.models import WorksheetVersion


@dataclass
class Section:
    """What stands below one heading; the first may have none."""

    heading: str = ""
    number: int | None = None
    parts: list[StreamValue.StreamChild] = field(default_factory=list)


def sections_of(version: WorksheetVersion) -> list[Section]:
    """The sections in order, numbered where there are several. No query."""
    sections = [Section()]
    for part in version.parts:
        if part.block_type == HEADING:
            sections.append(Section(heading=part.value))
        else:
            sections[-1].parts.append(part)
    found = [section for section in sections if section.heading or section.parts]
    titled = [section for section in found if section.heading]
    if len(titled) > 1:
        for number, section in enumerate(titled, start=1):
            section.number = number
    return found
