"""Around the front door: room for who goes in, support for that colleague, and a view that deviates (domain.md, rows 80 to 82)."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from expertiseteam.access.tables import Member
from expertiseteam.access.who import TEAM
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.door_records import DoorWordKind, DoorWordLine
from expertiseteam.cases.front_door import front_door
from expertiseteam.cases.records import RUNNING, Place
from expertiseteam.cases.tables import Case, DoorWord
from expertiseteam.storage.reading import Reader, select_for
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.tables import Organisation

Other = aliased(Organisation)
_WITH_ROLE = tuple(place for place in Place if place is not Place.NO_ROLE)


@act("ruimte aan de deur afgesproken", by=TEAM)
def give_room(work: Work, case_id: str, organisation_id: str, text: str) -> str:
    """What who stands at the door may decide alone; a new agreement ends the one before. Returns the id.

    Refused without a text, and for who does not stand at the door.
    """
    if not text.strip():
        raise Refused("Schrijf waarover deze organisatie zelf mag beslissen. Er is niets afgesproken.")
    if organisation_id not in _standing(work, case_id, Place.FRONT):
        raise Refused("Ruimte om te handelen heeft wie aan de deur staat. Er is niets afgesproken. Zet de organisatie eerst aan de deur.")
    return _say(work, case_id, organisation_id, DoorWordKind.ROOM, text)


@act("steun aan de deur afgesproken", by=TEAM)
def support(work: Work, case_id: str, organisation_id: str, other_id: str, text: str = "") -> str:
    """Whom an organisation supports that is not at the door itself: the colleague, never the household. Returns the id.

    Refused for who stands at the door, and when the other does not.
    """
    front = _standing(work, case_id, Place.FRONT)
    if organisation_id in front or other_id not in front or organisation_id not in _standing(work, case_id, *_WITH_ROLE):
        raise Refused("Steunen doet wie niet aan de deur staat, en altijd iemand die daar wel staat. Er is niets afgesproken.")
    return _say(work, case_id, organisation_id, DoorWordKind.SUPPORTS, text, other_id=other_id)


@act("afwijkend standpunt vastgelegd", by=TEAM)
def note_view(work: Work, case_id: str, organisation_id: str, text: str, about: str = "") -> str:
    """That an organisation sees it otherwise, as an organisation and not as a person; the chair decides (row 81). Returns the id.

    `about`: the number of the decision that it is about, or "". Refused without a text, and for who has no place at this door.
    """
    if not text.strip():
        raise Refused("Schrijf in één neutrale zin hoe deze organisatie het ziet. Er is niets vastgelegd.")
    if organisation_id not in _standing(work, case_id, *Place):
        raise Refused("Deze organisatie staat niet bij deze voordeur. Er is niets vastgelegd. Voeg haar eerst toe.")
    return _say(work, case_id, organisation_id, DoorWordKind.VIEW, text, about=about)


@act("wens om aan de deur te komen vastgelegd", by=TEAM)
def ask_to_come(work: Work, case_id: str, organisation_id: str, text: str = "") -> str:
    """That an organisation which is kept in reserve or stepped aside asks to come to the door: nobody's drive is forgotten. Returns the id.

    It holds until it comes to the door, or somebody ends it. Refused for who stands there already, and for who has no place at this door.
    """
    if organisation_id not in _standing(work, case_id, Place.RESERVE, Place.STEPPED_ASIDE):
        raise Refused("Alleen wie op de achterhand of een stapje opzij staat, kan vragen om aan de deur te komen. Er is niets vastgelegd.")
    return _say(work, case_id, organisation_id, DoorWordKind.WISH, text)


@act("afspraak rond de deur beëindigd", by=TEAM)
def end_word(work: Work, word_id: str) -> None:
    """It holds no longer; it stays on the timeline."""
    word = work.get(DoorWord, word_id)
    if word.ended_at is None:
        work.edit(DoorWord, word, ended_at=work.now)


@query()
def words_at_door(read: Reader, case_id: str) -> list[DoorWordLine]:
    """All that was agreed around one door, oldest first, also what ended."""
    statement = select_for(DoorWordLine, DoorWord, organisation=Organisation.name, other=func.coalesce(Other.name, ""), by=Member.name)
    statement = statement.join(Organisation, Organisation.id == DoorWord.organisation_id).outerjoin(Other, Other.id == DoorWord.other_id)
    statement = statement.join(Member, Member.id == DoorWord.by_id)
    return read.all(DoorWordLine, statement.where(DoorWord.case_id == case_id).order_by(DoorWord.at))


def _standing(work: Work, case_id: str, *places: Place) -> set[str]:
    return {one.organisation_id for one in front_door(work, case_id) if one.place in places}


def _say(
    work: Work, case_id: str, organisation_id: str, kind: DoorWordKind, text: str, *, other_id: str | None = None, about: str = ""
) -> str:
    refuse_service_number(work, text)
    case = work.get(Case, case_id)
    if case.state not in RUNNING:
        raise Refused(f"Casus {case.code} is afgesloten. Er is niets vastgelegd. Heropen de casus als hij weer loopt.")
    if kind is not DoorWordKind.VIEW:  # views stand beside each other; of the rest only the newest holds
        same = DoorWord.case_id == case_id, DoorWord.organisation_id == organisation_id, DoorWord.kind == kind
        for row in work.values(select(DoorWord.id).where(*same, DoorWord.ended_at.is_(None))):
            work.edit(DoorWord, work.get(DoorWord, row), ended_at=work.now)
    said = DoorWord(
        case_id=case_id,
        circle_id=case.circle_id,
        organisation_id=organisation_id,
        kind=kind,
        other_id=other_id,
        about=about,
        text=text.strip(),
        at=work.now,
        by_id=work.who.id,
    )
    return work.add(said).id
