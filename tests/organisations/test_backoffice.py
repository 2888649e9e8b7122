"""The back office in Wagtail's admin: who reaches which list, and what saving does."""

import datetime as dt

import pytest
from django.urls import reverse
from wagtail.hooks import search_for_hooks

from areas.models import Area, AreaRole
from cohorts.models import CohortRole
from common.clock import today
from common.models import AuditEvent
from courses.models import Programme
from organisations.enums import OrganisationKind, Principal
from organisations.models import Organisation, OrganisationRole, Person, Profession
from organisations.roles import RoleCode
from organisations.services.roles import grant_role
from organisations.services.wagtail_access import sync_wagtail_access
from organisations.viewsets.base import RecordViewSet
from tests.factories.cohorts import make_cohort
from tests.factories.organisations import employ, make_person, make_profession

pytestmark = pytest.mark.django_db

ADMINISTRATOR, OFFICE, TRAINER = "administrator", "office", "trainer"
# Per list: who may see it, who may add to it, who may delete from it. Others get 404.
LISTS = {
    "person": ({ADMINISTRATOR}, {ADMINISTRATOR}, set()),
    "affiliation": ({ADMINISTRATOR}, {ADMINISTRATOR}, {ADMINISTRATOR}),
    "organisationrole": ({ADMINISTRATOR}, {ADMINISTRATOR}, set()),
    "arearole": ({ADMINISTRATOR}, {ADMINISTRATOR}, set()),
    "programmerole": ({ADMINISTRATOR}, {ADMINISTRATOR}, set()),
    "cohortrole": ({ADMINISTRATOR}, {ADMINISTRATOR}, set()),
    "organisation": ({ADMINISTRATOR}, {ADMINISTRATOR}, {ADMINISTRATOR}),
    "area": ({ADMINISTRATOR, OFFICE},) * 3,
    "county": ({ADMINISTRATOR},) * 3,
    "municipality": ({ADMINISTRATOR},) * 3,
    "profession": ({ADMINISTRATOR},) * 3,
    "programme": ({OFFICE},) * 3,
    "programmeversion": ({OFFICE}, set(), set()),
    "term": ({OFFICE},) * 3,
    "dayplan": ({OFFICE},) * 3,
    "assignmentplan": ({OFFICE},) * 3,
    "literatureitem": ({OFFICE},) * 3,
    "criterion": ({OFFICE},) * 3,
    "requirement": ({OFFICE},) * 3,
    "evaluationquestion": ({OFFICE},) * 3,
    "worksheet": ({ADMINISTRATOR, OFFICE, TRAINER},) * 3,
    "worksheetversion": ({ADMINISTRATOR, OFFICE, TRAINER}, set(), set()),
}
INSIDE = (ADMINISTRATOR, OFFICE, TRAINER)
OUTSIDE = ("board", "nominator", "manager", "examiner", "participant", "stranger")


@pytest.fixture
def everybody(cast):
    """The cast, with a trainer and an examiner, and Wagtail's groups as the roles say."""
    cohort = make_cohort(area=cast.area)
    give = {"by": cast.administrator, "model": CohortRole, "cohort": cohort}
    grant_role(person=cast.trainer, role=RoleCode.TRAINER, **give)
    grant_role(person=cast.examiner, role=RoleCode.EXAMINER, **give)
    sync_wagtail_access()
    return cast


@pytest.fixture
def admin(client, everybody):
    """A browser in which the administrator is logged in."""
    client.force_login(everybody.administrator)
    return client


def test_every_list_of_the_back_office_is_in_the_table():
    search_for_hooks()
    viewsets, found = [RecordViewSet], set()
    while viewsets:
        viewset = viewsets.pop()
        viewsets += viewset.__subclasses__()
        found |= {viewset.model._meta.model_name} if getattr(viewset, "model", None) else set()
    assert found == set(LISTS)


@pytest.mark.parametrize("who", INSIDE)
def test_every_list_answers_those_it_is_for_and_does_not_exist_for_others(client, everybody, who):
    client.force_login(getattr(everybody, who))
    for name, (seers, adders, deleters) in LISTS.items():
        asked = {
            "index": seers,
            "index_results": seers,
            "add": adders,
            "delete": deleters,
            "history": seers,
        }
        for page, allowed in asked.items():
            args = [0] if page in {"delete", "history"} else []
            found = client.get(reverse(f"{name}:{page}", args=args)).status_code
            # A row that is not there is 404 for everybody; what matters here is who may ask.
            expected = 200 if who in allowed and not args else 404
            assert found == expected, (name, page)


