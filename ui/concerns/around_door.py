"""Reads what stands around the door of the signal that is open: other signals, those that are like it, running cases, and the pattern."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.matching import address_history, nearly_known, pattern
from expertiseteam.concerns.records import AddressHistory, ConcernView
from expertiseteam.team.settings import TeamSettings, team_settings
from ui.concerns.address_field import cases_on
from ui.shell.screen import Screen

Tell = Callable[[list[AddressHistory], list[CaseLine], str], None]


class AroundDoor(QObject):
    """`tell` hears the signals on the door (those that are only like it last), the cases there, and the pattern in one sentence."""

    def __init__(self, screen: Screen, tell: Tell) -> None:
        super().__init__(screen)
        self._tell = tell
        self._lane, self._settings_lane = screen.lane(latest=True), screen.lane(latest=True)
        self.settings = TeamSettings()  # as the team has them, once they were read

    def learn(self) -> None:
        """Read what the team calls meervoudig and opeenvolgend."""
        self._settings_lane.ask(self._on_settings, team_settings)

    def ask(self, concern: ConcernView, running: Sequence[CaseLine]) -> None:
        """Look around this signal."""
        self._lane.ask(partial(self._on_history, concern, running), address_history, concern.place, concern.id)

    def _on_settings(self, settings: TeamSettings) -> None:
        self.settings = settings

    def _on_history(self, concern: ConcernView, running: Sequence[CaseLine], history: list[AddressHistory]) -> None:
        self._lane.ask(partial(self._on_near, concern, running, history), nearly_known, concern.place, concern.id)

    def _on_near(
        self, concern: ConcernView, running: Sequence[CaseLine], history: list[AddressHistory], near: list[AddressHistory]
    ) -> None:
        days, months = self.settings.multiple_days, self.settings.recurrent_months
        said = pattern(concern.received, history, multiple_days=days, recurrent_months=months)
        self._lane.work(lambda at: self._tell([*history, *near], at, said), cases_on, concern.place, running)
