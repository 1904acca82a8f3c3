"""The line that is being typed, without Qt: what was typed and chosen, what that means, and how it is kept as a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from expertiseteam.basics.dates import short_date
from expertiseteam.cases.records import DoorAnswers, Place
from expertiseteam.meetings.recognise import FoundDoor, LineKind, Person, recognise
from expertiseteam.meetings.records import AttendanceLine, SaidLine
from expertiseteam.team.records import MemberLine, OrganisationLine

ANSWERS = ("intended", "less", "belongs", "without_ringing")
MARKS = "!>"


@dataclass(frozen=True)
class Typed:
    """A line as it stands in the field, with what was chosen by hand beside it.

    `kind` None: nothing was chosen with a key. `has_owner` and `has_due`: chosen by hand, so what the text says no longer counts;
    `is_promise` None: as the text says.
    `mends` is the line that is being corrected, or "".
    """

    text: str = ""
    kind: LineKind | None = None
    owner_id: str | None = None
    has_owner: bool = False
    due: date | None = None
    has_due: bool = False
    organisation: str = ""
    place: Place | None = None
    answers: DoorAnswers | None = None
    is_promise: bool | None = None
    mends: str = ""
    was: str = ""  # the text of that line when its author began to correct it


@dataclass(frozen=True)
class Meaning:
    """What a line means. `maybe`: namesakes of whom one may be the owner. `condition` is what is said about a place at the door."""

    kind: LineKind
    text: str
    owner: Person | None = None
    maybe: tuple[Person, ...] = ()
    due: date | None = None
    organisation: str = ""
    place: Place | None = None
    condition: str = ""
    is_promise: bool = False

    @property
    def is_whole(self) -> bool:
        """Whether nothing stays amber."""
        if self.kind is LineKind.ACTION:
            return self.owner is not None and self.due is not None
        return self.kind is not LineKind.DOOR or bool(self.organisation and self.place)


@dataclass(frozen=True)
class Known:
    """Who and what may be named in a line. `today` is the day of the overleg, from which its dates count."""

    people: tuple[Person, ...] = ()
    organisations: tuple[OrganisationLine, ...] = ()
    today: date = date.min
    next_meeting: date | None = None

    def person(self, member_id: str | None) -> Person | None:
        """Return the member with this id."""
        return next((person for person in self.people if person.id == member_id), None)

    def organisation_id(self, name: str) -> str:
        """Return the id of an organisation; "" when it is not known."""
        return next((one.id for one in self.organisations if one.name == name), "")

    def called(self, person: Person) -> str:
        """Return the first name, or the whole name where the team has two of that name."""
        first = person.name.split()[0]
        return first if sum(other.name.split()[0] == first for other in self.people) == 1 else person.name

    def called_by_id(self, member_id: str | None, name: str) -> str:
        """Return how to call a member of whom the whole name is known; "" for nobody."""
        person = self.person(member_id)
        return self.called(person) if person is not None else name

    def told_apart(self, person: Person) -> str:
        """Return the name as a choice among namesakes: "Noor Elzinga, bemoeizorg"."""
        name = self.called(person)
        return f"{name}, {person.organisation}" if person.organisation and name == person.name else name


def people_of(members: Sequence[MemberLine], organisations: Sequence[OrganisationLine]) -> tuple[Person, ...]:
    """Return the members as they may be named; their organisation, else their function, tells namesakes apart."""
    names = {one.id: one.name for one in organisations}
    return tuple(Person(m.id, m.name, names.get(m.organisation_id or "", m.function)) for m in members)


def in_the_room(lines: Sequence[AttendanceLine]) -> Known:
    """Return who is expected, to be called so that namesakes are told apart."""
    return Known(tuple(Person(line.member_id, line.name, line.function) for line in lines))


def meaning(typed: Typed, known: Known) -> Meaning:
    """Return what a line means: what was recognised in it, and what was chosen by hand instead."""
    found = recognise(
        typed.text,
        people=known.people,
        organisations=[one.name for one in known.organisations],
        today=known.today,
        next_meeting=known.next_meeting,
        kind=typed.kind,
    )
    if found.kind is LineKind.ACTION:
        maybe = found.ambiguous[0].choices if found.ambiguous else ()
        owner = known.person(typed.owner_id) if typed.has_owner else found.owner
        due = typed.due if typed.has_due else found.due.day if found.due else None
        is_promise = found.is_promise if typed.is_promise is None else typed.is_promise
        return Meaning(found.kind, found.action_text or found.text, owner, () if typed.has_owner else maybe, due, is_promise=is_promise)
    if found.kind is LineKind.DOOR:
        return Meaning(
            found.kind,
            found.text,
            organisation=typed.organisation or (found.door.organisation if found.door else ""),
            place=typed.place or (found.door.place if found.door else None),
            condition=_condition(typed.text, found.door) if found.door else "",
        )
    return Meaning(found.kind, found.text)


def chips(means: Meaning, known: Known, words: Mapping[str, str]) -> list[tuple[str, bool]]:
    """Return the chips beside the line, each with whether it is still missing. `words` are the screen's words for what is missing."""
    if means.kind is LineKind.ACTION:
        who = (known.called(means.owner), False) if means.owner else (words["which" if means.maybe else "who"], True)
        when = (short_date(means.due, known.today), False) if means.due else (words["when"], True)
        return [who, when, *([(words["promise"], False)] if means.is_promise else [])]
    if means.kind is LineKind.DOOR:
        which = (means.organisation, False) if means.organisation else (words["organisation"], True)
        where = (str(means.place), False) if means.place else (words["where"], True)
        return [which, where, *([(means.condition, False)] if means.condition else [])]
    return []


