"""*Reservekopieën*: which there are, make one now, a second place, practise, and put one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Unopened
from expertiseteam.opening import prepare_copy, workspace_for
from expertiseteam.safety.keeping import choose_second_place, copies_state, copy_of, keep_copy, practise
from expertiseteam.safety.records import CopiesState, CopyLine, Difference, Drill
from expertiseteam.safety.restoring import Prepared
from expertiseteam.safety.standing import record_restored
from expertiseteam.team.settings import change_settings
from expertiseteam.vault.copies import Reason
from ui.entrances import Opened
from ui.safety.restore_page import RestorePage
from ui.safety.words import copy_facts, copy_row, drill_words, drilled_words, full_moment, second_words
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.facts import FactsCard
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Scrolled
from ui.widgets.labels import KeyHint, Label, Quiet, Title
from ui.widgets.rows import RowList

if TYPE_CHECKING:
    from expertiseteam.basics.sentences import Refused

LIST_WIDTH = 560  # pixels
PutBack = Callable[[Prepared], None]


class CopiesScreen(Screen):
    """Kind of place: "copies". `put_back` closes the dossier, puts what was made ready in its place, and asks for the passphrase again."""

    title = "Reservekopieën"

    def __init__(self, desk: Desk, opened: Opened, put_back: PutBack) -> None:
        super().__init__(desk)
        self._opened, self._put_back = opened, put_back
        self._state: CopiesState | None = None
        self._prepared: Prepared | None = None
        self._is_working = self._just_came = False
        self._may_restore, self._may_choose = desk.may(record_restored), desk.may(change_settings)
        self._lane, self._long = self.lane(latest=True), self.desk.runner.lane(self, self._on_not_done)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self._list_card, beside = self._make_list(), QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        self.stack = Pages()
        self.restore_page = RestorePage(self.restore, self.give_up)
        self._detail_card = self._make_detail()
        for page in (self._detail_card, self.restore_page):
            self.stack.addWidget(page)
        right.addWidget(self.stack, 1)
        self._safe_card = self._make_safe()
        right.addWidget(self._safe_card)
        row.addWidget(self._list_card)
        row.addWidget(Scrolled(beside), 1)
        self._show_line()

    # Screen

    def load(self) -> None:
        self.busy(self.tr("De reservekopieën worden opgezocht…"))
        self._lane.work(self._on_state, copies_state, self._opened.path)

    def enter(self, place: Place) -> None:
        self._just_came = True
        super().enter(place)

    def leave(self) -> None:
        self.give_up()

    def escape(self) -> bool:
        if self.stack.currentWidget() is not self.restore_page:
            return False
        self.give_up()
        return True

    def panes(self) -> Sequence[QWidget]:
        return (self._list_card, self.stack, self._safe_card)

    def names_switched(self) -> None:
        """Numbers of cases and no names of residents stand here."""

    def commands(self) -> Sequence[Command]:
        return (
            Command("copies.make", self.tr("Maak nu een reservekopie"), self.make, "K", self._is_free),
            Command("copies.restore", self.tr("Zet deze reservekopie terug"), self.look, "T", self._can_restore),
            Command("copies.practise", self.tr("Oefen het terugzetten"), self.practise, "O", self._can_restore),
            Command("copies.second", self.tr("Kies een tweede plek"), self.choose, "P", lambda: self._may_choose),
        )

    # What people do

    def make(self) -> None:
        """Make a copy now."""
        if self._is_free():
            self._work(self.tr("De reservekopie wordt gemaakt en nagekeken…"))
            self._long.work(self._on_made, keep_copy, self.desk.workspace, Reason.HAND)

    def practise(self) -> None:
        """Put the newest copy back in a folder of its own, and look whether it opens."""
        if self._can_restore():
            self._work(self.tr("Het terugzetten wordt geoefend…"))
            open_ready = partial(workspace_for, policy=self._opened.policy)
            self._long.work(self._on_drilled, practise, self._opened.path, self._opened.identity, self.desk.clock, open_ready)

    def choose(self) -> None:
        """Ask for the second place."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Tweede plek voor reservekopieën"))
        if folder:
            self.choose_folder(folder)

    def choose_folder(self, folder: str) -> None:
        """Use this folder as the second place; "" for none."""
        self._work(self.tr("De nieuwste kopie wordt daar neergezet…"))
        self._long.work(self._on_chosen_place, choose_second_place, self._opened.path, folder, self.desk.clock())

    def look(self) -> None:
        """Make the chosen copy ready, and show what putting it back would change."""
        line = self.line
        if line is not None and self._can_restore():
            self._work(self.tr("De kopie wordt klaargezet en met het dossier vergeleken…"))
            self._long.work(self._on_compared, self._compared, line)

    def restore(self) -> None:
        """Put back what is shown."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            self._put_back(prepared)

    def give_up(self) -> None:
        """Put nothing back."""
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            prepared.discard()
        self.stack.setCurrentWidget(self._detail_card)

    @property
    def line(self) -> CopyLine | None:
        """The chosen copy."""
        lines = self._state.lines if self._state is not None else ()
        return next((line for line in lines if line.key == self.list.current), None)

    def _compared(self, line: CopyLine) -> tuple[Prepared, list[Difference] | None]:
        opened = self._opened
        prepared = prepare_copy(opened.path, copy_of(opened.path, line.key), opened.identity, self.desk.clock, policy=opened.policy)
        try:
            return prepared, prepared.compare(self.desk.workspace)
        except Unopened:
            return prepared, None  # the dossier of now is damaged: the more reason to go on
        except BaseException:
            prepared.discard()
            raise

    def _is_free(self) -> bool:
        return not self._is_working

    def _can_restore(self) -> bool:
        return self._may_restore and self._is_free() and self.line is not None and self.stack.currentWidget() is self._detail_card

    # What comes back

    def _work(self, words: str) -> None:
        self._is_working = True
        self.bar.close_bar()
        self.busy(words)
        self._show_line()

    def _free(self) -> None:
        self._is_working = False
        self.busy("")
        self._show_line()

    def _on_state(self, state: CopiesState) -> None:
        self.busy("")
        self._state = state
        now = self.desk.clock()
        self.list.set_rows([copy_row(line, now) for line in state.lines], current=self.list.current)
        if self.line is None:
            self.list.choose_first()
        needed = self.desk.preferences.needs_second_place
        self._second.setText(second_words(state, now, second_needed=needed))
        self._second.set_tone("alert" if state.second_is_missing or needed and not state.second else "")
        self.no_place_button.setVisible(bool(state.second) and self._may_choose and not needed)
        self._drilled.setText(drilled_words(state.drilled, now))
        self._count.setText(self.tr("1 kopie") if len(state.lines) == 1 else self.tr("{0} kopieën").format(len(state.lines)))
        if state.failed:
            self.inform(self.tr("De laatste reservekopie is niet gemaakt. {0}").format(state.failed), "warn")
        self._show_line()
        if self._just_came:
            self._just_came = False
            (self.list if state.lines else self.make_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_made(self, line: CopyLine) -> None:
        self._free()
        self.desk.say(self.tr("Reservekopie gemaakt, geopend en geteld"))
        self.list.choose(line.key)
        self.load()

    def _on_drilled(self, drill: Drill) -> None:
        self._free()
        self.inform(drill_words(drill, self.desk.clock()))
        self.load()

    def _on_chosen_place(self, state: CopiesState) -> None:
        self._free()
        self._on_state(state)

    def _on_compared(self, found: tuple[Prepared, list[Difference] | None]) -> None:
        self._free()
        self._prepared, differences = found
        self.restore_page.show_differences(self._prepared.is_from, differences, self._prepared.lines_behind())
        self.stack.setCurrentWidget(self.restore_page)
        self.restore_page.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_done(self, refused: Refused) -> None:
        self._free()
        self.show_refusal(refused)
        self._lane.work(self._on_state_behind, copies_state, self._opened.path)

    def _on_state_behind(self, state: CopiesState) -> None:
        """What was refused stays to be read."""
        said = self.bar.text
        self._on_state(state)
        self.inform(said, "warn")

    # Showing

    def _show_line(self) -> None:
        line = self.line
        for button in (self.restore_button, self.drill_button):
            button.setEnabled(self._can_restore())
            button.setVisible(self._may_restore)
        for button in (self.make_button, self.place_button, self.no_place_button):
            button.setEnabled(self._is_free())
        if line is None or self._state is None:
            self._detail_card.show_nothing()
        else:
            self._detail_card.show_facts(self.tr("Kopie van {0}").format(full_moment(line.at)), copy_facts(line, self._state.folder))

    # Parts

    def _make_list(self) -> QWidget:
        card = Card(margins=0, gap=0)
        card.setFixedWidth(LIST_WIDTH)
        head = QVBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(6)
        title = QHBoxLayout()
        title.addWidget(Title(self.tr("Reservekopieën")))
        title.addStretch(1)
        self._count = Quiet("", small=True)
        title.addWidget(self._count)
        head.addLayout(title)
        words = self.tr(
            "Na elk kwartier waarin iets verandert, maakt het programma vanzelf een kopie. Elke kopie wordt geopend, nagekeken en geteld "
            "voordat een oude weggaat. Alle kopieën zijn versleuteld, net als het dossier."
        )
        head.addWidget(Quiet(words, wrap=True))
        card.body.addLayout(head)
        empty = EmptyState(self.tr("Er is nog geen reservekopie. De eerste komt vanzelf als u een kwartier werkt."))
        self.list = RowList(self.tr("Reservekopieën"), lines=2, empty=empty)
        self.list.chosen.connect(lambda _: self._show_line())
        self.list.opened.connect(lambda _: self.look())
        card.body.addWidget(self.list, 1)
        foot = FlowLayout(gap=12, line_gap=6)
        foot.setContentsMargins(14, 8, 14, 10)
        self.make_button = Button(self.tr("Maak nu een kopie"), self.make, role="primary", icon="copy")
        foot.addWidget(self.make_button)
        foot.addWidget(KeyHint("K"))
        for keys, meaning in (("↑ ↓", self.tr("kiezen")), ("Esc", self.tr("terug"))):
            foot.addWidget(KeyHint(keys, meaning))
        card.body.addLayout(foot)
        return card

    def _make_detail(self) -> FactsCard:
        card = FactsCard(self.tr("Kies links een kopie."))
        foot = FlowLayout(gap=10, line_gap=6)
        self.restore_button = Button(self.tr("Zet deze kopie terug…"), self.look, icon="rotate-ccw")
        foot.addWidget(self.restore_button)
        if self._may_restore:
            foot.addWidget(KeyHint("T"))
            foot.addWidget(Quiet(self.tr("U ziet eerst wat er verandert."), small=True))
        else:
            foot.addWidget(Quiet(self.tr("De aandachtsfunctionaris kan een kopie terugzetten."), small=True))
        card.body.addLayout(foot)
        return card

    def _make_safe(self) -> QWidget:
        card = Card(self.tr("Tweede plek en oefenen"), margins=20, gap=8)
        self._second = Label("", wrap=True)
        card.body.addWidget(self._second)
        places = QWidget()
        flow = FlowLayout(places, gap=10, line_gap=6)
        self.place_button = Button(self.tr("Kies een map…"), self.choose, icon="folder-open")
        self.no_place_button = Button(self.tr("Gebruik geen tweede plek"), lambda: self.choose_folder(""), role="link")
        for button in (self.place_button, self.no_place_button):
            flow.addWidget(button)
            button.setVisible(self._may_choose)  # only now that it has a parent: else it is a window of its own
        card.body.addWidget(places)
        self._drilled = Label("", wrap=True)
        card.body.addWidget(self._drilled)
        self.drill_button = Button(self.tr("Oefen het terugzetten"), self.practise, icon="badge-check")
        line = QHBoxLayout()
        line.addWidget(self.drill_button)
        line.addStretch(1)
        card.body.addLayout(line)
        return card
