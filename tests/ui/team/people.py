"""Somebody in the list of members: what the tests of its panels share."""

from __future__ import annotations

from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from tests.dossier import Team
from tests.ui.team.stage import Stage
from ui.team.people_section import PeopleSection

NEW = "molen zilver klaver stoep egel"


def section(stage: Stage) -> PeopleSection:
    found = stage.members.section
    assert isinstance(found, PeopleSection)
    return found


def line(team: Team, name: str) -> MemberLine:
    return next(m for m in team.femke.ask(members, active_only=False) if m.name == name)


def choose(stage: Stage, name: str) -> None:
    """Walk down the list to a member."""
    rows = section(stage).list.rows
    stage.key("Home", *["Down"] * next(n for n, row in enumerate(rows) if row.title == name))
    assert section(stage).card.name.text() == name
