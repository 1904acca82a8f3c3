"""What is weighed beside the lines: another view, mandate, who tells whom, professional secrecy, and sharing with partners."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.scale_records import EscalateTo
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.closing import closing_checks
from expertiseteam.meetings.conduct import decide, item_file, note, open_item, start_meeting, take_back, tell
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.lists import bare_decisions
from expertiseteam.meetings.mandate import escalate_decision, set_mandate
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.projection import projection
from expertiseteam.meetings.recognise import LineKind, recognise
from expertiseteam.meetings.room import step_out
from expertiseteam.meetings.sharing import Weighing, check_sharing
from expertiseteam.team.members import change_member, members
from tests.dossier import Team

NEW = {"legal_basis": "Wmo 2015", "purpose": "hulp aanbieden", "goal": "Weten", "bringing_partner": "gemeente"}
DAY = date(2026, 11, 17)


@pytest.fixture
def item(team: Team) -> tuple[str, str, str]:
    """The overleg of 17 November at its one case; the ids of overleg, point and case."""
    case = team.femke.do(open_case, (), label="Laan 1 · gezin", lead_id=team.ids["noor"], **NEW)
    [overleg] = team.femke.do(plan_series, first=DAY, times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, overleg))
    point = next(one.id for one in team.wil.ask(agenda, overleg).items if one.case_id)
    team.wil.do(open_item, point)
    return overleg, point, case


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("Andere kijk: handhaving wil eerder optreden", LineKind.VIEW, "handhaving wil eerder optreden"),
        ("beroepsgeheim: Hugo", LineKind.SECRECY, "Hugo"),
        ("Advies: recht: eerst een brief", LineKind.ADVICE, "recht: eerst een brief"),
        ("bewoner hoort: van Noor", LineKind.RESIDENT, "van Noor"),
        ("Melder hoort : van Femke", LineKind.REPORTER, "van Femke"),
        ("Bewoner: boos over de brief", LineKind.NOTE, "Bewoner: boos over de brief"),
    ],
)
def test_the_line_knows_what_is_weighed(typed: str, kind: LineKind, text: str) -> None:
    found = recognise(typed, people=(), organisations=(), today=DAY)
    assert (found.kind, found.text) == (kind, text)


def test_the_minutes_tell_the_other_view_the_mandate_the_secrecy_and_who_tells(team: Team, item: tuple[str, str, str]) -> None:
    overleg, point, case = item
    wil = team.wil
    wil.do(tell, point, LineKind.VIEW, "de jeugd ziet meer haast")
    wil.do(decide, point, "Noor gaat langs.")
    wil.do(tell, point, LineKind.VIEW, "handhaving wil eerst een brief")
    wil.do(decide, point, "We vragen een last aan.")
    wil.do(tell, point, LineKind.SECRECY, "schuldhulp")
    with pytest.raises(Refused, match="van welk vak"):
        wil.do(tell, point, LineKind.ADVICE, "eerst een brief")
    wil.do(tell, point, LineKind.ADVICE, "Jurist: eerst een brief")
    wil.do(tell, point, LineKind.REPORTER, "Femke")
    lines = wil.ask(item_file, point, overleg).lines
    first, second = (line.decision_id for line in lines if line.decision_id)
    wil.do(set_mandate, case, first, "Huisbezoek en hulp inzetten: het team")
    wil.do(escalate_decision, case, second, to=EscalateTo.ALDERMAN, question="Mag dit?")
    assert [one.title for one in wil.ask(closing_checks, overleg).untold] == ["Laan 1 · gezin"]
    told = wil.do(tell, point, LineKind.RESIDENT, "Noor, morgen")
    assert wil.ask(closing_checks, overleg).untold == ()
    [on_paper] = [one for one in wil.ask(minutes_paper, overleg).items if one.code]
    assert on_paper.notes == ("Andere kijk: de jeugd ziet meer haast",)  # there was nothing decided yet
    assert [(d.mandate, d.views) for d in on_paper.decisions] == [
        ("Huisbezoek en hulp inzetten: het team", ("handhaving wil eerst een brief",)),
        ("buiten het mandaat van het team, gevraagd aan wie verantwoordelijk is", ()),
    ]
    assert on_paper.advice == ("recht: eerst een brief",)
    assert (on_paper.silent, on_paper.resident, on_paper.reporter) == (("schuldhulp",), ("Noor, morgen",), ("Femke",))
    shown = wil.ask(projection, overleg)
    assert shown is not None and {line.kind for line in shown.lines} == {LineKind.DECISION}
    assert all("handhaving" not in one.text for one in team.femke.ask(bare_decisions, overleg, DAY, DAY).decisions)
    assert wil.do(take_back, told) == "Noor, morgen"
    with pytest.raises(TypeError):
        wil.do(tell, point, LineKind.DECISION, "zo niet")


def test_sharing_is_gone_through_once_per_case_and_partner(team: Team, item: tuple[str, str, str]) -> None:
    overleg, point, case = item

    def works_for(name: str, organisation: str) -> None:
        shown = next(m for m in team.femke.ask(members) if m.id == team.ids[name])
        same = {"role": shown.role, "discipline": shown.discipline, "function": shown.function}
        team.femke.do(change_member, shown, organisation_id=team.organisations[organisation], **same)

    assert team.wil.ask(item_file, point, overleg).sharing is None  # everybody is of the municipality
    works_for("karim", "Woonpunt")
    state = team.wil.ask(item_file, point, overleg).sharing
    assert state is not None and [p.name for p in state.missing] == ["Woonpunt"] and state.purpose == "hulp aanbieden"
    team.wil.do(note, point, "Er wordt gewoon doorgepraat.")  # it never stops the line
    with pytest.raises(Refused, match="waarom"):
        team.wil.do(check_sharing, point, [team.organisations["Woonpunt"]], Weighing(" "))
    team.wil.do(check_sharing, point, [team.organisations["Woonpunt"]], Weighing("De huur loopt op.", "alleen de achterstand", "nee"))
    state = team.wil.ask(item_file, point, overleg).sharing
    assert (
        state is not None and not state.missing and [(c.partner.name, c.shares, c.on) for c in state.checked] == [("Woonpunt", True, DAY)]
    )
    works_for("hugo", "Schuldhulp")  # somebody else came in: asked for that one only
    state = team.wil.ask(item_file, point, overleg).sharing
    assert state is not None and [p.name for p in state.missing] == ["Schuldhulp"]
    team.wil.do(check_sharing, point, [team.organisations["Schuldhulp"]], Weighing("Schuldhulp kent dit gezin niet.", shares=False))
    shut = team.wil.ask(item_file, point, overleg)
    assert [one.name for one in shut.outsiders] == ["Hugo Brandt"] and shut.lines == () and shut.item.title == ""
    team.wil.do(step_out, point, team.ids["hugo"])
    open_again = team.wil.ask(item_file, point, overleg)
    assert not open_again.outsiders and open_again.sharing is not None and len(open_again.sharing.checked) == 1
    absent = next(line for line in team.wil.ask(attendance, overleg) if line.member_id == team.ids["karim"])
    team.wil.do(set_present, absent, False)
    assert team.wil.ask(item_file, point, overleg).sharing is None
