"""The manager's view: the own organisation's people, unit by unit, and who is away when.

Status only: no grounds, notes, homework, results or reasons for absence (domain.md §6, "manager"),
and only of the time when somebody belongs to the organisation (`reach`).
"""
