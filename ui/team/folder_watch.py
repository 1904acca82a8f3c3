"""Shares the dossier of an unlocked window with the folder of its team, and tells the window how that stands."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal

from expertiseteam.sharing.records import SharedState
from expertiseteam.sharing.sharer import Sharer, sharer_for
from ui.entrances import Opened
from ui.shell.errors import ErrorBoundary
from ui.team.folder_notice import FolderNotice


class FolderWatch(QObject):
    """Belongs to one unlocked window. `told` gives every change of how it stands; nothing for a dossier that is in no folder.

    `knocked` tells once that somebody who was invited asks to be let in, `clock_apart` what to say when a colleague's clock is another.
    """

    told = Signal(object)
    clock_apart = Signal(str)
    knocked = Signal()
    _heard = Signal(object)
    _failed = Signal(object)

    def __init__(self, opened: Opened, boundary: ErrorBoundary, owner: QObject) -> None:
        super().__init__(owner)
        self._opened = opened
        self.state: SharedState | None = None
        self.sharer: Sharer | None = None
        self._matter = ""
        self._notice: FolderNotice | None = None
        self._heard.connect(self._on_heard, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(boundary.handle, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """Share from now on, when the dossier is in a folder; again after it was put in one."""
        self.close()
        here = self._opened
        self.state = None
        self.sharer = sharer_for(here.workspace, here.identity, here.policy, told=self._heard.emit, failed=self._failed.emit)
        if self.sharer is not None:
            self.sharer.stand_in(self._matter)
            self.sharer.start()

    def stand_in(self, matter: str) -> None:
        """Let colleagues see that this case is open here; "" for none."""
        self._matter = matter
        if self.sharer is not None:
            self.sharer.stand_in(matter)

    def close(self) -> None:
        """Share no more."""
        sharer, self.sharer = self.sharer, None
        if sharer is not None:
            sharer.close()
        self._listen(None)

    def _on_heard(self, state: SharedState) -> None:
        if self.sharer is None:
            return
        news = state.clock if self.state is None or self.state.clock != state.clock else ""
        is_new = state.knocking and not (self.state is not None and self.state.knocking)
        if not state.stopped and (self.state is None or self.state.stopped):
            self._listen(self.sharer)  # a folder that was away tells nothing to who listened before
        self.state = state
        self.told.emit(state)
        if is_new:
            self.knocked.emit()
        if news:
            self.clock_apart.emit(news)

    def _listen(self, sharer: Sharer | None) -> None:
        if self._notice is not None:
            self._notice.close()
        room = sharer.arrivals if sharer is not None else None
        self._notice = FolderNotice(room, sharer.look_soon) if sharer is not None and room is not None else None
