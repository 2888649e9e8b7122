"""Who sees all messages. This room knows no roles: the room that does sets the rule."""

from collections.abc import Callable

Rule = Callable[[object], bool]


def nobody(person) -> bool:
    """The rule until another is set."""
    return False


_rule: Rule = nobody


def set_overseer(rule: Rule) -> None:
    """Let `rule(person)` decide who sees, sends again and stops all messages (in `apps.py`)."""
    global _rule
    _rule = rule


def oversees(person) -> bool:
    """Whether `person` sees all messages, and may send them again or stop them."""
    return person.is_authenticated and _rule(person)
