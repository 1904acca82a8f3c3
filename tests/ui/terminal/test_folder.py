"""`folder-test` from the terminal: the report, its file, and the exit code."""

from __future__ import annotations

from pathlib import Path

from tests.dossier import Team
from tests.ui.terminal.terminal import Terminal


def test_a_fit_folder_gets_a_report(team: Team, tmp_path: Path) -> None:
    place, out = tmp_path / "netwerkmap", tmp_path / "verslag.txt"
    place.mkdir()
    terminal = Terminal(team, "")
    assert terminal.run("folder-test", place, "--out", out) == 0
    assert "Proef van de map “netwerkmap” op 2 november 2026" in terminal.text
    assert "goed          Een naam wordt nooit vervangen: de tweede werd geweigerd" in terminal.text
    assert "teammap" in out.read_text(encoding="utf-8").splitlines()[-1]
    assert list(place.iterdir()) == []
    assert terminal.run("folder-test", place, "--out", out) == 1
    assert terminal.refusal.startswith("Er staat al een bestand “verslag.txt”.")


def test_an_unfit_folder_is_told_and_is_not_done(team: Team, tmp_path: Path) -> None:
    place = tmp_path / "Dropbox"
    place.mkdir()
    terminal = Terminal(team, "")
    assert terminal.run("folder-test", place) == 1
    assert "niet geschikt Geen map die een programma synchroniseert" in terminal.text
    assert terminal.text.endswith("vraag om een gewone netwerkmap.")
    assert terminal.run("folder-test", tmp_path / "weg") == 1
    assert "geen map" in terminal.refusal
