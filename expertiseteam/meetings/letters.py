"""A letter to who is asked to an overleg: the team's own text with its fixed places filled in. It says nothing of a case."""

from __future__ import annotations

from datetime import date

from expertiseteam.access.who import DESK
from expertiseteam.access.work import query
from expertiseteam.basics.dates import long_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.templates import filled
from expertiseteam.meetings.minutes_parts import places_of, read_frame
from expertiseteam.meetings.papers import LetterPaper
from expertiseteam.storage.reading import Reader
from expertiseteam.team.settings import team_settings


@query("brief gemaakt", by=DESK, why="voorbereiding van het overleg")
def letter_paper(read: Reader, meeting_id: str, recipient: str, day: date) -> LetterPaper:
    """The letter to somebody by name about one overleg, dated `day`. Refused when the team has no text for it."""
    frame, settings = read_frame(read, meeting_id), team_settings(read)
    if not settings.letter_text:
        raise Refused("Uw team heeft geen tekst voor een brief. Er is geen brief gemaakt. Vul die in bij Instellingen, Werkwijze.")
    lines = filled(settings.letter_text, places_of(frame) | {"ontvanger": recipient})
    subject = f"Overleg op {long_date(frame.meeting.on)}"
    return LetterPaper(settings.municipality, settings.team_name, day, recipient, subject, lines, frame.logo)
