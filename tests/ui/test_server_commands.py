"""A dossier on a server, begun and used from the terminal as its first member and the server's administrator do it together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from expertiseteam.opening import let_sign_in, unlock_dossier
from expertiseteam.team.members import add_member, members
from expertiseteam.vault.policy import VaultPolicy
from tests.dossier import MEMBERS, PASSPHRASE, StandingClock, cheap_policy
from tests.places import postgres
from ui.command_line import main
from ui.terminal.surroundings import Surroundings
from ui.unlocking import Unlocking

pytestmark = pytest.mark.allow_hosts(["localhost"])
FEMKE, SEM = PASSPHRASE.format("femke"), PASSPHRASE.format("sem")


@dataclass
class Terminal:
    """Types the passphrase that the test says."""

    policy: VaultPolicy
    clock: StandingClock
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)

    def run(self, *arguments: object, types: str = FEMKE, then: str | None = None) -> int:
        self.out.clear()
        self.err.clear()
        typed = iter((types, types if then is None else then))
        around: Any = Surroundings(
            ask_passphrase=lambda _: next(typed),
            tell=self.out.append,
            warn=self.err.append,
            rules_of=lambda _: self.policy,
            clock_of=lambda _: self.clock,
        )
        return main([str(argument) for argument in arguments], around)


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    clock = StandingClock(2026, 11, 2, 9, 0)
    return Terminal(cheap_policy(tmp_path, clock), clock)


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    there = postgres.server()
    made = tmp_path / "ganzenhoek.expertiseteam-server"
    made.write_text(f'server = "localhost"\npoort = {there.port}\ndatabase = "ganzenhoek"\ncertificaat = "{there.authority}"\n')
    yield made
    there.run("DROP DATABASE IF EXISTS ganzenhoek WITH (FORCE)", "DROP ROLE IF EXISTS ganzenhoek_owner, ganzenhoek_write")


def test_a_dossier_begins_on_a_server_and_a_colleague_is_let_in(terminal: Terminal, path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "beheerder.sql"
    assert terminal.run("server-new", path, "--member", "Femke Aarts", "--out", lines) == 0
    assert "herstelblad" in terminal.out[0] and len(terminal.out[1].split()) == 13
    check = ("check", path, "--member", "Femke")
    assert terminal.run(*check) == 1, "the administrator did nothing yet"
    assert "Vraag de beheerder" in terminal.err[0] or "beheerder u toelaat" in terminal.err[0]
    postgres.server().script(lines.read_text())
    assert terminal.run(*check) == 0
    assert "in orde" in terminal.out[0] and "bestand is heel" not in terminal.out[0]
    femke, admin = unlock_dossier(path, _only_member(path), FEMKE, policy=terminal.policy, clock=terminal.clock)
    _, name, role, discipline, function = MEMBERS[2]
    femke.do(add_member, name=name, role=role, discipline=discipline, function=function)
    sem = next(member for member in femke.ask(members) if member.name == name)
    let_sign_in(path, femke, admin, sem, SEM, policy=terminal.policy)
    femke.close()
    paper = ("agenda", "--dossier", path, "--member", "Sem", "--out", tmp_path / "agenda.pdf")
    assert terminal.run(*paper, types=SEM) == 1 and "server-login" in terminal.err[0]
    login = ("server-login", "--dossier", path, "--member", "Sem", "--out", lines)
    assert terminal.run(*login, types=SEM) == 1 and "niet overschreven" in terminal.err[0]
    assert terminal.run(*login, "--force", types=SEM) == 0
    assert "ganzenhoek_owner" not in lines.read_text().replace('REVOKE "ganzenhoek_owner"', "")
    postgres.server().script(lines.read_text())
    assert terminal.run(*paper, types=SEM) == 1 and "overleg" in terminal.err[0], "he is in, and there is no overleg yet"


def test_the_unlock_window_opens_it_as_any_dossier(terminal: Terminal, path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "beheerder.sql"
    terminal.run("server-new", path, "--member", "Femke Aarts", "--out", lines)
    postgres.server().script(lines.read_text())
    entrance = Unlocking(path, terminal.clock, terminal.policy)
    assert (entrance.team, entrance.where) == ("Expertiseteam Ganzenhoek", "Dossier op een server")
    (femke,) = entrance.read_members()
    opened = entrance.unlock(femke.id, FEMKE)
    assert opened.workspace.me().name == "Femke Aarts"
    opened.workspace.close()


def test_what_is_not_right_makes_nothing(terminal: Terminal, path: Path, tmp_path: Path) -> None:
    lines = tmp_path / "beheerder.sql"
    assert terminal.run("server-new", tmp_path / "x.dossier", "--member", "Femke", "--out", lines) == 1
    assert "geen dossier op een server" in terminal.err[0]
    assert terminal.run("server-new", path, "--member", "Femke", "--out", lines, then="iets anders") == 1
    assert "niet gelijk" in terminal.err[0]
    assert terminal.run("server-new", path, "--member", "Femke", "--out", lines, types="kort") == 1
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]
    assert terminal.run("server-new", path, "--member", "Femke", "--out", lines) == 0
    before = path.with_suffix(".sleutels").read_bytes()
    assert terminal.run("server-new", path, "--member", "Wil", "--out", lines, "--force") == 1
    assert "niet overschreven" in terminal.err[0] and path.with_suffix(".sleutels").read_bytes() == before


def _only_member(path: Path) -> str:
    from expertiseteam.vault.keys import current_cards

    return current_cards(path.with_suffix(".sleutels"))[0].member_id
