"""What somebody types in a terminal, and what comes back: words, files, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import keyring
import keyring.errors
import pytest
from pypdf import PdfReader

from expertiseteam.basics.workplace import Workplace
from expertiseteam.concerns.feedback import open_feedback
from expertiseteam.concerns.intake import concerns
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import fingerprint
from tests.dossier import PASSPHRASE, Team
from ui import command_line
from ui.command_line import main
from ui.terminal.surroundings import Surroundings, ask_passphrase, ask_yes, clock_of, rules_of

ROOT = Path(__file__).parents[2]
FILES = ROOT / "tests" / "exchange" / "files"
EXCEL = FILES / "excel-csv-utf8.csv"


@dataclass
class Terminal:
    """A terminal that types what the test says, and keeps what comes back."""

    team: Team
    passphrase: str
    answer: bool = True
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    workplace: Workplace = field(default_factory=Workplace)

    def run(self, *arguments: object) -> int:
        """Give a command on a clean screen; returns the exit code."""
        for lines in (self.out, self.err, self.asked):
            lines.clear()
        around = Surroundings(
            ask_passphrase=lambda question: self._asked(question, self.passphrase),
            ask_yes=lambda question: self._asked(question, self.answer),
            tell=self.out.append,
            warn=self.err.append,
            rules_of=lambda _: self.team.policy,
            clock_of=lambda _: self.team.clock,
            workplace=lambda: self.workplace,
        )
        return main([str(argument) for argument in arguments], around)

    def _asked(self, question: str, answer: Any) -> Any:
        self.asked.append(question)
        return answer

    @property
    def text(self) -> str:
        return "\n".join(self.out)

    @property
    def refusal(self) -> str:
        """The one sentence on standard error."""
        assert len(self.err) == 1
        return self.err[0]


@pytest.fixture
def femke(team: Team) -> Terminal:
    return Terminal(team, PASSPHRASE.format("femke"))


@pytest.fixture
def wil(team: Team) -> Terminal:
    return Terminal(team, PASSPHRASE.format("wil"))


@pytest.fixture
def overleggen(team: Team) -> None:
    """One overleg held on 3 November, one prepared for the 24th."""
    held, coming = team.wil.do(plan_series, first=_day(3), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.clock.at(2026, 11, 3, 13, 30)
    team.wil.do(prepare_agenda, held)
    team.wil.do(start_meeting, team.wil.ask(meeting, held))
    point = team.wil.ask(agenda, held).items[0]
    team.wil.do(open_item, point.id)
    team.wil.do(decide, point.id, "We nodigen de huisarts uit.")
    team.wil.do(close_meeting, team.wil.ask(meeting, held))
    team.wil.do(prepare_agenda, coming)


def _day(day: int) -> date:
    return date(2026, 11, day)


def read(path: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


# Use ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    ["", "example", "demo", "agenda", "minutes", "actions", "import-signals", "check", "remember", "open", "server-new", "server-login"],
)
def test_help_is_dutch_and_leaves_with_nought(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.split(), "--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("Gebruik: expertiseteam")
    assert not any(english in said for english in ("usage:", "options:", "positional", "show this"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dansen"], "De opdracht 'dansen' bestaat niet."),
        (["agenda"], "Er ontbreekt iets: --dossier, --member, --out."),
        (["demo", "--out", "x", "--snel"], "Dit wordt niet begrepen: --snel."),
        (["demo", "--out"], "Na --out hoort nog iets te staan."),
        (["check", "x", "--member", "a", "--passphrase", "geheim"], "Dit wordt niet begrepen: --passphrase geheim."),
        (["check", "x", "--member", "a", "--key-store", "--passphrase-file", "b"], "gaan niet samen."),
        (["example", "--fresh=ja"], "Achter --fresh hoort niets te staan"),
    ],
)
def test_wrong_use_is_one_dutch_sentence_and_two(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert words in said and "--help" in said


def test_the_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.startswith("expertiseteam ")


def test_without_a_screen_the_window_says_so_in_a_sentence() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    bare = {name: value for name, value in os.environ.items() if name not in names}
    gone = {**bare, "DISPLAY": ":987"}
    for arguments, env in (([], bare), (["example"], bare), (["iets.dossier"], bare), ([], gone)):
        run = subprocess.run(
            [sys.executable, "-m", "ui.command_line", *arguments], cwd=ROOT, env=env, capture_output=True, text=True, check=False
        )
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr.startswith("Er is hier geen beeldscherm") and "Traceback" not in run.stderr


def test_the_window_opens_on_what_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from ui import application

    asked: list[Any] = []
    monkeypatch.setattr(application, "run", lambda *given, **more: asked.append((given, more)) or 0)
    on_server = "x.expertiseteam-server"
    for arguments in ([], ["x.dossier"], ["open", "x.dossier"], [on_server], ["example"], ["example", "--fresh"]):
        assert main(arguments) == 0
    path = Path("x.dossier")
    assert asked == [
        ((None,), {}),
        ((path,), {}),
        ((path,), {}),
        ((Path(on_server),), {}),
        ((), {"example": True, "fresh": False}),
        ((), {"example": True, "fresh": True}),
    ]


def test_breaking_off_leaves_no_trace(femke: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "_check", broken)
    assert femke.run("check", "x", "--member", "Femke") == 130
    assert femke.refusal.startswith("Afgebroken.")


# Unlocking ------------------------------------------------------------------------------------------------------------------------


def test_a_wrong_passphrase_is_a_sentence(femke: Terminal, team: Team) -> None:
    femke.passphrase = "heel iets anders dan dit"
    assert femke.run("check", team.path, "--member", "Femke Aarts") == 1
    assert "De wachtzin klopt niet." in femke.refusal
    assert femke.asked == ["Wachtzin van Femke Aarts: "]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Greet", "kan dit dossier op deze computer niet ontgrendelen"),
        ("", "kan dit dossier"),
        ("Femke Aart s", "Femke Aarts, Hugo Brandt"),
    ],
)
def test_an_unknown_member_is_told_who_can(femke: Terminal, team: Team, name: str, words: str) -> None:
    assert femke.run("check", team.path, "--member", name) == 1
    assert words in femke.refusal
    assert femke.asked == [], "no passphrase is asked for nobody"


@pytest.mark.parametrize("name", ["Femke Aarts", "femke", "FEMKE  AARTS"])
def test_a_name_is_enough_when_it_is_clear(femke: Terminal, team: Team, name: str) -> None:
    assert femke.run("check", team.path, "--member", name) == 0


def test_what_is_no_dossier_is_told_before_anything_is_asked(femke: Terminal, tmp_path: Path) -> None:
    text = tmp_path / "brief.dossier"
    text.write_text("Geachte heer, mevrouw, " * 400, encoding="utf-8")
    for path, words in ((tmp_path / "weg.dossier", "staat niet (meer)"), (tmp_path, "map"), (text, "geen dossier")):
        assert femke.run("check", path, "--member", "Femke") == 1
        assert words in femke.refusal
    assert femke.asked == []


def test_the_passphrase_from_a_file(femke: Terminal, team: Team, tmp_path: Path) -> None:
    file = tmp_path / "wachtzin.txt"
    file.write_text(f"\ufeff{femke.passphrase}\r\nen nog iets\r\n", encoding="utf-8", newline="")
    file.chmod(0o600)
    assert femke.run("check", team.path, "--member", "Femke", "--passphrase-file", file) == 0
    assert femke.asked == [] and femke.err == []
    file.chmod(0o644)
    assert femke.run("check", team.path, "--member", "Femke", "--passphrase-file", file) == 0
    assert "ook anderen" in femke.refusal


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "niet te lezen"), (b"", "geen wachtzin"), (b"\nx", "geen wachtzin"), (b"\xff\xfe", "geen tekst"), (b"a" * 20_000, "te groot")],
)
def test_a_passphrase_file_that_is_none(femke: Terminal, team: Team, tmp_path: Path, content: bytes | None, words: str) -> None:
    file = tmp_path / "wachtzin.txt"
    if content is not None:
        file.write_bytes(content)
        file.chmod(0o600)
    assert femke.run("check", team.path, "--member", "Femke", "--passphrase-file", file) == 1
    assert words in femke.refusal


def test_the_passphrase_in_the_key_store(femke: Terminal, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[tuple[str, str], str] = {}
    monkeypatch.setattr(keyring, "get_password", lambda service, user: kept.get((service, user)))
    monkeypatch.setattr(keyring, "set_password", lambda service, user, secret: kept.__setitem__((service, user), secret))
    monkeypatch.setattr(keyring, "delete_password", lambda service, user: kept.pop((service, user)))
    check = ("check", team.path, "--member", "Femke", "--key-store")
    assert femke.run(*check) == 1
    assert "remember" in femke.refusal
    right, femke.passphrase = femke.passphrase, "niet de goede wachtzin"
    assert femke.run("remember", "--dossier", team.path, "--member", "Femke") == 1
    assert kept == {}, "only a passphrase that opens the dossier is kept"
    femke.passphrase = right
    assert femke.run("remember", "--dossier", team.path, "--member", "Femke") == 0
    assert kept == {("expertiseteam", f"{fingerprint(key_file_of(team.path))} Femke Aarts"): right}
    assert femke.run(*check) == 0
    assert femke.asked == []
    for _ in range(2):
        assert femke.run("remember", "--dossier", team.path, "--member", "Femke", "--forget") == 0
    assert kept == {}


def test_a_key_store_that_is_not_there(femke: Terminal, team: Team) -> None:
    assert femke.run("check", team.path, "--member", "Femke", "--key-store") == 1
    assert "sleutelkluis" in femke.refusal


def test_nobody_types_a_passphrase_where_it_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    import getpass
    import warnings

    def shown(question: str) -> str:
        warnings.warn("can not control echo", getpass.GetPassWarning, stacklevel=2)
        return "geheim"

    monkeypatch.setattr(getpass, "getpass", shown)
    with pytest.raises(Exception, match="zonder dat zij te zien is"):
        ask_passphrase("Wachtzin: ")


def test_silence_is_no(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["j", "Ja", "", "nee"])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    assert [ask_yes("?") for _ in range(4)] == [True, True, False, False]

    def ended(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", ended)
    assert not ask_yes("?")


def test_only_the_example_has_cheaper_keys_and_its_own_time(team: Team) -> None:
    from expertiseteam.basics.clock import system_clock
    from expertiseteam.vault.policy import VaultPolicy

    assert rules_of(team.path) == VaultPolicy()
    assert clock_of(team.path) is system_clock
    assert clock_of(Path("voorbeeld-weidevoort.dossier"))().year == 2026


# Paper ----------------------------------------------------------------------------------------------------------------------------


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
    team.wil.do(plan_series, first=_day(3), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    assert wil.run("agenda", *where) == 1
    assert "nog geen agenda" in wil.refusal
    for bad, words in ((tmp_path, "is een map"), (tmp_path / "nergens" / "x.pdf", "is er niet")):
        assert wil.run("agenda", *where[:-1], bad) == 1
        assert words in wil.refusal


# Importing ------------------------------------------------------------------------------------------------------------------------


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


# Check ----------------------------------------------------------------------------------------------------------------------------


def test_a_sound_dossier(femke: Terminal, team: Team) -> None:
    assert femke.run("check", team.path, "--member", "Femke") == 0
    assert "is in orde" in femke.text
    assert femke.run("check", team.path, "--member", "Femke", "--json") == 0
    assert json.loads(femke.text) == {"dossier": "weidevoort.dossier", "sound": True, "problems": []}
    assert "dossier nagekeken" in [entry.what for entry in team.femke.ask(whole_log)]


def test_a_broken_rule_is_told_with_what_to_do(femke: Terminal, team: Team) -> None:
    with closing(connect(team.path, team.femke._store._key)) as bare:
        bare.execute("UPDATE log_line SET member_id = 'intruder'")
    assert femke.run("check", team.path, "--member", "Femke") == 1
    assert "1 ding niet in orde" in femke.text and "[LOG_STRANGER]" in femke.text and "Verander er niets aan" in femke.text
    assert femke.run("check", team.path, "--member", "Femke", "--json") == 1
    found = json.loads(femke.text)
    assert not found["sound"] and [problem["code"] for problem in found["problems"]] == ["LOG_STRANGER"]


@pytest.mark.parametrize("where", [100, 3 * 4096 + 50, -2000])
def test_a_damaged_file_is_told_with_what_to_do(femke: Terminal, team: Team, where: int) -> None:
    team.close()
    raw = bytearray(team.path.read_bytes())
    raw[where] ^= 0xFF
    team.path.write_bytes(raw)
    assert femke.run("check", team.path, "--member", "Femke") == 1
    assert "[FILE]" in femke.text and "reservekopie" in femke.text
    assert femke.err == []


def test_only_the_aandachtsfunctionaris_looks_a_dossier_over(wil: Terminal, team: Team) -> None:
    assert wil.run("check", team.path, "--member", "Wil") == 1
    assert "aandachtsfunctionaris" in wil.refusal


# Demo -----------------------------------------------------------------------------------------------------------------------------


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
    assert "17 november 2026" in read(out / "agenda.pdf")
    assert "Karim" in read(out / "actielijst.pdf")
    pictures = sorted(path.name for path in (out / "schermen").glob("*.png"))
    assert len(pictures) == 15 and pictures[0] == "01-ontgrendelen.png"
    everything = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file())
    assert not any(name in everything for name in (b"Greet", b"Hilkens", b"55512345"))
    assert sorted(path.name for path in out.iterdir()) == ["actielijst.pdf", "agenda.pdf", "leesmij.txt", "notulen.pdf", "schermen"]
