"""The composition root: the only place that knows every subject's tables and puts the parts together.

Importing this loads SQLAlchemy (twice the cost of a bare window): the unlock window imports it in a worker while the user types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from sqlalchemy import select

import expertiseteam.cases.safety_tables
import expertiseteam.cases.tables
import expertiseteam.cases.track_tables
import expertiseteam.concerns.tables
import expertiseteam.meetings.agreement_tables
import expertiseteam.meetings.learning_tables
import expertiseteam.meetings.mandate_tables
import expertiseteam.meetings.own_point_tables
import expertiseteam.meetings.sharing_tables
import expertiseteam.meetings.tables
import expertiseteam.meetings.telling_tables
import expertiseteam.meetings.wait_tables
import expertiseteam.meetings.wall_tables
import expertiseteam.team.tables
import expertiseteam.visits.tables  # noqa: F401
from expertiseteam.access import circles
from expertiseteam.access.log import LogBook, Signer
from expertiseteam.access.sealing import Resealed, left_behind, reseal
from expertiseteam.access.tables import Member
from expertiseteam.access.who import Discipline, Role
from expertiseteam.access.witness import Witness
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.clock import Clock, system_clock
from expertiseteam.basics.ids import new_id
from expertiseteam.basics.sentences import Refused, TeamIsOlder
from expertiseteam.cases.bin import empty_bins, too_old
from expertiseteam.safety.records import SavedMatter
from expertiseteam.safety.restoring import Prepared, prepare
from expertiseteam.safety.salvaging import salvage_for
from expertiseteam.sharing.crossing import cross_fence
from expertiseteam.sharing.joining import catch_up_keys, fetch, fetch_again, is_to_be_fetched
from expertiseteam.storage.backup import NoRoom
from expertiseteam.storage.file import create_file
from expertiseteam.storage.finding import is_server, is_shared, look_at, open_place
from expertiseteam.storage.folder.whereabouts import folder_of, is_behind, with_team
from expertiseteam.storage.haste import Haste
from expertiseteam.storage.places import Place
from expertiseteam.storage.reading import Gone, Reader
from expertiseteam.storage.rekey import keep_before_new_key, opens, renew_key
from expertiseteam.storage.store import rehearsing
from expertiseteam.storage.unit import Unit
from expertiseteam.team import deputation
from expertiseteam.team.key_notes import note_layout
from expertiseteam.team.members import add_village, give_card, renew_card, villages
from expertiseteam.team.records import MemberLine
from expertiseteam.team.settings import change_settings, most_apart, team_settings
from expertiseteam.vault import keys, putting_back
from expertiseteam.vault.copies import Copy
from expertiseteam.vault.disk_kind import refuse_to_make
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.recovery import RecoveryKey


@dataclass(frozen=True)
class NewDossier:
    """What the first page of a new dossier asks."""

    municipality: str
    villages: Sequence[str]
    member: str
    discipline: Discipline
    function: str
    passphrase: str


def create_dossier(
    path: Path, new: NewDossier, *, policy: VaultPolicy | None = None, clock: Clock = system_clock
) -> tuple[Workspace, Identity, RecoveryKey]:
    """Make a new encrypted dossier and its key file; the first member is the aandachtsfunctionaris. All or nothing.

    Misplaced where no dossier can stand (`vault/disk_kind.py`).
    """
    refuse_to_make(path)
    if path.exists() or key_file_of(path).exists():
        raise Refused(f"Er staat al een dossier “{path.name}”. Het is niet overschreven. Kies een andere naam.")
    policy = replace(policy or VaultPolicy(), team_words=(new.municipality, *new.villages))
    identity, recovery = keys.create_keys(key_file_of(path), member_id=new_id(), name=new.member, passphrase=new.passphrase, policy=policy)
    try:
        create_file(path, identity.dossier_key)
    except BaseException:
        key_file_of(path).unlink(missing_ok=True)  # only what was made here: a dossier that appeared meanwhile stays
        raise
    try:
        place = _place(path, identity, clock)
        _add_first_member(place, identity, new.discipline, new.function)
        place.close()
        workspace = workspace_for(path, identity, clock, policy=policy)
        name = " ".join(new.municipality.split())
        workspace.do(change_settings, {"municipality": name, "team_name": f"Expertiseteam {name}"})
        for village in dict.fromkeys(" ".join(v.split()) for v in new.villages if v.strip()):
            workspace.do(add_village, name=village)
    except BaseException:
        discard_dossier(path)
        raise
    return workspace, identity, recovery


def discard_dossier(path: Path) -> None:
    """Take away a dossier that was never finished: nobody has written in it yet."""
    for half in (path, key_file_of(path), Path(f"{path}-wal"), Path(f"{path}-shm")):
        with suppress(OSError):
            half.unlink(missing_ok=True)


def open_dossier(
    path: Path, member_id: str, passphrase: str, *, policy: VaultPolicy | None = None, clock: Clock = system_clock
) -> Workspace:
    """Unlock with a member's own passphrase. Refused, each with its own sentence: see vault.keys and storage.file."""
    return unlock_dossier(path, member_id, passphrase, policy=policy, clock=clock)[0]


