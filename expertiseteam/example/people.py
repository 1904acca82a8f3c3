"""Who is in the made-up team, and the passphrases that the unlock window shows. Loads no database, so that window may import it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expertiseteam.access.who import Discipline, Role
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import who_can_unlock
from expertiseteam.vault.policy import MIB, Cost, VaultPolicy

MUNICIPALITY = "Weidevoort"
VILLAGES = ("Weidevoort", "Turfven", "Ganzenhoek")
FILE_NAME = "voorbeeld-weidevoort.dossier"

# The least that OWASP's password storage sheet asks of Argon2id: real keys, but an example need not keep anybody waiting.
EXAMPLE_COST = Cost(19 * MIB, 2, 1)
EXAMPLE_POLICY = VaultPolicy.at(EXAMPLE_COST, bind_to_device=False)


@dataclass(frozen=True)
class Person:
    """A member of the made-up team. `key` is how the generator calls him; `organisation` the one whose face he is at a door, or ""."""

    key: str
    name: str
    role: Role
    discipline: Discipline
    function: str
    organisation: str = ""
    passphrase: str = ""  # only for the three who can sign in
    on_request: bool = False  # joins an overleg when asked

    @property
    def first_name(self) -> str:
        return self.name.split()[0]


PEOPLE = (
    Person("femke", "Femke Aarts", Role.OFFICER, Discipline.CARE, "aandachtsfunctionaris", "", "kersen zeilboot mosterd kussen lantaarn"),
    Person("wil", "Wil Stam", Role.SECRETARY, Discipline.SECRETARIAT, "secretaris", "", "potlood regenjas walnoot trommel haven"),
    Person("noor", "Noor Elzinga", Role.MEMBER, Discipline.CARE, "bemoeizorg", "Bemoeizorg", "schommel peper ladder otter wolken"),
    Person("sem", "Sem de Graaf", Role.MEMBER, Discipline.ENFORCEMENT, "boa", "Handhaving"),
    Person("iris", "Iris Kuyper", Role.MEMBER, Discipline.CARE, "jeugd", "Jeugdteam"),
    Person("hugo", "Hugo Brandt", Role.MEMBER, Discipline.CARE, "schuldhulp", "Schuldhulp"),
    Person("karim", "Karim Ziani", Role.MEMBER, Discipline.HOUSING, "woningcorporatie Woonpunt", "Woonpunt"),
    Person("lucja", "Łucja Şahin-van ’t Hof", Role.MEMBER, Discipline.CARE, "leefbaarheidsregisseur"),
    Person("bram", "Bram Oosterling", Role.MEMBER, Discipline.ENFORCEMENT, "wijkagent", "Wijkagent", on_request=True),
    Person("mirthe", "Mirthe Valkenier", Role.LAWYER, Discipline.LAW, "handhavingsjurist", on_request=True),
    Person("dewi", "Dewi Hartmans", Role.MEMBER, Discipline.CARE, "Wmo-consulent", "Wmo-loket", on_request=True),
    Person("joris", "Joris Tennekes", Role.MEMBER, Discipline.ENFORCEMENT, "boa", "Handhaving", on_request=True),
)
BY_KEY = {person.key: person for person in PEOPLE}

# name, icon (resources/icons)
ORGANISATIONS = (
    ("Bemoeizorg", "hand-helping"),
    ("Woonpunt", "key-round"),
    ("Schuldhulp", "coins"),
    ("Wijkverpleging", "heart-handshake"),
    ("Wijkagent", "shield"),
    ("Jeugdteam", "users"),
    ("Wmo-loket", "hand"),
    ("Handhaving", "scale"),
    ("Huisarts", "house-plus"),
    ("Welzijn", "handshake"),
)
SIGNED = ("Woonpunt", "Schuldhulp", "Jeugdteam")  # a covenant: these get extracts


def shown_passphrases(path: Path) -> dict[str, str]:
    """The passphrases that the unlock window shows for the example dossier, by member id; empty for every other dossier."""
    if path.name != FILE_NAME:
        return {}
    known = {person.name: person.passphrase for person in PEOPLE if person.passphrase}
    return {card.member_id: known[card.name] for card in who_can_unlock(key_file_of(path)) if card.name in known}
