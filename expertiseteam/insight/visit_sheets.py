"""What goes along to a door: the sheet that a duo reads before it rings, and the card that it leaves (domain.md, rows 4, 86, 106, 119)."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import select

from expertiseteam.access.tables import Circle, Member
from expertiseteam.access.who import EVERYONE
from expertiseteam.access.work import query
from expertiseteam.basics.dates import clock_time, day_month, full_date, long_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.templates import filled
from expertiseteam.cases.actions import action_lines
from expertiseteam.cases.known_facts import known_facts
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import THREATENING, ActionLine, ActionState, CaseView, HouseholdKind
from expertiseteam.cases.tables import Action
from expertiseteam.insight.case_sheets import marks_of
from expertiseteam.insight.sheet_records import CardPaper, NeutralLetterPaper, SheetLine, VisitPaper
from expertiseteam.meetings.minutes import name_of
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import catalogue_words, spoken
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.visits.duos import visit_view
from expertiseteam.visits.records import MEETS_AWAY, ContactAtDoor, ContactMode, Purpose, VisitView, duo_words
from expertiseteam.visits.safety import contacts_at_door, visit_incidents

MOST = 4  # of each: more does not fit on one page, and the rest stands in the case
_SAID = {purpose: str(purpose) for purpose in Purpose} | {Purpose.BOTH: f"{Purpose.HELP}, en {Purpose.ENFORCEMENT}: allebei"}
PHASES = ("1. Rustig nagaan", "2. Laten vertellen", "3. Hulp aanbieden")


@query("bezoekblad gemaakt", why="voorbereid en veilig langsgaan")
def visit_sheet(read: Reader, case_id: str, visit_id: str, day: date, at: time | None = None, reader: str = "") -> VisitPaper:
    """The sheet of one visit, as it stands on a day, at a time. The log tells of it at the case.

    `reader`: the id of the colleague whose copy it is, when that is not the duo.
    """
    visit = visit_view(read, visit_id)
    case, chosen = case_view(read, case_id), team_settings(read)
    if visit.case_id != case.id:
        raise ValueError(visit.id, case.id)
    promised = action_lines(read, Action.case_id == case.id, Action.state == ActionState.OPEN, Action.is_promise.is_(True))
    contacts = contacts_at_door(read, case.id)
    return VisitPaper(
        team=chosen.team_name,
        made=day,
        code=case.code,
        label=case.label,
        place=_place(case, visit),
        duo=duo_words(visit.care, visit.enforcement),
        when=_when(visit),
        know=_know(case, visit, _approach(read, visit)),
        told=tuple(SheetLine(fact.topic, fact.text) for fact in known_facts(read, case.id)[-MOST:]),
        promises=tuple(_promise(one, day) for one in promised[:MOST]),
        contacts=tuple(_contact(one, case.code) for one in contacts if not one.is_older),  # of older incidents `safety` tells
        never=(*chosen.never_said, *_never(read, case, visit)),
        talk=tuple(
            zip(
                PHASES,
                (chosen.talk_away if visit.how in MEETS_AWAY else chosen.talk_check, chosen.talk_listen, chosen.talk_offer),
                strict=True,
            )
        ),
        safety=_safety(read, visit, contacts),
        numbers=_numbers(read, visit, chosen),
        marks=marks_of(read, case.circle_id, at, name_of(read, reader) or " en ".join(filter(None, (visit.care, visit.enforcement)))),
    )


@query("neutrale brief gemaakt", why="ongemerkt uitnodigen")
def neutral_letter(read: Reader, case_id: str, visit_id: str, day: date) -> NeutralLetterPaper:
    """The letter that asks a household to a talk and tells nothing else: no sender, no logo, not what it is about (domain.md, row 105).

    Refused as long as nobody chose the day, or the place where they meet.
    """
    visit = visit_view(read, visit_id)
    case, chosen = case_view(read, case_id), team_settings(read)
    if visit.case_id != case.id:
        raise ValueError(visit.id, case.id)
    if visit.planned_on is None or (visit.how in MEETS_AWAY and not visit.meets_at):
        raise Refused(
            "Voor een brief moet er een dag staan, en een plek als u elders afspreekt. Er is geen brief gemaakt. Kies ze bij Plannen."
        )
    at = f" om {clock_time(visit.planned_at)}" if visit.planned_at else ""
    values = {
        "wanneer": f"{long_date(visit.planned_on)}{at}",
        "plek": _spot(visit),
        "telefoon": chosen.card_phone,
        "naam": visit.care.split()[0],
    }
    return NeutralLetterPaper(day, case.place, filled(chosen.neutral_letter, values))


def _spot(visit: VisitView) -> str:
    if visit.meets_at:
        return visit.meets_at
    return {ContactMode.PHONE: "aan de telefoon", ContactMode.MESSAGE: "met een bericht"}.get(visit.how, "bij u thuis")


@query(by=EVERYONE)
def leave_behind_card(read: Reader, day: date, *, is_discreet: bool = False) -> CardPaper:
    """The card as the team's settings make it. It is about no case; a discreet one is about nothing at all."""
    chosen = team_settings(read)
    lines = () if is_discreet else chosen.card_lines
    return CardPaper(chosen.municipality, chosen.team_name, day, chosen.card_phone, lines, is_discreet)


