"""What the trainer's pages send back. The rolls are read row by row: a form field for each of
thirty people would say no more than these few lines."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cohorts.enums import HomeworkState, Mark
from cohorts.selectors.attending import HomeworkRow, Roll
from cohorts.services.attendance import Marking
from common.forms import Form, TextArea


class ReasonForm(Form):
    """Why something that is saved already is changed."""

    reason = forms.CharField(
        label=_("Why do you change it?"),
        help_text=_("Needed when you change what is saved already. Write nothing about health."),
        widget=TextArea(rows=2),
        required=False,
        max_length=500,
    )


def read_markings(roll: Roll, posted) -> list[Marking]:
    """The marks that were chosen, with the revisions that the page showed. `all_here` marks
    everybody who is unmarked as here. Values that are no marks are left out."""
    markings = []
    for row in roll.rows:
        pk = row.enrolment.pk
        chosen = posted.get(f"mark-{pk}", "")
        if not chosen and not row.mark and "all_here" in posted:
            chosen = Mark.PRESENT
        revision = posted.get(f"revision-{pk}", "0")
        if chosen in Mark.values and revision.isdecimal():
            markings.append(Marking(pk, roll.part.pk, Mark(chosen), int(revision)))
    return markings


def read_homework(rows: list[HomeworkRow], posted) -> dict[int, HomeworkState]:
    """The results that were chosen, by enrolment id."""
    chosen = {row.enrolment.pk: posted.get(f"result-{row.enrolment.pk}", "") for row in rows}
    return {pk: HomeworkState(state) for pk, state in chosen.items() if state in HomeworkState}
