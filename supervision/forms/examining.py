"""What the examiner's page sends back."""

from supervision.enums import ExaminationOutcome
from supervision.selectors.examinations import ExaminationRow


def read_results(rows: list[ExaminationRow], posted) -> dict[int, ExaminationOutcome]:
    """The results that were chosen, by enrolment id."""
    chosen = {row.enrolment.pk: posted.get(f"result-{row.enrolment.pk}", "") for row in rows}
    return {
        pk: ExaminationOutcome(outcome)
        for pk, outcome in chosen.items()
        if outcome in ExaminationOutcome
    }
