"""Letters about a case: to somebody who lives there, and to a partner at the door. In it is the team's own text, changed at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from expertiseteam.access.tables import Member
from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.templates import ON_PARTNER_LETTER, ON_RESIDENT_LETTER, check_known, check_places, filled
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.records import ActionLine, ActionState
from expertiseteam.cases.subject_records import PersonChangeKind
from expertiseteam.cases.tables import Action, Case, Involvement, Person, PersonChange
from expertiseteam.meetings.extracts import covenanted, issued_lines, note_issued
from expertiseteam.meetings.minutes_records import IssuedLine
from expertiseteam.meetings.papers import LetterPaper
from expertiseteam.meetings.records import Leaving, PaperKind
from expertiseteam.meetings.tables import IssuedPaper
from expertiseteam.storage.reading import Reader
from expertiseteam.team.logo import logo
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Covenant, Organisation

NO_PROMISE = "Er staat nu niets open dat wij u hebben beloofd."
NO_ACTION = "Er staat nu geen actie open die u met ons afsprak."


@dataclass(frozen=True, slots=True)
class Addressees:
    """To whom a letter about a case may go, each with an id and a name, and what went out before."""

    residents: tuple[tuple[str, str], ...]
    partners: tuple[tuple[str, str], ...]
    earlier: tuple[IssuedLine, ...]


@query()
def addressees(read: Reader, case_id: str) -> Addressees:
    """Who still lives there, the partners at the door that signed a covenant, and the letters of before."""
    left = select(PersonChange.person_id).where(
        PersonChange.case_id == case_id, PersonChange.kind == PersonChangeKind.LEFT, PersonChange.undone_at.is_(None)
    )
    residents = select(Person.id, Person.name).where(Person.case_id == case_id, Person.id.not_in(left)).order_by(Person.name)
    at_door = select(Involvement.organisation_id).where(Involvement.case_id == case_id)
    partners = select(Organisation.id, Organisation.name).join(Covenant, Covenant.organisation_id == Organisation.id)
    circle = select(Case.circle_id).where(Case.id == case_id).scalar_subquery()
    return Addressees(
        tuple((key, name) for key, name in read.tuples(residents)),
        tuple((key, name) for key, name in read.tuples(partners.where(Organisation.id.in_(at_door)).order_by(Organisation.name))),
        tuple(issued_lines(read, IssuedPaper.circle_id == circle, IssuedPaper.kind == PaperKind.LETTER)),
    )


@query()
def resident_text(read: Reader, case_id: str, person_id: str, day: date) -> tuple[str, ...]:
    """The team's text to somebody who lives there, filled in as far as is known, to change and add to before the letter is made."""
    values, _ = _of_resident(read, case_id, person_id, day)
    return _filled(team_settings(read).resident_letter, values)


@query("brief aan een bewoner gemaakt", why="de bewoner weet waar hij aan toe is")
def resident_letter(read: Reader, case_id: str, person_id: str, text: Sequence[str], day: date) -> LetterPaper:
    """The letter to somebody who lives there. Refused, naming the line, for a place that does not exist or that nothing is known for."""
    values, address = _of_resident(read, case_id, person_id, day)
    lines, settings = _checked(text, ON_RESIDENT_LETTER, values), team_settings(read)
    return LetterPaper(settings.municipality, settings.team_name, day, values["ontvanger"], "Een brief voor u", lines, logo(read), address)


@query(by=DESK)
def check_partner(read: Reader, organisation_id: str) -> str:
    """The name of a partner to which a letter may go. Refused for one without a signed covenant."""
    return covenanted(read, organisation_id, "geen brief").name


@query(by=DESK)
def partner_text(read: Reader, case_id: str, organisation_id: str, name: str, day: date) -> tuple[str, ...]:
    """The team's text to a partner, filled in: ask it with `ask_for(as_viewer(organisation_id), ...)`, as the letter itself."""
    return _filled(team_settings(read).partner_letter, _of_partner(read, case_id, organisation_id, name, day))


