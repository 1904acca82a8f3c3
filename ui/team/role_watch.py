"""A window was made for one role. When that role ends while it is open, such as standing in after its last day, the window must go."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from expertiseteam.access.who import Who
from expertiseteam.access.workspace import Changes
from expertiseteam.basics.sentences import Refused
from ui.shell.runner import Runner


class RoleWatch(QObject):
    """`changed` tells a sentence when who is signed in may do other things than when the window was made."""

    changed = Signal(str)

    def __init__(self, runner: Runner, owner: QObject, me: Who) -> None:
        super().__init__(owner)
        self._me, self._workspace = me, runner.workspace
        self._lane = runner.lane(self, _nothing, latest=True)
        runner.changed.connect(self._on_changed)

    def _on_changed(self, changes: Changes) -> None:
        if changes.touch("member"):
            self._lane.work(self._on_me, self._workspace.me)

    def _on_me(self, me: Who) -> None:
        if (me.role, me.is_active) != (self._me.role, self._me.is_active):
            self.changed.emit(
                self.tr("U bent nu {0} in dit dossier. Ontgrendel opnieuw, dan ziet u wat bij die rol hoort.").format(me.role.value)
                if me.is_active
                else self.tr("U bent geen lid meer van dit team. Vraag de aandachtsfunctionaris.")
            )


def _nothing(refused: Refused) -> None:
    """The dossier was locked meanwhile."""
