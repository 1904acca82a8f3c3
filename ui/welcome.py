"""The very first start: no dossier is known on this computer yet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal

from ui.look.door import Door
from ui.shell.entrance import Entrance, centred
from ui.widgets.buttons import Button
from ui.widgets.frames import MessageBar
from ui.widgets.labels import Quiet, Title


class WelcomeWindow(Entrance):
    """Offers to make a dossier, open one, come into the folder of a team, or look at the example.

    `sentence` says why a known dossier did not open.

    `may_mend`: that dossier can be looked at and mended.
    """

    new_dossier_asked = Signal()
    other_dossier_asked = Signal()
    folder_asked = Signal()
    example_asked = Signal()
    mend_asked = Signal()
    example_made = Signal(int)  # how far the example is, in tens of percents; may be emitted from any thread

    def __init__(self, sentence: str = "", *, may_mend: bool = False) -> None:
        super().__init__(width=380, size=(480, 600))
        self._door = Door(114)
        self.column.addWidget(self._door, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.addSpacing(18)
        self.column.addWidget(centred(Title(self.tr("Expertiseteam"))))
        words = self.tr("Signalen, casussen, duo’s en het overleg van uw team, in één versleuteld dossier op deze computer.")
        self.column.addWidget(centred(Quiet(words, wrap=True)))
        self.column.addSpacing(12)
        self.bar = MessageBar()
        self.column.addWidget(self.bar)
        if sentence:
            self.bar.tell(sentence, "warn")
        self.lead_button = Button("", icon="folder-open")
        self.column.addWidget(self.lead_button)
        self.lead_button.hide()
        self.mend_button = Button(self.tr("Nakijken en herstellen…"), self.mend_asked.emit, icon="hand-helping")
        self.column.addWidget(self.mend_button)
        self.mend_button.setVisible(may_mend)
        self.new_button = Button(self.tr("Nieuw dossier maken"), self.new_dossier_asked.emit, role="primary")
        self.open_button = Button(self.tr("Dossier openen"), self.other_dossier_asked.emit)
        self.folder_button = Button(self.tr("In een teammap werken"), self.folder_asked.emit)
        self.example_button = Button(self.tr("Kijken in het voorbeeld"), self.example_asked.emit)
        for button in (self.new_button, self.open_button, self.folder_button, self.example_button):
            self.column.addWidget(button)
        self.column.addStretch(1)
        self.example_made.connect(self.making_example)
        self.new_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, sentence: str, title: str, run: Callable[[], None]) -> None:
        """Say why something did not go through, with the button that leads on; in a bar it would leave no room for the words."""
        self._door.hide()  # for the same reason
        self.bar.tell(sentence, "warn")
        self.lead_button.setText(title)
        self.lead_button.clicked.connect(lambda: run())
        self.lead_button.show()
        self.lead_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def making_example(self, percents: int) -> None:
        """Say how far the example is; the same words twice change nothing on the screen."""
        words = self.tr("Het voorbeelddossier wordt gemaakt: twee jaar werk van een verzonnen team. {0} procent is klaar.").format(percents)
        if words != self.bar.text:
            self.busy(words)

    def busy(self, words: str) -> None:
        """Say what takes time; the buttons wait. Empty words: done."""
        for button in (self.lead_button, self.mend_button, self.new_button, self.open_button, self.folder_button, self.example_button):
            button.setEnabled(not words)
        if words:
            self.bar.tell(words, "calm", closable=False)
        else:
            self.bar.close_bar()
