"""Looking at some of the candidates, in another order."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from cohorts.enums import Outcome
from cohorts.selectors.selection.board import Row


class Show(TextChoices):
    """Which candidates; the first is what is shown without asking."""

    ALL = "all", pgettext_lazy("candidates", "All")
    UNDECIDED = "undecided", pgettext_lazy("candidates", "Undecided")
    ACCEPT = Outcome.ACCEPT.value, pgettext_lazy("candidates", "To be accepted")
    RESERVE = Outcome.RESERVE.value, pgettext_lazy("candidates", "Reserves")
    REJECT = Outcome.REJECT.value, pgettext_lazy("candidates", "To be declined")


ORDERS: dict[str, Callable[[Row], tuple]] = {
    "name": lambda row: (row.nomination.name,),
    "employer": lambda row: (row.nomination.employer.name, row.nomination.unit.name),
    "rank": lambda row: (row.nomination.rank is None, row.nomination.rank, row.nomination.name),
}


@dataclass(frozen=True)
class Narrowing:
    """What somebody asked to see. Empty values ask for nothing."""

    show: str = Show.ALL.value
    employer: str = ""
    principal: str = ""
    profession: str = ""
    sort: str = ""

    @property
    def is_narrow(self) -> bool:
        """Whether some are left out because of who they are."""
        return any((self.employer, self.principal, self.profession))

    def apply(self, rows: Iterable[Row]) -> list[Row]:
        """Those of `rows` that were asked for. No query."""
        found = [row for row in rows if self._is_asked_for(row) and is_shown(row, self.show)]
        order = ORDERS.get(self.sort.removeprefix("-"))
        return sorted(found, key=order, reverse=self.sort.startswith("-")) if order else found

    def _is_asked_for(self, row: Row) -> bool:
        nomination = row.nomination
        return (
            self.employer in {"", str(nomination.employer_id)}
            and self.principal in {"", row.principal.value}
            and self.profession in {"", str(nomination.profession_id)}
        )


def is_shown(row: Row, show: str) -> bool:
    """Whether a candidate belongs under that tab."""
    match show:
        case Show.ALL:
            return True
        case Show.UNDECIDED:
            return row.is_undecided
        case _:
            return row.outcome == show
