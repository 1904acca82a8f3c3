"""Rows that no act would have written (a fault, another program, a mended file): the program goes on, and says what it cannot show."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.opening import open_dossier
from expertiseteam.storage.file import connect
from tests.acceptance.play import Play
from tests.acceptance.test_every_screen import Lived, lived  # noqa: F401 # the same dossier
from tests.dossier import PASSPHRASE
from tests.screens.accessibility import spoken
from tests.storage.released import officer_of
from ui.shell.desk import Place

BROKEN = (
    "UPDATE concern SET urgency = 'GISTEREN', state = 'ERGENS'",
    "UPDATE \"case\" SET lead_id = 'nobody', goal = '', label = replace(hex(zeroblob(500000)), '00', 'Wa')",
    "UPDATE visit SET care_id = 'nobody', state = 'GEWEEST'",
    "UPDATE action SET due = 'morgen', number = 1",
    "UPDATE agenda_item SET reasons = 'geen JSON', position = 0",
    "UPDATE decision SET \"on\" = '2026-13-45'",
    "UPDATE person SET name = ''",
    "UPDATE member SET discipline = 'MAGIE' WHERE role = 'GUEST'",
    "UPDATE setting SET value = '{'",
)


def test_no_broken_row_stops_the_program(lived: Lived, tmp_path: Path) -> None:  # noqa: F811
    team = lived.team
    femke = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    told = {"certainty": Certainty.SEEN, "channel": Channel.PHONE}
    femke.do(record_concern, what="Gordijnen dicht", place="Beukenlaan 9, Turfven", **told)
    femke.close()
    with closing(connect(team.path, officer_of(team.path).dossier_key)) as bare:
        bare.execute("PRAGMA foreign_keys = OFF")
        for statement in BROKEN:
            bare.execute(statement)
    play = Play(team, tmp_path)
    play.as_member("femke")
    window = play.program.main
    for kind in (*(entry.key for entry in window._entries), "case"):
        window.go(lived.places.get(kind, Place(kind)))
        play.settle()
        assert window.isVisible()
        assert "dat dit programma niet kent" in spoken(window), kind
    assert play.told == [], "a broken row is no fault of the program"
    play.close()
