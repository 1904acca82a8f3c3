"""*Wie vertelde het*: sealed for all but the aandachtsfunctionaris, who gives a reason first and sees it for a minute."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.concerns.records import ConcernView, FeedbackState, ReporterText, Source
from ui.concerns.words import consent_words, source_text
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.frames import Well
from ui.widgets.labels import Elided, IconLabel, Label, Quiet

SHOWN_FOR = 60_000  # milliseconds


class SealedBox(Well):
    """The box. `reveal` is called with a reason; the answer goes to `show_reporter`. `answer_wanted`: the feedback button was pressed;
    `change_wanted`: the reporter that is shown (`reporter`) should be changed, or added where nobody was sealed (`may_add`)."""

    answer_wanted = Signal()
    change_wanted = Signal()

    def __init__(self, reveal: Callable[[str], None]) -> None:
        super().__init__()
        self._reveal = reveal
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("lock"))
        head.addWidget(Quiet(self.tr("Wie vertelde het"), small=True), 1)
        self.body.addLayout(head)
        self.look_button = Button(self.tr("Melder bekijken"), self.ask, role="link")
        self.hide_button = Button(self.tr("Weer verbergen"), self.seal, role="link")
        self.change_button = Button(self.tr("Wijzigen"), self.change_wanted.emit, role="link")
        self.change_button.setAccessibleName(self.tr("Melder of toestemming wijzigen"))
        self.add_button = Button(self.tr("Melder toevoegen"), self.change_wanted.emit, role="link")
        self.answer_button = Button(self.tr("Geven"), self.answer_wanted.emit, role="link")
        self.answer_button.setAccessibleName(self.tr("Terugkoppeling geven"))
        self._source = Label(wrap=True)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self._source, 1)
        told.addWidget(self.look_button, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.hide_button, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(told)
        self._ask = QWidget()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        self.reason = LineField(self.tr("waarom wilt u dit weten?"), name=self.tr("Reden om de melder te bekijken"))
        self.reason.returnPressed.connect(self._on_reason)
        self._show_button = Button(self.tr("Tonen"), self._on_reason)
        row.addWidget(self.reason, 1)
        row.addWidget(self._show_button)
        self.body.addWidget(self._ask)
        answer = QHBoxLayout()
        answer.setSpacing(8)
        self._owed = Elided("", "small")
        answer.addWidget(self._owed, 1)
        answer.addWidget(self.answer_button)
        self.body.addLayout(answer)
        self.body.addStretch(1)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self.seal)
        self._concern: ConcernView | None = None
        self._may = False
        self.labels: Mapping[str, str] = {}  # how the team calls the trades, by code
        self.reporter: ReporterText | None = None  # only as long as it is shown
        self.seal()

    @property
    def is_open(self) -> bool:
        """Whether a reason is being asked, or the reporter is shown."""
        return self._ask.isVisibleTo(self) or self.hide_button.isVisibleTo(self)

    @property
    def may_add(self) -> bool:
        """Whether nobody is sealed yet, and who is signed in may seal who told it."""
        return self._may and self._concern is not None and not self._concern.has_reporter

    def show_concern(self, concern: ConcernView, owed: str, *, may: bool) -> None:
        """Show another signal's box, sealed. `owed` is the sentence about the answer; `may`: who is signed in may open seals."""
        self._concern, self._may = concern, may
        self._owed.setText(owed)
        self._owed.setVisible(bool(owed))
        self.answer_button.setVisible(FeedbackState.OPEN in (concern.feedback, concern.receipt))
        self.seal()

    def seal(self) -> None:
        """Take the reporter, or the question for a reason, off the screen."""
        self._timer.stop()
        self.reason.clear()
        self._ask.hide()
        self.hide_button.hide()
        self.change_button.hide()
        self.reporter = None
        concern = self._concern
        self.look_button.setVisible(self._may and concern is not None and concern.has_reporter)
        self.add_button.setVisible(self.may_add)
        self._source.setText(self._sealed_words(concern))

    def ask(self) -> None:
        """Ask why, in place."""
        self.look_button.hide()
        self._ask.show()
        self.reason.setFocus()

    def show_reporter(self, reporter: ReporterText | None) -> None:
        """Show who told it, for a minute."""
        self._ask.hide()
        self.reason.clear()
        self.hide_button.show()
        self.hide_button.setFocus()
        if reporter is None:
            self._source.setText(self.tr("Er is geen naam bij dit signaal bewaard."))
        else:
            self.reporter = reporter
            self.change_button.show()
            trade = self.labels.get(reporter.trade, reporter.trade)
            parts = (reporter.name, reporter.phone, reporter.employer, trade, reporter.remark, consent_words(reporter))
            self._source.setText("\n".join(part for part in parts if part))
        self._timer.start()

    def _sealed_words(self, concern: ConcernView | None) -> str:
        if concern is None:
            return ""
        source = source_text(concern.source)
        if concern.has_reporter:
            return self.tr("Verzegeld. {0}").format(source)
        named = concern.source not in (Source.UNKNOWN, Source.ANONYMOUS)
        return source if self._may or not named else self.tr("{0} Wie het was, blijft verzegeld.").format(source)

    def _on_reason(self) -> None:
        self._reveal(self.reason.value())
