"""Minutes that were adopted on one laptop while another one, which did not hear of it yet, changed them or adopted them too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.meetings.adoption import add_erratum, add_late, adopt_minutes, minutes_standing
from expertiseteam.meetings.conduct import change_line, item_file
from expertiseteam.meetings.minutes import minutes_paper
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


def told_of(on: Laptop) -> str:
    """What was set aside on this laptop, which is then let go."""
    (clash,) = on.workspace.ask(my_clashes)
    choose(on.workspace, clash.id, frozenset())
    assert on.share().lost == 0
    return " ".join(clash.lost)


def notes_of(on: Laptop, held: Held) -> str:
    return repr(on.workspace.ask(minutes_paper, held.meeting).items)


def test_what_was_adopted_is_adopted_once_and_stays_as_it_was(office: Office, held: Held) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    noor.share()
    line = next(s for s in noor.workspace.ask(item_file, held.items[WOONPUNT], held.meeting).lines if "notitie" in s.text)

    noor.workspace.do(change_line, line, text="Dit schreef Noor intussen.")
    noor.workspace.do(add_late, held.meeting, "Nog van Noor.")
    first = femke.workspace.do(adopt_minutes, held.meeting)
    femke.share()
    assert noor.sharer.share_now().lost == 2
    clashes = noor.workspace.ask(my_clashes)
    assert [clash.lost[0] for clash in clashes] == ["Dit schreef Noor intussen.", "Nog van Noor."]
    for clash in clashes:
        choose(noor.workspace, clash.id, frozenset())
    noor.workspace.do(add_erratum, held.meeting, "Dit schreef Noor intussen.")
    for laptop in (noor, femke):
        laptop.share()
        standing = laptop.workspace.ask(minutes_standing, held.meeting)
        assert (standing.fingerprint, standing.is_whole, standing.forgotten) == (first, True, 0)
        assert "Nog van Noor" not in notes_of(laptop, held)
    assert [r.text for r in femke.workspace.ask(minutes_standing, held.meeting).remarks] == ["Dit schreef Noor intussen."]


def test_two_who_adopt_the_same_minutes_leave_one(office: Office, held: Held) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    noor.share()
    told = "De notulen van 10 november 2026 zijn vastgesteld."
    noor.workspace.do(adopt_minutes, held.meeting)
    first = femke.workspace.do(adopt_minutes, held.meeting)
    femke.share()
    assert noor.sharer.share_now().lost == 1
    assert told_of(noor) == told
    femke.share()
    for laptop in (femke, noor):
        paper = laptop.workspace.ask(minutes_paper, held.meeting)
        assert (paper.fingerprint, len(paper.items)) == (first, 4)
        assert laptop.workspace.ask(minutes_standing, held.meeting).is_whole
        assert repr(laptop.workspace.ask(minutes_paper, held.following).items).count(told) == 1


def test_who_adopts_what_a_colleague_just_changed_is_asked_to_adopt_again(office: Office, held: Held) -> None:
    femke, noor = office.begun(), office.colleague("noor")
    noor.share()
    noor.workspace.do(add_late, held.meeting, "Nog van Noor.")
    femke.workspace.do(adopt_minutes, held.meeting)
    noor.share()
    assert femke.sharer.share_now().lost == 1
    assert told_of(femke) == "De notulen van 10 november 2026 zijn vastgesteld."
    assert femke.workspace.ask(minutes_standing, held.meeting).adopted_on is None
    femke.workspace.do(adopt_minutes, held.meeting)
    femke.share()
    noor.share()
    assert "Nog van Noor" in repr(noor.workspace.ask(minutes_paper, held.meeting))