def _place(case: CaseView, visit: VisitView) -> str:
    """Where the duo goes: their door, or the place where they meet."""
    if visit.how in MEETS_AWAY:
        return f"{visit.meets_at}. Niet bij de bewoner thuis" if visit.meets_at else "Nog geen plek gekozen. Niet bij de bewoner thuis"
    return case.place or case.village


def _when(visit: VisitView) -> str:
    announced = "aangekondigd" if visit.is_announced else "onaangekondigd"
    if visit.planned_on is None:
        part = f", {visit.part}" if visit.part else ""
        return f"Uiterlijk {long_date(visit.before)}{part}. {visit.how.capitalize()}, {announced}."
    at = f", {clock_time(visit.planned_at)}" if visit.planned_at else ""
    return f"{long_date(visit.planned_on).capitalize()}{at}. {visit.how.capitalize()}, {announced}."


def _know(case: CaseView, visit: VisitView, approach: str) -> tuple[SheetLine, ...]:
    lines = [SheetLine("Opdracht", visit.task), SheetLine("Doel van de casus", case.goal)]
    if words := _purpose(visit):
        lines.append(SheetLine("Waarvoor u komt", words))
    if visit.said_purpose:
        lines.append(SheetLine("Wat u zegt", f"{visit.said_purpose} (omdat: {visit.not_open_because})"))
    if case.household is not HouseholdKind.UNKNOWN:
        lines.append(SheetLine("Wie er woont", str(case.household)))
    if case.trusted_contact:
        lines.append(SheetLine("Wie heeft de ingang", case.trusted_contact))
    if case.eviction in THREATENING:
        lines.append(SheetLine("Uithuiszetting", f"{case.eviction}{f' op {full_date(case.eviction_on)}' if case.eviction_on else ''}"))
    if approach:
        lines.append(SheetLine("Aanpak", approach))
    if visit.why_now:
        lines.append(SheetLine("Waarom nu", visit.why_now))
    if visit.lighter:
        lines.append(SheetLine("Kan het lichter", visit.lighter))
    return tuple(lines)


