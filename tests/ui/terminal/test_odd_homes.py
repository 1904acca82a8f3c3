"""The command line where a computer is set up oddly: its time zone, its language, the name of its user, a home that nobody writes in."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from expertiseteam.access.who import Discipline
from expertiseteam.example.people import EXAMPLE_POLICY, FILE_NAME, PEOPLE
from expertiseteam.opening import NewDossier, create_dossier
from tests.dossier import PASSPHRASE
from tests.faults.surroundings import ROOT

ODD = "Ö'Neil; rm -rf $HOME"


def _run(home: str, env: dict[str, str], *words: str | Path) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LC_", "LANG", "PYTHONUTF8", "TZ", "HOME"))}
    surroundings = {**kept, "HOME": home, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **env}
    command = [sys.executable, "-m", "ui.command_line", *map(str, words)]
    return subprocess.run(command, cwd="/", env=surroundings, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL, timeout=120)


@pytest.mark.skipif(os.name == "nt", reason="HOME and LANG are of Unix")
def test_a_dossier_is_looked_over_wherever_the_user_lives(tmp_path: Path) -> None:
    """quality.md, row 63: no time zone, a bare or a Turkish language, a user with such a name, and a home that cannot be written."""
    home = tmp_path / ODD / "müşteri"
    home.mkdir(parents=True)
    here, words = home / FILE_NAME, PASSPHRASE.format("femke")
    new = NewDossier("Weidevoort", (), PEOPLE[0].name, Discipline.CARE, "aandachtsfunctionaris", words)
    create_dossier(here, new, policy=replace(EXAMPLE_POLICY, state_folder=tmp_path))[0].close()
    passphrase = home / "wachtzin.txt"
    passphrase.write_text(words)
    passphrase.chmod(0o600)
    check = ("check", here, "--member", PEOPLE[0].name.upper(), "--log", "--passphrase-file", passphrase)
    done = _run(str(home), {"LANG": "C"}, *check)
    assert (done.returncode, done.stderr) == (0, "") and "is in orde" in done.stdout
    # What cannot be kept (wrong tries, how far the log was seen) is no reason to stay out.
    done = _run("/proc", {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8"}, *check)
    assert done.returncode == 0 and "Traceback" not in done.stderr, done.stderr
    done = _run(str(home), {"TZ": "Pacific/Kiritimati", "LC_ALL": "C"}, "check", home / "weg.dossier", "--member", "İpek")
    assert done.returncode == 1 and "staat niet (meer) op deze plek" in done.stderr