def unlock_dossier(
    path: Path, member_id: str, passphrase: str, *, policy: VaultPolicy | None = None, clock: Clock = system_clock
) -> tuple[Workspace, Identity]:
    """As `open_dossier`, with the identity: for who adds members in person."""
    putting_back.finish(path)
    policy = policy or VaultPolicy()
    if not is_to_be_fetched(path, policy):
        look_at(path)
    identity = keys.unlock(key_file_of(path), member_id, passphrase, policy)
    return workspace_for(path, identity, clock, policy=policy), identity


def workspace_for(
    path: Path,
    identity: Identity,
    clock: Clock = system_clock,
    haste: Haste | None = None,
    *,
    policy: VaultPolicy | None = None,
    together: bool = False,
) -> Workspace:
    """A workspace for an identity that is unlocked already; brings the tables up to date first. `haste`: for the example being made.

    `policy` says where this computer keeps what it remembers, as for unlocking. `together`: for who lets a team in a folder go over to the
    layout of this program; without it, a team that is not there yet is a refusal (TeamIsOlder).
    """
    policy = policy or VaultPolicy()
    if is_to_be_fetched(path, policy):
        fetch(path, identity, policy, clock)
    elif is_behind(policy, identity.dossier_id):
        with suppress(Refused):  # the folder is away: it opens as it is, and is fetched another time
            fetch_again(path, identity, policy, clock, settled_key(path, identity))
    took_along = False
    try:
        place = _place(path, identity, clock, haste)
    except TeamIsOlder:
        took_along = cross_fence(path, identity, policy, clock, settled_key(path, identity), together=together)
        place = _place(path, identity, clock, haste)
    _refuse_left_behind(place, identity, policy)
    recovery = keys.recovery_recipient(key_file_of(path))
    log = log_book(path, identity, policy)
    new_day = _begin_day if haste is None else None  # in the example's past the days are written one after another
    workspace = Workspace(place, identity.member_id, identity, clock, recovery, log, new_day)
    try:
        workspace.found()
    except Gone:
        workspace.close()
        raise Refused("U staat niet (meer) als lid in dit dossier. Vraag de aandachtsfunctionaris om u toe te voegen.") from None
    except Refused:
        workspace.close()
        raise
    if took_along and workspace.me().role is Role.OFFICER:
        workspace.do(note_layout)
    return workspace


def rehearse(questions: Iterable[Callable[[Reader], object]], today: date) -> None:
    """Put what is asked at every opening, and these questions, into SQL before somebody waits for it: see `storage.store.rehearsing`."""
    with rehearsing() as connection:
        read = Reader(connection)
        deputation.due_to_begin.run(read, today)
        too_old.run(read, today)
        left_behind.run(read, "")
        for question in questions:
            question(read)


def prepare_copy(path: Path, copy: Copy, identity: Identity, clock: Clock = system_clock, *, policy: VaultPolicy | None = None) -> Prepared:
    """Make a copy ready to be put back in place of the dossier at `path`. Refused: see `safety.restoring.prepare`."""
    return prepare(path, copy, identity, clock, partial(workspace_for, policy=policy))


