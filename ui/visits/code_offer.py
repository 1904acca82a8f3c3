"""The reporting code, offered where somebody writes of what may be violence: at a signal, a visit, a note. It begins nothing by itself."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.cases.safety_records import CodeKind, CodeStep
from expertiseteam.cases.suspicion import suspected
from expertiseteam.team.settings import TeamSettings, team_settings
from ui.shell.desk import Desk
from ui.widgets.buttons import Button
from ui.widgets.frames import Well, announce
from ui.widgets.labels import IconLabel, Label, Quiet


class CodeOffer(Well):
    """Hidden until what it looks at makes one think of violence. `wanted`: somebody wants to begin the code (CodeKind).

    `verb`: what the button says; without one there is no case yet to begin it in.
    """

    wanted = Signal(object)

    def __init__(self, desk: Desk, verb: str = "") -> None:
        super().__init__(gap=4)
        self._lane = desk.runner.lane(self, latest=True)
        self._words: tuple[str, ...] = ()
        self._seen: tuple[tuple[str, ...], tuple[str, ...]] = (), ()
        self.kind: CodeKind | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("shield", ink="alert"))
        self.title = Label(self.tr("Kan dit geweld of mishandeling zijn?"), "strong", "alert", wrap=True)
        head.addWidget(self.title, 1)
        self.body.addLayout(head)
        steps = " · ".join(f"{step.number} {step.value}" for step in CodeStep)
        words = self.tr("Gaat het nu mis? Bel 112. Anders helpt de meldcode: {0}.").format(steps)
        self.body.addWidget(Label(words, wrap=True))
        self.button = Button(verb, self._on_wanted, role="link")
        self.none_yet = Quiet(self.tr("Wordt dit een casus, dan begint u de meldcode daar, onder Veiligheid."), small=True, wrap=True)
        self.body.addWidget(self.button)
        self.body.addWidget(self.none_yet)
        self.let_begin(bool(verb))
        self.hide()

    def let_begin(self, can: bool) -> None:
        """Say whether there is a case in which the code can begin."""
        self.button.setVisible(can)
        self.none_yet.setVisible(not can)

    def learn(self) -> None:
        """Read the words of the team. Call it when the form is opened."""
        self._lane.ask(self._on_settings, team_settings)

    def look(self, *texts: str, signs: Iterable[str] = ()) -> None:
        """Look at what was written and chosen until now."""
        self._seen = texts, tuple(signs)
        self._show()

    def _on_settings(self, chosen: TeamSettings) -> None:
        self._words = chosen.code_words
        self._show()

    def _show(self) -> None:
        texts, signs = self._seen
        was, self.kind = self.kind, suspected(texts, self._words, signs)
        self.setVisible(self.kind is not None)
        if was is None and self.kind is not None:
            announce(self, self.title.text())

    def _on_wanted(self) -> None:
        self.wanted.emit(self.kind or CodeKind.OTHER)
