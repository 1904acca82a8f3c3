"""*Signalen uit een lijst*: choose a file, see everything, say which column is what, and take it over whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.exchange.columns import suggest_columns
from expertiseteam.exchange.concerns import import_concerns, known_concerns
from expertiseteam.exchange.preview import preview
from expertiseteam.exchange.records import Columns, Part, Preview, Sheet
from expertiseteam.exchange.sheet import read_file, use_first_row_as_header
from expertiseteam.safety.keeping import copy_before
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import CatalogueLine
from expertiseteam.vault.copies import Reason
from ui.exchange.columns_card import ColumnsCard
from ui.exchange.preview_table import PreviewTable
from ui.exchange.words import HIDDEN, Filter, counted, file_line, how, no_list, shown, take_button, taken, when
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.pages import Pages
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card, EmptyState, Well
from ui.widgets.labels import Elided, KeyHint, Label, Title
from ui.widgets.pills import FilterChips

LONGEST_SHOWN = 260  # characters of one signal below the table
MANY = 2_000  # rows; from here on weighing waits until the user has stopped choosing
REST = 300  # milliseconds


class ImportScreen(Screen):
    """Kind "import". Nothing is kept of a list that is not taken over: it may hold who told something."""

    title = "Signalen uit een lijst"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._name = ""
        self._sheet: Sheet | None = None
        self._labels: Mapping[str, str] = {}
        self._preview = Preview(())
        self._decided: dict[int, bool] = {}  # ticks that the user set himself
        self._taking = False
        self._reading = self.lane(latest=True)
        self._weighing = self.lane(latest=True)
        self._acting = desk.runner.lane(self, self._on_not_taken)
        desk.runner.idle.connect(self._on_idle)
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._weigh)
        self.setAcceptDrops(True)
        self.empty = EmptyState()
        self.stack = Pages()
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self._work_page())
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(self._head())
        column.addWidget(self.stack, 1)
        self.empty.button.setText(self.tr("Bestand kiezen…"))
        self.empty.button.clicked.connect(self.choose_file)
        self._show_no_list()

    @property
    def ticked(self) -> frozenset[int]:
        """The numbers of the rows with a tick."""
        proposed = self._preview.ticked_at_first()
        return frozenset(row.number for row in self._preview.rows if self._decided.get(row.number, row.number in proposed))

    # What the window asks

    def commands(self) -> Sequence[Command]:
        return (
            Command("import.choose", self.tr("Kies een lijst met signalen"), self.choose_file, "Ctrl+O", self._may),
            Command("import.take", self.tr("Neem de aangevinkte signalen over"), self.take_over, "Ctrl+Return", self._has_rows),
            Command("import.untick", self.tr("Laat rijen met een fout weg"), self.leave_out_wrong, "Ctrl+Del", self._has_rows),
        )

    def panes(self) -> Sequence[QWidget]:
        return (self.columns, self.table) if self._sheet is not None else (self.content,)

    def names_switched(self) -> None:
        self._show_rows()

    def escape(self) -> bool:
        """Put the list away first; a second time goes back."""
        if self._sheet is None or self._taking:
            return False
        self._forget()
        return True

    # What people do

    def choose_file(self) -> None:
        """Ask for a file, and read it."""
        if not self._may():
            return
        kinds = self.tr("Lijsten (*.xlsx *.csv *.txt *.tsv *.tab);;Alle bestanden (*)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Lijst met signalen kiezen"), os.path.expanduser("~"), kinds)
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Read a list and show what it would become. What was shown before stays until the new one is read."""
        if self._taking or not self._may():
            return
        self.bar.close_bar()
        self.busy(self.tr("De lijst wordt gelezen…"))
        self._reading.work(lambda sheet: self._on_sheet(path.name, sheet), read_file, path)

    def take_over(self) -> None:
        """Record the ticked rows, all or nothing."""
        if self._taking or not self._has_rows() or not self._may():
            return
        self._taking = True
        self._show_counts()
        self.busy(self.tr("Er wordt eerst een reservekopie gemaakt…"))
        self._acting.work(self._on_copied, copy_before, self.desk.workspace, Reason.IMPORT)

    def _on_copied(self, _: object) -> None:
        self.busy(self.tr("De signalen worden overgenomen…"))
        self._acting.do(self._on_taken, import_concerns, self._preview, self.ticked, answers_owed=self.columns.answers.isChecked())

    def leave_out_wrong(self) -> None:
        """Take the tick from every row with an error."""
        self._decided |= {row.number: False for row in self._preview.wrong}
        self.bar.close_bar()
        self._show_rows()

    # Parts

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Title(self.tr("Signalen uit een lijst")))
        self._about = Elided("", "quiet")
        row.addWidget(self._about, 1)
        self._other = Button(self.tr("Andere lijst kiezen…"), self.choose_file, icon="folder-open")
        row.addWidget(self._other)
        return row

    def _work_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.columns = ColumnsCard()
        self.columns.changed.connect(self._on_columns)
        self.columns.header_switched.connect(self._on_header)
        row.addWidget(self.columns)
        card = Card(gap=10)
        card.body.setContentsMargins(0, 12, 0, 12)
        top = QHBoxLayout()
        top.setContentsMargins(16, 0, 16, 0)
        self.filters = FilterChips([(which, which.value) for which in Filter], name=self.tr("Welke rijen"))
        self.filters.changed.connect(lambda _: self._show_rows())
        top.setSpacing(12)
        top.addWidget(self.filters, 1)
        self.untick = Button("", self.leave_out_wrong)
        top.addWidget(self.untick, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(top)
        self.table = PreviewTable(self.tr("Rijen van de lijst"))
        self.table.chosen.connect(lambda _: self._show_detail())
        self.table.toggled.connect(self._on_toggled)
        card.body.addWidget(self.table, 1)
        card.body.addLayout(self._detail())
        card.body.addLayout(self._foot())
        row.addWidget(card, 1)
        return page

    def _detail(self) -> QVBoxLayout:
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 0, 16, 0)
        well = Well(gap=3)
        self._row_head = Elided("", "strong")
        self._row_what = Label("", wrap=True)
        self._row_how = Elided("", "small")
        self._row_fault = Label("", "small", "alert", wrap=True)
        for part in (self._row_head, self._row_what, self._row_how, self._row_fault):
            well.body.addWidget(part)
        holder.addWidget(well)
        return holder

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(12)
        self.take = Button("", self.take_over, role="primary")
        row.addWidget(self.take)
        hints = QWidget()
        flow = FlowLayout(hints, gap=16, line_gap=4)
        for keys, meaning in (
            (self.tr("Ctrl Enter"), ""),
            (self.tr("Spatie"), self.tr("vinkje")),
            (self.tr("Ctrl Delete"), self.tr("fouten weglaten")),
            ("F6", self.tr("kolommen")),
        ):
            flow.addWidget(KeyHint(keys, meaning))
        row.addWidget(hints, 1, Qt.AlignmentFlag.AlignVCenter)
        return row

    # Showing

    def _show_no_list(self) -> None:
        may = self._may()
        self.empty.say(
            self.tr(
                "Kies een lijst met signalen: een werkmap van Excel (.xlsx), of een lijst bewaard als CSV. U ziet eerst alles wat erin "
                "staat; er wordt niets overgenomen voordat u het zegt."
            )
            if may
            else self.tr("Alleen de aandachtsfunctionaris en de secretaris nemen signalen uit een lijst over.")
        )
        self.empty.button.setVisible(may)
        self._about.setText("")
        self._other.hide()
        self.stack.setCurrentIndex(0)

    def _show_rows(self) -> None:
        which = self.filters.value
        rows = shown(self._preview, which if isinstance(which, Filter) else Filter.ALL, self.ticked)
        self.table.set_rows(rows, self.ticked, hidden=self.desk.names.hidden)
        self._show_counts()
        self._show_detail()

    def _show_counts(self) -> None:
        ticked = self.ticked
        found: Mapping[object, int] = {which: len(shown(self._preview, which, ticked)) for which in Filter}
        self.filters.set_counts(found)
        self.take.setText(take_button(len(ticked)))
        self.take.setEnabled(bool(ticked) and not self._taking)
        wrong = sum(row.number in ticked for row in self._preview.wrong)
        self.untick.setText(self.tr("{0} met een fout weglaten").format(counted(wrong, "rij", "rijen")))
        self.untick.setVisible(wrong > 0)

    def _show_detail(self) -> None:
        row = self.table.current
        hidden = self.desk.names.hidden
        head = [row.where, when(row), HIDDEN if hidden and row.place else row.place] if row else [self.tr("Geen rijen om te tonen.")]
        self._row_head.setText(" \u2009·\u2009 ".join(part for part in head if part))
        self._row_what.setText(" ".join(row.what[:LONGEST_SHOWN].split()) if row and not hidden else "")
        self._row_how.setText(how(row, self._labels) if row else "")
        self._row_fault.setText(" ".join((*row.errors, *row.doubts)) if row else "")
        for part in (self._row_what, self._row_how, self._row_fault):
            part.setVisible(bool(part.text()))

    def _may(self) -> bool:
        return self.desk.may(import_concerns)

    def _has_rows(self) -> bool:
        return self._sheet is not None and not self._taking

    # What comes back

    def _on_sheet(self, name: str, sheet: Sheet) -> None:
        self.busy("")
        self._name = name
        self._show_sheet(sheet, suggest_columns(sheet.header.cells) if sheet.header else Columns())
        self.columns.answers.setChecked(True)
        self.columns.arrears.setChecked(self.columns.columns.get(Part.CREDITOR) is not None)
        self.columns.picker(Part.WHAT).setFocus(Qt.FocusReason.OtherFocusReason)
        if sheet.remarks:
            self.inform(" ".join(sheet.remarks))

    def _show_sheet(self, sheet: Sheet, columns: Columns) -> None:
        self._sheet, self._decided, self._preview = sheet, {}, Preview(())
        self._about.setText(file_line(self._name, sheet))
        self._other.show()
        self.columns.show_sheet(sheet, columns)
        self.filters.set_value(Filter.ALL)
        self.stack.setCurrentIndex(1)
        self._weigh()

    def _weigh(self) -> None:
        """Work out what every row would become; the ticks that the user set stay."""
        sheet, columns, now = self._sheet, self.columns.columns, self.desk.clock()
        if sheet is None:
            return
        arrears = self.columns.arrears.isChecked()
        if columns.get(Part.WHAT) is None and not arrears:
            self._weighing.forget()
            self._preview = Preview(())
            self._show_rows()
            self.inform(self.tr("In welke kolom staat wat er is? Kies die kolom bij ‘Wat is er’."), "warn")
            return
        self.bar.close_bar()
        self.busy(self.tr("De rijen worden nagekeken…"))

        def on_words(words: list[CatalogueLine]) -> None:
            self._labels = {word.code: word.label for word in words}
            self._weighing.ask(partial(on_known, words), known_concerns)

        def on_known(words: list[CatalogueLine], known: dict[str, str]) -> None:
            self._weighing.work(self._on_weighed, preview, sheet, columns, known, now, arrears=arrears, words=words)

        self._weighing.ask(on_words, catalogue_words)

    def _on_weighed(self, found: Preview) -> None:
        self.busy("")
        self._preview = found
        self._show_rows()
        if not found.rows:
            self.inform(self.tr("In deze lijst staan geen rijen onder de namen van de kolommen. Kies een andere lijst."), "warn")

    def _on_columns(self, columns: object) -> None:
        if self._sheet is not None and len(self._sheet.rows) > MANY:
            self._rest.start(REST)
        else:
            self._weigh()

    def _on_header(self, is_header: bool) -> None:
        if self._sheet is not None:
            sheet = use_first_row_as_header(self._sheet, is_header)
            self._show_sheet(sheet, suggest_columns(sheet.header.cells) if sheet.header else self.columns.columns)

    def _on_toggled(self, number: int) -> None:
        self._decided[number] = number not in self.ticked
        self.table.show_ticks(self.ticked)
        self._show_counts()

    def _on_taken(self, count: int) -> None:
        self._taking = False
        self.busy("")
        self._forget()
        self.desk.say(taken(count))
        self.desk.go(Place("concerns"))

    def _on_not_taken(self, refused: Refused) -> None:
        self._taking = False
        self.show_refusal(refused)
        self._show_counts()

    def _on_idle(self) -> None:
        """Also a fault of ours, which the window has told, leaves the screen fit for use."""
        if self._taking:
            self._taking = False
            self.busy("")
            self._show_counts()

    def _forget(self) -> None:
        """Let go of the list, with all that stood in it."""
        self._sheet, self._preview, self._decided, self._name = None, Preview(()), {}, ""
        self._rest.stop()
        self._reading.forget()
        self._weighing.forget()
        self.bar.close_bar()
        self._show_rows()
        self._show_no_list()

    # A file dropped on the screen

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Whatever it is may come, so that what is no list is refused in words; a copy, so that nobody takes the original away."""
        if self._may() and not self._taking:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile():
            self.open_file(Path(urls[0].toLocalFile()))
        else:
            self.show_refusal(Refused(no_list(len(urls))))