def save_whole(
    path: Path, damaged: Path, identity: Identity, clock: Clock = system_clock, *, policy: VaultPolicy | None = None
) -> tuple[Prepared, list[SavedMatter]]:
    """Make what is whole in a damaged file ready to be put in place of the dossier. Refused: see `safety.salvaging.salvage_for`."""
    return salvage_for(path, damaged, identity, clock, partial(workspace_for, policy=policy))


def settled_key(path: Path, identity: Identity) -> bytes:
    """Return the key that opens the dossier now. A new key that the key file promised and the dossier has not yet is given to it first.

    When that cannot be done at this moment (no room, open in another window) the dossier opens as it is, and gets its key the next time.
    """
    if not identity.earlier or opens(path, identity.dossier_key):
        return identity.dossier_key
    old = next((key for key in identity.earlier if opens(path, key)), None)
    if old is None:
        return identity.dossier_key  # damaged, or of another team: what comes next says so
    try:
        renew_key(path, old, identity.dossier_key)
    except Refused:
        return old
    return identity.dossier_key


def begin_on_server(path: Path, member: str, passphrase: str, *, policy: VaultPolicy | None = None) -> tuple[Identity, RecoveryKey, str]:
    """Make the keys of a dossier that will stand on a server, for its first member, and the SQL for the server's administrator.

    The dossier itself is made when this member opens it, which the server allows once its administrator ran that SQL.
    """
    look_at(path)
    if key_file_of(path).exists():
        raise Refused(f"Bij “{path.name}” hoort al een sleutelbestand. Het is niet overschreven. Kies een andere naam.")
    identity, recovery = keys.create_keys(
        key_file_of(path), member_id=new_id(), name=member, passphrase=passphrase, policy=policy or VaultPolicy()
    )
    return identity, recovery, sql_for_server(path, identity, first=True)


def sql_for_server(path: Path, identity: Identity, *, first: bool = False) -> str:
    """The SQL with which the server's administrator lets this member in; again after new keys. Holds no password."""
    from expertiseteam.storage.server.opening import sql_for_administrator

    return sql_for_administrator(path, identity.member_id, identity.server_password(), first=first, is_admin=identity.is_admin)


def reopen(path: Path, workspace: Workspace, identity: Identity) -> None:
    """Go on after the key file got a new dossier key: the dossier gets it too (see `settled_key`), the windows stay as they are."""
    workspace.pause()
    try:
        workspace.go_on(_place(path, identity, workspace.clock), identity, keys.recovery_recipient(key_file_of(path)), signer_of(identity))
    except BaseException:
        workspace.close()  # what waits is refused, rather than waiting on
        raise


def team_policy(identity: Identity, policy: VaultPolicy) -> VaultPolicy:
    """The policy with which an unlocked member changes keys: in a team folder the team gets a change first."""
    return with_team(policy, identity.dossier_id)


def log_book(path: Path, identity: Identity, policy: VaultPolicy) -> LogBook:
    """The writer of the log for an unlocked member; the policy says where this computer notes how far the log reached."""
    witness = Witness(identity.dossier_id, replace(policy, tell=None))  # nobody waits for the note
    return LogBook(identity.member_id, signer_of(identity), witness, lambda: keys.signing_keys(key_file_of(path)), most_apart)


def signer_of(identity: Identity) -> Signer:
    """Who signs the lines of the log."""
    return Signer(identity.dossier_id, identity.private.signing_public(), identity.signer())


def let_sign_in(
    path: Path, workspace: Workspace, admin: Identity, member: MemberLine, passphrase: str, *, policy: VaultPolicy | None = None
) -> Resealed:
    """Give a member keys of his own, in person: he types his own passphrase. Refused for a guest and for who has them already."""
    if member.role is Role.GUEST:
        raise Refused(f"{member.name} is gast. Een gast hoort mee, maar ontgrendelt het dossier niet zelf. Geef eerst een andere rol.")
    is_admin = member.role is Role.OFFICER
    words = (workspace.ask(team_settings).municipality, *(village.name for village in workspace.ask(villages)))
    card = keys.add_member(
        key_file_of(path),
        admin,
        member_id=member.id,
        name=member.name,
        passphrase=passphrase,
        policy=replace(policy or VaultPolicy(), team_words=words),
        is_admin=is_admin,
    )
    return workspace.do(give_card, member, card.age)


