"""The joint board's selection: decisions are drafted, then a round is closed (domain.md §1)."""