@pytest.mark.parametrize("who", OUTSIDE)
def test_without_a_role_that_leads_there_the_admin_does_not_exist(client, everybody, who):
    client.force_login(getattr(everybody, who))
    for name in ("person:index", "wagtailadmin_home", "person_chooser:choose"):
        assert client.get(reverse(name)).status_code == 404


def test_a_visitor_is_led_to_the_log_in(client, everybody):
    assert client.get(reverse("person:index")).url.startswith("/logga-in/")


@pytest.mark.parametrize("path", ["users/", "groups/", "bulk/organisations/person/delete/?id=1"])
def test_wagtails_own_lists_of_people_are_walled_up(admin, path):
    assert admin.get(f"/admin/{path}").status_code == 404


def test_only_administrators_find_people_in_forms(client, everybody):
    for who, expected in ((ADMINISTRATOR, 200), (OFFICE, 404), (TRAINER, 404)):
        client.force_login(getattr(everybody, who))
        for page in ("choose", "choose_results", "chosen"):
            args = [everybody.stranger.pk] if page == "chosen" else []
            url = reverse(f"person_chooser:{page}", args=args)
            assert client.get(url).status_code == expected, (who, page)


@pytest.mark.parametrize("words", ["nord", "NADJA", "nadja lunda", "nadja.nord@"])
def test_people_are_found_by_parts_of_name_and_address(admin, everybody, words):
    page = admin.get(reverse("person:index"), {"q": words}).content.decode()
    assert everybody.nominator.email in page
    assert everybody.stranger.email not in page


def test_swedish_capitals_are_found(admin):
    make_person("Åsa Ödmark", "asa@lunda.example")
    assert (
        "asa@lunda.example" in admin.get(reverse("person:index"), {"q": "åsa ÖD"}).content.decode()
    )


@pytest.mark.parametrize("name", ["person", "organisationrole", "organisation", "affiliation"])
def test_lists_ask_as_much_for_thirty_rows_as_for_one(admin, everybody, queries, name):
    def add(count: int) -> None:
        for _row in range(count):
            person = make_person()
            unit = everybody.south.add_sibling("last-sibling", name="Enhet", kind="unit")
            employ(person, unit, make_profession())
            OrganisationRole.objects.create(
                person=person, role=RoleCode.NOMINATOR, organisation=unit
            )

    url = reverse(f"{name}:index")
    add(1)
    few = queries(url)
    add(29)
    assert queries(url) == few


# ── people ──────────────────────────────────────────────────────────────────────────────────


def test_a_person_is_added_with_an_entry_in_the_log(admin, everybody):
    given = {"name": "Nya Nyberg", "email": "Nya.Nyberg@lunda.example", "is_active": "on"}
    answer = admin.post(reverse("person:add"), given)
    person = Person.objects.get(email="nya.nyberg@lunda.example")
    assert answer.url == reverse("person:edit", args=[person.pk])
    event = AuditEvent.objects.get(action="person.create", subject_id=str(person.pk))
    assert event.actor == everybody.administrator
    assert not person.has_usable_password()


def test_an_address_that_is_known_is_refused_in_words(admin, everybody):
    given = {"name": "Nadja", "email": everybody.nominator.email.upper()}
    for address in (reverse("person:add"), reverse("person:edit", args=[everybody.manager.pk])):
        page = admin.post(address, given)
        assert page.status_code == 200
        assert "Det finns redan någon med den här adressen" in page.content.decode()


def test_only_somebody_who_is_there_can_be_shut_out(admin, everybody):
    assert 'name="is_active"' not in admin.get(reverse("person:add")).content.decode()
    address = reverse("person:edit", args=[everybody.stranger.pk])
    assert 'name="is_active"' in admin.get(address).content.decode()
    admin.post(address, {"name": everybody.stranger.name, "email": everybody.stranger.email})
    everybody.stranger.refresh_from_db()
    assert not everybody.stranger.is_active


