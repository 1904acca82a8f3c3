"""A signal becomes a case, or joins one; a case changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import select

from expertiseteam.access.circles import is_help_only, open_circle, require_worker
from expertiseteam.access.tables import LogLine, Member
from expertiseteam.access.who import OFFICER, TEAM
from expertiseteam.access.work import Work, act
from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.eviction import note_eviction
from expertiseteam.cases.people import refuse_surname
from expertiseteam.cases.records import RUNNING, THREATENING, CaseState, CaseView, EvictionState, HouseholdKind
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.cases.scaling import set_phase
from expertiseteam.cases.tables import Case, Note, Person
from expertiseteam.concerns.intake import village_in
from expertiseteam.concerns.records import ConcernState, ConcernView
from expertiseteam.concerns.tables import Concern
from expertiseteam.concerns.triage import ShownConcern, conclude, restore
from expertiseteam.storage.rows import plain_code
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.tables import Village


@act("casus geopend", by=OFFICER)
def open_case(
    work: Work,
    shown: Sequence[ShownConcern],
    *,
    label: str,
    lead_id: str,
    legal_basis: str,
    purpose: str,
    goal: str,
    bringing_partner: str,
    household: HouseholdKind = HouseholdKind.UNKNOWN,
    place: str | None = None,
    closed: bool = False,
    exploring: bool = False,
    phase: AvePhase | None = None,
) -> str:
    """Open an active case from signals (none: without a signal).

    A case has one lead (domain.md, row 72), a legal basis, a purpose, a goal and who brings it (R-01). `closed`: only the lead and the
    aandachtsfunctionaris may know of it. `exploring`: it begins as *verkenning*, which needs no more than its name and who explores; it
    becomes active when the rest is there. `phase`: of AVE, at the beginning (row 27).
    Returns the case's id. Refused when one of these is missing.
    """
    if exploring and not (lead_id and label.strip()):
        raise Refused(
            "Een verkenning heeft een naam voor op papier nodig, en iemand die verkent. Er is nog niets geopend. Vul aan wat leeg is."
        )
    if not exploring and not (lead_id and all(text.strip() for text in (label, legal_basis, purpose, goal, bringing_partner))):
        raise Refused(
            "Een casus heeft een naam voor op papier, een regisseur, een grondslag, een reden om te delen, een doel en een inbrenger "
            "nodig. Er is nog niets geopend. Vul aan wat leeg is."
        )
    refuse_service_number(work, label, place or "", legal_basis, purpose, goal, bringing_partner)
    first = work.get(Concern, shown[0].id) if shown else None
    where = place if place is not None else (first.place if first else "")
    year = local_day(work.now).year % 100
    number = work.next_number(Case, year=year)
    help_only = bool(shown) and is_help_only(work, work.get(Concern, shown[0].id).circle_id)
    circle = open_circle(work, closed=closed, members=(lead_id,) if closed else (), help_only=help_only)
    require_worker(work, circle, lead_id)
    case = work.add(
        Case(
            year=year,
            number=number,
            code=Case.numbered.code_of(year=year, number=number),
            label=label.strip(),
            place=where.strip(),
            place_key=normalise(where),
            village=village_in(where, work.values(select(Village.name))),
            household=household,
            lead_id=work.get(Member, lead_id).id,
            bringing_partner=bringing_partner.strip(),
            legal_basis=legal_basis.strip(),
            purpose=purpose.strip(),
            goal=goal.strip(),
            opened=work.today,
            state=CaseState.EXPLORING if exploring else CaseState.ACTIVE,
            opened_by_id=work.who.id,
            circle_id=circle,
        )
    )
    if phase is not None:
        set_phase(work, case.id, None, phase, "Bij het openen van de casus")
    for concern in shown:
        conclude(work, concern, ConcernState.LINKED, outcome=f"casus {case.code}", circle_id=circle)
    return case.id


@act("signaal bij een casus gevoegd", by=OFFICER)
def link_concern(work: Work, shown: ShownConcern, case_id: str) -> None:
    """The signal belongs to what already runs. Refused for a closed case."""
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is afgesloten. Het signaal is niet gevoegd. Heropen de casus of open een nieuwe.")
    conclude(work, shown, ConcernState.LINKED, outcome=f"casus {plain_code(case.code)}", circle_id=case.circle_id)


@act("signaal losgemaakt van een casus", by=OFFICER)
def unlink_concern(work: Work, before: ConcernView) -> None:
    """Take back that a signal joined a case; `before` is the signal as it was shown until then. Refused when the case went on without it.

    That is: the case ended since, or was opened from this signal alone and would be left without any.
    """
    concern = work.get(Concern, before.id)
    if concern.state is not ConcernState.LINKED:
        raise Refused(f"Signaal {concern.code} hoort niet bij een casus. Er is niets veranderd. Bekijk het signaal opnieuw.")
    case = work.get(Case, work.values(select(Case.id).where(Case.circle_id == concern.circle_id))[0])
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is intussen afgesloten. Het signaal blijft erbij. Heropen de casus als er iets niet klopt.")
    together = Concern.circle_id == concern.circle_id, Concern.state == ConcernState.LINKED, Concern.id != concern.id
    opened_then = select(LogLine.id).where(LogLine.at == concern.concluded, LogLine.what == open_case.log)  # one unit has one time
    if not work.values(select(Concern.id).where(*together)) and work.values(opened_then):
        raise Refused(f"Casus {case.code} is uit dit signaal geopend. Het blijft erbij. Sluit de casus af als hij niet nodig is.")
    restore(work, before)


CHANGEABLE = ("label", "goal", "legal_basis", "purpose", "bringing_partner", "household", "place", "lead_id", "trusted_contact", "state")
NEVER_EMPTY = ("label", "lead_id")
_NEEDED = {"goal": "het doel", "legal_basis": "de grondslag", "purpose": "de reden om te delen", "bringing_partner": "de inbrenger"}


@act("casus gewijzigd", by=TEAM)
def change_case(work: Work, shown: CaseView, new: Mapping[str, Any]) -> None:
    """Change fields (CHANGEABLE) of the case that the form showed. A colleague's change of the same field is a Conflict."""
    if set(new) - set(CHANGEABLE):
        raise TypeError(f"not to be changed here: {sorted(set(new) - set(CHANGEABLE))}")
    explores = new.get("state", shown.state) is CaseState.EXPLORING
    if any(not str(new[field]).strip() for field in (NEVER_EMPTY if explores else (*NEVER_EMPTY, *_NEEDED)) if field in new):
        raise Refused(
            "Een casus houdt altijd een naam, een regisseur, een grondslag, een reden om te delen, een doel en een inbrenger. "
            "Alleen in een verkenning mag wat nog niet duidelijk is leeg zijn. Er is niets gewijzigd."
        )
    if new.get("state") is CaseState.CLOSED:
        raise Refused("Sluit een casus af met ‘Casus afsluiten’: dan staat erbij hoe hij afliep. Er is niets gewijzigd.")
    if "state" in new and CaseState.RESTRICTED in (shown.state, new["state"]):
        raise Refused("Over een bezwaar beslist de aandachtsfunctionaris met ‘Beslissen over het bezwaar’. Er is niets gewijzigd.")
    stored = {field: value.strip() if isinstance(value, str) and not isinstance(value, StrEnum) else value for field, value in new.items()}
    refuse_service_number(work, *(value for value in stored.values() if isinstance(value, str)))
    if "label" in stored or "place" in stored:
        now = work.get(Case, shown.id)
        names = work.values(select(Person.name).where(Person.case_id == shown.id))
        refuse_surname(stored.get("label", now.label), stored.get("place", now.place), names)
    if "state" in stored and stored["state"] is not CaseState.EXPLORING:
        _refuse_incomplete(work.get(Case, shown.id), stored)
    if "lead_id" in stored:
        require_worker(work, work.get(Case, shown.id).circle_id, stored["lead_id"])
    case = work.edit(Case, shown, **stored)
    if "place" in stored:  # what follows from it stood on no form, so nobody is asked which of the two stays
        work.edit(Case, case, place_key=normalise(case.place), village=village_in(case.place, work.values(select(Village.name))))


