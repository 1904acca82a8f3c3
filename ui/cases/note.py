"""*Notitie toevoegen*: a line on the timeline of a case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from expertiseteam.cases.opening import add_note
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.code_offer import CodeOffer
from ui.widgets.fields import Field, TextArea


class NotePanel(Panel):
    """One text. `code_wanted`: it is on the timeline, and the reporting code is wanted (CodeKind)."""

    form = "note"
    code_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Notitie toevoegen"), self.tr("Zet op de tijdlijn"))
        self._case_id = ""
        self.text = TextArea(self.tr("Feiten eerst. Geen diagnose, geen oordeel."), least=5, most=14)
        self.text_field = Field(self.tr("Wat wilt u onthouden?"), self.text)
        self.body.addWidget(self.text_field)
        self.code = CodeOffer(desk, self.tr("Bewaar de notitie en begin de meldcode"))
        self.code.wanted.connect(self._on_code)
        self.body.addWidget(self.code)
        self.text.textChanged.connect(lambda: self.code.look(self.text.value()))
        self._then: object = None
        self.keep("text", self.text)
        self._lane = self.lane()

    def open_for(self, case_id: str) -> None:
        """Ask for a note."""
        self._case_id, self._then = case_id, None
        self.code.learn()
        self.fill({})
        self.text_field.wrong("")
        self.begin(case_id)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.text_field.wrong("" if self.text.value() else self.tr("Schrijf eerst iets op."))
        if self.text.value():
            self._lane.do(lambda _: self._on_added(), add_note, self._case_id, self.text.value())

    def _on_code(self, kind: object) -> None:
        self._then = kind
        self.submit()

    def _on_added(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De notitie staat op de tijdlijn."))
        if self._then is not None:
            self.code_wanted.emit(self._then)
