"""What somebody types in a terminal, and what comes back: help, wrong use, the version, the window."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.ui.terminal.terminal import ROOT
from ui.command_line import main


@pytest.mark.parametrize(
    "command",
    [
        "",
        "example",
        "demo",
        "agenda",
        "minutes",
        "actions",
        "import-signals",
        "check",
        "remember",
        "open",
        "backup",
        "restore",
        "salvage",
        "take-out",
        "server-new",
        "server-login",
        "folder-test",
    ],
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
    plain, path = {"example": False, "fresh": False}, Path("x.dossier")
    assert asked == [
        ((None,), plain),
        ((path,), plain),
        ((path,), plain),
        ((Path(on_server),), plain),
        ((None,), {"example": True, "fresh": False}),
        ((None,), {"example": True, "fresh": True}),
    ]
