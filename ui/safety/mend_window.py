"""*Nakijken en herstellen*: a dossier that does not open. First looked at again; then a copy, or what is whole, in its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused, Unopened
from expertiseteam.safety.records import Diagnosis, Difference, SavedMatter
from expertiseteam.safety.restoring import Prepared
from ui.safety.mending import Found, Mending
from ui.safety.restore_page import RestorePage, SavedPage
from ui.safety.words import aside_row, copy_row
from ui.shell.entrance import Entrance, KeyHolder
from ui.shell.runner import Background, Lane
from ui.widgets.buttons import Button
from ui.widgets.checks import Picker
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import EmptyState, MessageBar
from ui.widgets.labels import Heading, Label, Quiet, Title
from ui.widgets.passphrase import PassphraseField
from ui.widgets.rows import RowList

LIST_HEIGHT = 250  # pixels


class MendWindow(Entrance):
    """Emits `done` with a sentence once something was put in its place, `open_asked` when the dossier may simply be opened, `cancelled`."""

    done = Signal(str)
    open_asked = Signal()
    cancelled = Signal()
    waiting = Signal(str)  # from whatever thread works: what it does now

    def __init__(self, background: Background, model: Mending, sentence: str = "") -> None:
        """`sentence`: why the dossier did not open."""
        super().__init__(width=680, size=(820, 720))
        self._model, self._found = model, Found(Diagnosis("", is_whole=False, may_restore=False, may_save=False), (), ())
        self._prepared: Prepared | None = None
        self._lane = Lane(background, self, self._on_refused, latest=False)
        self.column.addWidget(Title(self.tr("Nakijken en herstellen")))
        words = self.tr("Dossier “{0}”. Er wordt niets gewijzigd of weggegooid zonder dat u het zegt.").format(model.path.name)
        self.column.addWidget(Quiet(words, wrap=True))
        self.bar = MessageBar()
        self.column.addWidget(self.bar)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Bezig"))
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.stack = QStackedWidget()
        self.restore_page = RestorePage(self._put_back, self._give_up)
        self.saved_page = SavedPage(self._put_back, self._give_up)
        self._who_page, self._keys_page, self._choose_page = self._make_who(), self._make_keys(), self._make_choose()
        for page in (self._who_page, self._keys_page, self._choose_page, self.restore_page, self.saved_page):
            self.stack.addWidget(page)
        self.column.addWidget(self.stack, 1)
        self.waiting.connect(self._busy)
        self._sentence = sentence
        self._begin()

    # What people do

    def look(self) -> None:
        """Look at the dossier again."""
        self._work(self.tr("Het dossier wordt opnieuw nagekeken, bladzijde voor bladzijde…"), self._on_found, self._model.look)

    def prove(self) -> None:
        """Prove with the passphrase who is here, and look at the dossier."""
        member = self.who.value
        if isinstance(member, str) and self.passphrase.text():
            self._work(self.tr("De wachtzin wordt nagekeken…"), self._on_proved, self._model.unlock, member, self.passphrase.text())
        else:
            self.bar.tell(self.tr("Typ eerst uw wachtzin."), "warn")

    def restore(self) -> None:
        """Make the chosen copy ready and show what putting it back changes."""
        key = self.list.current
        if key is not None and self.restore_button.isEnabled():
            self._work("", self._on_prepared, self._model.prepare, key, self.waiting.emit)

    def save(self) -> None:
        """Make what is whole ready, of the dossier or of what was set aside, and show what is missing."""
        key = self.list.current or ""
        if self.save_button.isEnabled():
            self._work("", self._on_saved, self._model.save_whole, key if key in self._found.asides else "", self.waiting.emit)

    def point(self) -> None:
        """Ask where other copies stand."""
        folder = QFileDialog.getExistingDirectory(self, self.tr("Map met reservekopieën"))
        if folder:
            self.point_at(folder)

    def point_at(self, folder: str) -> None:
        """Look for copies in this folder too."""
        self._model.elsewhere = Path(folder)
        if self._model.identity is None:
            self.put_keys_back()
        else:
            self.look()

    def put_keys_back(self) -> None:
        """Put the key file of the newest copy back."""
        self._work(self.tr("Het sleutelbestand wordt opgezocht…"), self._on_done, self._model.put_keys_back)

    def accept_older(self) -> None:
        """Write down that an older dossier was put back on purpose, and open it."""
        self._work(self.tr("Het wordt vastgelegd…"), lambda _: self.open_asked.emit(), self._model.accept)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._prepared is not None:
            self._give_up()
        elif not self.progress.isVisible():
            self._cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._give_up()
        self._model.close()
        event.accept()

    # What comes back

    def _begin(self) -> None:
        if self._model.identity is not None:
            self.look()
            return
        try:
            members = self._model.members()
        except Unopened as refused:
            self._show_keys(str(refused))
            return
        except Refused as refused:
            self.bar.tell(str(refused), "warn", closable=False)
            members = ()
        self._show_who(members)

    def _work(self, words: str, then: Callable[..., None], function: Callable[..., object], *given: object) -> None:
        self._busy(words)
        self._lane.work(then, function, *given)

    def _busy(self, words: str) -> None:
        self.progress.setRange(0, 0)
        self.progress.show()
        self.stack.setEnabled(False)
        if words:
            self.bar.tell(words, "calm", closable=False)

    def _free(self) -> None:
        self.progress.setRange(0, 1)  # else it goes on moving where nobody sees it
        self.progress.hide()
        self.stack.setEnabled(True)
        self.bar.close_bar()

    def _on_refused(self, refused: Refused) -> None:
        self._free()
        if isinstance(refused, Unopened) and self._model.identity is None:
            self._show_keys(str(refused))
        else:
            self.bar.tell(str(refused), "warn")

    def _on_proved(self, _: object) -> None:
        self.passphrase.clear()
        self.look()

    def _on_found(self, found: Found) -> None:
        self._free()
        self._found, said = found, found.diagnosis
        self.bar.tell(said.sentence, "accent" if said.is_whole and self._model.opened is None else "warn", closable=False)
        now = self._model.clock()
        rows = [copy_row(line, now) for line in found.lines] + [aside_row(name) for name in found.asides]
        self.list.set_rows(rows, current=self.list.current)
        self.list.choose_first()
        self.list.setEnabled(said.may_restore)
        is_older = self._model.opened is not None
        self.open_button.setText(self.tr("Toch openen") if is_older else self.tr("Open het dossier"))
        self.open_button.setVisible(said.is_whole)
        self.accept_button.setVisible(is_older)
        self.again_button.setVisible(not is_older)
        self._show_choice()
        self.stack.setCurrentWidget(self._choose_page)
        first = self.open_button if said.is_whole and not is_older else self.list if said.may_restore else self.again_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_prepared(self, found: tuple[Prepared, list[Difference] | None]) -> None:
        self._free()
        self._prepared, differences = found
        self.restore_page.show_differences(self._prepared.is_from, differences, self._prepared.lines_behind())
        self._show_prepared(self.restore_page)

    def _on_saved(self, found: tuple[Prepared, list[SavedMatter]]) -> None:
        self._free()
        self._prepared, saved = found
        self.saved_page.show_saved(saved)
        self._show_prepared(self.saved_page)

    def _show_prepared(self, page: RestorePage | SavedPage) -> None:
        self.stack.setCurrentWidget(page)
        page.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            self.stack.setCurrentWidget(self._choose_page)
            self._work("", self._on_done, self._model.put_back, prepared, self.waiting.emit)

    def _give_up(self) -> None:
        prepared, self._prepared = self._prepared, None
        if prepared is not None:
            prepared.discard()
            self._on_found(self._found)

    def _on_done(self, sentence: object) -> None:
        self._free()
        self.done.emit(str(sentence))

    def _cancel(self) -> None:
        self._model.close()
        self.cancelled.emit()

    # Showing

    def _show_who(self, members: Sequence[KeyHolder]) -> None:
        self.who.set_options([(one.id, one.name) for one in members])
        self.who.set_value(members[0].id if members else None)
        if self._sentence:
            self.bar.tell(self._sentence, "warn", closable=False)
        self.stack.setCurrentWidget(self._who_page)
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_keys(self, sentence: str) -> None:
        self.bar.tell(sentence, "warn", closable=False)
        self.stack.setCurrentWidget(self._keys_page)
        self.keys_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_choice(self) -> None:
        key, said = self.list.current, self._found.diagnosis
        is_aside = key in self._found.asides
        self.restore_button.setEnabled(said.may_restore and key is not None and not is_aside)
        self.save_button.setEnabled(said.may_save or (is_aside and said.may_restore))

    # Parts

    def _make_who(self) -> QWidget:
        page, column = _page()
        column.addWidget(Heading(self.tr("Wie bent u?")))
        words = self.tr("Uw wachtzin staat los van het dossier en wordt eerst nagekeken. Daarna wordt het dossier zelf nagekeken.")
        column.addWidget(Quiet(words, wrap=True))
        self.who = Picker(name=self.tr("Wie bent u?"))
        column.addWidget(self.who)
        label = Label(self.tr("Uw wachtzin"), "strong")
        self.passphrase = PassphraseField(self.tr("Uw wachtzin"))
        label.setBuddy(self.passphrase.line)
        self.passphrase.entered.connect(self.prove)
        column.addWidget(label)
        column.addWidget(self.passphrase)
        self.look_button = Button(self.tr("Nakijken"), self.prove, role="primary")
        column.addLayout(self._foot(self.look_button))
        column.addStretch(1)
        return page

    def _make_keys(self) -> QWidget:
        page, column = _page()
        column.addWidget(Heading(self.tr("Het sleutelbestand terugzetten")))
        words = self.tr(
            "Zonder goed sleutelbestand gaat het dossier niet open. In elke reservekopie zit er een. Het programma neemt het nieuwste dat "
            "heel is; wat er nu staat, wordt apart gezet. Daarna ontgrendelt u met uw wachtzin. Is er na de kopie iets met de leden "
            "gewijzigd, dan vraagt het programma om het herstelblad."
        )
        column.addWidget(Quiet(words, wrap=True))
        self.keys_button = Button(self.tr("Zet het sleutelbestand terug"), self.put_keys_back, role="primary")
        look = Button(self.tr("Kijk opnieuw"), self._begin)
        point = Button(self.tr("Wijs een map met kopieën aan…"), self.point, icon="folder-open")
        column.addLayout(self._foot(self.keys_button, look, point))
        column.addStretch(1)
        return page

    def _make_choose(self) -> QWidget:
        page, column = _page()
        column.addWidget(Heading(self.tr("Reservekopieën")))
        empty = EmptyState(
            self.tr("Hier staat geen reservekopie. Staat er een op een usb-schijf of netwerkmap, wijs dan die map aan."), door=60
        )
        self.list = RowList(self.tr("Reservekopieën"), lines=2, empty=empty)
        self.list.setMinimumHeight(LIST_HEIGHT)
        self.list.chosen.connect(lambda _: self._show_choice())
        self.list.opened.connect(lambda _: self.restore())
        column.addWidget(self.list, 1)
        self.open_button = Button("", self.open_asked.emit)
        self.again_button = Button(self.tr("Kijk opnieuw na"), self.look)
        self.restore_button = Button(self.tr("Reservekopie terugzetten…"), self.restore, role="primary", icon="rotate-ccw")
        self.save_button = Button(self.tr("Redden wat heel is…"), self.save, icon="hand-helping")
        self.accept_button = Button(self.tr("Dit klopt: leg vast en open"), self.accept_older)
        point = Button(self.tr("Wijs een map met kopieën aan…"), self.point, icon="folder-open")
        ways = QWidget()
        flow = FlowLayout(ways, gap=10, line_gap=8)
        for button in (self.restore_button, self.save_button, point):
            flow.addWidget(button)
        column.addWidget(ways)
        column.addWidget(Quiet(self.tr("U ziet eerst wat er verandert. Alleen de aandachtsfunctionaris kan dit."), small=True, wrap=True))
        column.addLayout(self._foot(self.again_button, self.accept_button, self.open_button))
        return page

    def _foot(self, *buttons: Button) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 8, 0, 0)
        foot.setSpacing(10)
        foot.addWidget(Button(self.tr("Terug"), self._cancel))
        foot.addStretch(1)
        for button in reversed(buttons):
            foot.addWidget(button)
        return foot


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 8, 0, 0)
    column.setSpacing(8)
    return page, column
