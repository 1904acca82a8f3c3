"""A list taken over from a terminal."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concerns
from expertiseteam.safety.keeping import copies_state
from expertiseteam.vault.copies import Reason
from tests.dossier import Team
from tests.ui.terminal.terminal import EXCEL, Terminal


def test_a_list_is_shown_and_taken_over_after_a_yes(wil: Terminal, team: Team) -> None:
    command = ("import-signals", EXCEL, "--dossier", team.path, "--member", "Wil")
    wil.answer = False
    assert wil.run(*command) == 0
    assert wil.asked[-1] == "4 signalen overnemen in “weidevoort.dossier”?"
    assert wil.out[-1] == "Er is niets overgenomen."
    assert team.wil.ask(concerns) == []
    assert "puntkomma" in wil.text and "Rij 2: 5 maart 2026, Beukenlaan 7, Turfven" in wil.text
    assert "Müller" not in wil.text and "06-00000001" not in wil.text
    wil.answer = True
    assert wil.run(*command) == 0
    assert wil.out[-1] == "4 signalen overgenomen."
    assert len(team.wil.ask(concerns)) == 4
    assert wil.run(*command, "--yes") == 1
    assert "Staat al in het dossier als 26-001." in wil.text
    assert "geen enkele rij" in wil.refusal
    assert wil.run(*command, "--yes", "--with-doubles") == 0
    assert len(team.wil.ask(concerns)) == 8
    before = {copy.counts["concern"] for copy in copies_state(team.path).lines if copy.reason == Reason.IMPORT}
    assert before == {0, 4}, "each time a copy of what there was came first"


def test_errors_are_told_by_row_and_stop_the_import(wil: Terminal, team: Team, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Datum;Wat;Bron\n5-3-2026;Goed;inwoner\ngisteren;Fout;\n" + "x;Ook fout;\n" * 30, encoding="utf-8")
    command = ("import-signals", path, "--dossier", team.path, "--member", "Wil", "--yes")
    assert wil.run(*command) == 1
    assert "31 rijen hebben een fout. Er is niets overgenomen." in wil.refusal
    assert "Rij 3: “gisteren” is geen hele datum." in wil.text and "en nog 6" in wil.text
    assert team.wil.ask(concerns) == []
    assert wil.run(*command, "--skip-wrong", "--no-answers") == 0
    assert [line.what for line in team.wil.ask(concerns)] == ["Goed"]
    assert team.wil.ask(open_feedback) == []


def test_columns_are_told_by_name_or_letter(wil: Terminal, team: Team, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Verhaal;Dag;Notitie\nGordijnen dicht;5-3-2026;Kees\n", encoding="utf-8")
    command = ("import-signals", path, "--dossier", team.path, "--member", "Wil", "--yes")
    assert wil.run(*command) == 1
    assert "--column what=KOLOM" in wil.refusal and "Kolom A, Kolom B, Kolom C" in wil.refusal
    assert wil.run(*command, "--header") == 1
    assert "Verhaal, Dag, Notitie" in wil.refusal
    for wrong, words in (
        ("wat=Verhaal", "u kunt kiezen uit: what, where"),
        ("what", "geen kolomkeuze"),
        ("what=Zorg", "De kolommen zijn:"),
    ):
        assert wil.run(*command, "--column", wrong) == 1
        assert words in wil.refusal
    named = ("what=verhaal", "when=b", "reporter=C", "reporter=")
    assert wil.run(*command, "--header", *(word for one in named for word in ("--column", one))) == 0
    assert [line.what for line in team.wil.ask(concerns)] == ["Gordijnen dicht"]
    assert "Naam van de melder" not in wil.text


def test_columns_by_their_own_names(wil: Terminal, team: Team, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("Omschrijving;Datum;Extra verhaal\nkort;5-3-2026;Het hele verhaal\n", encoding="utf-8")
    command = ("import-signals", path, "--dossier", team.path, "--member", "Wil", "--yes", "--column", "what=extra VERHAAL")
    assert wil.run(*command) == 0
    assert [line.what for line in team.wil.ask(concerns)] == ["Het hele verhaal"]


def test_a_list_that_cannot_be_read_asks_no_passphrase(wil: Terminal, team: Team, tmp_path: Path) -> None:
    assert wil.run("import-signals", tmp_path / "weg.csv", "--dossier", team.path, "--member", "Wil") == 1
    assert "is er niet" in wil.refusal
    assert wil.asked == []
