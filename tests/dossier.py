"""A real encrypted dossier with the team of the story, for tests: cheap keys, a clock that stands where the test wants it."""

from __future__ import annotations

import atexit
import functools
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from expertiseteam.access.who import Discipline, Role
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.clock import amsterdam
from expertiseteam.opening import (
    NewDossier,
    begin_on_server,
    create_dossier,
    let_sign_in,
    open_dossier,
    sql_for_server,
    workspace_for,
)
from expertiseteam.team.members import add_member, add_organisation, add_village, members, organisations
from expertiseteam.team.settings import change_settings
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from expertiseteam.vault.policy import Cost, VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey
from tests.places import postgres

CHEAP = Cost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "lantaarn fiets kersen wolk {}"

MEMBERS = (
    ("wil", "Wil Stam", Role.SECRETARY, Discipline.SECRETARIAT, "secretaris"),
    ("noor", "Noor Elzinga", Role.MEMBER, Discipline.CARE, "bemoeizorg"),
    ("sem", "Sem de Graaf", Role.MEMBER, Discipline.ENFORCEMENT, "boa"),
    ("iris", "Iris Kuyper", Role.MEMBER, Discipline.CARE, "jeugd"),
    ("hugo", "Hugo Brandt", Role.MEMBER, Discipline.CARE, "schuldhulp"),
    ("karim", "Karim Ziani", Role.MEMBER, Discipline.HOUSING, "Woonpunt"),
    ("lucja", "Łucja Şahin-van ’t Hof", Role.MEMBER, Discipline.CARE, "leefbaarheidsregisseur"),
)
ORGANISATIONS = (
    ("Bemoeizorg", "hand-helping"),
    ("Woonpunt", "key-round"),
    ("Schuldhulp", "coins"),
    ("Wijkverpleging", "heart-handshake"),
    ("Wijkagent", "shield"),
    ("Jeugdteam", "users"),
)


class StandingClock:
    """A clock that says what the test set, and a microsecond more each time, so that order is order."""

    def __init__(self, *start: int) -> None:
        self.at(*start)

    def at(self, *start: int) -> None:
        """Set it to a Dutch wall-clock moment: year, month, day, hour, minute."""
        self.now = datetime(*start, tzinfo=amsterdam()).astimezone(UTC)  # type: ignore[arg-type,misc]

    def __call__(self) -> datetime:
        self.now += timedelta(microseconds=1)
        return self.now

    @property
    def today(self) -> date:
        return self.now.astimezone(amsterdam()).date()


@dataclass
class Team:
    """The team of the story. Members sign in on first use: `team.noor.do(...)`."""

    path: Path
    clock: StandingClock
    policy: VaultPolicy
    recovery: RecoveryKey
    femke: Workspace
    ids: dict[str, str]
    organisations: dict[str, str]
    database: str = ""  # on a server: the name of its own
    _open: dict[str, Workspace] = field(default_factory=dict)

    def __getattr__(self, first_name: str) -> Workspace:
        if first_name.startswith("_") or first_name not in self.ids:
            raise AttributeError(first_name)
        if first_name not in self._open:
            self._open[first_name] = open_dossier(
                self.path, self.ids[first_name], PASSPHRASE.format(first_name), policy=self.policy, clock=self.clock
            )
        return self._open[first_name]

    def close(self) -> None:
        for workspace in (self.femke, *self._open.values()):
            workspace.close()

    def discard(self) -> None:
        """Close, and throw away what does not stand in the test's own folder."""
        self.close()
        if self.database:
            postgres.drop(self.database)


def cheap_policy(folder: Path, clock: StandingClock) -> VaultPolicy:
    """Keys that cost nothing, for tests only."""
    return VaultPolicy.at(CHEAP, state_folder=folder / "state", clock=clock)


