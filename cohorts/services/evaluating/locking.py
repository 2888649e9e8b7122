"""One form at a time."""

from cohorts.models import CourseEvaluation


def lock_evaluation(pk: int) -> CourseEvaluation:
    """The form, for this transaction alone: answers that come at once are taken one by one."""
    return (
        CourseEvaluation.objects.select_for_update(of=("self",))
        .select_related("day", "cohort")
        .get(pk=pk)
    )
