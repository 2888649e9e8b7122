"""The blocks that pages are written with."""

from content.blocks.exercises import EXERCISE_BLOCKS
from content.blocks.media import MEDIA_BLOCKS
from content.blocks.references import REFERENCE_BLOCKS
from content.blocks.text import TEXT_BLOCKS

# What every page can hold; a module also asks something of the reader.
BODY_BLOCKS = [*TEXT_BLOCKS, *MEDIA_BLOCKS, *REFERENCE_BLOCKS]
MODULE_BLOCKS = [*BODY_BLOCKS, *EXERCISE_BLOCKS]
# Exercises, worksheets and literature are the same in both versions of a module.
EASY_BLOCKS = [*TEXT_BLOCKS, *MEDIA_BLOCKS]
SHARED = frozenset({*dict(REFERENCE_BLOCKS), *dict(EXERCISE_BLOCKS)})
