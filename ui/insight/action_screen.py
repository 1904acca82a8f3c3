"""What *Vandaag* and *Acties* share: a list of actions of which one is chosen, and the work that is done on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QVBoxLayout

from expertiseteam.basics.clock import local_day
from expertiseteam.cases.records import ActionLine
from ui.insight.action_work import ActionWork
from ui.shell.commands import Command
from ui.shell.desk import Desk
from ui.shell.screen import Screen
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import KeyHint
from ui.widgets.rows import RowList

OnAction = Callable[[ActionLine], None]


class ActionScreen(Screen):
    """Base of both. A subclass makes `list` and `slot` (where panels come) in `lay_out`, and says which action is chosen."""

    keeps = True
    list: RowList
    slot: QVBoxLayout

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.lay_out()
        self.work = ActionWork(self, self.slot, lambda: self.list.setFocus())

    # What a subclass writes

    def lay_out(self) -> None:
        """Fill `content`."""
        raise NotImplementedError

    def chosen(self) -> ActionLine | None:
        """Return the action that is chosen in the list."""
        raise NotImplementedError

    # Screen

    def leave(self) -> None:
        self.work.flush()

    def escape(self) -> bool:
        if self.work.panel is None:
            return False
        self.work.close()
        return True

    # What a subclass uses

    def work_commands(self, key: str, done: OnAction, enabled: Callable[[], bool]) -> Sequence[Command]:
        """Return what can be done with the chosen action. `key` begins their ids, `done` reports it done."""
        tr = self.tr
        return (
            Command(f"{key}.done", tr("Meld de actie gedaan"), self.with_chosen(done), enabled=enabled),
            Command(f"{key}.move", tr("Verzet de actie"), self.with_chosen(self.work.ask_move), "V", enabled),
            Command(f"{key}.not", tr("Leg vast dat de actie niet gelukt is"), self.with_chosen(self.work.ask_why), "N", enabled),
            Command(f"{key}.record", tr("Leg vast wat u invulde"), self.work.record, "Ctrl+Return", lambda: self.work.panel is not None),
        )

    def with_chosen(self, run: OnAction) -> Callable[[], None]:
        """Return a function that does something with the chosen action, or nothing when there is none."""

        def go() -> None:
            action = self.chosen()
            if action is not None:
                run(action)

        return go

    def key_hints(self, opens: str) -> FlowLayout:
        """Return the line with the keys of the list; `opens` says what Enter opens."""
        tr = self.tr
        row = FlowLayout(gap=14, line_gap=4)
        for keys, meaning in (
            ("↑ ↓", tr("kiezen")),
            (tr("Spatie"), tr("gedaan")),
            ("Enter", opens),
            ("V", tr("verzetten")),
            ("N", tr("niet gelukt")),
        ):
            row.addWidget(KeyHint(keys, meaning))
        return row

    def day(self) -> date:
        """Return today."""
        return local_day(self.desk.clock())
