"""`folder-create` and `folder-join` from the terminal: a dossier goes into a real folder, and a colleague comes in with a code."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from expertiseteam.access.who import Discipline, Role
from expertiseteam.custody import invite, settle
from expertiseteam.opening import team_policy, unlock_dossier
from expertiseteam.sharing.sharer import Sharer
from expertiseteam.team.members import add_member, members
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy
from tests.dossier import PASSPHRASE, Team
from ui.command_line import main
from ui.terminal.surroundings import Surroundings


class Laptop:
    """A terminal on a computer of its own: types what the test says, in that order."""

    def __init__(self, team: Team, root: Path, name: str) -> None:
        self.folder = root / name
        self.folder.mkdir()
        self.dossier = self.folder / team.path.name
        self.policy: VaultPolicy = replace(
            team.policy, travels=False, own_folder=self.folder / "sleutels", state_folder=self.folder / "toestand"
        )
        self.team = team
        self.said: list[str] = []

    def run(self, *arguments: object, types: tuple[str, ...] = ()) -> int:
        self.said.clear()
        typed = iter(types)
        around: Any = Surroundings(
            ask_passphrase=lambda _: next(typed),
            tell=self.said.append,
            warn=self.said.append,
            rules_of=lambda _: self.policy,
            clock_of=lambda _: self.team.clock,
        )
        return main([str(argument) for argument in arguments], around)

    @property
    def text(self) -> str:
        return "\n".join(self.said)


def test_a_dossier_goes_into_a_folder_and_a_colleague_comes_in_with_a_code(team: Team, tmp_path: Path) -> None:
    team.close()
    place = tmp_path / "netwerk"
    place.mkdir()
    femke, bram = Laptop(team, tmp_path, "femke"), Laptop(team, tmp_path, "bram")
    for file in (team.path, key_file_of(team.path)):
        shutil.copy(file, femke.folder)
    mine = PASSPHRASE.format("femke")
    create = ("folder-create", place, "--dossier", femke.dossier, "--member", "Femke")
    unfit = tmp_path / "Dropbox"
    unfit.mkdir()
    assert femke.run("folder-create", unfit, "--dossier", femke.dossier, "--member", "Femke", types=(mine,)) == 1
    assert "is niet geschikt als teammap" in femke.said[-1] and list(unfit.iterdir()) == []
    join = ("folder-join", place, "--dossier", bram.dossier, "--member", "Bram")
    assert bram.run(*join) == 1 and "is geen teammap" in bram.text
    assert femke.run(*create, types=(mine,)) == 0, femke.text
    assert "staat in de teammap “netwerk”" in femke.text
    assert (place / "team.expertiseteam-map").exists()
    assert femke.run(*create, types=(mine,)) == 0, "once more only notes where it is"
    assert femke.run("folder-upgrade", "--dossier", femke.dossier, "--member", "Femke", types=(mine,)) == 0, femke.text
    assert "het team in de teammap ook" in femke.text

    workspace, identity = unlock_dossier(femke.dossier, team.ids["femke"], mine, policy=femke.policy, clock=team.clock)
    policy = team_policy(identity, femke.policy)
    new = workspace.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.CARE, function="bemoeizorg")
    member = next(m for m in workspace.ask(members) if m.id == new)
    made = invite(femke.dossier, workspace, identity, member, policy=policy)
    code, own = " ".join(made.groups), PASSPHRASE.format("bram")
    assert bram.run("folder-join", place, "--dossier", bram.dossier, "--member", "Iemand") == 1 and "Bram Vos" in bram.text
    assert bram.run(*join, types=(code, own, "anders")) == 1 and "niet gelijk" in bram.text
    assert bram.run(*join, types=(code, own, own)) == 1 and "aanvraag ligt in de teammap" in bram.text
    assert bram.run(*join) == 1 and "opnieuw zodra een aandachtsfunctionaris" in bram.text
    sharer = Sharer(workspace, identity, place, policy)
    assert sharer.share_now().knocking
    assert settle(femke.dossier, workspace, identity, policy=policy).admitted == ("Bram Vos",)
    assert sharer.share_now().is_shared
    sharer.close()
    workspace.close()
    assert bram.run(*join, types=(own,)) == 0, bram.text
    assert f"staat nu op deze computer: “{bram.dossier}”" in bram.text
    assert bram.run("check", bram.dossier, "--member", "Bram", types=(own,)) == 1 and "een teamlid niet doen" in bram.text, (
        "he is in, and no officer"
    )
    lost = ("lost-laptop", "--dossier", femke.dossier, "--member", "Femke", "--whose")
    assert femke.run(*lost, "Iemand", types=(mine,)) == 1 and "precies één lid" in femke.text and "Bram Vos" in femke.text
    assert femke.run(*lost, "bram", types=(mine,)) == 0, femke.text
    assert "De laptop van Bram Vos komt het dossier niet meer in" in femke.said[-1]
