"""The blocks that pages are written with."""

from content.blocks.text import BODY_BLOCKS

__all__ = ["BODY_BLOCKS"]
