"""Paper from a terminal."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from expertiseteam.basics.workplace import Workplace
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.conduct import start_meeting
from expertiseteam.meetings.cycle import meetings, plan_series
from expertiseteam.meetings.extracts import issue_paper, issued_papers
from expertiseteam.meetings.records import Leaving, MeetingState, PaperKind
from tests.dossier import Team
from tests.ui.terminal.terminal import Terminal, read


@pytest.mark.usefixtures("overleggen")
@pytest.mark.parametrize(
    ("kind", "meeting_", "words"),
    [
        ("agenda", [], "24 november 2026"),
        ("agenda", ["--meeting", "last"], "3 november 2026"),
        ("minutes", [], "We nodigen de huisarts uit."),
        ("minutes", ["--meeting", "2026-11-03"], "We nodigen de huisarts uit."),
        ("minutes", ["--meeting", "3 november 2026"], "We nodigen de huisarts uit."),
        ("actions", [], "3 november 2026"),
        ("actions", ["--meeting", "next"], "24 november 2026"),
    ],
)
def test_paper_of_an_overleg(wil: Terminal, team: Team, tmp_path: Path, kind: str, meeting_: list[str], words: str) -> None:
    out = tmp_path / "papier.pdf"
    assert wil.run(kind, "--dossier", team.path, "--member", "Wil Stam", "--out", out, *meeting_) == 0
    assert words in read(out)
    assert str(out) in wil.text and "niet versleuteld" in wil.text
    assert [path.name for path in tmp_path.glob(".*")] == [], "no half file is left"


@pytest.mark.usefixtures("overleggen")
def test_an_existing_file_is_kept_unless_force(wil: Terminal, team: Team, tmp_path: Path) -> None:
    out = tmp_path / "notulen.pdf"
    out.write_text("van mij", encoding="utf-8")
    command = ("minutes", "--dossier", team.path, "--member", "Wil", "--out", out)
    assert wil.run(*command) == 1
    assert "niet overschreven" in wil.refusal
    assert out.read_text(encoding="utf-8") == "van mij"
    assert wil.asked == [], "refused before the passphrase is asked"
    assert wil.run(*command, "--force") == 0
    assert "huisarts" in read(out)


@pytest.mark.usefixtures("overleggen")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["minutes", "--meeting", "2026-11-24"], "nog niet geweest"),
        (["agenda", "--meeting", "2026-11-25"], "Op 25 november 2026 is er geen overleg."),
        (["agenda", "--meeting", "ooit"], "geen datum"),
    ],
)
def test_an_overleg_that_is_not_there(wil: Terminal, team: Team, tmp_path: Path, arguments: list[str], words: str) -> None:
    assert wil.run(*arguments, "--dossier", team.path, "--member", "Wil", "--out", tmp_path / "x.pdf") == 1
    assert words in wil.refusal
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.usefixtures("overleggen")
def test_the_book_of_a_year(wil: Terminal, team: Team, tmp_path: Path) -> None:
    out = tmp_path / "boek.pdf"
    command = ("book", "--dossier", team.path, "--member", "Wil Stam", "--year", "2026", "--out", out, "--for", "Noor Elzinga")
    assert wil.run(*command) == 1 and "In 2026 zijn geen notulen vastgesteld." in wil.refusal
    held, coming = sorted(team.wil.ask(meetings), key=lambda line: line.on)
    team.clock.at(2026, 11, 24, 13, 30)
    team.femke.do(start_meeting, coming)
    team.femke.do(adopt_minutes, held.id)
    assert wil.run(*command) == 0 and "Notulenboek van 2026, 1 overleg: " in wil.text
    assert "Inhoud" in read(out) and "Exemplaar voor Noor Elzinga." in read(out)
    assert team.wil.ask(issued_papers, held.id)[0].title == "Notulenboek 2026"
    figures = tmp_path / "jaar.pdf"
    assert wil.run("year", *command[1:8], figures) == 0 and "Jaaroverzicht 2026" in read(figures)


def test_an_organisation_that_wants_no_files_gets_none(wil: Terminal, tmp_path: Path) -> None:
    wil.workplace = Workplace({"save_files": False})
    out = tmp_path / "acties.pdf"
    assert wil.run("actions", "--dossier", wil.team.path, "--member", "Wil Stam", "--out", out) == 1
    assert wil.refusal.startswith("Uw organisatie wil niet dat papier een bestand wordt.")
    assert not out.exists() and wil.asked == []


def test_without_any_overleg_there_is_no_paper(wil: Terminal, team: Team, tmp_path: Path) -> None:
    where = ("--dossier", team.path, "--member", "Wil", "--out", tmp_path / "x.pdf")
    assert wil.run("agenda", *where) == 1
    assert "geen volgend overleg" in wil.refusal
    assert wil.run("minutes", *where) == 1
    assert "nog geen overleg geweest" in wil.refusal
    team.wil.do(plan_series, first=date(2026, 11, 3), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    assert wil.run("agenda", *where) == 1
    assert "nog geen agenda" in wil.refusal
    for bad, words in ((tmp_path, "is een map"), (tmp_path / "nergens" / "x.pdf", "is er niet")):
        assert wil.run("agenda", *where[:-1], bad) == 1
        assert words in wil.refusal


@pytest.mark.usefixtures("overleggen")
def test_a_file_that_went_out_is_known_again_and_a_changed_one_is_not(wil: Terminal, team: Team, tmp_path: Path) -> None:
    file = tmp_path / "uit.pdf"
    file.write_bytes(b"%PDF papier")
    held = next(m for m in team.wil.ask(meetings) if m.state is MeetingState.HELD)
    digest = sha256(b"%PDF papier").hexdigest()
    team.wil.do(issue_paper, Leaving(PaperKind.EXTRACT, "Uittreksel 3 november 2026", "Woonpunt", "uitvoering", digest, held.id))
    command = ("verify", file, "--dossier", team.path, "--member", "Wil Stam")
    assert wil.run(*command) == 0
    assert "“uit.pdf” is echt en onveranderd: Uittreksel 3 november 2026, uitgereikt aan Woonpunt op " in wil.text
    file.write_bytes(b"%PDF papier.")
    assert wil.run(*command) == 1
    assert "niet uit dit dossier uitgereikt, of is daarna veranderd" in wil.text
    own = (
        "minutes",
        "--dossier",
        team.path,
        "--member",
        "Wil Stam",
        "--out",
        file,
        "--force",
        "--for",
        "Noor Elzinga",
        "--purpose",
        "lezen",
    )
    assert wil.run(*own) == 0 and wil.run(*command) == 0
    assert "is echt en onveranderd: Notulen 3 november 2026, uitgereikt aan Noor Elzinga op " in wil.text
    assert "Exemplaar voor Noor Elzinga. Bevat alleen wat deze lezer mag weten." in read(file)
    assert wil.run("verify", tmp_path / "weg.pdf", "--dossier", team.path, "--member", "Wil Stam") == 1
    assert "kon niet worden gelezen" in wil.refusal
