"""A power cut at any moment of a change of the keys: who could unlock still can, and the change can be done again."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.invitations import accept, admit, invite
from expertiseteam.vault.keyfile import read_key_file
from expertiseteam.vault.keys import Identity, WrongTry, change_passphrase, new_identity_from_recovery, unlock, unlock_with_recovery
from expertiseteam.vault.moving import finish_move, offer_move
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.renewing import keys_that_open, leave, renew_sheet
from tests.vault.conftest import FEMKE, WIL, SetClock, Team
from tests.vault.killing import at_every_step

NEW = "trommel hazelaar kompas wafel vijver"
SEM = "dakpan roeiboot kaneel spijker meeuw"


class World:
    """A copy of a dossier's folder and of what stands on the computer, to be killed in."""

    def __init__(self, source: Path, target: Path, policy: VaultPolicy, team: Team) -> None:
        shutil.copytree(source, target)
        self.team, self.path = team, target / team.path.relative_to(source)
        self.policy = replace(policy, state_folder=target / "state", own_folder=target / "own")

    def unlock(self, member: str, *passphrases: str) -> Identity:
        """Unlock with one of these passphrases; a wrong one is told as wrong, not as damage."""
        for passphrase in passphrases[:-1]:
            try:
                return unlock(self.path, member, passphrase, self.policy)
            except WrongTry:
                continue
        return unlock(self.path, member, passphrases[-1], self.policy)

    def litter(self) -> list[str]:
        return [path.name for path in self.path.parent.iterdir() if path.name.startswith(".")]


Begin = Callable[[], World]


@pytest.fixture(params=["beside", "own"])
def begin(request: pytest.FixtureRequest, tmp_path: Path, policy: VaultPolicy, clock: SetClock) -> Begin:
    """Each time a fresh copy of a team of two, with keys that travel with the key file, and with keys on the own computer."""
    source = tmp_path / "source"
    (source / "dossiers").mkdir(parents=True)
    rules = replace(policy, state_folder=source / "state", own_folder=source / "own", travels=request.param == "beside")
    team, count = Team(source / "dossiers" / "weidevoort.sleutels", rules), itertools.count()
    return lambda: World(source, tmp_path / f"copy{next(count)}", rules, team)


def test_changing_the_passphrase(begin: Begin) -> None:
    def then(world: World, is_done: bool) -> None:
        assert world.unlock("femke", FEMKE).dossier_key == world.team.femke.dossier_key
        wil = world.unlock("wil", NEW, WIL) if not is_done else world.unlock("wil", NEW)
        assert wil.dossier_key == world.team.femke.dossier_key

    kills = at_every_step(begin, lambda world: change_passphrase(world.path, "wil", WIL, NEW, world.policy), then)
    assert kills >= 3


def test_accepting_an_invitation(begin: Begin) -> None:
    def invited() -> World:
        world = begin()
        world.code = " ".join(  # type: ignore[attr-defined]
            invite(world.path, world.team.femke, member_id="sem", name="Sem de Graaf", policy=world.policy).groups
        )
        return world

    def accepts(world: World) -> None:
        accept(world.path, "sem", world.code, SEM, world.policy)  # type: ignore[attr-defined]

    def then(world: World, is_done: bool) -> None:
        assert world.unlock("wil", WIL) and world.unlock("femke", FEMKE)
        if not is_done and not admit(world.path, world.team.femke, world.policy).cards:
            accepts(world)  # with the same code
        if not any(card.member_id == "sem" for card in read_key_file(world.path).last.cards):
            assert [card.name for card in admit(world.path, world.team.femke, world.policy).cards] == ["Sem de Graaf"]
        assert world.unlock("sem", SEM).dossier_key == world.team.femke.dossier_key

    assert at_every_step(invited, accepts, then) >= 3


def test_admitting_who_accepted(begin: Begin) -> None:
    def accepted() -> World:
        world = begin()
        told = invite(world.path, world.team.femke, member_id="sem", name="Sem de Graaf", policy=world.policy)
        accept(world.path, "sem", " ".join(told.groups), SEM, world.policy)
        return world

    def then(world: World, is_done: bool) -> None:
        assert world.unlock("wil", WIL) and world.unlock("femke", FEMKE)
        again = admit(world.path, world.team.femke, world.policy)
        assert again.refused == () and (not is_done or again.cards == ())
        assert world.unlock("sem", SEM).dossier_key == world.team.femke.dossier_key
        assert not list(world.path.parent.glob("*.aanvraag-*"))

    assert at_every_step(accepted, lambda world: admit(world.path, world.team.femke, world.policy), then) >= 3


def test_leaving(begin: Begin) -> None:
    def then(world: World, is_done: bool) -> None:
        femke = world.unlock("femke", FEMKE)
        assert world.team.femke.dossier_key in keys_that_open(femke)  # whatever key the file has by now, it opens
        if femke.dossier_key == world.team.femke.dossier_key:
            assert not is_done and world.unlock("wil", WIL)
            leave(world.path, femke, "wil", policy=world.policy)
        with pytest.raises(Refused, match="staat niet in het sleutelbestand"):
            world.unlock("wil", WIL)

    assert at_every_step(begin, lambda world: leave(world.path, world.team.femke, "wil", policy=world.policy), then) >= 3


def test_recovering_with_the_sheet(begin: Begin) -> None:
    def recovers(world: World) -> None:
        recovered = unlock_with_recovery(world.path, " ".join(world.team.recovery.groups()))
        new_identity_from_recovery(world.path, recovered, member_id="femke", passphrase=NEW, policy=world.policy)

    def then(world: World, is_done: bool) -> None:
        femke = world.unlock("femke", NEW) if is_done else world.unlock("femke", NEW, FEMKE)
        assert world.team.femke.dossier_key in keys_that_open(femke)
        assert world.unlock("wil", WIL).dossier_key == femke.dossier_key
        recovers(world)  # the sheet works again, whatever happened
        assert world.unlock("femke", NEW)

    assert at_every_step(begin, recovers, then) >= 3


def test_renewing_the_sheet(begin: Begin) -> None:
    def then(world: World, is_done: bool) -> None:
        femke = world.unlock("femke", FEMKE)
        assert world.team.femke.dossier_key in keys_that_open(femke)
        _, sheet = renew_sheet(world.path, femke, policy=world.policy)
        assert unlock_with_recovery(world.path, " ".join(sheet.groups())).dossier_key == world.unlock("wil", WIL).dossier_key

    assert at_every_step(begin, lambda world: renew_sheet(world.path, world.team.femke, policy=world.policy), then) >= 3


def test_moving_to_a_new_laptop(begin: Begin) -> None:
    def offered() -> World:
        world = begin()
        wil = world.unlock("wil", WIL)
        world.code = " ".join(offer_move(world.path, wil, world.policy).groups)  # type: ignore[attr-defined]
        world.policy = replace(world.policy, own_folder=world.path.parent / "laptop", state_folder=world.path.parent / "laptop-state")
        return world

    def moves(world: World) -> None:
        finish_move(world.path, "wil", world.code, NEW, world.policy)  # type: ignore[attr-defined]

    def then(world: World, is_done: bool) -> None:
        if not is_done and list(world.path.parent.glob("*.verhuizing-*")):
            moves(world)  # with the same code
        assert world.unlock("wil", NEW).dossier_key == world.team.femke.dossier_key
        assert not list(world.path.parent.glob("*.verhuizing-*"))

    assert at_every_step(offered, moves, then) >= 3
