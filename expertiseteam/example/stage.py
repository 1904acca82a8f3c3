"""The dossier on which the example is played: each member acts through an own workspace, at the moment of one clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from expertiseteam.access.work import Act, Query
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.clock import Clock, local_day
from expertiseteam.example.people import BY_KEY, MUNICIPALITY, ORGANISATIONS, PEOPLE, SIGNED, VILLAGES, Person
from expertiseteam.opening import NewDossier, create_dossier, let_sign_in, workspace_for
from expertiseteam.storage.haste import Haste
from expertiseteam.team.members import add_member, add_organisation, members, organisations, set_covenant, set_route
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of, read_key_file, replace_key_file
from expertiseteam.vault.keys import add_member as add_member_keys
from expertiseteam.vault.keys import current_cards, renew_member, unlock, who_can_unlock
from expertiseteam.vault.policy import VaultPolicy

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True)
class Stage:
    """Workspaces and ids by the keys of people.py, organisations by name."""

    path: Path
    workspaces: Mapping[str, Workspace]
    ids: Mapping[str, str]
    organisations: Mapping[str, str]

    def do(self, who: str, act: Act[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let a member do something."""
        return self.workspaces[who].do(act, *args, **kwargs)

    def ask(self, who: str, query: Query[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Let a member look at something."""
        return self.workspaces[who].ask(query, *args, **kwargs)

    def key_of(self, member_id: str) -> str:
        """Which of people.py has this id."""
        return next(key for key, known in self.ids.items() if known == member_id)

    def close(self) -> None:
        """Lock everybody out."""
        for workspace in self.workspaces.values():
            workspace.close()


def build_stage(path: Path, policy: VaultPolicy, clock: Clock, haste: Haste) -> Stage:
    """Make the dossier with its twelve members, of whom those with a passphrase can sign in, and its organisations.

    It is on disk for good when `haste` has finished.
    """
    first = PEOPLE[0]
    new = NewDossier(MUNICIPALITY, VILLAGES, first.name, first.discipline, first.function, first.passphrase)
    begun, admin, _ = create_dossier(path, new, policy=policy, clock=clock)
    begun.close()
    femke = workspace_for(path, admin, clock, haste)
    places = {name: femke.do(add_organisation, name=name, icon=icon) for name, icon in ORGANISATIONS}
    femke.do(
        set_route, places["Woonpunt"], first="eerst bespreken in het wijkteam wonen", contact="de teamleider, in het wekelijkse overleg"
    )
    for name in SIGNED:
        femke.do(set_covenant, places[name], local_day(clock()))
    ids = {first.key: femke.me().id}
    for person in PEOPLE[1:]:
        ids[person.key] = femke.do(
            add_member,
            name=person.name,
            role=person.role,
            discipline=person.discipline,
            function=person.function,
            organisation_id=places.get(person.organisation),
        )
    lines = {line.id: line for line in femke.ask(members)}
    for person in PEOPLE[1:]:
        if person.passphrase:
            let_sign_in(path, femke, admin, lines[ids[person.key]], person.passphrase, policy=policy)
    return Stage(path, {first.key: femke, **_others(path, admin, ids, policy, clock, haste)}, ids, places)


def open_stage(path: Path, policy: VaultPolicy, clock: Clock) -> Stage:
    """Everybody in the example dossier again, to play on. Refused when it does not open."""
    first = PEOPLE[0]
    card = next(card for card in who_can_unlock(key_file_of(path)) if card.name == first.name)
    admin = unlock(key_file_of(path), card.member_id, first.passphrase, policy)
    femke = workspace_for(path, admin, clock, policy=policy)
    by_name = {line.name: line.id for line in femke.ask(members)}
    ids = {key: by_name[person.name] for key, person in BY_KEY.items()}
    places = {line.name: line.id for line in femke.ask(organisations)}
    return Stage(path, {first.key: femke, **_others(path, admin, ids, policy, clock)}, ids, places)


def _others(
    path: Path, admin: Identity, ids: Mapping[str, str], policy: VaultPolicy, clock: Clock, haste: Haste | None = None
) -> dict[str, Workspace]:
    found = {}
    for person in PEOPLE[1:]:
        identity = _identity_of(person, path, admin, ids[person.key], policy)
        found[person.key] = workspace_for(path, identity, clock, haste, policy=policy)
    return found


def _identity_of(person: Person, path: Path, admin: Identity, member_id: str, policy: VaultPolicy) -> Identity:
    """Real keys, because every line of the log is signed. Who cannot sign in on this computer has them elsewhere; new ones here."""
    file = key_file_of(path)
    if person.passphrase:
        return unlock(file, member_id, person.passphrase, policy)
    passphrase = f"wolken trommel {person.key} otter ladder"
    if any(card.member_id == member_id for card in current_cards(file)):
        renew_member(file, admin, member_id=member_id, passphrase=passphrase, policy=policy)
    else:
        add_member_keys(file, admin, member_id=member_id, name=person.name, passphrase=passphrase, policy=policy)
    identity = unlock(file, member_id, passphrase, policy)
    known = read_key_file(file)
    replace_key_file(file, replace(known, identities={of: sealed for of, sealed in known.identities.items() if of != member_id}))
    return identity
