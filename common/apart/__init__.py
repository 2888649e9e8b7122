"""Reads what strangers send in a process of its own, with limits, which may die without harm."""

from common.apart.archives import Damaged, Locked, opened, part
from common.apart.running import answer_of

__all__ = ["Damaged", "Locked", "answer_of", "opened", "part"]
