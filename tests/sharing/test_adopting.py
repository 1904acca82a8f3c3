"""Minutes that were adopted on one laptop while another one, which did not hear of it yet, changed them or adopted them too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.meetings.adoption import add_erratum, add_late, adopt_minutes, minutes_standing, react
from expertiseteam.meetings.conduct import change_line, item_file
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.records import RemarkKind
from expertiseteam.sharing.choosing import choose, my_clashes
from expertiseteam.team.members import change_member, members
from tests.dossier import Team
from tests.meetings.paperwork import WOONPUNT, Held, begin_following, hold
from tests.sharing.laptops import Laptop, Office


@pytest.fixture
def held(team: Team) -> Held:
    held = hold(team)
    begin_following(team, held)
    noor = next(m for m in team.femke.ask(members) if m.id == team.ids["noor"])
    team.femke.do(change_member, noor, role=Role.OFFICER, discipline=Discipline.CARE, function="")
    return held


@pytest.fixture
def office(team: Team, held: Held, tmp_path: Path) -> Iterator[Office]:
    made = Office(team, tmp_path)
    yield made
    made.close()


def told_of(on: Laptop) -> list[str]:
    """What was set aside on this laptop, the first words of each, which is then let go."""
    found = on.workspace.ask(my_clashes)
    for clash in found:
        choose(on.workspace, clash.id, frozenset())
    assert on.share().lost == 0
    return [clash.lost[0] for clash in found]


ADOPTED = "De notulen van 10 november 2026 zijn vastgesteld."


def test_what_was_adopted_is_adopted_once_as_its_readers_saw_it_and_stays_so(office: Office, held: Held) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    noor.share()

    # Femke adopts what Noor just added to: she is asked to adopt it again
    noor.workspace.do(add_late, held.meeting, "Nog van Noor.")
    femke.workspace.do(adopt_minutes, held.meeting)
    noor.share()
    assert femke.sharer.share_now().lost == 1
    assert told_of(femke) == [ADOPTED]
    assert femke.workspace.ask(minutes_standing, held.meeting).adopted_on is None

    # both adopt, and Noor changes a line and reacts before she hears of it: what Femke shared first stands
    line = next(s for s in noor.workspace.ask(item_file, held.items[WOONPUNT], held.meeting).lines if "notitie" in s.text)
    noor.workspace.do(change_line, line, text="Dit schreef Noor intussen.")
    noor.workspace.do(react, held.meeting, "Klopt dit?")
    noor.workspace.do(adopt_minutes, held.meeting)
    first = femke.workspace.do(adopt_minutes, held.meeting)
    femke.share()
    assert noor.sharer.share_now().lost == 3
    assert told_of(noor) == ["Dit schreef Noor intussen.", "Klopt dit?", ADOPTED]
    noor.workspace.do(add_erratum, held.meeting, "Dit schreef Noor intussen.")
    noor.share()
    femke.share()
    for laptop in (femke, noor):
        standing = laptop.workspace.ask(minutes_standing, held.meeting)
        assert (standing.fingerprint, standing.is_whole, standing.forgotten) == (first, True, 0)
        paper = laptop.workspace.ask(minutes_paper, held.meeting)
        assert (paper.fingerprint, len(paper.items)) == (first, 4)
        assert "Nog van Noor." in repr(paper) and "Klopt dit?" not in repr(paper)
        assert [r.text for r in standing.remarks if r.kind is RemarkKind.ERRATUM] == ["Dit schreef Noor intussen."]
        assert repr(laptop.workspace.ask(minutes_paper, held.following).items).count(ADOPTED) == 1
