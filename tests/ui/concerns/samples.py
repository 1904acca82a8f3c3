"""Signals to work with, written down through the same act that users use."""

from __future__ import annotations

from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source, Urgency
from tests.dossier import Team

BUUR = "De buurman zet al drie weken geen afval buiten. Gordijnen dicht. Ik heb er een naar gevoel bij."
GREET = ReporterText("Greet Hilkens", "06-55512345", "belt liever niet overdag")


def september(team: Team) -> str:
    """The signal of September on Beukenln 7, of the story; the clock goes back to where it was."""
    now = team.clock.now
    team.clock.at(2026, 9, 14, 10, 0)
    code = team.lucja.do(
        record_concern,
        what="Post steekt uit de brievenbus, al een week.",
        place="Beukenln 7, Turfven",
        certainty=Certainty.SEEN,
        channel=Channel.ROUND,
        source=Source.PROFESSIONAL,
    )
    team.clock.now = now
    return code


def of_the_story(team: Team) -> str:
    """The signal that Greet Hilkens phoned about."""
    return team.lucja.do(
        record_concern,
        what=BUUR,
        place="Beukenlaan 7, Turfven",
        certainty=Certainty.GUT,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=GREET,
    )


def a_handful(team: Team) -> None:
    """Four signals of different age and haste."""
    now = team.clock.now
    for days, what, place, urgency in (
        ((2026, 10, 20, 9, 0), "Iemand roept ’s avonds hard op straat.", "Kerkstraat 12, Turfven", Urgency.NORMAL),
        (
            (2026, 10, 27, 15, 0),
            "Dieren op het erf slecht verzorgd, niemand ziet de boer nog bij het hek.",
            "Heikant 3, Ganzenhoek",
            Urgency.SOON,
        ),
        ((2026, 10, 29, 11, 0), "Komt niet meer bij de inloop.", "Turfven", Urgency.NORMAL),
        ((2026, 10, 30, 16, 0), "Vraagt hulp bij formulieren.", "Molenweg 44, Weidevoort", Urgency.NORMAL),
    ):
        team.clock.at(*days)
        team.noor.do(record_concern, what=what, place=place, certainty=Certainty.SEEN, channel=Channel.CABIN, urgency=urgency)
    team.clock.now = now


def many(team: Team, count: int) -> None:
    """Signals to weigh, one after another."""
    for number in range(1, count + 1):
        team.noor.do(
            record_concern, what=f"Signaal nummer {number} over de lantaarn.", place="", certainty=Certainty.HEARD, channel=Channel.CABIN
        )
