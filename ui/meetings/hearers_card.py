"""*Wie hoort dit*: who may hear the point of the agenda that is chosen, and which guests are let in for it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from expertiseteam.access.who import Role
from expertiseteam.meetings.records import AgendaLine, Sharing
from expertiseteam.team.records import MemberLine
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.frames import Card, clear
from ui.widgets.labels import Quiet


class HearersCard(Card):
    """`invited` tells a point, the id of a guest and whether he hears it; `looked` a guest whose own view is wanted.

    Not there for a fixed point."""

    invited = Signal(object, str, bool)
    looked = Signal(str)

    def __init__(self) -> None:
        super().__init__(self.tr("Wie hoort dit"), gap=4)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.guests: list[Check] = []
        self._shown: tuple[object, ...] = ()
        self.hide()

    def show_item(self, item: AgendaLine | None, members: Sequence[MemberLine], *, hidden: bool, may_change: bool) -> None:
        """Show who may hear a point. A guest can be let in as long as the agenda can be changed."""
        guests = [member for member in members if member.role is Role.GUEST and member.is_active] if may_change else []
        is_plain = item is None or item.case_id is None or (not guests and not item.heard_by)
        self.setVisible(not is_plain)
        shown = (item.id, item.version, item.heard_by, hidden, tuple(guests)) if item is not None and not is_plain else ()
        if is_plain or item is None or shown == self._shown:
            return
        self._shown = shown
        clear(self._rows)
        known = self.tr("namen verborgen") if hidden and item.heard_by else item.heard_by
        self._rows.addWidget(Quiet(known or str(Sharing.TEAM), wrap=True))
        self.guests = []
        for guest in guests:
            tick = Check(self.tr("{0}, gast").format(guest.name), checked=guest.name in item.invited)
            tick.setAccessibleName(self.tr("{0} hoort {1} als gast").format(guest.name, item.code))
            tick.toggled.connect(partial(self.invited.emit, item, guest.id))
            self.guests.append(tick)
            self._rows.addWidget(tick)
            if tick.isChecked():
                look = Button(self.tr("Wat ziet deze gast?"), partial(self.looked.emit, guest.id), role="link")
                look.setAccessibleName(self.tr("Wat ziet {0}?").format(guest.name))
                self._rows.addWidget(look)