def teller(text: str, known: Known) -> Person | None:
    """Return who of the team is named in a line that says who tells; None for nobody, and for more than one."""
    names = [one.name for one in known.organisations]
    found = recognise(text, people=known.people, organisations=names, today=known.today, kind=LineKind.ACTION)
    named = {one.person.id: one.person for one in found.people}
    return next(iter(named.values())) if len(named) == 1 and not found.ambiguous else None


def without_mark(text: str) -> str:
    """Return a line without `!` or `>` before it: a kind chosen with a key wins from a mark that was typed."""
    return text.lstrip()[1:].lstrip() if text.lstrip()[:1] and text.lstrip()[0] in MARKS else text


def again(line: SaidLine, answers: DoorAnswers | None = None) -> Typed:
    """Return a line that was taken back as it can be typed on, with the owner, the day and the answers that it had."""
    typed = Typed(text=line.text, kind=None if line.kind is LineKind.NOTE else line.kind, answers=answers)
    if line.action is None:
        return typed
    action = line.action
    return replace(typed, owner_id=action.owner_id, has_owner=True, due=action.due, has_due=True, is_promise=action.is_promise)


def to_fields(typed: Typed, item_id: str) -> dict[str, str]:
    """Return the fields of the draft; empty for a line without a text."""
    if not typed.text.strip():
        return {}
    fields = {"item": item_id, "kind": typed.kind.name if typed.kind else "", "text": typed.text}
    if typed.has_owner:
        fields["owner"] = typed.owner_id or ""
    if typed.has_due:
        fields["due"] = typed.due.isoformat() if typed.due else ""
    if typed.organisation and typed.place:
        fields |= {"organisation": typed.organisation, "place": typed.place.name}
    if typed.answers is not None:
        fields |= {name: getattr(typed.answers, name) for name in ANSWERS}
    if typed.is_promise is not None:
        fields["promise"] = "ja" if typed.is_promise else "nee"
    if typed.mends:
        fields |= {"mends": typed.mends, "was": typed.was}
    return fields


def from_fields(fields: Mapping[str, str]) -> Typed:
    """Return the line that a draft holds."""
    kind = LineKind[fields["kind"]] if fields.get("kind") in LineKind.__members__ else None
    typed = Typed(text=fields.get("text", ""), kind=kind, mends=fields.get("mends", ""), was=fields.get("was", ""))
    if "promise" in fields:
        typed = replace(typed, is_promise=fields["promise"] == "ja")
    if "owner" in fields:
        typed = replace(typed, owner_id=fields["owner"] or None, has_owner=True)
    if "due" in fields:
        with suppress(ValueError):
            typed = replace(typed, due=date.fromisoformat(fields["due"]) if fields["due"] else None, has_due=True)
    if fields.get("place") in Place.__members__:
        typed = replace(typed, organisation=fields.get("organisation", ""), place=Place[fields["place"]])
    if any(name in fields for name in ANSWERS):
        typed = replace(typed, answers=DoorAnswers(*(fields.get(name, "") for name in ANSWERS)))
    return typed


def _condition(text: str, door: FoundDoor) -> str:
    """Return what stands behind the place: "Woonpunt op de achterhand tot de regeling er is" -> "tot de regeling er is"."""
    return text[door.end :].strip(" \t,;:.–-")
