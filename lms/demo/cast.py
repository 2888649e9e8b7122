"""Who is in the demo. All of it is made up; the addresses lead nowhere."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from areas.models import Area, AreaRole
from areas.services.areas import save_area
from courses.models import Programme, ProgrammeRole
from organisations.enums import OrganisationKind, Principal
from organisations.models import Organisation, Person, Profession
from organisations.roles import RoleCode
from organisations.services.administrators import make_first_administrator
from organisations.services.organisations import create_organisation
from organisations.services.people import create_person
from organisations.services.roles import grant_role

PASSWORD = "resursgrupp-2026"  # noqa: S105 – the demo's, printed at its start
ADMINISTRATOR = ("Astrid Almgren", "astrid.almgren@kansliet.example")
OFFICE = ("Kim Kronvall", "kim.kronvall@kansliet.example")
BOARD = ("Bodil Bergfors", "bodil.bergfors@vikens.example")
BOARD_USERS = ("Britta Brandel", "britta.brandel@aterhamtning.example")
NOMINATOR = ("Nadja Nordvall", "nadja.nordvall@vikens.example")
MANAGER = ("Marit Malmsjö", "marit.malmsjo@vikens.example")
TRAINER = ("Torvald Tornhem", "torvald.tornhem@utbildarna.example")
EXAMINER = ("Erika Ekensten", "erika.ekensten@utbildarna.example")
PARTICIPANT = ("Alva Askerud", "alva.askerud@vikens.example")

# (role, name, e-mail address, password), printed at the start of the demo
LOGINS = [
    (role, name, email, PASSWORD)
    for role, (name, email) in (
        ("Administratör", ADMINISTRATOR),
        ("Nationella kansliet", OFFICE),
        ("SKL-teamet", BOARD),
        ("Nominerande chef", NOMINATOR),
        ("Chef", MANAGER),
        ("Utbildare", TRAINER),
        ("Examinator", EXAMINER),
        ("Deltagare", PARTICIPANT),
    )
]

_KIND = OrganisationKind
EMPLOYERS = [  # name, mail domain, kind, principal, units
    ("Vikens kommun", "vikens", _KIND.MUNICIPALITY, Principal.MUNICIPALITY,
     ["Boendestöd Söder", "Boendestöd Norr", "Vuxenenheten"]),
    ("Ekdala kommun", "ekdala", _KIND.MUNICIPALITY, Principal.MUNICIPALITY,
     ["Boendestöd Ekdala", "Daglig sysselsättning"]),
    ("Lundvallens kommun", "lundvallen", _KIND.MUNICIPALITY, Principal.MUNICIPALITY,
     ["Socialpsykiatrin", "Mobila teamet"]),
    ("Strömhags kommun", "stromhag", _KIND.MUNICIPALITY, Principal.MUNICIPALITY,
     ["Stöd och boende"]),
    ("Hagsta kommun", "hagsta", _KIND.MUNICIPALITY, Principal.MUNICIPALITY, ["Vård och omsorg"]),
    ("Brofallets kommun", "brofallet", _KIND.MUNICIPALITY, Principal.MUNICIPALITY,
     ["Funktionsstöd"]),
    ("Region Sundmark", "sundmark", _KIND.REGION, Principal.REGION,
     ["Psykosmottagningen Viken", "Allmänpsykiatrin Ekdala", "Avdelning 51"]),
    ("Omsorgsgruppen Granen", "granen", _KIND.PROVIDER, Principal.OTHER, ["Granens boende"]),
    ("Föreningen Återhämtning", "aterhamtning", _KIND.USER_ORGANISATION, Principal.OTHER,
     ["Brukarcoacherna"]),
]  # fmt: skip
PROFESSIONS = [
    "Boendestödjare", "Sjuksköterska", "Skötare", "Socialsekreterare", "Undersköterska",
    "Arbetsterapeut", "Kurator", "Behandlingsassistent", "Psykolog", "Biståndsbedömare",
]  # fmt: skip
_FIRST = [
    "Amina", "Tomasz", "Linnea", "Yonas", "Karin", "Samir", "Agneta", "Elif", "Per", "Sara",
    "Nils", "Leila", "Marcus", "Birgitta", "Ahmed", "Sofia", "Viktor", "Ingrid", "Mehmet",
    "Rebecka",
]  # fmt: skip
_LAST = [
    "Warsamo", "Wolskin", "Bäckhall", "Tesfayo", "Almqvistner", "Delicson", "Strömgårda",
    "Demirelo", "Hedinge", "Ylitervon", "Partapson", "Nourizad", "Ekbergas", "Falkenåsa",
    "Jibrilo", "Raskmark", "Lantzelle", "Holmérus", "Aydogano",
]  # fmt: skip


@dataclass(frozen=True)
class Character:
    """Somebody who is nominated or registered."""

    name: str
    email: str
    profession: Profession
    unit: Organisation


class Cast:
    """Everybody and everything the story needs, found by a short name."""

    def __init__(self):
        self.people: dict[str, Person] = {}
        self._password = make_password(PASSWORD)  # once: hashing is meant to be slow
        self.units: list[tuple[str, Organisation]] = []  # with the employer's mail domain
        self.nominators: dict[str, Person] = {}  # by tree path of the employer
        self.area: Area | None = None
        self._names = _names()
        self._seats = itertools.count()
        self._professions: list[Profession] = []

    def set_the_stage(self) -> None:
        """Administrator, organisations, area with its board, and the standing roles."""
        self._administrator()
        self._employers()
        self._area_and_board()
        self._standing_roles()
        self._person("participant", *PARTICIPANT)  # with a password; other nominees get a code
        self._professions = [Profession.objects.get(name=name) for name in PROFESSIONS]

    @property
    def administrator(self) -> Person:
        return self.people["administrator"]

    @property
    def board(self) -> Person:
        return self.people["board"]

    def characters(self, count: int) -> list[Character]:
        """The next `count` people, spread over all units and professions."""
        return [self._character(next(self._names)) for _ in range(count)]

    def participant(self) -> Character:
        """The one whom one can log in as."""
        return Character(*PARTICIPANT, self._professions[0], self.units[0][1])

    def nominator_of(self, character: Character) -> Person:
        return self.nominators[character.unit.root_path]

    def _character(self, name: str) -> Character:
        number = next(self._seats)
        domain, unit = self.units[number % len(self.units)]
        profession = self._professions[(number * 7) % len(self._professions)]
        return Character(name, _address(name, domain), profession, unit)

    def _person(self, key: str, name: str, email: str) -> Person:
        person = create_person(by=self.people.get("administrator"), email=email, name=name)
        person.password = self._password
        person.save(update_fields=["password"])
        self.people[key] = person
        return person

    def _administrator(self) -> None:
        name, email = ADMINISTRATOR
        self.people["administrator"] = make_first_administrator(
            name=name, email=email, password=PASSWORD
        )
        office = self._person("office", *OFFICE)
        grant_role(by=self.administrator, person=office, role=RoleCode.NATIONAL_OFFICE)

    def _employers(self) -> None:
        by = self.administrator
        self.employers = []
        for name, domain, kind, principal, units in EMPLOYERS:
            employer = create_organisation(by=by, name=name, kind=kind, principal=principal)
            self.employers.append(employer)
            for unit_name in units:
                unit = create_organisation(
                    by=by, name=unit_name, kind=OrganisationKind.UNIT, parent=employer
                )
                self.units.append((domain, unit))

    def _area_and_board(self) -> None:
        by = self.administrator
        self.area = save_area(by=by, area=Area(name="Västra Sundmark"), members=self.employers)
        for key, person, represents in (
            ("board", BOARD, self.employers[0]),
            ("board_users", BOARD_USERS, self.employers[-1]),
        ):
            grant_role(
                by=by,
                model=AreaRole,
                person=self._person(key, *person),
                role=RoleCode.BOARD_MEMBER,
                area=self.area,
                represents=represents,
            )

    def _standing_roles(self) -> None:
        by = self.administrator
        for number, ((_name, domain, *_rest), employer) in enumerate(
            zip(EMPLOYERS, self.employers, strict=True)
        ):
            name, email = NOMINATOR if number == 0 else (next(self._names), "")
            nominator = self._person(f"nominator {domain}", name, email or _address(name, domain))
            self.nominators[employer.path] = nominator
            grant_role(by=by, person=nominator, role=RoleCode.NOMINATOR, organisation=employer)
        manager = self._person("manager", *MANAGER)
        grant_role(by=by, person=manager, role=RoleCode.MANAGER, organisation=self.employers[0])
        for key, who, role in (
            ("trainer", TRAINER, RoleCode.TRAINER),
            ("examiner", EXAMINER, RoleCode.EXAMINER),
        ):
            person = self._person(key, *who)
            for programme in Programme.objects.filter(
                code__in=["basic", "introduction", "managers"]
            ):
                grant_role(
                    by=by, model=ProgrammeRole, person=person, role=role, programme=programme
                )


def _names() -> Iterator[str]:
    """Names in a fixed order that does not repeat a pair."""
    for step in range(len(_LAST)):
        for number, first in enumerate(_FIRST):
            yield f"{first} {_LAST[(number + step) % len(_LAST)]}"


def _address(name: str, domain: str) -> str:
    local = name.lower().translate(str.maketrans("åäöé ", "aaoe."))
    return f"{local}@{domain}.example"
