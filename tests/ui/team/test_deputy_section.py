"""Standing in, by keys: begun, kept as a draft, refused with a reason, ended."""

from __future__ import annotations

from datetime import timedelta

from expertiseteam.access.who import Role
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.team.deputation import deputations, deputise
from tests.access.test_sealing import GREET, line, told_by
from tests.dossier import Team
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.team.deputy_section import DeputySection


def deputies(stage: Stage) -> DeputySection:
    stage.go("members", "deputies")
    found = stage.members.section
    assert isinstance(found, DeputySection)
    return found


def test_somebody_stands_in_reads_the_seals_and_ends_by_one_key(open_stage: Open, team: Team) -> None:
    concern = told_by(team)
    stage = open_stage("femke")
    section = deputies(stage)
    assert section.list.rows == [] and not section.end_button.isVisible()
    stage.key("N")
    section.panel.who.set_value(team.ids["noor"])
    section.panel.until.setFocus()
    stage.type("16-11")
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "Noor Elzinga neemt waar tot en met 16 november 2026. 1 melder is opnieuw verzegeld."
    [row] = section.list.rows
    assert (row.title, row.chip) == ("Noor Elzinga", "neemt waar")
    assert row.foot.startswith("Sinds 2 november 2026, tot en met 16 november 2026")
    assert team.noor.do(reveal_reporter, concern, "terugbellen") == GREET
    section.list.setFocus()
    stage.key("B")
    assert stage.members.bar.text.startswith("Noor Elzinga neemt niet meer waar en heeft de rol van daarvoor weer.")
    assert team.noor.me().role is Role.MEMBER and section.list.rows == []


def test_it_can_begin_on_a_later_day(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    section = deputies(stage)
    stage.key("N")
    section.panel.who.set_value(team.ids["noor"])
    for field, typed in ((section.panel.since, "9-11"), (section.panel.until, "16-11")):
        field.setFocus()
        field.selectAll()
        stage.type(typed)
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "Noor Elzinga neemt waar van 9 november 2026 tot en met 16 november 2026."
    [row] = section.list.rows
    assert row.chip == "gaat waarnemen" and row.foot.startswith("Vanaf 9 november 2026, tot en met 16 november 2026")
    assert team.noor.me().role is Role.MEMBER
    section.list.setFocus()
    stage.key("B")
    assert stage.members.bar.text.startswith("Noor Elzinga gaat niet waarnemen.")


def test_what_is_missing_is_said_and_a_refusal_keeps_what_was_chosen(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    section = deputies(stage)
    stage.key("N", "Ctrl+Return")
    panel = section.panel
    assert (panel.who_field.fault, panel.until_field.fault) == ("Kies wie er waarneemt.", "Vul de laatste dag in.")
    assert panel.who.hasFocus()
    panel.who.set_value(team.ids["noor"])
    panel.until.setFocus()
    stage.type("1-7-2027")
    stage.key("Ctrl+Return")
    assert "tot en met een half jaar vooruit" in panel.bar.text
    assert panel.who.value == team.ids["noor"]
    assert team.femke.ask(deputations) == []


def test_a_half_filled_form_comes_back(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    section = deputies(stage)
    stage.key("N")
    section.panel.until.setFocus()
    stage.type("16-11")
    stage.key("Escape")
    assert section.open_panel is None
    stage.key("N")
    assert section.panel.until.text() == "16-11"


def test_it_stands_with_the_member_and_is_gone_after_the_last_day(open_stage: Open, team: Team) -> None:
    team.femke.do(deputise, line(team, "noor"), team.clock.today)
    stage = open_stage("wil")
    section = deputies(stage)
    assert [row.title for row in section.list.rows] == ["Noor Elzinga"] and not section.can_add() and not section.can_end()
    team.clock.now += timedelta(days=1)
    stage.go("log")
    assert deputies(stage).list.rows == []