@query("brief aan een partner gemaakt", by=DESK, why="delen met een partner")
def partner_letter(read: Reader, case_id: str, organisation_id: str, name: str, text: Sequence[str], day: date) -> LetterPaper:
    """The letter to a partner: ask it with `ask_for(as_viewer(organisation_id), ...)`, so that what it may not know is not there at all.

    Refused when it may not know of the case, and, naming the line, for a place that does not exist or that nothing is known for.
    """
    values = _of_partner(read, case_id, organisation_id, name, day)
    lines, settings = _checked(text, ON_PARTNER_LETTER, values), team_settings(read)
    subject = f"Over casus {values['casus']}"
    return LetterPaper(settings.municipality, settings.team_name, day, name, subject, lines, logo(read), is_confidential=True)


@act("brief uitgereikt")
def issue_letter(work: Work, case_id: str, *, recipient: str, purpose: str, sha256: str, encrypted: bool = False) -> None:
    """Note that a letter about a case goes out, in the circle of that case. Refused without recipient or purpose."""
    case = work.get(Case, case_id)
    title = f"Brief {case.code}, {full_date(work.today)}"
    note_issued(work, Leaving(PaperKind.LETTER, title, recipient, purpose, sha256, case_id=case_id, encrypted=encrypted), case)


def _of_resident(read: Reader, case_id: str, person_id: str, day: date) -> tuple[dict[str, str], str]:
    """What the places hold, and the address."""
    about = select(Person.name, Case.place).join(Case, Case.id == Person.case_id).where(Person.id == person_id, Case.id == case_id)
    if not (found := read.tuples(about)):
        raise Refused("Deze bewoner staat niet meer bij deze casus. Er is geen brief gemaakt. Kies iemand anders.")
    [(name, address)] = found
    promised = action_lines(read, Action.case_id == case_id, Action.state == ActionState.OPEN, Action.is_promise.is_(True))
    values = _values(read, case_id, name, day)
    return values | {"toezeggingen": _listed("Dit hebben wij u beloofd:", promised, NO_PROMISE)}, address


def _of_partner(read: Reader, case_id: str, organisation_id: str, name: str, day: date) -> dict[str, str]:
    if not (codes := read.values(select(Case.code).where(Case.id == case_id))):
        raise Refused(f"{name} staat niet bij deze casus, of mag er niet van weten. Er is geen brief gemaakt.")
    theirs = select(Member.id).where(Member.organisation_id == organisation_id)
    agreed = action_lines(read, Action.case_id == case_id, Action.state == ActionState.OPEN, Action.owner_id.in_(theirs))
    return _values(read, case_id, name, day) | {"casus": codes[0], "afspraken": _listed("Dit spraken wij met u af:", agreed, NO_ACTION)}


def _checked(text: Sequence[str], places: Sequence[str], values: dict[str, str]) -> tuple[str, ...]:
    lines = [line for line in text if line.strip()]
    if not lines:
        raise Refused("De brief is nog leeg. Er is geen brief gemaakt. Schrijf eerst een tekst.")
    try:
        check_places(lines, places)
    except Refused as refused:
        raise Refused(f"In {refused}. Er is geen brief gemaakt.") from None
    check_known(lines, values)
    return _filled(lines, values)


def _filled(text: Sequence[str], values: dict[str, str]) -> tuple[str, ...]:
    """The lines with what is known filled in; for what is not known the place itself stays, for people to see."""
    known = {place: value for place, value in values.items() if value}
    return tuple(part for line in filled(text, known) for part in line.split("\n") if part.strip())


def _listed(said: str, actions: Sequence[ActionLine], nothing: str) -> str:
    return "\n".join([said, *map(_until, actions)]) if actions else nothing


def _values(read: Reader, case_id: str, recipient: str, day: date) -> dict[str, str]:
    settings = team_settings(read)
    lead = select(Member.name, Member.function, Member.phone).join(Case, Case.lead_id == Member.id).where(Case.id == case_id)
    sender, function, phone = next(iter(read.tuples(lead)), ("", "", ""))
    return {
        "gemeente": settings.municipality,
        "team": settings.team_name,
        "datum": full_date(day),
        "ontvanger": recipient,
        "afzender": sender,
        "functie": function,
        "telefoon": phone,
    }


def _until(action: ActionLine) -> str:
    return f"• {action.what}, vóór {full_date(action.due)}" if action.due else f"• {action.what}"
