"""*Wie keek en wie wijzigde*, by keys alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from expertiseteam.access.log_checker import check, read_log
from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.workplace import Workplace
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_file
from expertiseteam.privacy.reading_log import LogSubject, whole_log
from expertiseteam.team.members import add_member
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken, stops
from tests.screens.harness import shoot
from tests.ui.privacy.conftest import Open
from tests.ui.team.stage import Stage
from ui.privacy import log_screen
from ui.shell.desk import Place
from ui.widgets.labels import Label


def a_case(team: Team) -> str:
    return team.femke.do(
        open_case, (), label="Beukenlaan · alleenstaande man", lead_id=team.ids["noor"],
        legal_basis="Wmo 2015, onderzoek na melding", purpose="hulp aanbieden",
        goal="Weten of meneer hulp wil.", bringing_partner="gemeente", place="Beukenlaan 7, Turfven",
    )  # fmt: skip


def titles(stage: Stage) -> list[str]:
    return [row.title for row in stage.log.list.rows]


def detail(stage: Stage) -> list[str]:
    return [label.text() for label in stage.log.detail.findChildren(Label)]


def test_the_officer_reads_everyones_lines_and_finds_one(open_stage: Open, team: Team) -> None:
    case = a_case(team)
    team.clock.at(2026, 11, 3, 14, 5)
    team.noor.ask(case_file, case)
    stage = open_stage("femke")
    stage.go("log")
    assert titles(stage)[:3] == ["Logboek bekeken", "Casus bekeken", "Casus geopend"]
    assert stage.log.field.hasFocus()
    stage.type("noor 26-001")
    assert titles(stage) == ["Casus bekeken"]
    stage.key("Return")
    assert stage.log.list.hasFocus()
    assert detail(stage)[0] == "Casus bekeken"
    for words in ("Noor Elzinga", "dinsdag 3 november 2026, 14.05 uur", "bekeken", "26-001", "werk aan de casus"):
        assert words in detail(stage)
    stage.key("Escape")
    assert stage.log.field.text() == ""
    assert len(titles(stage)) > 3


def test_nothing_found_says_with_which_words(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("log")
    stage.type("haagdoorn")
    assert titles(stage) == []
    assert stage.log.list.empty is not None
    assert stage.log.list.empty.sentence == "Geen regel met “haagdoorn”."
    assert not stage.log.detail.facts.isVisible()


def test_looking_and_changing_are_shown_apart(open_stage: Open, team: Team) -> None:
    team.noor.ask(case_file, a_case(team))
    stage = open_stage("femke")
    stage.go("log")
    every = len(titles(stage))
    stage.key("Tab", "2")
    assert titles(stage) == ["Logboek bekeken", "Logboek bekeken", "Casus bekeken"], "looking at other lines is looking again"
    assert stage.log.kinds.pill("views").text() == "Bekeken 3"
    assert stage.log.kinds.pill("all").text() == f"Alles {every + 1}"
    stage.key("3")
    assert "Casus geopend" in titles(stage) and "Casus bekeken" not in titles(stage)


def test_others_read_their_own_lines(open_stage: Open, team: Team) -> None:
    team.noor.ask(case_file, a_case(team))
    stage = open_stage("noor")
    stage.go("log")
    assert titles(stage) == ["Casus bekeken"]
    assert stage.log._title.text() == "Wat het logboek over u bewaart"
    assert "Femke" not in spoken(stage.log)
    assert stage.told == []


def test_one_who_did_nothing_sees_an_empty_log(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("log")
    assert stage.log.list.empty is not None and stage.log.list.empty.isVisible()
    assert stage.log.list.empty.sentence == "Er staat nog niets in het logboek."


def test_older_lines_are_fetched_when_asked(open_stage: Open, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_screen, "AT_ONCE", 4)
    every = team.femke.ask(whole_log)
    stage = open_stage("femke")
    stage.go("log")
    assert len(titles(stage)) == 4
    assert stage.log._count.text() == "de nieuwste 4 regels"
    stage.key("Down")  # to the list, where O is a key
    times = 0
    while stage.log.older_button.isVisible():
        stage.key("O")
        times += 1
    shown = [entry.at for entry in stage.log._found.entries]
    assert shown == sorted(set(shown), reverse=True)
    assert {entry.at for entry in every} <= set(shown)
    assert times >= 5


def test_looking_again_is_a_line_and_other_peoples_work_is_not(open_stage: Open, team: Team) -> None:
    """A screen that loaded by itself at every change would fill the log with its own looking."""
    stage = open_stage("femke")
    stage.go("log")

    def looks() -> int:
        return titles(stage).count("Logboek bekeken")

    first = looks()
    stage.opened.workspace.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    stage.key("Ctrl+Shift+N")  # names hidden: nothing to load anew
    stage.settle()
    assert looks() == first
    stage.key("F5")
    assert looks() == first + 1
    assert "Lid toegevoegd" in titles(stage)


def test_the_log_can_be_heard_and_fits(open_stage: Open, team: Team) -> None:
    case = a_case(team)
    for minute in range(12):
        team.clock.at(2026, 11, 3, 10, minute)
        team.noor.ask(case_file, case)
    stage = open_stage("femke")
    stage.go("log")
    shoot(stage.theme, stage.window, "logboek", settle=stage.settle)
    assert complaints(stage.window) == []
    heard = stops(stage.window)
    first = heard.index("Zoek in het logboek")  # after the rail and the bar, however many stops they have
    field, kinds, fold, rows = heard[first : first + 4]
    assert (field, kinds.split(":")[0], fold) == ("Zoek in het logboek", "Welke regels", "Filter, dicht")
    assert rows == "Regels van het logboek"
    stage.preferences.change(scale=130)
    stage._dress()
    stage.settle()
    assert complaints(stage.window) == []


def fill(stage: Stage, **typed: str) -> None:
    """Fill in the filter and ask for it."""
    fold = stage.log.filter
    fold.set_open(True)
    if "member" in typed:
        fold.member.set_value(stage.team.ids[typed["member"]])
    if "kind" in typed:
        fold.kind.set_value(typed["kind"])
        fold.kind.chosen.emit(typed["kind"])
    for name in ("code", "first", "last"):
        if name in typed:
            getattr(fold, name).setText(typed[name])
    fold.code.setFocus()
    fold.show_button.setFocus()
    stage.key("Return")


def test_lines_of_one_member_one_case_and_one_period(open_stage: Open, team: Team) -> None:
    case = a_case(team)
    for day, who in ((3, team.noor), (4, team.sem), (5, team.noor)):
        team.clock.at(2026, 11, day, 9, 0)
        who.ask(case_file, case)
    stage = open_stage("femke")
    stage.go("log")
    fill(stage, member="noor", last="4 november")
    assert titles(stage) == ["Casus bekeken"] and "Noor Elzinga" in detail(stage)
    assert stage.log.filter.words == "Noor Elzinga · tot en met 4 november 2026"
    fill(stage, kind="case", code="26-001", member="sem", last="")
    assert titles(stage) == ["Casus bekeken"] and "Sem de Graaf" in detail(stage)
    fill(stage, kind="case", code="26-777")
    assert "Er is geen casus met dit nummer" in stage.log.filter._code_field.fault
    fill(stage, code="26-001", first="5 november", last="3 november")
    assert stage.log.filter._last_field.fault == "Deze dag is eerder dan de dag bij Vanaf."
    fill(stage, first="", last="1 oktober", code="26-001")
    assert titles(stage) == []
    assert stage.log.list.empty is not None and stage.log.list.empty.sentence == "Geen regel past hierbij."
    stage.log.filter.clear()
    stage.settle()
    assert "Casus geopend" in titles(stage)
    assert stage.told == []


def test_from_a_case_the_log_of_that_case(open_stage: Open, team: Team) -> None:
    case = a_case(team)
    team.noor.ask(case_file, case)
    stage = open_stage("femke")
    stage.window.go(Place("log", extra=LogSubject(case, "26-001", is_case=True)))
    stage.settle()
    assert titles(stage) == ["Logboek bekeken", "Casus bekeken", "Casus geopend"]
    assert stage.log.kinds.pill("all").text() == "Alles 3"
    assert stage.log.filter.words == "casus 26-001"
    shoot(stage.theme, stage.window, "logboek-casus", settle=stage.settle)
    stage.log.filter.set_open(True)
    shoot(stage.theme, stage.window, "logboek-filter", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.window.go(Place("log"))
    stage.settle()
    assert len(titles(stage)) > 4 and stage.log.filter.words == "alle regels"


def test_lines_are_kept_as_text_and_that_is_a_line(open_stage: Open, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team.noor.ask(case_file, a_case(team))
    stage = open_stage("femke")
    stage.go("log")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "wie keek"), ""))
    stage.key("Ctrl+S")
    text = (tmp_path / "wie keek.txt").read_text(encoding="utf-8")
    assert "Noor Elzinga | bekeken | casus bekeken | 26-001 | werk aan de casus" in text
    assert stage.status.endswith("regels opgeslagen als wie keek.txt. Dit bestand is niet versleuteld.")
    stage.key("F5")
    assert titles(stage)[1] == "Logboek opgeslagen"


def test_where_no_file_may_be_made_the_log_stays_inside(open_stage: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("nobody may be asked where"))
    stage = open_stage("femke", workplace=Workplace({"save_files": False}))
    stage.go("log")
    stage.key("Ctrl+S")
    assert "vastgelegd door uw organisatie" in stage.log.bar.text
    assert "Logboek opgeslagen" not in titles(stage)


def test_who_reads_only_his_own_lines_filters_those(open_stage: Open, team: Team) -> None:
    team.noor.ask(case_file, a_case(team))
    team.sem.ask(case_file, a_case(team))
    stage = open_stage("noor")
    stage.go("log")
    fold = stage.log.filter
    fold.set_open(True)
    assert not fold.member.isVisible()
    fill(stage, kind="case", code="26-002")
    assert titles(stage) == []
    fill(stage, code="26-001")
    assert titles(stage) == ["Casus bekeken"]
    assert stage.log.kinds.pill("views").text() == "Bekeken 1"
    stage.key("Ctrl+S")
    assert stage.told == []


def test_the_mark_of_the_log_is_told_and_leads_back_to_its_line(open_stage: Open, team: Team) -> None:
    a_case(team)
    stage = open_stage("femke")
    stage.go("log")
    stage.log._proof.tell_mark()
    stage.settle()
    told = stage.log.bar.text
    mark = told.split("nu ")[1].split(". ")[0]
    assert told.startswith("Het kenmerk van het logboek is nu ") and told.endswith("van Femke Aarts.") and len(mark) == 19
    stage.log.field.setFocus()
    stage.type(mark.lower())
    assert "Dit kenmerk hoort bij regel" in stage.log.bar.text and "Die staat er nog." in stage.log.bar.text
    assert stage.log.list.rows, "the answer stands above; no line is called missing beside it"
    stage.shoot("logboek-merk")
    stage.key("Ctrl+A")
    stage.type("7K2M-Q9XF-3B4C-9D2E")
    assert "Dit kenmerk staat niet in het logboek" in stage.log.bar.text
    assert complaints(stage.window) == []


def test_the_whole_log_is_taken_out_for_who_checks_it(
    open_stage: Open, team: Team, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_case(team)
    stage = open_stage("femke")
    stage.go("log")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "logboek"), ""))
    stage.log._proof.export()
    stage.settle()
    log = read_log((tmp_path / "logboek.jsonl").read_text(encoding="utf-8").splitlines())
    assert check(log, every_signature=True) == []
    assert "Het hele logboek (" in stage.status and "logboek.jsonl" in stage.status
    assert team.femke.ask(whole_log)[1].what == "logboek uitgevoerd om na te kijken"


def test_who_reads_only_his_own_lines_is_offered_no_proof(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("log")
    assert {command.id for command in stage.log.commands()}.isdisjoint({"log.keep", "log.export", "log.mark"})
