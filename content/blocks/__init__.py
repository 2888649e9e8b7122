"""The blocks that pages are written with."""

from content.blocks import text
from content.blocks.references import WorksheetBlock

BODY_BLOCKS = [*text.BODY_BLOCKS, ("worksheet", WorksheetBlock())]
