"""Unlocking from a terminal: whose passphrase, from where, and what is refused."""

from __future__ import annotations

from pathlib import Path

import keyring
import keyring.errors
import pytest

from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import fingerprint
from tests.dossier import Team
from tests.ui.terminal.terminal import Terminal
from ui.terminal import commands
from ui.terminal.surroundings import ask_passphrase, ask_yes, clock_of, rules_of


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
    with pytest.raises(Exception, match="zonder dat iemand hem ziet"):
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


def test_breaking_off_leaves_no_trace(femke: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "_check", broken)
    assert femke.run("check", "x", "--member", "Femke") == 130
    assert femke.refusal.startswith("Afgebroken.")
