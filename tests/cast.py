"""The named cast of the tests: owner, colleague and outsider for every kind of question.

Lunda kommun ─ Boendestöd Söder      nominator Nadja, manager Marit
             └ Boendestöd Norr       nominator Nils (the colleague: same employer, other unit)
Region Sunda ─ Psykosmottagningen    nominator Runa
Fjärrby kommun (another area)        nominator Olle (the outsider)
Area Västra Lunda: board members Bodil and Brita (a user organisation's representative)
Area Fjärrby: board member Frans (the outsider)
"""

from dataclasses import dataclass

from areas.models import Area
from organisations.enums import OrganisationKind, Principal
from organisations.models import Organisation, Person
from organisations.roles import RoleCode
from tests.factories.organisations import (
    give_role,
    make_area,
    make_employer,
    make_person,
    make_unit,
)


@dataclass
class Cast:
    """Everybody who is in most stories. Trainers and examiners are given their cohort there."""

    lunda: Organisation
    south: Organisation
    north: Organisation
    region: Organisation
    psychosis: Organisation
    faraway: Organisation
    users: Organisation
    area: Area
    other_area: Area
    administrator: Person
    office: Person
    board: Person
    board_users: Person
    board_outsider: Person
    nominator: Person
    nominator_colleague: Person
    nominator_region: Person
    nominator_outsider: Person
    manager: Person
    trainer: Person
    examiner: Person
    participant: Person
    stranger: Person


def make_cast() -> Cast:
    lunda = make_employer("Lunda kommun")
    south, north = make_unit(lunda, "Boendestöd Söder"), make_unit(lunda, "Boendestöd Norr")
    region = make_employer("Region Sunda", principal=Principal.REGION)
    psychosis = make_unit(region, "Psykosmottagningen")
    faraway = make_employer("Fjärrby kommun")
    users = make_employer(
        "Föreningen Återhämtning",
        principal=Principal.OTHER,
        kind=OrganisationKind.USER_ORGANISATION,
    )
    lunda, region = (Organisation.objects.get(pk=row.pk) for row in (lunda, region))
    area = make_area("Västra Lunda", [lunda, region, users])
    other_area = make_area("Fjärrby", [faraway])
    cast = Cast(
        lunda=lunda,
        south=south,
        north=north,
        region=region,
        psychosis=psychosis,
        faraway=faraway,
        users=users,
        area=area,
        other_area=other_area,
        administrator=make_person("Astrid Alm", "astrid.alm@kansliet.example"),
        office=make_person("Kim Kronvall", "kim.kronvall@kansliet.example"),
        board=make_person("Bodil Berg", "bodil.berg@lunda.example"),
        board_users=make_person("Brita Brandt", "brita.brandt@aterhamtning.example"),
        board_outsider=make_person("Frans Fors", "frans.fors@fjarrby.example"),
        nominator=make_person("Nadja Nord", "nadja.nord@lunda.example"),
        nominator_colleague=make_person("Nils Nyman", "nils.nyman@lunda.example"),
        nominator_region=make_person("Runa Rask", "runa.rask@sunda.example"),
        nominator_outsider=make_person("Olle Olin", "olle.olin@fjarrby.example"),
        manager=make_person("Marit Malm", "marit.malm@lunda.example"),
        trainer=make_person("Torvald Torn", "torvald.torn@utbildarna.example"),
        examiner=make_person("Erika Ek", "erika.ek@utbildarna.example"),
        participant=make_person("Alva Ask", "alva.ask@lunda.example"),
        stranger=make_person("Sten Storm", "sten.storm@exempel.example"),
    )
    give_role(cast.administrator, RoleCode.ADMINISTRATOR)
    give_role(cast.office, RoleCode.NATIONAL_OFFICE)
    give_role(cast.board, RoleCode.BOARD_MEMBER, area=area)
    give_role(cast.board_users, RoleCode.BOARD_MEMBER, area=area)
    give_role(cast.board_outsider, RoleCode.BOARD_MEMBER, area=other_area)
    give_role(cast.nominator, RoleCode.NOMINATOR, organisation=south)
    give_role(cast.nominator_colleague, RoleCode.NOMINATOR, organisation=north)
    give_role(cast.nominator_region, RoleCode.NOMINATOR, organisation=region)
    give_role(cast.nominator_outsider, RoleCode.NOMINATOR, organisation=faraway)
    give_role(cast.manager, RoleCode.MANAGER, organisation=lunda)
    return cast
