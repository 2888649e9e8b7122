"""What the pages of the course day send back. The rolls are read row by row: a form field for each
of thirty people would say no more than these few lines."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.enums import AbsenceReason, HomeworkState, Mark, MarkedHow
from cohorts.selectors.attending import HomeworkRow
from cohorts.selectors.roll import Roll, RollRow
from cohorts.services.attendance import Marking
from common.forms import CheckList, Choices, Form, TextArea
from common.numbers import number


class ReasonForm(Form):
    """Why something that is saved already is changed."""

    reason = forms.CharField(
        label=_("Why do you change it?"),
        help_text=_("Needed when you change what is saved already. Write nothing about health."),
        widget=TextArea(rows=2),
        required=False,
        max_length=500,
    )


class AbsenceForm(Form):
    """Announcing absence from a course day."""

    halves = forms.MultipleChoiceField(
        label=_("When will you be away?"),
        widget=CheckList,
        error_messages={"required": _("Choose the morning, the afternoon or both.")},
    )
    reason = forms.ChoiceField(
        label=_("Why?"),
        choices=AbsenceReason,
        widget=Choices,
        help_text=_("Your trainer sees it. Your manager does not."),
    )
    note = forms.CharField(
        label=_("Something your trainer should know"),
        help_text=_("For example that you come by a later train. Write nothing about health."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, parts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["halves"].choices = [(part.half, part.get_half_display()) for part in parts]


class CheckInForm(Form):
    """The code on the wall."""

    code = forms.CharField(
        label=_("The code on the wall"),
        help_text=_("Six digits. They change every half minute."),
        max_length=12,
        widget=forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "input--short"}
        ),
    )


class ObjectionForm(Form):
    """What is wrong with a mark."""

    grounds = forms.CharField(
        label=_("What is wrong?"),
        help_text=_("Your trainer reads it and answers. Write nothing about health."),
        widget=TextArea(rows=3),
        max_length=500,
    )


class AnswerForm(Form):
    """The trainer's answer to an objection. An empty mark lets it stay."""

    mark_optional = False  # letting it stay is an answer too

    mark = forms.ChoiceField(label=_("What do you decide?"), widget=Choices, required=False)
    answer = forms.CharField(
        label=_("Why?"),
        help_text=_("The participant reads it, and it is kept. Write nothing about health."),
        widget=TextArea(rows=3),
        max_length=500,
    )

    def __init__(self, *args, mark: Mark, **kwargs):
        super().__init__(*args, **kwargs)
        stays = _("The mark stays: %(mark)s") % {"mark": Mark(mark).label}
        others = [
            (other.value, _("Change it to: %(mark)s") % {"mark": other.label})
            for other in Mark
            if other != mark
        ]
        self.fields["mark"].choices = [("", stays), *others]


def read_markings(roll: Roll, posted) -> list[Marking]:
    """The marks that were chosen in the halves that the roll shows, with the revisions that the
    page showed; rows that nobody touched are left out. `all_here` marks everybody else who is
    unmarked and has not announced absence as here. Values that are no marks are left out."""
    how = MarkedHow.OFFLINE if posted.get("how") == MarkedHow.OFFLINE else MarkedHow.TRAINER
    markings = []
    for row in roll.rows:
        chosen = posted.get(f"mark-{row.enrolment_id}", "")
        if chosen in Mark.values:
            markings += _chosen(roll, row, Mark(chosen), posted, how)
        elif "all_here" in posted:
            markings += _unmarked_are_here(roll, row, MarkedHow.EVERYONE)
    return markings


def _chosen(roll: Roll, row: RollRow, mark: Mark, posted, how: MarkedHow) -> list[Marking]:
    """One person's halves, unless the page showed that mark already."""
    seen = posted.get(f"seen-{row.enrolment_id}", "").split(",")
    markings = []
    for place, (part, cell) in enumerate(zip(roll.parts, row.cells, strict=True)):
        revision, _dot, shown = (seen[place] if place < len(seen) else "").partition(".")
        if cell is not None and shown != mark:
            known = number(revision) or 0
            markings.append(Marking(row.enrolment_id, part.pk, mark, known, how))
    return markings


def _unmarked_are_here(roll: Roll, row: RollRow, how: MarkedHow) -> list[Marking]:
    return [
        Marking(row.enrolment_id, part.pk, Mark.PRESENT, 0, how)
        for part, cell, notice in zip(roll.parts, row.cells, row.notices, strict=True)
        if cell is not None and not cell.mark and notice is None
    ]


def read_paper(roll: Roll, posted) -> list[Marking]:
    """The marks typed in from the paper list, for both halves: fields `m-<enrolment>-<part>`. Those
    left empty are here if `rest_here` is ticked; a mark that is there is changed only if another
    one was typed."""
    markings = []
    for row in roll.all_rows:
        for part, cell in zip(roll.all_parts, row.cells, strict=True):
            if cell is None:
                continue
            typed = posted.get(f"m-{row.enrolment_id}-{part.pk}", "")
            if typed in Mark.values and typed != cell.mark:
                revision = posted.get(f"r-{row.enrolment_id}-{part.pk}", "0")
                known = number(revision) or 0
                markings.append(
                    Marking(row.enrolment_id, part.pk, Mark(typed), known, MarkedHow.PAPER)
                )
            elif not typed and not cell.mark and "rest_here" in posted:
                markings.append(
                    Marking(row.enrolment_id, part.pk, Mark.PRESENT, 0, MarkedHow.PAPER)
                )
    return markings


def read_homework(rows: list[HomeworkRow], posted) -> dict[int, HomeworkState]:
    """The results that were chosen, by enrolment id."""
    chosen = {row.enrolment.pk: posted.get(f"result-{row.enrolment.pk}", "") for row in rows}
    return {pk: HomeworkState(state) for pk, state in chosen.items() if state in HomeworkState}
