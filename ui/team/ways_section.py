"""*Werkwijze*: every value that the team may choose itself, with its default and where that comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.team.settings import TeamSettings, change_settings, team_settings, unusable_settings
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.team.setting_group import SettingGroup
from ui.team.setting_words import GROUPS
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Quiet


class WaysSection(Section):
    """A column of groups, each saved by itself."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._lane, self._notices = screen.lane(latest=True), screen.lane(latest=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        if not self.desk.may(change_settings):
            column.addWidget(Quiet(self.tr("De aandachtsfunctionaris en de secretaris kunnen dit wijzigen. U kunt het lezen."), wrap=True))
        self.groups = {group.key: SettingGroup(self.desk, group) for group in GROUPS}
        for card in self.groups.values():
            column.addWidget(card)
        column.addStretch(1)
        self.scrolled = Scrolled(inside)
        self.column.addWidget(self.scrolled, 1)

    def load(self) -> None:
        self._lane.ask(self._on_settings, team_settings)
        self._notices.ask(self._on_unusable, unusable_settings)

    def start(self) -> QWidget:
        editors = next(iter(self.groups.values())).editors
        return next(iter(editors.values()), self)

    def leave(self) -> None:
        for group in self.groups.values():
            group.kept.keep_now()

    def _on_settings(self, settings: TeamSettings) -> None:
        for group in self.groups.values():
            group.show_settings(settings)

    def _on_unusable(self, titles: tuple[str, ...]) -> None:
        if titles:
            words = self.tr("Wat hier was gekozen, is niet te lezen. De standaardwaarde geldt: {0}. Kies de waarde opnieuw en bewaar haar.")
            self.host.inform(words.format("; ".join(titles)), "warn")
