"""Looking a dossier over from a terminal."""

from __future__ import annotations

import json
import shutil
from contextlib import closing

import pytest

from expertiseteam.opening import open_dossier
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.vault.copies import Reason
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


def test_a_copy_is_a_witness_of_the_log(femke: Terminal, team: Team) -> None:
    team.close()
    older = team.path.read_bytes()
    with closing(open_dossier(team.path, team.ids["femke"], femke.passphrase, policy=team.policy, clock=team.clock)) as again:
        again.ask(whole_log)
        copy = again.copy(Reason.HAND)
    files = {file: file.read_bytes() for file in copy.folder.iterdir()}
    check = ("check", team.path, "--member", "Femke", "--log", "--against", copy.dossier)
    assert femke.run(*check) == 0
    assert "staat ook in dit dossier, ongewijzigd" in femke.text
    team.path.write_bytes(older)  # somebody puts an older dossier back, and throws away what this computer saw of it
    shutil.rmtree(team.policy.state_folder)
    assert femke.run(*check[:-2]) == 0, "without a witness nobody can tell"
    assert femke.run(*check) == 1
    assert "[LOG_ROLLED_BACK]" in femke.text
    assert {file: file.read_bytes() for file in copy.folder.iterdir()} == files, "a witness is not touched"
    assert femke.run(*check[:-1], team.path.with_name("weg.dossier")) == 1
    assert "staat niet (meer)" in femke.refusal


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
