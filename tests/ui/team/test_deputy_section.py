"""Standing in, by keys: begun, kept as a draft, refused with a reason, ended."""

from __future__ import annotations

from datetime import timedelta

from expertiseteam.access.who import Role
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.team.covering import covers
from expertiseteam.team.deputation import deputations, deputise
from tests.access.test_sealing import GREET, line, told_by
from tests.dossier import Team
from tests.screens.accessibility import complaints
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
    assert (panel.who_field.fault, panel.period.until_field.fault) == ("Kies wie er waarneemt.", "Vul de laatste dag in.")
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


def test_the_work_of_somebody_is_seen_to_by_a_colleague_and_goes_back_by_one_key(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    section = deputies(stage)
    stage.key("L")
    assert section.cover_panel.role.isVisible(), "her own work may go with her role"
    stage.shoot("werk-en-rol-laten-waarnemen")
    stage.type("noor")
    stage.key("Tab")
    stage.type("karim")
    stage.key("Tab", "Tab")
    assert not section.cover_panel.role.isVisible()
    stage.type("16-11")
    stage.shoot("werk-laten-waarnemen")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    said = "Karim Ziani neemt het werk van Noor Elzinga waar, van 2 november 2026 tot en met 16 november 2026."
    assert stage.members.bar.text == said
    [row] = section.list.rows
    assert (row.title, row.chip) == ("Karim Ziani, voor het werk van Noor Elzinga", "neemt waar")
    stage.shoot("waarnemen")
    section.list.setFocus()
    stage.key("B")
    assert stage.members.bar.text == "Karim Ziani neemt het werk van Noor Elzinga niet meer waar."
    assert section.list.rows == [] and team.femke.ask(covers, team.clock.today) == []


def test_a_member_gives_his_own_work_only(open_stage: Open, team: Team) -> None:
    stage = open_stage("noor")
    section = deputies(stage)
    stage.key("L")
    assert not section.cover_panel.role.isVisible()
    section.cover_panel.who.set_value(team.ids["karim"])
    section.cover_panel.until.setFocus()
    stage.type("16-11")
    stage.key("Ctrl+Return")
    [one] = team.noor.ask(covers, team.clock.today)
    assert (one.member_id, one.deputy_id) == (team.ids["noor"], team.ids["karim"])
