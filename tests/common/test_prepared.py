"""Statements composed once: the same rows as a queryset composed anew, for each run's values."""

import datetime as dt

import pytest
from django.db.models import QuerySet

from common.prepared import DAY, KEY, KEYS, TEXTS, prepared
from organisations.models import Organisation, OrganisationRole, Person
from organisations.roles import RoleCode
from tests.factories.organisations import give_role

pytestmark = pytest.mark.django_db


@prepared(people=KEYS)
def by_key(people) -> QuerySet:
    return Person.objects.filter(pk__in=people).order_by("name")


@prepared(emails=TEXTS)
def names(emails) -> QuerySet:
    return Person.objects.filter(email__in=emails).order_by("name").values_list("name", flat=True)


@prepared(person=KEY, day=DAY)
def roles(person, day) -> QuerySet:
    held = OrganisationRole.objects.current(day).filter(person=person)
    return held.order_by("pk").values_list("role", "starts_on", named=True)


def test_it_answers_with_whole_rows_for_the_values_of_each_run(cast):
    assert by_key(people=[cast.board.pk]) == [cast.board]
    assert by_key(people={cast.manager.pk}) == [cast.manager]
    both = Person.objects.filter(pk__in=[cast.board.pk, cast.manager.pk])
    found = by_key(people=(row.pk for row in both))
    assert found == list(both.order_by("name"))
    assert found[0].created_at.tzinfo


def test_a_run_is_one_query_and_sees_what_is_there_now(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert by_key(people=[cast.board.pk])[0].name == cast.board.name
        assert names(emails=[cast.board.email]) == [cast.board.name]
    Person.objects.filter(pk=cast.board.pk).update(name="Ny")
    assert by_key(people=[cast.board.pk])[0].name == "Ny"


def test_rows_of_one_run_are_not_those_of_the_next(cast):
    (first,) = by_key(people=[cast.board.pk])
    first.name = "Changed in memory"
    (second,) = by_key(people=[cast.board.pk])
    assert second is not first
    assert second.name == cast.board.name


def test_no_values_give_no_rows(cast):
    assert by_key(people=[]) == []
    assert names(emails=[]) == []


def test_text_is_a_value_and_never_part_of_the_statement(cast):
    assert names(emails=["x') OR 1=1 --", '"]', "%s"]) == []
    assert names(emails=[cast.board.email, 'o"\\’brien@x.example']) == [cast.board.name]


def test_dates_go_in_and_come_out(cast):
    role = give_role(cast.stranger, RoleCode.MANAGER, organisation=cast.south)
    day = role.starts_on
    assert roles(person=cast.stranger.pk, day=day) == [(RoleCode.MANAGER, day)]
    assert roles(person=cast.stranger.pk, day=day)[0].starts_on == day
    assert roles(person=cast.stranger.pk, day=day - dt.timedelta(days=1)) == []


def test_it_is_composed_once_for_each_shape(cast):
    composed = []

    @prepared(people=KEYS)
    def ordered(field, people) -> QuerySet:
        composed.append(field)
        return Person.objects.filter(pk__in=people).order_by(field)

    keys = [cast.board.pk, cast.manager.pk]
    up = ordered("pk", people=keys)
    assert ordered("-pk", people=keys) == up[::-1]
    assert ordered("pk", people=keys) == up
    assert composed == ["pk", "-pk"]
    ordered.forget()
    ordered("pk", people=keys)
    assert composed == ["pk", "-pk", "pk"]


def test_what_can_have_no_rows_is_not_asked(cast, django_assert_num_queries):
    @prepared(person=KEY)
    def nobody(person) -> QuerySet:
        return Person.objects.filter(pk=person).none()

    with django_assert_num_queries(0):
        assert nobody(person=cast.board.pk) == []


def test_rows_come_with_what_is_joined_and_prefetched(cast, django_assert_num_queries):
    @prepared(person=KEY)
    def held(person) -> QuerySet:
        rows = OrganisationRole.objects.filter(person=person)
        return rows.select_related("organisation").prefetch_related("person")

    with django_assert_num_queries(2):
        (role,) = held(person=cast.nominator.pk)
        assert role.organisation == cast.south
        assert role.person == cast.nominator


def test_a_union_is_composed_once_too(cast):
    @prepared(path=TEXTS, person=KEY)
    def both(path, person) -> QuerySet:
        units = Organisation.objects.filter(path__in=path).order_by()
        return units.values_list("name").union(
            Person.objects.filter(pk=person).values_list("name"), all=True
        )

    found = both(path=[cast.south.path], person=cast.board.pk)
    assert sorted(found) == sorted([(cast.south.name,), (cast.board.name,)])


def test_a_text_starts_with_one_of_many(cast):
    @prepared(paths=TEXTS)
    def below(paths) -> QuerySet:
        return Organisation.objects.filter(path__startswith_one_of=paths)

    assert below(paths=[cast.south.path]) == [cast.south]
    employer = cast.south.get_root()
    found = below(paths=[employer.path, cast.south.path])
    assert found == list(Organisation.objects.filter(path__startswith=employer.path))
    assert len(found) > 1
    assert below(paths=[]) == []
    assert below(paths=["%", cast.south.path[:-1] + "_"]) == []


@pytest.mark.parametrize("values", [{}, {"person": 1}, {"person": 1, "day": None, "more": 1}])
def test_a_value_forgotten_or_too_many_is_a_mistake(values):
    with pytest.raises(TypeError, match=r"roles wants \['day', 'person'\]"):
        roles(**values)
