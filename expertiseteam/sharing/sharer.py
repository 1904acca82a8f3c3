"""Shares an unlocked dossier with the team folder, behind the work and in a thread that nobody ever waits for.

What was done here goes to the team at once; what the team did is looked for every two seconds with one look at one name, and sooner when
somebody heard that something came in (`look_soon`). Lines about reading go with the next thing that is done, or after a quarter of an
hour. A folder that is away is tried again, ever more slowly.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from expertiseteam.access.workspace import Changes, Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.sharing.joining import refuse_shut_out
from expertiseteam.sharing.knocking import Knocking
from expertiseteam.sharing.records import SharedState
from expertiseteam.sharing.upkeep import Upkeep
from expertiseteam.storage.file import SCHEMA
from expertiseteam.storage.folder.files import AWAY, LOG, Files
from expertiseteam.storage.folder.founding import refuse_other
from expertiseteam.storage.folder.presence import Presence
from expertiseteam.storage.folder.replica import Replica
from expertiseteam.storage.folder.ring import KeyRing, take_links
from expertiseteam.storage.folder.sharing import Author, TeamFolder
from expertiseteam.storage.folder.tables import shared_kinds
from expertiseteam.storage.folder.whereabouts import folder_of, note_behind
from expertiseteam.storage.places import LOCKED
from expertiseteam.vault.chain import Entry as Link
from expertiseteam.vault.identity import Identity
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.policy import VaultPolicy

POLL = 2.0  # seconds between two looks for news
BREATH = 0.1  # seconds from hearing to looking: names come in bursts
BESIDE = 5  # looks between two looks at who else is in the same case; none while no case is open
AROUND = 15  # looks between two looks at who knocks, and whether the folder is there at all
QUARTER = 15 * 60.0  # seconds until lines about reading go by themselves
FIRST_REST, LONGEST_REST = 5.0, 60.0  # seconds after the folder was away
LONG = 10.0  # seconds of sharing after which it is said that it takes long
GOODBYE = 0.3  # seconds that closing waits for a folder that answers
TAKES_LONG = (
    "Het delen met de teammap duurt lang, of de map antwoordt niet. Uw werk staat op deze computer en gaat vanzelf naar het team. "
    "U kunt gewoon doorwerken."
)
NOT_KNOWN = (
    "Op deze computer is niet bekend waar de teammap staat. Er wordt niets gedeeld; uw eigen werk blijft op deze computer. "
    "Wijs de map aan bij Leden en toegang, onder Teammap."
)


class Sharer:
    """Belongs to one unlocked workspace. `told` hears how it stands, `failed` what went wrong in our own code: both in its thread.

    `folder` None: it is not known on this computer; then it only says so.
    """

    def __init__(
        self,
        workspace: Workspace,
        identity: Identity,
        folder: Path | None,
        policy: VaultPolicy,
        *,
        told: Callable[[SharedState], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._workspace, self._policy, self._seconds = workspace, policy, seconds
        self._author = Author(identity.member_id, identity.private)
        self._dossier_id = identity.dossier_id
        self.folder = folder
        self._files, self._key_path = Files(folder or Path()), key_file_of(workspace.path)
        self._knocking, self._upkeep = Knocking(self._files, self._key_path), Upkeep(self._files)
        self._told, self._failed = told, failed
        self._kinds = frozenset(shared_kinds())
        self._turn = threading.Lock()
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self._is_wanted, self._due, self._rest = True, 0.0, FIRST_REST
        self._team: tuple[Replica, TeamFolder] | None = None
        self._links: tuple[Link, ...] = ()
        self._is_ours, self._looks = False, 0
        self._presence, self._matter = Presence(self._files), ""
        self._present: tuple[str, ...] = ()
        self.state = SharedState()
        self._clock_apart = ""  # of a colleague, by what came in last
        self._has_told = self._takes_long = False
        self.is_busy = False  # whether it is sharing or looking just now
        workspace.listeners.append(self._on_changes)

    def start(self) -> None:
        """Begin, in a thread of its own."""
        self._thread = threading.Thread(target=self._run, name="team-folder", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop. Waits a moment for a folder that answers, never for one that hangs."""
        if self._on_changes in self._workspace.listeners:
            self._workspace.listeners.remove(self._on_changes)
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(GOODBYE)

    def wake(self) -> None:
        """Share soon, without waiting for it."""
        self._is_wanted = True
        self._wake.set()

    @property
    def arrivals(self) -> Path | None:
        """Where what the team does comes in."""
        return self.folder / LOG if self.folder is not None else None

    def look_soon(self) -> None:
        """Something may have come into the folder. From any thread, and as often as one likes."""
        self._wake.set()

    def stand_in(self, matter: str) -> None:
        """This member has a case open now, by id; "" for none. The folder hears it at the next look, and nothing waits for it."""
        self._matter = matter
        self._wake.set()

    def turn(self) -> None:
        """Do what is due: share, or look whether there is news."""
        if self._is_wanted or self._seconds() >= self._due:
            self.share_now()
        elif not self.state.stopped:
            self._look()

    def share_now(self) -> SharedState:
        """Take over what the team did, and give it all that waits. Blocks as long as the folder does."""
        self._is_wanted = False
        state = self._shared(publish=True)
        if state.stopped:
            self._due, self._rest = self._seconds() + self._rest, min(LONGEST_REST, 2 * self._rest)
        else:
            self._due, self._rest = self._seconds() + QUARTER, FIRST_REST
        return state

    def _look(self) -> None:
        self._looks += 1
        try:
            with self._turn:
                team = self._folder()
                has_news = team.has_news()
                self._look_beside()
                if self._looks % AROUND == 0:
                    if not has_news:
                        team.see_whole()
                    if self._is_admin and self._knocking.look(self._links[-1]) and not self.state.knocking:
                        self._is_wanted = True  # never to False: an act may want it at this very moment
        except OSError:
            self._stopped(AWAY)
        except Refused as refused:
            self._stopped(str(refused))
        else:
            if has_news:
                self._shared(publish=False)

    def _shared(self, *, publish: bool) -> SharedState:
        with self._turn:
            knocking, rows = self.state.knocking, frozenset[tuple[str, str]]()
            try:
                team = self._folder(anew=publish)
                if publish and self._is_admin:
                    knocking = self._knocking.look(self._links[-1])
                shared = team.share(publish=publish)
                rows, stopped = shared.rows, shared.stopped
                if shared.is_behind:
                    note_behind(self._policy, self._dossier_id, True)
                if publish and not stopped:
                    ring = KeyRing(self._links, self._author.private)
                    self._upkeep.look(team, ring, self._workspace.clock(), published=shared.published > 0)
            except OSError:
                stopped = AWAY
            except Refused as refused:
                stopped = str(refused)
            if self._stop.is_set():
                return self.state
            replica = self._workspace.replica
            if replica is None or (stopped and self._team is not None and self._team[0] is not replica):
                self._is_wanted = True  # the dossier got another key meanwhile, or is locked
                return self.state
        if rows:
            with suppress(Refused):  # it is locked, or gets another key, at this very moment
                self._clock_apart = self._workspace.clock_apart()
            self._workspace.took_over(rows)
        self._present = () if stopped else self._present
        self._tell(replace(_state_of(replica, stopped, knocking=knocking, present=self._present), clock=self._clock_apart))
        return self.state

    def _look_beside(self) -> None:
        """See who else is in the case that is open, now and then; what goes wrong with it is no reason to share less."""
        was_in, matter, now = self._presence.matter, self._matter, self._seconds()
        if self._team is None or not (matter or was_in):
            return
        ring, me = self._team[1].ring, self._author.member_id
        present = self._present if matter == was_in else ()
        with suppress(OSError):
            self._presence.stand(matter, ring, me, now)
            if matter and (matter != was_in or self._looks % BESIDE == 0):
                others = self._presence.others(ring, me, now)
                present = tuple(sorted(card.name for card in ring.last.cards if card.member_id in others))
        if present != self._present:
            self._present = present
            self._tell(replace(self.state, present=present))

    def _stopped(self, sentence: str) -> None:
        self._present = ()
        replica = self._workspace.replica
        if replica is not None:
            self._due = self._seconds() + self._rest
            self._tell(_state_of(replica, sentence, knocking=self.state.knocking))

    def _say_long(self) -> None:
        """In a thread of its own, while the one that shares waits: a folder that hangs says nothing, and that has to be told."""
        replica = self._workspace.replica
        if replica is not None and not self._stop.is_set():
            self._takes_long, self._present = True, ()
            self._tell(_state_of(replica, TAKES_LONG, knocking=self.state.knocking))

    def _folder(self, *, anew: bool = False) -> TeamFolder:
        """The protocol on the dossier and the keys of now. `anew`: after a look at the keys in the folder."""
        replica = self._workspace.replica
        if replica is None:
            raise Refused(LOCKED)
        if self.folder is None:
            raise Refused(NOT_KNOWN)
        if not anew and self._team is not None and self._team[0] is replica:
            return self._team[1]
        self._files.refuse_away()
        links = take_links(self._files, self._key_path, self._policy)
        if not self._is_ours:
            refuse_other(self._files, links[0])
            self._is_ours = True
        refuse_shut_out(links[-1], self._author)
        if self._team is None or self._team[0] is not replica or len(self._links) != len(links):
            ring = KeyRing(links, self._author.private)
            team = TeamFolder(self._files, replica, ring, self._author, schema=SCHEMA, clock=self._workspace.clock, pause=self._pause)
            self._team, self._links = (replica, team), links
        return self._team[1]

    @property
    def _is_admin(self) -> bool:
        card = self._links[-1].card_of(self._author.member_id)
        return card is not None and card.is_admin

    def _pause(self, seconds: float) -> None:
        self._stop.wait(seconds)

    def _tell(self, state: SharedState) -> None:
        is_new = state != self.state or not self._has_told
        self.state, self._has_told = state, True
        if self._told is not None and is_new:
            self._told(state)

    def _on_changes(self, changes: Changes) -> None:
        if changes.is_ours and any(kind in self._kinds for kind, _ in changes.rows):
            self.wake()
            if self._takes_long:
                self._say_long()  # what was done now waits too

    def _run(self) -> None:
        self._work()
        with suppress(OSError):
            self._presence.leave()

    def _work(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            self.is_busy, long = True, threading.Timer(LONG, self._say_long)
            long.daemon = True
            long.start()
            try:
                self.turn()
            except Exception as error:
                if self._stop.is_set():
                    return
                self._due, self._is_wanted = self._seconds() + LONGEST_REST, False
                if self._failed is not None:
                    self._failed(error)
            finally:
                long.cancel()
                self.is_busy = False
            if self._takes_long:
                self._takes_long, self._is_wanted = False, True  # share, and say how it stands
                continue
            if self._wake.wait(POLL) and not self._is_wanted:
                self._stop.wait(BREATH)


def sharer_for(
    workspace: Workspace,
    identity: Identity,
    policy: VaultPolicy,
    *,
    told: Callable[[SharedState], None],
    failed: Callable[[BaseException], None],
) -> Sharer | None:
    """What shares this dossier with its team's folder; None for a dossier in another place."""
    if workspace.replica is None:
        return None
    return Sharer(workspace, identity, folder_of(policy, identity.dossier_id), policy, told=told, failed=failed)


def _state_of(replica: Replica, stopped: str, *, knocking: bool, present: tuple[str, ...] = ()) -> SharedState:
    done = [one for one in replica.waiting() if not all(own.is_log for own in one.own)]
    since = datetime.fromisoformat(done[0].at) if done else None
    has_texts = [any(clash.fields for clash in one.clashes) for one in replica.aside()]
    return SharedState(len(done), since, has_texts.count(True), has_texts.count(False), stopped, knocking, present)