def recover(
    path: Path, member_id: str, sheet: str, passphrase: str, *, policy: VaultPolicy | None = None, clock: Clock = system_clock
) -> tuple[Workspace, Identity]:
    """Open with the recovery sheet and give a member new keys under a new passphrase; what was sealed to an officer is sealed again.

    On a server it takes two times with the same sheet and passphrase: in between its administrator lets the new keys in.
    """
    putting_back.finish(path)
    policy = policy or VaultPolicy()
    if not is_to_be_fetched(path, policy):
        look_at(path)
    if folder_of(policy, keys.dossier_id_of(key_file_of(path))) is not None:
        catch_up_keys(path, policy)  # the new keys follow on the last that the team has
    recovered = keys.unlock_with_recovery(key_file_of(path), sheet)
    policy = with_team(policy, recovered.dossier_id)
    identity = _made_before(path, member_id, passphrase, policy) if is_server(path) else None
    if identity is None:
        if not is_server(path) and path.exists():
            _keep_before_recovering(path, recovered)
        identity = keys.new_identity_from_recovery(key_file_of(path), recovered, member_id=member_id, passphrase=passphrase, policy=policy)
    workspace = workspace_for(path, identity, clock, policy=policy)
    workspace.do(renew_card, identity.card().age)
    if workspace.me().role is Role.OFFICER:
        workspace.do(reseal, recovered.open)
    return workspace, identity


def _keep_before_recovering(path: Path, recovered: keys.Recovered) -> None:
    """The copy before the new key. A dossier that is damaged gives none, and is no reason to keep out who comes to mend it."""
    try:
        keep_before_new_key(path, (recovered.dossier_key, *recovered.earlier))
    except NoRoom:
        raise
    except Refused:
        return


def _made_before(path: Path, member_id: str, passphrase: str, policy: VaultPolicy) -> Identity | None:
    try:
        return keys.unlock(key_file_of(path), member_id, passphrase, policy)
    except Refused:
        return None


def _place(path: Path, identity: Identity, clock: Clock, haste: Haste | None = None) -> Place:
    if is_server(path):
        place = open_place(path, identity.member_id, key=b"", password=identity.server_password(), views=circles.views, clock=clock)
        _begin_on_server(path, place, identity)
        return place
    putting_back.finish(path)
    look_at(path)
    key = settled_key(path, identity)
    return open_place(path, identity.member_id, key=key, password="", views=circles.views, clock=clock, haste=haste)


def _refuse_left_behind(place: Place, identity: Identity, policy: VaultPolicy) -> None:
    """Refused for a file that the team folder does not know while this computer works in one: from before it, or saved from damage."""
    if is_shared(place) or folder_of(policy, identity.dossier_id) is None or is_server(place.path):
        return
    place.close()
    raise Refused(
        f"Uw team werkt in een teammap, en “{place.path.name}” hoort daar niet bij: het is van vóór de teammap, of gered uit een "
        "beschadigd bestand. Er is niets gewijzigd. Zet dit bestand in een andere map en open het dossier opnieuw; dan haalt het "
        "programma het op uit de teammap."
    )


def _add_first_member(place: Place, identity: Identity, discipline: Discipline, function: str) -> None:
    with place.writing(("new",)) as connection:
        member = Member(name=identity.name, role=Role.OFFICER, discipline=discipline, function=function, card=identity.card().age)
        member.id = identity.member_id
        Unit(connection).add(member)


def _begin_on_server(path: Path, place: Place, identity: Identity) -> None:
    """The first opening of a dossier on a server puts in who made its keys: until its administrator let him in, nobody could."""
    if [card.member_id for card in keys.current_cards(key_file_of(path))] != [identity.member_id]:
        return
    with place.reading((identity.member_id,)) as connection:
        if Reader(connection).values(select(Member.id)):
            return
    _add_first_member(place, identity, Discipline.CARE, Role.OFFICER.value)


def _begin_day(workspace: Workspace) -> None:
    """What ends or begins by itself on a day, before anything is decided."""
    deputation.begin_day(workspace)
    empty_bins(workspace)