def test_a_corrected_address_is_what_the_person_logs_in_with(admin, everybody):
    url = reverse("person:edit", args=[everybody.nominator.pk])
    given = {"name": "Nadja Nord-Berg", "email": "nadja@lunda.example", "is_active": "on"}
    admin.post(url, given)
    everybody.nominator.refresh_from_db()
    assert everybody.nominator.email == "nadja@lunda.example"
    event = AuditEvent.objects.get(action="person.change")
    assert event.before == {"email": "nadja.nord@lunda.example", "name": "Nadja Nord"}


def test_the_page_of_a_person_shows_roles_and_units_and_how_to_give_more(admin, everybody):
    employ(everybody.nominator, everybody.south)
    page = admin.get(reverse("person:edit", args=[everybody.nominator.pk])).content.decode()
    for words in ("Boendestöd Söder", "Nominerande chef", "tills vidare"):
        assert words in page
    assert f"{reverse('arearole:add')}?person={everybody.nominator.pk}" in page


# ── roles ───────────────────────────────────────────────────────────────────────────────────


def role_form(person, **fields) -> dict:
    return {"person": person.pk, "starts_on": today(), "reason": "Ny chef.", **fields}


def test_a_role_is_given_and_leads_back_to_the_person(admin, everybody):
    back = reverse("person:edit", args=[everybody.stranger.pk])
    given = role_form(everybody.stranger, role=RoleCode.MANAGER, organisation=everybody.lunda.pk)
    answer = admin.post(f"{reverse('organisationrole:add')}?next={back}", given)
    assert answer.url == back
    role = OrganisationRole.objects.get(person=everybody.stranger)
    assert (role.granted_by, role.organisation) == (everybody.administrator, everybody.lunda)
    assert AuditEvent.objects.get(action="role.grant", subject_id=str(role.pk)).reason == "Ny chef."


def test_a_role_needs_a_reason_and_a_place_that_fits(admin, everybody):
    given = role_form(everybody.stranger, role=RoleCode.NOMINATOR)
    page = admin.post(reverse("organisationrole:add"), given).content.decode()
    assert "Välj en organisation för nominerande chefer" in page
    given["reason"] = ""
    admin.post(reverse("organisationrole:add"), given)
    assert not OrganisationRole.objects.filter(person=everybody.stranger).exists()


def test_a_board_member_represents_an_organisation(admin, everybody):
    given = role_form(
        everybody.stranger,
        role=RoleCode.BOARD_MEMBER,
        area=everybody.area.pk,
        represents=everybody.users.pk,
    )
    admin.post(reverse("arearole:add"), given)
    assert AreaRole.objects.get(person=everybody.stranger).represents == everybody.users


def test_a_role_is_ended_with_a_reason_and_nothing_else_of_it_changes(admin, everybody):
    role = OrganisationRole.objects.get(person=everybody.nominator)
    yesterday = today() - dt.timedelta(days=1)
    given = {"ends_on": yesterday, "reason": "Slutat.", "organisation": everybody.lunda.pk}
    admin.post(reverse("organisationrole:edit", args=[role.pk]), given)
    role.refresh_from_db()
    assert (role.ends_on, role.organisation) == (yesterday, everybody.south)
    assert AuditEvent.objects.get(action="role.end").reason == "Slutat."


def test_roles_are_listed_by_whether_they_hold(admin, everybody):
    ended = OrganisationRole.objects.get(person=everybody.nominator)
    ended.ends_on = today() - dt.timedelta(days=1)
    ended.save()
    pages = {
        when: admin.get(reverse("organisationrole:index_results"), {"when": when}).content.decode()
        for when in ("now", "ended")
    }
    assert "Nadja Nord" in pages["ended"]
    assert "Nadja Nord" not in pages["now"]
    assert "Runa Rask" in pages["now"]


# ── organisations, areas, reference data ────────────────────────────────────────────────────


def unit_form(name: str, parent=None, **fields) -> dict:
    parent = parent.pk if parent else ""
    return {"name": name, "kind": OrganisationKind.UNIT, "parent": parent, **fields}


def test_a_unit_is_added_below_another(admin, everybody):
    admin.post(reverse("organisation:add"), unit_form("Team Eken", everybody.south))
    assert Organisation.objects.get(name="Team Eken").get_parent() == everybody.south


