"""Course evaluations: answering them, and what came of them."""

from django.urls import path

from cohorts.views.evaluating import answering, results

urlpatterns = [
    path("min-sida/utvarderingar/<int:pk>/", answering.answer_evaluation, name="answer_evaluation"),
    path(
        "min-sida/utvarderingar/<int:pk>/tack/",
        answering.evaluation_answered,
        name="evaluation_answered",
    ),
    path("utvarderingar/", results.evaluations, name="evaluations"),
    path("utvarderingar/<slug:slug>/", results.cohort_evaluations, name="cohort_evaluations"),
    path("utvarderingar/<slug:slug>/excel/", results.evaluations_file, name="evaluations_file"),
    path("utvarderingar/<slug:slug>/kursen/", results.course_evaluation, name="course_evaluation"),
    path(
        "utvarderingar/<slug:slug>/dag/<int:number>/",
        results.day_evaluation,
        name="day_evaluation",
    ),
]