def _purpose(visit: VisitView) -> str:
    """For what the duo comes, as it says at the door (R-32). Who supervises says that too when he comes along to help."""
    is_away = visit.how in MEETS_AWAY
    begins = "aan het begin van het gesprek" if is_away else "vóór u binnengaat"
    if visit.purpose is None:
        said = f"zeg het {begins}" if is_away else f"zeg het aan de deur, {begins}"
        return "" if visit.said_purpose else f"Nog niet gekozen. Spreek het af voordat u {'begint' if is_away else 'aanbelt'}, en {said}"
    if visit.purpose is Purpose.HELP and visit.supervisor:
        who = visit.supervisor.split()[0]
        return f"{_SAID[visit.purpose]}. {who} houdt ook toezicht: zeg allebei wie u bent en waarvoor u komt, {begins}"
    return f"{_SAID[visit.purpose]}. Zeg het {begins if is_away else f'aan de deur, {begins}'}"


def _approach(read: Reader, visit: VisitView) -> str:
    """What the team calls the way that was chosen to get talking; "" for none."""
    return next((w.label for w in catalogue_words(read) if visit.approach and w.code == visit.approach), "")


def _promise(one: ActionLine, day: date) -> SheetLine:
    late = ", te laat" if one.due is not None and one.due < day else ""
    return SheetLine(f"vóór {day_month(one.due)}{late}" if one.due else "geen dag", f"{one.what} ({one.owner or 'nog niemand'})")


def _contact(one: ContactAtDoor, code: str) -> SheetLine:
    """What came of a contact is told only of this case: at the same door another household may have lived."""
    what = f"{one.duo}, {one.how}"
    if one.code == code and one.outcome is not None:
        what += f": {one.outcome}"
    elif one.code != code:
        what += " (in een andere casus)"
    return SheetLine(full_date(one.on), f"{what}. Er was een incident" if one.incident else what)


def _never(read: Reader, case: CaseView, visit: VisitView) -> list[str]:
    """What follows from this very visit."""
    found = []
    if read.value(select(Circle.help_only).where(Circle.id == case.circle_id)):
        found.append("Geen bedragen en geen namen van schuldeisers: u komt alleen hulp aanbieden.")
    if visit.purpose is Purpose.HELP and not visit.supervisor:  # a mixed duo says openly that one of them supervises
        found.append("Niets over handhaving: u komt om hulp aan te bieden.")
    if visit.is_discreet:
        found.append("Niet de naam van het team, zolang iemand anders kan meeluisteren.")
    return found


def _safety(read: Reader, visit: VisitView, contacts: list[ContactAtDoor]) -> tuple[SheetLine, ...]:
    colour = str(visit.risk).capitalize() if visit.risk else "Geen kleur gekozen"
    lines = [SheetLine("Kleur", f"{colour}. {visit.measures}" if visit.measures else colour)]
    if visit.prompts:
        words = catalogue_words(read)
        lines.append(SheetLine("Let op", ", ".join(spoken(words, prompt) for prompt in visit.plan.prompted)))
    if any(one.incident for one in contacts):
        lines.append(SheetLine("Eerder", "aan deze deur was een incident; lees het in het programma"))
    lines += [SheetLine("Incident", one.what) for one in visit_incidents(read, visit.id)[:1]]
    if visit.safe_place and not visit.meets_at:
        lines.append(SheetLine("Veilige plek", visit.safe_place))
    if visit.alone_because:
        lines.append(SheetLine("Alleen", visit.alone_because))
    return tuple(lines)


def _numbers(read: Reader, visit: VisitView, chosen: TeamSettings) -> tuple[SheetLine, ...]:
    lines = []
    if visit.check_in_id is not None and visit.check_in_at is not None:
        [(name, phone)] = read.tuples(select(Member.name, Member.phone).where(Member.id == visit.check_in_id))
        who = f"; {visit.check_in_phones}" if visit.check_in_phones else ""
        lines.append(SheetLine(f"Achterwacht {name}", f"{phone or 'nummer staat niet bij Leden'}, om {clock_time(visit.check_in_at)}{who}"))
    for line in chosen.numbers_to_call:
        who, _, number = line.rpartition(":")
        lines.append(SheetLine(who.strip(), number.strip()))
    return tuple(lines)
