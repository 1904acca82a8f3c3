"""What a guest sees: only the points for which he was let in. To show on a screen that is turned to him, or to print."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import clock_time, full_date, long_date
from expertiseteam.meetings.extracts import issue_paper, note_printed, note_saved
from expertiseteam.meetings.guests import GuestFrame, guest_frame, guest_points
from expertiseteam.meetings.letters import letter_paper
from expertiseteam.meetings.papers import GuestItem, GuestPaper, LetterPaper
from expertiseteam.meetings.records import Leaving, PaperKind
from ui.meetings.words import DOT, file_name, minutes_text
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.saving import Saving
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.frames import Card, EmptyState, Scrolled, clear
from ui.widgets.labels import Label, Quiet, Title


class GuestScreen(Screen):
    """Kind "guest", `place.id` the meeting, `place.extra` the id of the guest. It has the window for itself: no list of other things."""

    watches = frozenset({"meeting", "agenda_item", "said", "action", "decision", "circle_member"})
    alone = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = self.tr("Wat de gast ziet")
        self._paper: GuestPaper | None = None
        self._reading, self._printing = self.lane(latest=True), self.lane()
        self._title, self._when = Title(), Quiet()
        self.back_button = Button(self.tr("Terug naar de agenda"), self._back)
        self.letter_button = Button(self.tr("Brief aan de gast"), self._letter, icon="file-text")
        self.print_button = Button(self.tr("Afdrukken"), self._print, role="primary", icon="printer")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title)
        head.addWidget(self._when, 1)
        head.addWidget(self.back_button)
        head.addWidget(self.letter_button)
        head.addWidget(self.print_button)
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 4, 0)
        self._body.setSpacing(12)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(Scrolled(inside), 1)

    def enter(self, place: Place) -> None:
        self._paper = None
        clear(self._body)
        super().enter(place)
        self.print_button.setFocus()

    def load(self) -> None:
        if self.place is not None and self.place.id is not None:
            self._reading.ask(self._on_frame, guest_frame, self.place.id, str(self.place.extra))

    def escape(self) -> bool:
        self._back()
        return True

    def commands(self) -> Sequence[Command]:
        is_there = lambda: self._paper is not None  # noqa: E731
        return (
            Command("guest.print", self.tr("Toon dit op papier"), self._print, "Ctrl+P", is_there),
            Command("guest.letter", self.tr("Toon de brief aan deze gast"), self._letter, "B", is_there),
        )

    def _on_frame(self, around: GuestFrame) -> None:
        if self.place is not None and self.place.id is not None:
            guest = str(self.place.extra)
            self._reading.ask_for(self._on_points, guest, guest_points, self.place.id, guest, around)

    def _on_points(self, paper: GuestPaper) -> None:
        self._paper = paper
        self._title.setText(self.tr("{0}, gast").format(paper.head.recipient))
        self._when.setText(DOT.join((long_date(paper.head.day), paper.head.place)))
        clear(self._body)
        for item in paper.items:
            self._body.addWidget(self._card(item))
        if not paper.items:
            self._body.addWidget(EmptyState(self.tr("Deze gast hoort geen enkel punt. Vink bij het voorbereiden aan welk punt hij hoort.")))
        self._body.addStretch(1)

    def _card(self, item: GuestItem) -> Card:
        card = Card(self.desk.names.of(f"{item.code} · {item.title}", item.code), gap=4)
        card.body.addWidget(Quiet(self.tr("rond {0}, {1}").format(clock_time(item.begins), minutes_text(item.minutes)), small=True))
        if item.question and not self.desk.names.hidden:
            card.body.addWidget(Label(item.question, "strong", wrap=True))
        for decision in item.decisions:
            card.body.addWidget(Label(self.tr("Besluit {0}: {1}").format(decision.number, decision.text), wrap=True))
        for action in item.actions:
            card.body.addWidget(Label(self.tr("Actie: {0} ({1})").format(action.what, action.owner or self.tr("nog niemand")), wrap=True))
        return card

    def _print(self) -> None:
        if self._paper is None:
            return
        paper, guest = self._paper, self._paper.head.recipient
        title = self.tr("Punten van {0}").format(guest)
        name = file_name("punten gast", paper.head.day)
        what, meeting_id = f"Punten van een gast {full_date(paper.head.day)}", str(self.place.id if self.place else "")
        own = Saving(
            self.desk.runner,
            note_saved,
            note_printed,
            Leaving(PaperKind.AGENDA, what, guest, self.tr("punten waarvoor deze gast komt"), meeting_id=meeting_id, only_for=guest),
        )
        self._printing.work(lambda pdf: self.desk.paper(title, pdf, name, saving=own), _guest_pdf, paper)

    def _letter(self) -> None:
        if self._paper is None or self.place is None or self.place.id is None:
            return
        recipient, day = self._paper.head.recipient, local_day(self.desk.clock())
        title, name = self.tr("Brief aan {0}").format(recipient), file_name("brief", day)
        meeting_id = self.place.id
        note_title, what_for = f"Brief {full_date(day)}", self.tr("uitnodiging voor het overleg")

        def note(pdf: bytes) -> None:
            self._printing.do(
                lambda _: self.desk.paper(title, pdf, name),
                issue_paper,
                Leaving(PaperKind.LETTER, note_title, recipient, what_for, hashlib.sha256(pdf).hexdigest(), meeting_id),
            )

        self._printing.ask(lambda paper: self._printing.work(note, _letter_pdf, paper), letter_paper, meeting_id, recipient, day)

    def _back(self) -> None:
        if self.place is not None:
            self.desk.go(Place("prepare", self.place.id))


def _guest_pdf(paper: GuestPaper) -> bytes:
    from reports.guest import guest_pdf  # ReportLab is loaded at the first page, in the background

    return guest_pdf(paper)


def _letter_pdf(paper: LetterPaper) -> bytes:
    from reports.letter import letter_pdf

    return letter_pdf(paper)
