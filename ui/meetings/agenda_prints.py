"""The prints of an agenda that is being prepared, each with its key; those who may not print one do not see it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.meetings.records import MeetingLine, MeetingState
from ui.meetings.paper import PaperMaker
from ui.shell.commands import Command
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.labels import Quiet


class AgendaPrints(QWidget):
    """A row of links below the agenda, and the button of the overview agenda itself. `first` saves what is to stand on it, and goes on."""

    def __init__(self, screen: Screen, first: Callable[[Callable[[], None]], None], *, may_print_all: bool) -> None:
        super().__init__()
        self._first, self._may_print_all = first, may_print_all
        self._meeting: MeetingLine | None = None
        self._paper = PaperMaker(screen)
        self.agenda_button = Button(self.tr("Agenda afdrukken"), partial(self._print, self._paper.agenda), icon="printer")
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 0, 16, 0)
        line.setSpacing(14)
        line.addWidget(Quiet(self.tr("Ook op papier:"), small=True))
        codes = Button(self.tr("Alleen nummers (A)"), partial(self._print, self._paper.code_agenda), role="link")
        if may_print_all:
            line.addWidget(Button(self.tr("Draaiboek (D)"), partial(self._print, self._paper.script), role="link"))
        line.addWidget(codes)
        if may_print_all:
            line.addWidget(Button(self.tr("Blad van de secretaris (S)"), partial(self._print, self._paper.sheet), role="link"))
        line.addStretch(1)

    def show_meeting(self, meeting: MeetingLine | None) -> None:
        """Print this one from now on; an agenda that was not made yet has no paper."""
        self._meeting = meeting
        self.agenda_button.setVisible(self._is_filled())

    def commands(self) -> Sequence[Command]:
        """What the links do, for the keyboard and the palette."""
        tr, paper = self.tr, self._paper
        return (
            Command("meeting.print_agenda", tr("Toon de agenda op papier"), partial(self._print, paper.agenda), "Ctrl+P", self._is_there),
            Command("meeting.print_script", tr("Toon het draaiboek van de voorzitter"), partial(self._print, paper.script), "D", self._may),
            Command(
                "meeting.print_codes",
                tr("Toon de agenda met alleen nummers"),
                partial(self._print, paper.code_agenda),
                "A",
                self._is_filled,
            ),
            Command("meeting.print_sheet", tr("Toon het blad van de secretaris"), partial(self._print, paper.sheet), "S", self._may),
        )

    def _print(self, show: Callable[[MeetingLine], None]) -> None:
        if (meeting := self._meeting) is not None:
            self._first(lambda: show(meeting))

    def _is_there(self) -> bool:
        return self._meeting is not None

    def _is_filled(self) -> bool:
        return self._meeting is not None and self._meeting.state is not MeetingState.PLANNED

    def _may(self) -> bool:
        return self._may_print_all and self._is_filled()
