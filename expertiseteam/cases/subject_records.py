"""What a case is about, and its people, as it leaves this folder."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date, datetime

from expertiseteam.cases.records import CaseState, PersonLine
from expertiseteam.cases.records import Tenure as Tenure


class SubjectKind(enum.StrEnum):
    """What a case is about."""

    HOUSEHOLD = "een huishouden"
    ADDRESS = "een adres"
    FARM = "een erf"


class AgeBand(enum.StrEnum):
    """Roughly how old the oldest who needs help is: never a date of birth (domain.md, row 111; R-05)."""

    UNDER_18 = "jonger dan 18"
    TO_27 = "18 tot 27"
    TO_65 = "27 tot 65"
    TO_80 = "65 tot 80"
    OVER_80 = "80 of ouder"


class LifeDomain(enum.StrEnum):
    """The domains of ZRM 2017, by name only, and one for farms (domain.md, section 6). None is asked; each is chosen by itself (R-05)."""

    MONEY = "geld"
    WORK = "werk en opleiding"
    DAYS = "besteding van de dag"
    HOUSING = "wonen"
    RELATIONS = "relaties in huis"
    MENTAL = "geestelijke gezondheid"
    PHYSICAL = "lichamelijke gezondheid"
    SUBSTANCES = "gebruik van middelen"
    SELF_CARE = "zichzelf verzorgen"
    HOUSEKEEPING = "het huishouden doen"
    NETWORK = "mensen om zich heen"
    TAKING_PART = "meedoen"
    JUSTICE = "politie en justitie"
    ANIMALS = "dieren en erf"


class PersonChangeKind(enum.StrEnum):
    """What happened to somebody in the records of a household."""

    LEFT = "woont er niet meer"
    MOVED_OUT = "hoort bij een andere casus"
    MOVED_IN = "kwam van een andere casus"
    MERGED = "stond er twee keer"


@dataclass(frozen=True, slots=True)
class SubjectView:
    """What a case is about. Everything but the kind may stay open for ever; empty is not incomplete (R-05)."""

    id: str
    version: int
    kind: SubjectKind
    tenure: Tenure | None
    age_band: AgeBand | None
    has_child: bool  # a flag only: no child has a file here


@dataclass(frozen=True, slots=True)
class KinLine:
    """What one of a household is to another: "moeder van"."""

    id: str
    version: int
    person_id: str
    person: str
    words: str
    other_id: str
    other: str


@dataclass(frozen=True, slots=True)
class LinkedCase:
    """Another case that belongs to this one, and why; only for who may know of both."""

    id: str
    version: int
    other_id: str
    code: str
    label: str
    state: CaseState
    why: str


@dataclass(frozen=True, slots=True)
class PersonChangeLine:
    """Somebody left, moved to another case or was merged: history, which can be undone while nothing was built on it."""

    id: str
    version: int
    kind: PersonChangeKind
    person_id: str
    name: str
    words: str
    on: date
    at: datetime
    by: str
    undone_at: datetime | None


@dataclass(frozen=True, slots=True)
class Household:
    """Who and what a case is about."""

    people: tuple[PersonLine, ...]
    subject: SubjectView | None
    domains: tuple[LifeDomain, ...]
    kin: tuple[KinLine, ...]
    linked: tuple[LinkedCase, ...]
    changes: tuple[PersonChangeLine, ...]
