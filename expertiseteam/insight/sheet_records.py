"""What stands on one page about a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Something with its day or with who does it."""

    when: str
    what: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What stands on every page of a sheet of the team: of which time of its day it is, whose copy, whether few may know of its case."""

    at: time | None = None
    recipient: str = ""  # "" for the team's own
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class HandoverPaper:
    """All that a colleague must know to take a case over, on one page. No resident is named."""

    team: str
    made: date
    code: str
    label: str
    lead: str
    goal: str
    trusted_contact: str
    state: tuple[str, ...]  # what is going on now: track, threat, terms, questions
    door: tuple[SheetLine, ...]
    plan: tuple[SheetLine, ...]
    actions: tuple[SheetLine, ...]
    more_actions: int
    visits: tuple[SheetLine, ...]
    decisions: tuple[SheetLine, ...]
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class ResidentPaper:
    """One page for the resident in plain words: one contact, the plan, who comes. Nothing else of the case is on it."""

    team: str
    municipality: str
    made: date
    contact: str
    function: str
    phone: str
    plan: tuple[SheetLine, ...]
    plan_waits: bool
    comes: tuple[SheetLine, ...]
    visits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VisitPaper:
    """All that a duo must know before it rings, on one page. No resident is named, nor who told anything, nor another household."""

    team: str
    made: date
    code: str
    label: str
    place: str
    duo: str
    when: str
    know: tuple[SheetLine, ...]
    told: tuple[SheetLine, ...]  # what the household told before: not to be asked again
    promises: tuple[SheetLine, ...]
    contacts: tuple[SheetLine, ...]  # the last ones at this door, of anyone
    never: tuple[str, ...]
    talk: tuple[tuple[str, tuple[str, ...]], ...]  # three phases, each with its sentences
    safety: tuple[SheetLine, ...]
    numbers: tuple[SheetLine, ...]
    marks: Marks = Marks()


@dataclass(frozen=True, slots=True)
class CardPaper:
    """What is left at a door. Nothing of any case; `is_discreet`: not even the team's name, nor what it is about."""

    municipality: str
    team: str
    made: date
    phone: str
    lines: tuple[str, ...]
    is_discreet: bool


@dataclass(frozen=True, slots=True)
class NeutralLetterPaper:
    """A letter that tells nothing: who sends it and what it is about stand nowhere, also not on the outside."""

    made: date
    address: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BudgetPaper:
    """Income and spending of a month, in cents, as the resident told them; for the resident."""

    municipality: str
    made: date
    income: tuple[tuple[str, int], ...]
    spending: tuple[tuple[str, int], ...]

    @property
    def earned(self) -> int:
        return sum(cents for _, cents in self.income)

    @property
    def spent(self) -> int:
        return sum(cents for _, cents in self.spending)

    @property
    def left(self) -> int:
        """What is left of a month; below nothing when more goes out than comes in."""
        return self.earned - self.spent


@dataclass(frozen=True, slots=True)
class ThanksLine:
    """One group: how many signals it told, and what these led to, each as it may be shown ("12", "<5")."""

    group: str
    total: str
    joined: str
    helped: str
    waiting: str


@dataclass(frozen=True, slots=True)
class ThanksPaper:
    """What stands on the sheet. `trades` is empty when nobody counted these."""

    municipality: str
    team: str
    made: date
    since: date
    lines: tuple[str, ...]  # the words of the team
    sources: tuple[ThanksLine, ...]
    trades: tuple[ThanksLine, ...]