def missing_in(case: Case, new: Mapping[str, Any] = MappingProxyType({})) -> list[str]:
    """Return what a case lacks to run, in words; `new`: with these fields changed."""
    return [words for field, words in _NEEDED.items() if not str(new.get(field, getattr(case, field))).strip()]


def _refuse_incomplete(case: Case, new: Mapping[str, Any]) -> None:
    """A case does not run without this (R-01): an exploration, or one from before all of it was asked."""
    missing = missing_in(case, new)
    if missing:
        raise Refused(f"Casus {case.code} loopt pas als dit erbij staat: {', '.join(missing)}. Er is niets gewijzigd.")


@act("bewoner toegevoegd", by=TEAM)
def add_person(work: Work, case_id: str, *, name: str, part: str = "bewoner", phone: str = "") -> str:
    """Someone of the household. Refused without a name, and when the name of the case on paper holds the surname."""
    if not name.strip():
        raise Refused("Vul een naam in. Er is niets toegevoegd.")
    refuse_service_number(work, name, part)
    case = work.get(Case, case_id)
    refuse_surname(case.label, case.place, [name])
    return work.add(
        Person(case_id=case_id, circle_id=case.circle_id, name=name.strip(), part=part.strip() or "bewoner", phone=phone.strip())
    ).id


@act("notitie bij casus", by=TEAM)
def add_note(work: Work, case_id: str, text: str) -> str:
    """A line on the timeline."""
    if not text.strip():
        raise Refused("Schrijf eerst iets op. Er is niets toegevoegd.")
    refuse_service_number(work, text)
    circle = work.get(Case, case_id).circle_id
    return work.add(Note(case_id=case_id, circle_id=circle, text=text.strip(), at=work.now, written_by_id=work.who.id)).id


@act("uithuiszetting gemeld", by=TEAM)
def report_eviction(work: Work, shown: CaseView, state: EvictionState, on: date | None, source: str = "") -> None:
    """A household may lose its home: the case turns urgent until it is averted. With a date when there is one.

    Refused without the date that was said, and for a day before that of the report while the threat still runs: both are named.
    """
    if state is EvictionState.DATED and on is None:
        raise Refused("Vul de datum van de ontruiming in. Er is niets gewijzigd.")
    if on is not None and on < work.today and state in THREATENING:
        raise Refused(
            f"De ontruiming op {full_date(on)} ligt vóór vandaag, {full_date(work.today)}, en dreigt volgens u nog. Er is niets gewijzigd. "
            "Verbeter de dag, of kies hoe het is afgelopen."
        )
    case = work.edit(Case, shown, eviction=state, eviction_on=on, eviction_source=source.strip())
    note_eviction(work, case)
    work.edit(Case, case, eviction_reported=work.now)  # stands on no form, so a colleague's change of something else is no conflict
