"""What a group's answers amount to."""

import pytest

from cohorts.selectors.evaluating.comparing import beside_others, compare_days
from cohorts.selectors.evaluating.results import comments_in, comments_of, results_in
from cohorts.templatetags.evaluating import as_mean
from organisations.models import Person
from organisations.roles import RoleCode
from tests.cohorts.evaluating.story import CLOSED, make_group, open_form, send
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(group, form, evening):
    """Six have answered about the first day, and it has closed."""
    _cohort, people = group
    for enrolment, scale in zip(people, (5, 5, 4, 1, 5, 4), strict=True):
        send(enrolment, form, scale=scale, text="Bra." if scale == 5 else "")
    evening.move_to(CLOSED)
    return form


def test_the_spread_and_the_mean(group, closed):
    [result] = results_in(group[0])
    scale, choice = result.spreads
    assert [number for _words, number in scale.counts] == [1, 0, 0, 2, 3]
    assert (scale.total, scale.mean) == (6, 4.0)
    assert choice.counts == [("På plats", 6), ("På distans", 0), ("Båda", 0)]
    assert choice.mean is None
    assert (result.answered, result.asked) == (6, 6)


@pytest.mark.parametrize(
    ("mean", "words"), [(27 / 7, "3,9"), (32 / 7, "4,6"), (4.0, "4,0"), (4.04, "4,0"), (None, "–")]
)
def test_a_mean_is_rounded_not_cut_off(mean, words):
    assert as_mean(mean) == words


def test_comments_stand_by_their_question(group, closed):
    [result] = results_in(group[0])
    [comment] = comments_of(result)
    assert (comment.question.short_name, comment.texts) == ("Ändra", ["Bra.", "Bra.", "Bra."])
    assert comments_in([result]) == {closed.pk: [comment]}


def test_only_days_that_are_shown_count_among_all_days(group, closed, evening):
    """Two low answers about the second day must not show through the mean of all days."""
    cohort, people = group
    before = compare_days(results_in(cohort)).together
    second = open_form(cohort, 2)
    for enrolment in people[:2]:
        send(enrolment, second, scale=1)
    evening.move_to("2027-03-18 09:00 +01:00")
    comparison = compare_days(results_in(cohort))
    assert comparison.together == before == [4.0]
    assert [row.means for row in comparison.rows] == [[4.0], [None]]
    assert comparison.lines == []


def test_days_are_drawn_when_two_are_shown(group, closed, evening):
    cohort, people = group
    second = open_form(cohort, 2)
    for enrolment in people:
        send(enrolment, second, scale=2)
    evening.move_to("2027-03-18 09:00 +01:00")
    [(question, points)] = compare_days(results_in(cohort)).lines
    assert question.short_name == "Tempot"
    assert [(point.number, point.mean) for point in points] == [(1, 4.0), (2, 2.0)]
    assert compare_days(results_in(cohort)).together == [3.0]


def test_the_same_day_in_other_cohorts_that_one_may_see(group, closed, cast, evening):
    cohort, _people = group
    evening.move_to("2027-03-03 18:00 +01:00")
    other, others = make_group(area=cast.area, version=cohort.version)
    small, few = make_group(area=cast.area, version=cohort.version)
    for form, people in ((open_form(other), others), (open_form(small), few[:4])):
        for enrolment in people:
            send(enrolment, form, scale=2)
    evening.move_to(CLOSED)

    def seen_by(person) -> list:
        person = Person.objects.get(pk=person.pk)  # with the roles of this moment
        _own, others = beside_others(person, cohort, 1)
        return [(row.result.evaluation.cohort, row.means) for row in others.rows]

    assert seen_by(cast.board) == [(other, [2.0])]
    assert seen_by(cast.trainer) == []  # teaches one cohort
    give_role(cast.trainer, RoleCode.TRAINER, cohort=other)
    assert seen_by(cast.trainer) == [(other, [2.0])]


def test_the_number_of_queries_does_not_grow(group, closed, evening, django_assert_num_queries):
    cohort, people = group
    with django_assert_num_queries(5):
        results_in(cohort)
    second = open_form(cohort, 2)
    for enrolment in people:
        send(enrolment, second)
    evening.move_to("2027-03-18 09:00 +01:00")
    with django_assert_num_queries(5):
        results_in(cohort)
