"""A one-time code on the screen: large, with how to say it by telephone, until when it is good, and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.meetings.papers import CodePaper
from ui.shell.desk import Desk
from ui.team.access_words import moment_words, spelled, until_words
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.frames import Well, announce
from ui.widgets.labels import Label, Quiet, Title


class CodeCard(QWidget):
    """Empty until `show_code`. The code is kept nowhere: `forget` empties the card, and takes it off the clipboard."""

    def __init__(self, desk: Desk, group_count: int) -> None:
        super().__init__()
        self._desk = desk
        self._paper: CodePaper | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        well = Well()
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        self._groups = [Title("") for _ in range(group_count)]
        self._spoken = [Label("", wrap=True) for _ in range(group_count)]
        for number, (group, spoken) in enumerate(zip(self._groups, self._spoken, strict=True)):
            group.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(Quiet(str(number + 1), small=True), number, 0)
            grid.addWidget(group, number, 1)
            grid.addWidget(spoken, number, 2)
        well.body.addLayout(grid)
        column.addWidget(well)
        self._until = Label("", "strong", wrap=True)
        column.addWidget(self._until)
        told = self.tr(
            "Lees de groepen voor door de telefoon, of geef het briefje. U ziet deze code alleen nu. Is hij kwijt, dan maakt u een nieuwe."
        )
        column.addWidget(Quiet(told, wrap=True))
        buttons = QWidget()
        row = FlowLayout(buttons, gap=10, line_gap=8)
        self.paper_button = Button(self.tr("Briefje bekijken en afdrukken"), self.show_paper, icon="printer")
        self.copy_button = Button(self.tr("Kopieer de code"), self.copy, icon="copy")
        for part in (self.paper_button, self.copy_button):
            row.addWidget(part)
        column.addWidget(buttons)

    def show_code(self, groups: Sequence[str], until: datetime, *, receiver: str, team: str, steps: tuple[str, ...]) -> None:
        """Show the groups. `receiver`, `team` and `steps` stand on the slip of paper."""
        now = self._desk.clock()
        spoken = tuple(spelled(group) for group in groups)
        for label, said, group, words in zip(self._groups, self._spoken, groups, spoken, strict=True):
            label.setText(group)
            said.setText(words)
        self._until.setText(self.tr("De code werkt één keer, tot {0}.").format(until_words(until, now)))
        self._paper = CodePaper(team, receiver, self._desk.me.name, local_day(now), moment_words(until), tuple(groups), spoken, steps)
        self.setAccessibleName(self.tr("De code: {0}").format("; ".join(spoken)))
        announce(self, self.accessibleName())

    def forget(self) -> None:
        """Take the code away, from the clipboard too."""
        if self._paper is not None and QGuiApplication.clipboard().text() == " ".join(self._paper.groups):
            QGuiApplication.clipboard().clear()
        self._paper = None
        for label in (*self._groups, *self._spoken, self._until):
            label.setText("")
        self.setAccessibleName("")

    @property
    def groups(self) -> tuple[str, ...]:
        """The code that is shown; () when none is."""
        return self._paper.groups if self._paper else ()

    def copy(self) -> None:
        """Put the code on the clipboard, to paste it where only the receiver reads it."""
        if self._paper is not None:
            QGuiApplication.clipboard().setText(" ".join(self._paper.groups))
            self._desk.say(self.tr("De code staat op het klembord. Plak hem niet in een e-mail aan meer mensen."))

    def show_paper(self) -> None:
        """Show the slip."""
        if self._paper is not None:
            title, name = self.tr("Code voor {0}").format(self._paper.receiver), self.tr("code.pdf")
            self._desk.runner.lane(self).work(lambda pdf: self._desk.paper(title, pdf, name), _slip_pdf, self._paper)


def _slip_pdf(paper: CodePaper) -> bytes:
    from reports.code_slip import code_slip_pdf  # ReportLab is loaded at the first page, in the background

    return code_slip_pdf(paper)
