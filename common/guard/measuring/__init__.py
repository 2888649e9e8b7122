"""How well the guard finds, and how often it is wrong: by own texts, drawn with a fixed seed."""

from common.guard.measuring.figures import Figure, measured

__all__ = ["Figure", "measured"]
