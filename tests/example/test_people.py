"""The made-up team: who can sign in, and that the unlock window may ask without loading a database."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from expertiseteam.access.who import Role
from expertiseteam.example.making import Example
from expertiseteam.example.people import EXAMPLE_POLICY, MUNICIPALITY, PEOPLE, VILLAGES, Person, shown_passphrases
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import members, organisations
from expertiseteam.vault.passphrases import judge_passphrase
from tests.example.looking import rules

WHO_SIGN_IN = [person for person in PEOPLE if person.passphrase]


def test_twelve_members_of_whom_three_sign_in(small: Example, state: Path) -> None:
    femke = open_dossier(small.path, small.members["femke"], PEOPLE[0].passphrase, policy=rules(state), clock=small.clock())
    lines = femke.ask(members)
    assert len(lines) == 12
    assert {line.name for line in lines if line.can_sign_in} == {"Femke Aarts", "Noor Elzinga", "Wil Stam"}
    assert {line.role for line in lines} == {Role.OFFICER, Role.SECRETARY, Role.MEMBER, Role.LAWYER}
    homes = {o.id: o.name for o in femke.ask(organisations)}
    assert {homes[line.organisation_id] for line in lines if line.organisation_id} >= {"Bemoeizorg", "Woonpunt", "Schuldhulp", "Jeugdteam"}
    femke.close()


@pytest.mark.parametrize("person", WHO_SIGN_IN, ids=lambda person: person.key)
def test_the_shown_passphrase_opens_the_example(small: Example, state: Path, person: Person) -> None:
    shown = shown_passphrases(small.path)
    assert set(shown) == {small.members[p.key] for p in WHO_SIGN_IN}
    workspace = open_dossier(small.path, small.members[person.key], shown[small.members[person.key]], policy=rules(state))
    assert workspace.me().name == person.name
    workspace.close()


@pytest.mark.parametrize("person", WHO_SIGN_IN, ids=lambda person: person.key)
def test_passphrases_are_five_words_that_the_program_accepts(person: Person) -> None:
    assert len(set(person.passphrase.split())) == 5
    assert judge_passphrase(person.passphrase, own_words=(person.name, MUNICIPALITY, *VILLAGES)) is None


def test_no_passphrase_is_shown_for_a_real_dossier(tmp_path: Path) -> None:
    assert shown_passphrases(tmp_path / "weidevoort.dossier") == {}


def test_the_example_asks_for_honest_keys() -> None:
    assert EXAMPLE_POLICY.least_alone.memory_kib >= 19 * 1024
    assert not EXAMPLE_POLICY.bind_to_device


def test_the_unlock_window_may_load_the_people() -> None:
    look = "import sys, expertiseteam.example.people, expertiseteam.example.clock; print([m for m in sys.modules if 'sqlalchemy' in m])"
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout.strip() == "[]"