def test_a_moved_unit_takes_its_units_along_and_the_log_says_so(admin, everybody):
    url = reverse("organisation:edit", args=[everybody.south.pk])
    admin.post(url, unit_form("Boendestöd Söder", everybody.region))
    south = Organisation.objects.get(pk=everybody.south.pk)
    assert south.get_parent() == everybody.region
    event = AuditEvent.objects.get(action="organisation.move")
    assert event.before == {"parent": everybody.lunda.pk}
    assert not Organisation.find_problems()[0]


def test_a_unit_can_become_an_employer_of_its_own(admin, everybody):
    url = reverse("organisation:edit", args=[everybody.north.pk])
    admin.post(url, unit_form("Boendestöd Norr", principal=Principal.OTHER))
    north = Organisation.objects.get(pk=everybody.north.pk)
    assert (north.depth, north.principal) == (1, Principal.OTHER)


def test_a_unit_lies_below_an_organisation(admin, everybody):
    given = {"name": "Vuxenenheten", "kind": OrganisationKind.UNIT}
    moved = reverse("organisation:edit", args=[everybody.south.pk])
    for address in (reverse("organisation:add"), moved):
        page = admin.post(address, given).content.decode()
        assert "En enhet hör till en organisation. Välj den som ligger ovanför" in page
    assert not Organisation.objects.filter(name="Vuxenenheten").exists()


def test_organisations_are_listed_as_a_tree_with_sisters_by_name(admin, everybody):
    for name in ("Österby kommun", "Ånga kommun", "Ärla kommun"):
        admin.post(reverse("organisation:add"), unit_form(name, principal=Principal.MUNICIPALITY))
    page = admin.get(reverse("organisation:index"))
    listed = [row.name for row in page.context["object_list"]]
    assert listed == [
        "Fjärrby kommun",
        "Föreningen Återhämtning",
        "Lunda kommun",
        "Boendestöd Norr",
        "Boendestöd Söder",
        "Region Sunda",
        "Psykosmottagningen",
        "Ånga kommun",
        "Ärla kommun",
        "Österby kommun",
    ]


def test_an_organisation_does_not_move_below_itself(admin, everybody):
    url = reverse("organisation:edit", args=[everybody.lunda.pk])
    page = admin.post(url, unit_form("Lunda kommun", everybody.south)).content.decode()
    assert "kan inte ligga under sig själv" in page


def test_what_is_used_is_not_deleted_and_the_page_says_by_what(admin, everybody):
    for row in (everybody.lunda, everybody.south):
        answer = admin.post(reverse("organisation:delete", args=[row.pk]), follow=True)
        assert Organisation.objects.filter(pk=row.pk).exists()
        words = "har enheter" if row == everybody.lunda else "används av roller i organisationer"
        assert words in answer.content.decode()


def test_what_nothing_uses_is_deleted(admin, everybody):
    profession = make_profession("Guide")
    admin.post(reverse("profession:delete", args=[profession.pk]))
    assert not Profession.objects.filter(pk=profession.pk).exists()
    assert AuditEvent.objects.get(action="profession.delete").before["name"] == "Guide"


def test_an_area_gets_its_members_and_an_address_from_the_name(admin, everybody):
    given = {"name": "Östra Viken", "slug": "", "members": [everybody.faraway.pk]}
    admin.post(reverse("area:add"), given)
    area = Area.objects.get(slug="ostra-viken")
    assert list(area.members.all()) == [everybody.faraway]
    assert AuditEvent.objects.get(action="area.set_members").after == {
        "members": [everybody.faraway.pk]
    }


def test_only_employers_themselves_can_be_members_of_an_area(admin, everybody):
    given = {"name": "Östra Viken", "slug": "", "members": [everybody.south.pk]}
    assert admin.post(reverse("area:add"), given).status_code == 200
    assert not Area.objects.filter(name="Östra Viken").exists()


def test_nothing_is_written_when_nothing_has_changed(client, everybody):
    client.force_login(everybody.office)
    programme = Programme.objects.first()
    names = ("name", "short_name", "english_name", "code", "for_whom", "position")
    given = {name: getattr(programme, name) for name in names}
    client.post(reverse("programme:edit", args=[programme.pk]), given)
    assert not AuditEvent.objects.filter(action__startswith="programme.").exists()
