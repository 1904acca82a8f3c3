"""Looking a dossier over from a terminal."""

from __future__ import annotations

import json
from contextlib import closing

import pytest

from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from tests.dossier import Team
from tests.ui.terminal.terminal import Terminal


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
    assert "3 dingen niet in orde" in femke.text and "[LOG_STRANGER]" in femke.text and "Verander er niets aan" in femke.text
    assert femke.run("check", team.path, "--member", "Femke", "--json") == 1
    found = json.loads(femke.text)
    assert not found["sound"] and [problem["code"] for problem in found["problems"]] == ["LOG_EDITED", "LOG_STRANGER", "LOG_CHAIN"]


def test_the_log_alone_is_checked_with_every_signature(femke: Terminal, team: Team) -> None:
    team.femke.ask(whole_log)
    assert femke.run("check", team.path, "--member", "Femke", "--log") == 0
    assert "elke regel en elke handtekening klopt" in femke.text
    with closing(connect(team.path, team.femke._store._key)) as bare:
        bare.execute("UPDATE log_line SET signature = x'00' WHERE number = 1")
    assert femke.run("check", team.path, "--member", "Femke", "--log") == 1
    assert "[LOG_" in femke.text and "Regel 1 van logboek" in femke.text


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
