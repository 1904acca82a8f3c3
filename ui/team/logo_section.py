"""*Logo op papier*: the municipality's picture at the head of agenda, minutes and letters."""

from __future__ import annotations

import os

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from expertiseteam.team.logo import MOST_HIGH, MOST_WIDE, logo, set_logo
from ui.shell.screen import Screen
from ui.team.section import Section
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Card
from ui.widgets.labels import Heading, Quiet

LARGEST_FILE = 20_000_000  # bytes that are read at all
MOST_PIXELS = 8_000  # in one direction; what is larger is no logo


class LogoSection(Section):
    """Choose a picture, see it, or take it away."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._lane, self._acts = screen.lane(), screen.lane()
        card = Card(margins=20, gap=12)
        card.body.addWidget(Heading(self.tr("Logo op papier")))
        told = self.tr(
            "Het logo van uw gemeente staat boven de agenda, de notulen en de brief. Kies een plaatje (PNG of JPEG); het programma maakt "
            "het passend en haalt eruit wat er verder in het bestand stond, zoals wie het maakte."
        )
        card.body.addWidget(Quiet(told, wrap=True))
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignLeft)
        card.body.addWidget(self.picture)
        self.choose_button = Button(self.tr("Kies een plaatje…"), self.choose, role="primary", icon="folder-open")
        self.remove_button = Button(self.tr("Geen logo"), self.remove)
        row = FlowLayout(gap=10)
        row.addWidget(self.choose_button)
        row.addWidget(self.remove_button)
        card.body.addLayout(row)
        card.body.addStretch(1)
        self.column.addWidget(card, 1)
        self.choose_button.setEnabled(self.desk.may(set_logo))

    def load(self) -> None:
        self._lane.ask(self._on_logo, logo)

    def start(self) -> QWidget:
        return self.choose_button

    def choose(self) -> None:
        """Ask for a file and take its picture."""
        kinds = self.tr("Plaatjes (*.png *.jpg *.jpeg)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Logo kiezen"), os.path.expanduser("~"), kinds)
        if path:
            self._lane.work(self._on_read, fitted, path)

    def remove(self) -> None:
        """Take the logo off."""
        self._acts.do(lambda _: self.desk.say(self.tr("Er staat geen logo meer op papier.")), set_logo, b"")

    def _on_read(self, png: bytes) -> None:
        if not png:
            self.host.inform(self.tr("Dit bestand is geen plaatje dat het programma kan lezen. Het logo is niet veranderd."), "warn")
            return
        self._acts.do(lambda _: self.desk.say(self.tr("Het logo staat vanaf nu op papier.")), set_logo, png)

    def _on_logo(self, png: bytes) -> None:
        self.remove_button.setEnabled(bool(png) and self.desk.may(set_logo))
        if not png:
            self.picture.setText(self.tr("Er is nog geen logo gekozen."))
            return
        self.picture.setPixmap(QPixmap.fromImage(QImage.fromData(png)).scaledToHeight(68, Qt.TransformationMode.SmoothTransformation))
        self.picture.setAccessibleName(self.tr("Het logo dat op papier staat"))


def fitted(path: str) -> bytes:
    """Return the picture of a file as a small plain PNG on white, without anything else that was in the file; b"" when it is none."""
    if os.path.getsize(path) > LARGEST_FILE:
        return b""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MOST_PIXELS:
        return b""
    read = reader.read()
    if read.isNull():
        return b""
    if read.width() > MOST_WIDE or read.height() > MOST_HIGH:
        read = read.scaled(MOST_WIDE, MOST_HIGH, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    plain = QImage(read.size(), QImage.Format.Format_RGB888)
    plain.fill(QColor("white"))
    painter = QPainter(plain)
    painter.drawImage(0, 0, read)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "PNG")  # type: ignore[call-overload]  # it takes any device
    return bytes(buffer.data().data())
