"""The round of the story without a screen."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.terminal.terminal import ROOT, Terminal, read


def test_the_demo_does_not_touch_what_it_did_not_make(femke: Terminal, tmp_path: Path) -> None:
    (tmp_path / "notulen.pdf").write_text("van mij", encoding="utf-8")
    assert femke.run("demo", "--out", tmp_path, "--quick") == 1
    assert "niet overschreven" in femke.refusal
    assert femke.run("demo", "--out", tmp_path / "notulen.pdf") == 1
    assert "geen map" in femke.refusal
    assert (tmp_path / "notulen.pdf").read_text(encoding="utf-8") == "van mij"


@pytest.mark.timeout(900)
def test_the_demo_leaves_paper_and_pictures(tmp_path: Path) -> None:
    """In a process of its own, as script/run does it; a second time replaces what the first left."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "leesmij.txt").write_text("Gemaakt door: expertiseteam demo\n", encoding="utf-8")
    (out / "agenda.pdf").write_text("van de vorige keer", encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "ui.command_line", "demo", "--quick", "--out", out], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert str(out) in run.stdout.splitlines()[-1]
    minutes = read(out / "notulen.pdf")
    for words in (
        "Beukenlaan · alleenstaande man",
        "Woonpunt vraagt uitstel van de ontruiming aan.",
        "Karim Ziani",
        "20 november 2026",
        "concept",
    ):
        assert words in minutes
    assert "17 november 2026, 13.30 tot 15.00 uur" in read(out / "agenda.pdf")  # as it went round before the overleg
    assert "Karim" in read(out / "actielijst.pdf")
    pictures = sorted(path.name for path in (out / "schermen").glob("*.png"))
    assert len(pictures) == 16 and pictures[0] == "01-ontgrendelen.png"
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert not any(name in everything for name in (b"Greet", b"Hilkens", b"55512345"))
    assert sorted(path.name for path in out.iterdir()) == ["actielijst.pdf", "agenda.pdf", "leesmij.txt", "notulen.pdf", "schermen"]
