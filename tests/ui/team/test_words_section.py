"""*Woordenlijsten* by keys alone: another label, a word of the team's own, and what is typed comes back."""

from __future__ import annotations

from expertiseteam.team.catalogues import catalogue_words, change_word
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.team.words_section import WordsSection


def section(stage: Stage) -> WordsSection:
    found = stage.settings.section
    assert isinstance(found, WordsSection)
    return found


def label_of(team: Team, code: str) -> str:
    return next(word.label for word in team.noor.ask(catalogue_words) if word.code == code)


def test_a_word_is_changed_and_no_longer_offered(open_stage: Open, team: Team) -> None:
    stage = open_stage("wil")
    stage.go("settings", "words")
    section(stage).list.choose("CARETAKER")
    stage.key("Return", "Ctrl+A")
    stage.type("huismeester of conciërge")
    stage.key("Tab", "Space")
    stage.shoot("instellingen-woorden")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    assert stage.status == "huismeester of conciërge: bewaard."
    assert label_of(team, "CARETAKER") == "huismeester of conciërge"
    row = next(row for row in section(stage).list.rows if row.key == "CARETAKER")
    assert (row.title, row.chip) == ("huismeester of conciërge", "niet meer aangeboden")


def test_a_sign_of_the_team_stands_on_the_card_that_was_chosen(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "words")
    section(stage).which.setFocus()
    stage.key("2", "N")
    stage.type("brievenbus dichtgeplakt")
    section(stage).of.set_value("POLICE_OFFICER")
    section(stage).way.set_value("CARD")
    section(stage).label.setFocus()
    stage.key("Return")
    own = next(word for word in team.noor.ask(catalogue_words) if word.code == "OWN_1")
    assert (own.label, own.of, own.proposes[0]) == ("brievenbus dichtgeplakt", ("POLICE_OFFICER",), "CARD")
    section(stage).list.choose("RENT_ARREARS")
    section(stage).list.setFocus()
    stage.key("Return")
    assert "Langsgaan: na een schuldsignaal levert langsgaan het meest op." in spoken(section(stage))
    stage.shoot("instellingen-woorden-manier")
    assert complaints(stage.window) == []
    section(stage).way.set_value("LETTER")
    stage.key("Ctrl+Return")
    arrears = next(word for word in team.noor.ask(catalogue_words) if word.code == "RENT_ARREARS")
    assert arrears.proposes == ("LETTER", "zo koos uw team het")
    assert next(row.chip for row in section(stage).list.rows if row.key == "RENT_ARREARS") == "brief"


def test_a_word_that_is_there_is_refused_and_a_half_word_comes_back(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "words")
    section(stage).add()
    stage.type("Huismeester")
    stage.key("Return")
    assert "staat al in deze lijst" in stage.settings.bar.text
    stage.go("log")
    stage.close()
    again = open_stage("femke")
    again.go("settings", "words")
    assert section(again).label.text() == "Huismeester"


def test_a_colleague_who_changed_the_same_word_is_heard(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "words")
    section(stage).list.choose("OFFICE")
    stage.key("Return", "Ctrl+A")
    stage.type("loket")
    shown = next(word for word in team.wil.ask(catalogue_words) if word.code == "OFFICE")
    team.wil.do(change_word, shown, label="balie", is_offered=True)
    stage.key("Ctrl+Return")
    assert "Een collega heeft dit woord net gewijzigd in “balie”." in stage.settings.bar.text
    assert section(stage).label.text() == "loket" and label_of(team, "OFFICE") == "balie"


def test_who_may_not_change_reads_the_words(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "words")
    stage.key("Return")
    assert not section(stage).label.isVisible()
    assert "Uit de praktijk: wie bij mensen komt en iets kan zien." in spoken(section(stage))
    assert section(stage).list.rows
