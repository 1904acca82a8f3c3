"""Paper inside the window: a PDF that exists only in memory until the user saves it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import shiboken6
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, QPointF, QSizeF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPalette, QShortcut
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.vault.files import put_for_user
from ui.look.theme import colours, px
from ui.shell.desk import Say
from ui.shell.saving import SaveStrip, Saving
from ui.widgets.buttons import LOOK_CHANGES, Button, IconButton
from ui.widgets.frames import Card, MessageBar
from ui.widgets.labels import KeyHint, Quiet, Title

_UNFIT = '<>:"/\\|?*'
_ZOOM_STEP = 1.2
_PRINT_DPI = 300
_POINTS = 72  # an inch in points
_READS_WELL = 860  # pixels: the width of a page before anyone zooms
_AROUND = 20  # pixels that the view keeps free beside a page


class PdfPage(QWidget):
    """Shows `pdf`; Page Up and Down, + and −, Ctrl+S saves, Ctrl+P prints, Esc closes.

    `compact` is for a narrow place: without title and keys.
    `file_name` is what saving proposes: made by the program ("notulen 2026-11-17 concept.pdf"), never from text that people typed.
    `may_save` is no where the organisation wants no files. `sealed`: what is saved instead of what is shown, the same paper encrypted.
    `saving`: for paper with residents on it, of which nobody noted yet who gets it: asked before it is saved or printed.
    """

    def __init__(
        self,
        title: str,
        pdf: bytes,
        file_name: str,
        *,
        close: Callable[[], None],
        say: Say,
        compact: bool = False,
        may_save: bool = True,
        sealed: bytes | None = None,
        saving: Saving | None = None,
    ) -> None:
        super().__init__()
        self._saving, self.strip = saving, SaveStrip(saving) if saving is not None else None
        self._may_save = may_save
        self._bytes, self._is_sealed = sealed or pdf, sealed is not None
        self._file_name, self._title, self._close_page, self._say = safe_file_name(file_name), title, close, say
        self.setProperty("role", "page")
        self.setAccessibleName(title)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document = QPdfDocument(self)
        self.document.load(self._buffer)
        self.bar = MessageBar()
        self.view = QPdfView(self)
        self.view.setDocument(self.document)
        self.view.setPageMode(QPdfView.PageMode.MultiPage)
        self.view.setZoomMode(QPdfView.ZoomMode.Custom)
        self.view.setFrameShape(QPdfView.Shape.NoFrame)
        self._zoomed = False  # by the user; until then the page is as wide as it reads well
        self.view.setAccessibleName(self.tr("{0}, {1}").format(title, self._pages()))
        self.view.setAccessibleDescription(self.text())
        self._where = Quiet()
        self._lay_out(compact)
        self.setFocusProxy(self.view)
        self.view.installEventFilter(self)
        self._ground()
        self.view.pageNavigator().currentPageChanged.connect(self._on_page)
        self._on_page(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.view and event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in LOOK_CHANGES:
            QTimer.singleShot(0, self, self._ground)  # once the view itself is dressed anew, which takes its own colours away

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.strip is not None and self.strip.isVisible():
            self.strip.hide()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """Return the words on all pages, for a screen reader and for tests."""
        return "\n".join(self.document.getAllText(page).text() for page in range(self.document.pageCount()))

    def save_as(self) -> None:
        """Ask for whom and what for unless that is known, then where, and write the PDF there; where the organisation allows that."""
        if not self._may_save:
            self.bar.tell(self.tr("Papier opslaan als bestand staat uit: vastgelegd door uw organisatie. U kunt het wel afdrukken."))
            return
        if self.strip is not None:
            self.strip.ask(prints=False)
        elif path := self._chosen_path():
            self.save_to(path)

    def _chosen_path(self) -> str:
        start = str(Path(os.path.expanduser("~")) / self._file_name)
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Opslaan als"), start, self.tr("PDF (*.pdf)"))
        return path if not path or path.lower().endswith(".pdf") else f"{path}.pdf"

    def _on_agreed(self) -> None:
        """Note who gets it and why, and then write or print it: nothing leaves of which the log does not know."""
        if self._saving is None or self.strip is None:
            return
        finish: Callable[[bytes], bool]
        if self.strip.prints:
            if (printer := self._chosen_printer()) is None:
                return
            finish = partial(self.print_to, printer)
        else:
            if not (path := self._chosen_path()):
                return
            finish = partial(self.save_to, path)
        to = self.strip.recipient.value()
        if self._saving.remake is not None and to != self._saving.paper.recipient:
            self._saving.remake(to, lambda made: self._note(finish, made or self._bytes))
        else:
            self._note(finish, self._bytes)

    def _note(self, finish: Callable[[bytes], bool], pdf: bytes) -> None:
        if self._saving is None or self.strip is None or not shiboken6.isValid(self):  # it was closed while its copy was made
            return
        to, why, digest = self.strip.recipient.value(), self.strip.purpose.value(), hashlib.sha256(pdf).hexdigest()
        agreed = replace(self._saving.paper, recipient=to, purpose=why, sha256=digest)
        self._saving.note(self, lambda _: self._on_noted(finish, pdf), self._on_refused, agreed, prints=self.strip.prints)

    def _on_noted(self, finish: Callable[[bytes], bool], pdf: bytes) -> None:
        if finish(pdf) and self.strip is not None:
            self.bar.close_bar()
            self.strip.hide()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_refused(self, refused: Refused) -> None:
        self.bar.tell(str(refused), "warn")

    def save_to(self, path: str, pdf: bytes | None = None) -> bool:
        """Write the PDF, or another copy of it, whole or not at all. Returns whether that worked; if not, the page says so."""
        try:
            put_for_user(Path(path), pdf or self._bytes)
        except OSError:
            self.bar.tell(
                self.tr("Opslaan is niet gelukt: de map is vol of u mag er niet schrijven. Er is niets bewaard. Kies een andere map."),
                "warn",
            )
            return False
        told = self.tr("Het opent alleen met de wachtzin.") if self._is_sealed else self.tr("Dit bestand is niet versleuteld.")
        self._say(self.tr("Opgeslagen als {0}. {1}").format(Path(path).name, told))
        return True

    def print_out(self) -> None:
        """Ask for whom and what for unless that is known, then for a printer, and print."""
        if self.strip is not None:
            self.strip.ask(prints=True)
        elif (printer := self._chosen_printer()) is not None:
            self.print_to(printer)

    def _chosen_printer(self) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._file_name)
        return printer if QPrintDialog(printer, self).exec() == QPrintDialog.DialogCode.Accepted else None

    def print_to(self, printer: QPrinter, pdf: bytes | None = None) -> bool:
        """Print every page, as large as the paper allows; of what is shown, or of another copy of it. Returns that it was sent."""
        document = self.document
        if pdf is not None and pdf != self._bytes:
            copy = QBuffer(self)
            copy.setData(QByteArray(pdf))
            copy.open(QIODevice.OpenModeFlag.ReadOnly)
            document = QPdfDocument(copy)
            document.load(copy)
        printer.setResolution(_PRINT_DPI)
        painter = QPainter(printer)
        for number in range(document.pageCount()):
            if number:
                printer.newPage()
            room = printer.pageRect(QPrinter.Unit.DevicePixel).size()
            size = QSizeF(document.pagePointSize(number)).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QPointF(0, 0), document.render(number, size.toSize()))
        painter.end()
        self._say(self.tr("Naar de printer gestuurd: {0}.").format(self._title))
        return True

    def _pages(self) -> str:
        count = self.document.pageCount()
        return self.tr("1 pagina") if count == 1 else self.tr("{0} pagina’s").format(count)

    def _lay_out(self, compact: bool) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        if not compact:
            head.addWidget(Title(self._title))
        head.addWidget(self._where)
        head.addStretch(1)
        head.addWidget(IconButton("minus", self.tr("Kleiner"), self._smaller, key="−"))
        head.addWidget(IconButton("plus", self.tr("Groter"), self._larger, key="+"))
        head.addWidget(Button(self.tr("Afdrukken"), self.print_out, icon="printer"))
        self.save_button = Button(self.tr("Opslaan als…"), self.save_as, role="plain" if compact else "primary", icon="save")
        self.save_button.setEnabled(self._may_save)
        if not self._may_save:
            self.save_button.setToolTip(self.tr("Niet opslaan: vastgelegd door uw organisatie"))
        head.addWidget(self.save_button)
        head.addWidget(Button(self.tr("Sluiten"), self._close_page))
        sheet = Card(margins=4)
        sheet.body.addWidget(self.view)
        column = QVBoxLayout(self)
        column.setContentsMargins(*((0, 0, 0, 0) if compact else (18, 14, 18, 12)))
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.bar)
        if self.strip is not None:
            self.strip.agreed.connect(self._on_agreed)
            self.strip.hide()
            column.addWidget(self.strip)
        column.addWidget(sheet, 1)
        if not compact:
            column.addLayout(self._keys())
        for key, run in (("Ctrl+S", self.save_as), ("Ctrl+P", self.print_out), ("+", self._larger), ("-", self._smaller)):
            QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(run)

    def _keys(self) -> QHBoxLayout:
        keys = QHBoxLayout()
        keys.setSpacing(16)
        for cap, meaning in (
            (self.tr("Page Down"), self.tr("verder")),
            (self.tr("Ctrl S"), self.tr("opslaan")),
            (self.tr("Ctrl P"), self.tr("afdrukken")),
            (self.tr("Esc"), self.tr("sluiten")),
        ):
            keys.addWidget(KeyHint(cap, meaning))
        keys.addStretch(1)
        keys.addWidget(Quiet(self.tr("Alleen te zien op dit scherm, tot u het opslaat."), small=True))
        return keys

    def _ground(self) -> None:
        if hasattr(self, "view"):  # Qt may tell of a change of look while this is being made
            palette = self.view.palette()
            palette.setColor(QPalette.ColorRole.Dark, QColor(colours().sunken))
            self.view.setPalette(palette)

    def _larger(self) -> None:
        self._zoom(_ZOOM_STEP)

    def _smaller(self) -> None:
        self._zoom(1 / _ZOOM_STEP)

    def _zoom(self, times: float) -> None:
        self._zoomed = True
        self.view.setZoomFactor(max(0.25, min(5.0, self.view.zoomFactor() * times)))

    def _fit(self) -> None:
        wide = self.document.pagePointSize(0).width() * self.view.logicalDpiX() / _POINTS
        room = min(self.view.width() - self.view.verticalScrollBar().sizeHint().width() - _AROUND, px(_READS_WELL))
        if wide > 0 and room > 0 and not self._zoomed:
            self.view.setZoomFactor(room / wide)

    def _on_page(self, page: int) -> None:
        self._where.setText(self.tr("pagina {0} van {1}").format(page + 1, max(1, self.document.pageCount())))


def safe_file_name(name: str) -> str:
    """Return the name without signs that Windows or Linux refuse, ending in .pdf."""
    clean = "".join(" " if sign in _UNFIT or ord(sign) < 32 else sign for sign in name).strip(" .")
    return clean if clean.lower().endswith(".pdf") else f"{clean or 'papier'}.pdf"