def make_team(folder: Path, clock: StandingClock | None = None, *, on_server: bool = False) -> Team:
    """A dossier `weidevoort.dossier` in a folder with the eight of the story, who can all sign in, and six organisations.

    Made once per process and copied, because keys and migrations cost a second. `on_server`: the same on a PostgreSQL server of its own.
    """
    clock = clock or StandingClock(2026, 11, 2, 9, 0)
    template = _template(on_server)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / template.path.name
    for file in (template.path, key_file_of(template.path)):
        shutil.copy(file, folder)
    database = ""
    if on_server:
        database = postgres.copy_of("weidevoort", logins=template.ids.values())
        place_on_server(path, database)
    policy = cheap_policy(folder, clock)
    femke = open_dossier(path, template.ids["femke"], PASSPHRASE.format("femke"), policy=policy, clock=clock)
    return Team(path, clock, policy, template.recovery, femke, template.ids, template.organisations, database)


def make_strangers() -> Team:
    """Another team that bears the same names, on a dossier with keys of its own."""
    return _template.__wrapped__(False)


@functools.cache
def _template(on_server: bool) -> Team:
    folder = Path(tempfile.mkdtemp(prefix="expertiseteam-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    clock = StandingClock(2026, 1, 5, 9, 0)
    policy = cheap_policy(folder, clock)
    if on_server:
        return _template_on_server(folder, policy, clock)
    path = folder / "weidevoort.dossier"
    new = NewDossier(
        municipality="Weidevoort",
        villages=("Weidevoort", "Turfven", "Ganzenhoek"),
        member="Femke Aarts",
        discipline=Discipline.CARE,
        function="aandachtsfunctionaris",
        passphrase=PASSPHRASE.format("femke"),
    )
    femke, admin, recovery = create_dossier(path, new, policy=policy, clock=clock)
    return _filled(path, femke, admin, recovery, policy, clock)


def _filled(path: Path, femke: Workspace, admin: Identity, recovery: RecoveryKey, policy: VaultPolicy, clock: StandingClock) -> Team:
    ids = {"femke": femke.me().id}
    for first_name, name, role, discipline, function in MEMBERS:
        ids[first_name] = femke.do(add_member, name=name, role=role, discipline=discipline, function=function)
    for name, icon in ORGANISATIONS:
        femke.do(add_organisation, name=name, icon=icon)
    by_id = {m.id: m for m in femke.ask(members)}
    for first_name, *_ in MEMBERS:
        let_sign_in(path, femke, admin, by_id[ids[first_name]], PASSPHRASE.format(first_name), policy=policy)
    places = {o.name: o.id for o in femke.ask(organisations)}
    femke.close()
    return Team(path, clock, policy, recovery, femke, ids, places)


def place_on_server(path: Path, database: str) -> None:
    """Write the small file that says where the dossier stands."""
    there = postgres.server()
    path.write_text(
        f'server = "localhost"\npoort = {there.port}\ndatabase = "{database}"\nrollen = "weidevoort"\ncertificaat = "{there.authority}"\n',
        encoding="utf-8",
    )


def _template_on_server(folder: Path, policy: VaultPolicy, clock: StandingClock) -> Team:
    path = folder / "weidevoort.expertiseteam-server"
    place_on_server(path, "weidevoort")
    admin, recovery, sql = begin_on_server(path, "Femke Aarts", PASSPHRASE.format("femke"), policy=policy)
    postgres.server().script(sql)
    femke = workspace_for(path, admin, clock)
    femke.do(change_settings, {"municipality": "Weidevoort", "team_name": "Expertiseteam Weidevoort"})
    for village in ("Weidevoort", "Turfven", "Ganzenhoek"):
        femke.do(add_village, name=village)
    team = _filled(path, femke, admin, recovery, policy, clock)
    for first_name in team.ids:
        identity = unlock(key_file_of(path), team.ids[first_name], PASSPHRASE.format(first_name), policy)
        postgres.server().script(sql_for_server(path, identity))
    return team
