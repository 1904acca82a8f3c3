"""F8: one line to the screen in the room, after a look at its words. All other lines stay what they are there: that something was said.

The names of everybody in the dossier that the viewer may know of are looked for; who lets a line through sees it first (ui.md, C5).
"""

from __future__ import annotations

from sqlalchemy import select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.named import names_in
from expertiseteam.meetings.records import ItemState
from expertiseteam.meetings.room import closed_for_room
from expertiseteam.meetings.tables import AgendaItem, Said
from expertiseteam.meetings.wall_tables import WallLine
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings

LONGEST = 200  # signs of a line: two of them stand on the wall in letters that are read from across a room


@act("regel op het scherm in de zaal getoond", by=DESK)
def release_line(work: Work, said_id: str) -> None:
    """Let a line through to the wall, in the words that it has now. Doing it twice changes nothing.

    Refused for words that name anybody, for a point that is not spoken about or that somebody in the room may not hear, and when the team
    shows numbers only.
    """
    _refuse(work, said_id)
    line = work.get(Said, said_id)
    if not _standing(work, said_id):
        work.add(
            WallLine(
                meeting_id=line.meeting_id,
                case_id=line.case_id,
                circle_id=line.circle_id,
                said_id=line.id,
                text=line.text,
                at=work.now,
                by_id=work.who.id,
            )
        )


@act("regel van het scherm in de zaal gehaald", by=DESK)
def hide_line(work: Work, said_id: str) -> None:
    """Take a line off the wall again."""
    take_off(work, said_id)


def take_off(work: Work, said_id: str) -> None:
    """No words of this line on the wall any more: it was taken off, or taken back."""
    for row in work.values(select(WallLine.id).where(WallLine.said_id == said_id)):
        work.remove(work.get(WallLine, row))


@query(by=DESK)
def is_released(read: Reader, said_id: str) -> bool:
    """Whether a line stands on the wall; else it is looked over. Refused, as letting it through would be."""
    if _standing(read, said_id):
        return True
    _refuse(read, said_id)
    return False


@query(by=DESK)
def released_lines(read: Reader, meeting_id: str) -> list[str]:
    """The words that were let through of the point that is spoken about, oldest first; a line that changed since is not among them."""
    still = select(WallLine.text, AgendaItem.id).join(Said, Said.id == WallLine.said_id).join(AgendaItem, AgendaItem.id == Said.item_id)
    still = still.where(WallLine.meeting_id == meeting_id, WallLine.text == Said.text, AgendaItem.state == ItemState.BUSY)
    found = read.tuples(still.order_by(WallLine.at))
    if not found or team_settings(read).wall_shows_code_only:
        return []
    closed = closed_for_room(read, meeting_id)
    return [text for text, item_id in found if item_id not in closed]


def _standing(read: Reader, said_id: str) -> bool:
    on = select(WallLine.id).join(Said, Said.id == WallLine.said_id).where(Said.id == said_id, WallLine.text == Said.text)
    return bool(read.values(on))


def _refuse(read: Reader, said_id: str) -> None:
    if team_settings(read).wall_shows_code_only:
        raise Refused("Uw team toont in de zaal alleen nummers. De regel is niet getoond. Dat kiest u bij Instellingen, Werkwijze.")
    about = select(Said.text, Said.item_id, Said.meeting_id, AgendaItem.state).join(AgendaItem, AgendaItem.id == Said.item_id)
    [(text, item_id, meeting_id, state)] = read.tuples(about.where(Said.id == said_id)) or [("", "", "", ItemState.SKIPPED)]
    if state is not ItemState.BUSY or item_id in closed_for_room(read, meeting_id):
        raise Refused("Dit punt is niet open voor de hele kamer. De regel is niet getoond.")
    if len(text) > LONGEST:
        raise Refused("Deze regel is te lang om in de zaal te lezen. Hij is niet getoond. Maak hem korter (Enter).")
    if found := names_in(read, text):
        raise Refused(f"Hier staat een naam, adres of nummer in: {', '.join(found)}. De regel is niet getoond. Verbeter hem eerst (Enter).")
