"""What people have done, as facts: marks, credits, make-ups and results of homework. Set-wise.

Every page that judges somebody needs all four, so that they are read in one query. What is shown
of a make-up besides (`in_detail`) is read for the few whose page it is: for hundreds of people it
would be thousands of empty columns.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import (
    DateField,
    DateTimeField,
    Expression,
    Field,
    IntegerField,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf

from cohorts.enums import COUNTS_AS_ATTENDED, DayState, MakeUpState, MakeUpWay
from cohorts.models import Attendance, Credit, MakeUp, Submission
from common.prepared import KEYS, prepared


class CreditFact(NamedTuple):
    """A standing credit: a `number` of day, an `amount`, or the whole requirement."""

    pk: int
    kind: str
    number: int | None
    amount: int | None


class MakeUpFact(NamedTuple):
    """A standing make-up of one missed half day, and what has become of it.

    `host_mark` is the guest's mark in the other cohort, "" before it is taken; `host_is_off` says
    that the other cohort's day has been cancelled. From `task` on it is known in detail only.
    """

    pk: int
    state: str
    part_id: int
    host_part_id: int | None
    host_is_off: bool
    way: str
    host_mark: str
    task: str = ""
    due_on: dt.date | None = None
    host_starts_at: dt.datetime | None = None
    host_cohort: str = ""
    host_slug: str = ""
    host_venue: str = ""

    @property
    def is_written(self) -> bool:
        return self.way == MakeUpWay.WRITTEN_TASK

    @property
    def is_done(self) -> bool:
        """The half day counts as attended."""
        if self.is_written:
            return self.state == MakeUpState.APPROVED
        is_planned = self.state == MakeUpState.PLANNED and not self.host_is_off
        return is_planned and self.host_mark in COUNTS_AS_ATTENDED

    @property
    def is_pending(self) -> bool:
        """Planned, and can still come true."""
        if self.state != MakeUpState.PLANNED or self.host_is_off:
            return False
        return self.is_written or not self.host_mark

    @property
    def is_asked(self) -> bool:
        return self.state == MakeUpState.ASKED

    @property
    def is_missed(self) -> bool:
        """The guest did not come either."""
        return bool(self.host_mark) and not self.is_done


@dataclass(frozen=True)
class Records:
    """By enrolment: `marks` (half day → mark, those as a guest too), `credits` and `make_ups` that
    stand, and `results` of homework (piece → state)."""

    marks: Mapping[int, dict[int, str]]
    credits: Mapping[int, list[CreditFact]]
    make_ups: Mapping[int, list[MakeUpFact]]
    results: Mapping[int, dict[int, str]]


MARK, CREDIT, MAKE_UP, RESULT = "mark", "credit", "make-up", "result"


def load_records(people: Iterable[int], *, in_detail: bool = False) -> Records:
    """The records of the enrolments with these ids. One query."""
    marks, results = defaultdict(dict), defaultdict(dict)
    credits_by, make_ups = defaultdict(list), defaultdict(list)
    planned = []
    for sort, enrolment_id, key, code, *rest in _records(in_detail, people=people):
        if sort == MARK:
            marks[enrolment_id][key] = code
        elif sort == RESULT:
            results[enrolment_id][key] = code
        elif sort == CREDIT:
            credits_by[enrolment_id].append(CreditFact(key, code, *rest[:2]))
        else:
            planned.append((enrolment_id, key, code, *rest))
    for enrolment_id, key, code, part_id, host_part_id, host_state, way, *detail in planned:
        host_mark = marks[enrolment_id].get(host_part_id, "")
        is_off = host_state == DayState.CANCELLED
        fact = MakeUpFact(key, code, part_id, host_part_id, is_off, way, host_mark, *detail)
        make_ups[enrolment_id].append(fact)
    return Records(marks, credits_by, make_ups, results)


@prepared(people=KEYS)
def _records(in_detail, people) -> QuerySet:
    """(sort, enrolment, half day or piece or own key, mark or state or kind, and what the sort has
    besides); the details of make-ups last. They stand first: of a union the first rows' columns
    say how all are read, and columns of a table are read as they are."""
    text, number = _nothing(TextField()), _nothing(IntegerField())
    short = (number, number, text, text)
    long = (text, _nothing(DateField()), _nothing(DateTimeField()), text, text, text)
    empty = long if in_detail else ()
    make_ups = (
        MakeUp.objects.standing()
        .filter(enrolment__in=people)
        .values_list(
            Value(MAKE_UP),
            "enrolment_id",
            "pk",
            "state",
            "part_id",
            "host_part_id",
            "host_part__day__state",
            "way",
            *(_detail() if in_detail else ()),
        )
    )
    marks = Attendance.objects.filter(enrolment__in=people).values_list(
        Value(MARK), "enrolment_id", "part_id", "mark", *short, *empty
    )
    standing = Credit.objects.standing().filter(enrolment__in=people)
    credited = standing.values_list(
        Value(CREDIT), "enrolment_id", "pk", "kind", "day__number", "amount", *short[2:], *empty
    )
    results = Submission.objects.filter(enrolment__in=people).values_list(
        Value(RESULT), "enrolment_id", "assignment_id", "state", *short, *empty
    )
    return make_ups.union(marks, credited, results, all=True)


def _nothing(of: Field) -> Expression:
    return Cast(Value(None), of)


def _detail() -> tuple:
    """What is shown of a make-up; of a written task the other cohort's is empty."""
    day = "host_part__day"
    venue = Coalesce(NullIf(f"{day}__venue", Value("")), f"{day}__cohort__venue", Value(""))
    name, slug = (Coalesce(f"{day}__cohort__{column}", Value("")) for column in ("name", "slug"))
    return "task", "due_on", "host_part__starts_at", name, slug, venue
