"""Copies from a terminal: make one, list them, put one back, save what is whole, take one out."""

from __future__ import annotations

from pathlib import Path

from expertiseteam.opening import open_dossier
from expertiseteam.team.members import add_village, villages
from expertiseteam.vault import copies
from expertiseteam.vault.copies import Reason
from tests.dossier import PASSPHRASE, Team
from tests.ui.terminal.terminal import Terminal


def names(team: Team) -> set[str]:
    femke = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    try:
        return {village.name for village in femke.ask(villages)}
    finally:
        femke.close()


def test_a_copy_is_made_here_and_on_a_stick(wil: Terminal, team: Team, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert wil.run("backup", "--dossier", team.path, "--member", "Wil", "--to", stick) == 0
    assert "gemaakt, geopend en geteld" in wil.text
    assert len(copies.copies(stick / "weidevoort-kopieen")) == len(copies.copies(copies.copies_folder(team.path))) == 1
    assert wil.run("backup", "--dossier", team.path, "--member", "Wil", "--to", team.path) == 1
    assert "kan niets worden bewaard" in wil.refusal and "De kopie naast het dossier is er wel." in wil.refusal


def test_a_copy_is_listed_and_put_back_after_a_yes(femke: Terminal, team: Team) -> None:
    assert femke.run("restore", "--dossier", team.path, "--member", "Femke") == 0
    assert femke.text == "Er zijn nog geen reservekopieën."
    copy = team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    team.close()
    assert femke.run("restore", "--dossier", team.path, "--member", "Femke") == 0
    assert f"{copy.folder.name}: 0 casussen, 0 signalen" in femke.text
    femke.answer = False
    assert femke.run("restore", "--dossier", team.path, "--member", "Femke", "--copy", "latest") == 0
    assert "Er is niets teruggezet." in femke.text and "Van later" in names(team)
    femke.answer = True
    assert femke.run("restore", "--dossier", team.path, "--member", "Femke", "--copy", copy.folder.name) == 0
    assert "is teruggezet" in femke.text and "Van later" not in names(team)


def test_who_is_no_officer_puts_nothing_back(wil: Terminal, team: Team) -> None:
    team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Van later")
    team.close()
    assert wil.run("restore", "--dossier", team.path, "--member", "Wil", "--copy", "latest", "--yes") == 1
    assert "aandachtsfunctionaris" in wil.refusal
    assert "Van later" in names(team)


def test_a_damaged_dossier_is_saved_and_put_back(femke: Terminal, team: Team, tmp_path: Path) -> None:
    team.femke.copy(Reason.HAND)
    team.close()
    raw = bytearray(team.path.read_bytes())
    raw[60 * 4096 + 9] ^= 1
    team.path.write_bytes(raw)
    out = tmp_path / "gered.dossier"
    assert femke.run("salvage", "--dossier", team.path, "--member", "Femke", "--out", out) == 0
    assert "leden 8" in femke.text and "Niets waarvan bekend is dat het er was." in femke.text
    assert out.exists() and out.with_suffix(".sleutels").exists()
    raw[:4096] = bytes(4096)
    team.path.write_bytes(raw)
    assert femke.run("salvage", "--dossier", team.path, "--member", "Femke", "--out", tmp_path / "nog.dossier") == 1
    assert "Zet een reservekopie terug" in femke.refusal
    assert femke.run("restore", "--dossier", team.path, "--member", "Femke", "--copy", "latest", "--yes") == 0
    assert "gaat niet open" in femke.text and "is teruggezet" in femke.text
    assert "Turfven" in names(team)


def test_a_copy_is_taken_out_for_another_laptop(femke: Terminal, team: Team, tmp_path: Path) -> None:
    copy = team.femke.copy(Reason.HAND)
    out = tmp_path / "elders.dossier"
    assert femke.run("take-out", copy.dossier, "--out", out) == 0
    assert out.exists() and out.with_suffix(".sleutels").exists()
    assert femke.run("take-out", team.path, "--out", tmp_path / "x.dossier") == 1
    assert "is geen reservekopie" in femke.refusal
