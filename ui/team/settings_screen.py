"""*Instellingen*: the parts at the left, one of them at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.privacy.reading_log import my_log
from ui.entrances import Opened
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.team.about_section import AboutSection, ProtectionSection
from ui.team.lists_section import OrganisationsSection, VillagesSection
from ui.team.passphrase_section import PassphraseSection
from ui.team.section import Section, key_hints
from ui.team.team_section import TeamSection
from ui.team.ways_section import WaysSection
from ui.team.window_section import WindowSection
from ui.team.words_section import WordsSection
from ui.widgets.buttons import Button
from ui.widgets.frames import Card
from ui.widgets.labels import Title
from ui.widgets.rows import Row, RowList

NAV_WIDTH = 226  # pixels


@dataclass(frozen=True)
class _Part:
    key: str
    word: str
    icon: str
    make: Callable[[], Section]


class SettingsScreen(Screen):
    """Kind of place: "settings"; `place.id` names a part ("team", "passphrase", "window", ...).

    `on_look_changed` dresses the application anew and lets the window read its lock time again; it is called after every change under
    *Dit venster*.
    """

    title = "Instellingen"
    watches = frozenset({"member", "organisation", "village", "setting", "catalogue_word"})

    def __init__(self, desk: Desk, opened: Opened, on_look_changed: Callable[[], None]) -> None:
        super().__init__(desk)
        self._parts = {
            part.key: part
            for part in (
                _Part("team", self.tr("Team"), "users", lambda: TeamSection(self, opened)),
                _Part("organisations", self.tr("Organisaties"), "building", lambda: OrganisationsSection(self)),
                _Part("villages", self.tr("Kernen"), "map-pin", lambda: VillagesSection(self)),
                _Part("words", self.tr("Woordenlijsten"), "book-open", lambda: WordsSection(self)),
                _Part("ways", self.tr("Werkwijze"), "list-checks", lambda: WaysSection(self)),
                _Part("passphrase", self.tr("Mijn wachtzin"), "key-round", lambda: PassphraseSection(self, opened)),
                _Part("window", self.tr("Dit venster"), "monitor", lambda: WindowSection(self, on_look_changed)),
                _Part("protection", self.tr("Wat is beschermd"), "shield", lambda: ProtectionSection(self)),
                _Part("about", self.tr("Over"), "info", lambda: AboutSection(self)),
            )
        }
        self._made: dict[str, Section] = {}
        self.stack = QStackedWidget()
        self.nav = self._make_nav()
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._nav_card)
        row.addWidget(self.stack, 1)
        self.nav.choose_first()

    # Screen

    def load(self) -> None:
        self.section.load()

    def enter(self, place: Place) -> None:
        super().enter(place)
        if place.id in self._parts:
            self.nav.choose(place.id)
            self.section.focus()

    def leave(self) -> None:
        for section in self._made.values():
            section.leave()

    def escape(self) -> bool:
        if self.section.escape():
            return True
        if self.nav.hasFocus():
            return False
        self.nav.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def panes(self) -> Sequence[QWidget]:
        return (self._nav_card, self.stack)

    def names_switched(self) -> None:
        """Nobody here is a resident."""

    def commands(self) -> Sequence[Command]:
        add = {
            "team": self.tr("Voeg een lid toe"),
            "organisations": self.tr("Voeg een organisatie toe"),
            "words": self.tr("Voeg een woord toe"),
        }
        villages = self.tr("Voeg een kern toe")
        return (
            Command("settings.add", add.get(self.key, villages), self._add, "N", lambda: self.section.can_add()),
            Command("settings.change", self.tr("Wijzig dit lid"), self._change, "W", self._can_change),
            Command("settings.let-in", self.tr("Laat dit lid ontgrendelen"), self._let_in, "O", self._can_let_in),
            *(
                Command(f"settings.{part.key}", self.tr("Ga naar instellingen: {0}").format(part.word), partial(self._show, part.key))
                for part in self._parts.values()
            ),
        )

    # Parts

    @property
    def key(self) -> str:
        """Which part is shown."""
        return self.nav.current or "team"

    @property
    def section(self) -> Section:
        """The part that is shown."""
        return self._made[self.key]

    def _make_nav(self) -> RowList:
        nav = RowList(self.tr("Onderdelen van de instellingen"), lines=1)
        nav.set_rows([Row(part.key, part.word, icon=part.icon) for part in self._parts.values()])
        nav.chosen.connect(self._on_chosen)
        nav.opened.connect(lambda _: self.section.focus())
        self._nav_card = Card(margins=0, gap=0)
        self._nav_card.setFixedWidth(NAV_WIDTH)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 10)
        head.addWidget(Title(self.tr("Instellingen")))
        self._nav_card.body.addLayout(head)
        self._nav_card.body.addWidget(nav, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 8, 14, 12)
        foot.setSpacing(10)
        self.log_button = Button(self.tr("Logboek"), lambda: self.desk.go(Place("log")), icon="history")
        foot.addWidget(Button(self.tr("Reservekopieën"), lambda: self.desk.go(Place("copies")), icon="copy"))
        if self.desk.may(my_log):
            foot.addWidget(self.log_button)
        foot.addWidget(key_hints(("↑ ↓", self.tr("kiezen")), ("Enter", self.tr("erin"))))
        self._nav_card.body.addLayout(foot)
        return nav

    def _on_chosen(self, key: str) -> None:
        before = self.stack.currentWidget()
        section = self._made.get(key)
        if section is None:
            section = self._made[key] = self._parts[key].make()
            self.stack.addWidget(section)
        if isinstance(before, Section) and before is not section:
            before.leave()
        self.stack.setCurrentWidget(section)
        if self.place is not None:
            section.load()

    def _show(self, key: str) -> None:
        self.nav.choose(key)
        self.section.focus()

    def _add(self) -> None:
        self.section.add()

    def _can_change(self) -> bool:
        section = self.section
        return isinstance(section, TeamSection) and section.panel is None and section.can_change()

    def _change(self) -> None:
        if isinstance(self.section, TeamSection):
            self.section.change()

    def _can_let_in(self) -> bool:
        section = self.section
        return isinstance(section, TeamSection) and section.panel is None and section.can_let_in()

    def _let_in(self) -> None:
        if isinstance(self.section, TeamSection):
            self.section.let_in()
