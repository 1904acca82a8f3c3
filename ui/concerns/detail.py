"""One signal, opened: what it says, who may know who told it, what is known of the door, and what we do with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.records import WAITING, AddressHistory, ConcernState, ConcernView, FeedbackState, Urgency
from ui.concerns.asked import Asked
from ui.concerns.panels import Panel
from ui.concerns.sealed_box import SealedBox
from ui.concerns.seen import Seen
from ui.concerns.tiles import Tiles
from ui.concerns.words import came_in, capital, day_list, more_words, word_label
from ui.shell.pages import Pages
from ui.widgets.buttons import Button, IconButton
from ui.widgets.frames import Card, EmptyState, Line, Scrolled, Well, clear
from ui.widgets.labels import Chip, ChipKind, Elided, Heading, IconLabel, KeyHint, Label, Quiet, Title


class ConcernDetail(Card):
    """Shows one signal. The screen decides what happens; this tells what was wanted."""

    recorded = Signal()
    later = Signal()
    case_wanted = Signal(str)
    reopen_wanted = Signal()
    lookers_wanted = Signal()
    correct_wanted = Signal()

    def __init__(self, reveal: Callable[[str], None], open_now: Callable[[], None], seen: Seen, asked: Asked) -> None:
        super().__init__(margins=20, gap=10)
        self.seen, self.asked, self.code = seen, asked, asked.code
        self._panel: Panel | None = None
        self._form: QWidget | None = None
        self.tiles = Tiles()
        self.sealed = SealedBox(reveal)
        self._stack = Pages()
        self.body.addWidget(self._stack)
        self._nothing = EmptyState(self.tr("Kies links een signaal. Enter opent het."), self.tr("Openen"), open_now)
        self._stack.addWidget(self._nothing)
        self._page = QWidget()
        self._stack.addWidget(self._page)
        self._lay_out()
        self.show_nothing()

    # What the screen tells it

    def show_nothing(self, sentence: str = "", *, can_open: bool = False) -> None:
        """Show no signal: none is chosen, or it is not opened yet."""
        self.sealed.seal()
        self.close_panel()
        self._nothing.say(sentence or self.tr("Kies links een signaal. Enter opent het."))
        self._nothing.button.setVisible(can_open)
        self._stack.setCurrentWidget(self._nothing)

    def show_concern(self, concern: ConcernView, now: datetime, *, may_weigh: bool, may_reveal: bool, hidden: bool) -> None:
        """Show a signal as it is now."""
        today = local_day(now)
        self.close_panel()
        self._title.setText(self.tr("Signaal {0}").format(concern.code))
        self._certainty.show_state(capital(word_label(concern.certainty, self.seen.labels)), ChipKind.NEW)
        urgent = concern.urgency is not Urgency.NORMAL
        self._urgency.show_state(capital(concern.urgency.value), ChipKind.URGENT if urgent else ChipKind.CALM)
        is_new = concern.state is ConcernState.NEW
        self._term.setText(self.tr("wegen uiterlijk {0}").format(short_date(concern.triage_before, today)) if is_new else "")
        self._term.set_tone("alert" if is_new and concern.triage_before < today else "")
        self._what.setText(self.tr("De tekst is verborgen zolang namen verborgen zijn.") if hidden else concern.what)
        place = concern.village if hidden else concern.place
        self._came.setText(
            came_in(place, word_label(concern.channel, self.seen.labels), concern.received, now, concern.written_by.split()[0])
        )
        said = more_words(concern, self.seen.labels, today)
        self._since.setText(said)
        self._show_said()
        self.code.let_begin(concern.state is ConcernState.LINKED)
        self.code.look(concern.what, signs=concern.signs.split())
        self.sealed.labels = self.seen.labels
        self.sealed.show_concern(concern, self._owed(concern, now), may=may_reveal)
        self.show_address("", (), ())
        self._weigh(concern, now, may_weigh=may_weigh, hidden=hidden)
        self._stack.setCurrentWidget(self._page)
        self._scrolled.verticalScrollBar().setValue(0)

    def show_address(
        self, place: str, running: Sequence[CaseLine], history: Sequence[AddressHistory], said: str = "", *, hidden: bool = False
    ) -> None:
        """Say what is known of the door, each with why it is thought to be the same. `said`: what they make together."""
        clear(self._at_door)
        near = [h for h in history if not h.is_same]
        history = [h for h in history if h.is_same]
        if said:
            self._at_door.addWidget(Label(said, "strong", wrap=True))
        for case in running:
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(Elided(case.code if hidden else f"{case.code} · {case.label}", "strong"), 1)
            button = Button(self.tr("Openen"), lambda case=case: self.case_wanted.emit(case.id), role="link")  # type: ignore[misc]
            button.setAccessibleName(self.tr("Casus {0} openen").format(case.code))
            row.addWidget(button)
            self._at_door.addLayout(row)
        if history:
            count = self.tr("1 ander signaal") if len(history) == 1 else self.tr("{0} andere signalen").format(len(history))
            self._at_door.addWidget(Label(f"{count}: {day_list([h.received for h in history])}", wrap=True))
            for earlier in history[:4]:
                spelled = "" if hidden or earlier.place == place else self.tr(", als “{0}”").format(earlier.place)
                self._at_door.addWidget(Quiet(f"{earlier.code}: {earlier.why}{spelled}", small=True, wrap=True))
        for other in near:
            where = "" if hidden else f" {other.place}"
            self._at_door.addWidget(Quiet(self.tr("Lijkt erop: {0}{1}, {2}.").format(other.code, where, other.why), small=True, wrap=True))
        if not running and not history and not near:
            self._at_door.addWidget(Quiet(self.tr("Nog niets bekend op dit adres."), wrap=True))

    def open_panel(self, panel: Panel) -> None:
        """Show what must be filled in, put the keyboard there."""
        self.close_panel()
        self._panel = panel
        if panel.parentWidget() is None:
            self._slot.addWidget(panel)
        panel.show()
        self.tiles.set_compact(True)
        self._ask.hide()
        self._record.setText(panel.button)
        for part in (self._record, self._record_key):
            part.show()
        panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def open_form(self, form: QWidget) -> None:
        """Let a form stand in the place of what the signal says."""
        if form.parentWidget() is None:
            self._column.insertWidget(0, form)
        self._form = form
        self._show_said()
        self._scrolled.verticalScrollBar().setValue(0)

    def close_form(self) -> None:
        """Show what the signal says again."""
        form, self._form = self._form, None
        if form is not None:
            form.hide()
        self._show_said()

    @property
    def form(self) -> QWidget | None:
        """The form that stands there now."""
        return self._form

    @property
    def has_form(self) -> bool:
        """Whether a form stands there now."""
        return self._form is not None

    def _show_said(self) -> None:
        for part in (self._what, self._came, self._since):
            part.setVisible(self._form is None and bool(part.text()))
        if self._form is not None:
            self._form.show()

    def close_panel(self) -> None:
        """Take the panel away; what was typed in it stays in it."""
        if self._panel is not None:
            self._panel.hide()
            self._panel = None
        self.tiles.mark(None)
        self.tiles.set_compact(False)
        self._ask.show()
        for part in (self._record, self._record_key):
            part.hide()

    @property
    def panel(self) -> Panel | None:
        """The panel that is open."""
        return self._panel

    # Parts

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self._page)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self._title, self._certainty, self._urgency, self._term = Title(), Chip(), Chip(), Elided("", "quiet")
        head.addWidget(self._title)
        head.addWidget(self._certainty)
        head.addWidget(self._urgency)
        self._term.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._term, 1)
        self.correct = IconButton("pencil", self.tr("Dit signaal verbeteren (V)"), self.correct_wanted.emit)
        self.correct.hide()
        head.addWidget(self.correct)
        self.lookers = IconButton("history", self.tr("Wie keek naar dit signaal?"), self.lookers_wanted.emit)
        self.lookers.hide()
        head.addWidget(self.lookers)
        outer.addLayout(head)
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._what = Label("", "strong", wrap=True)
        self._what.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._came, self._since = Elided("", "quiet"), Quiet(wrap=True)
        column.addWidget(self._what)
        column.addWidget(self._came)
        column.addWidget(self._since)
        column.addWidget(self.code)
        column.addWidget(self.asked)
        column.addWidget(self.seen)
        column.addLayout(self._wells())
        self._do = QWidget()
        do = QVBoxLayout(self._do)
        do.setContentsMargins(0, 2, 0, 0)
        do.setSpacing(8)
        self._ask = QWidget()
        ask = QHBoxLayout(self._ask)
        ask.setContentsMargins(0, 0, 0, 0)
        ask.addWidget(Heading(self.tr("Wat doen we ermee?")), 1)
        ask.addWidget(Quiet(self.tr("toets het cijfer"), small=True))
        do.addWidget(self._ask)
        do.addWidget(self.tiles)
        column.addWidget(self._do)
        self._outcome = Well(gap=6)
        self._outcome_words = Label("", "strong", wrap=True)
        self._outcome_more = Quiet(wrap=True)
        self._outcome.body.addWidget(self._outcome_words)
        self._outcome.body.addWidget(self._outcome_more)
        links = QHBoxLayout()
        self._to_case = Button(self.tr("Casus openen"), lambda: self.case_wanted.emit(""), role="link")
        self._again = Button(self.tr("Opnieuw oppakken"), self.reopen_wanted.emit, role="link")
        links.addWidget(self._to_case)
        links.addWidget(self._again)
        links.addStretch(1)
        self._outcome.body.addLayout(links)
        column.addWidget(self._outcome)
        self._slot = QVBoxLayout()
        column.addLayout(self._slot)
        column.addStretch(1)
        self._scrolled = Scrolled(inside)
        self._scrolled.verticalScrollBar().rangeChanged.connect(lambda: self._bring_into_view())
        outer.addWidget(self._scrolled, 1)
        outer.addWidget(Line())
        outer.addLayout(self._foot())

    def _wells(self) -> QHBoxLayout:
        wells = QHBoxLayout()
        wells.setSpacing(12)
        wells.addWidget(self.sealed, 1)
        door = Well()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(IconLabel("map-pin"))
        head.addWidget(Quiet(self.tr("Op dit adres"), small=True), 1)
        door.body.addLayout(head)
        self._at_door = QVBoxLayout()
        self._at_door.setSpacing(2)
        door.body.addLayout(self._at_door)
        door.body.addStretch(1)
        wells.addWidget(door, 1)
        return wells

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self._record = Button("", self.recorded.emit, role="primary")
        self._record_key = KeyHint(self.tr("Ctrl Enter"))
        self._later = Button(self.tr("Later wegen"), self.later.emit)
        self._digits = KeyHint("1 – 8", self.tr("uitkomst"))
        self._answer_key = KeyHint("T", self.tr("terugkoppeling"))
        foot.addWidget(self._record)
        foot.addWidget(self._record_key)
        foot.addWidget(self._later)
        foot.addStretch(1)
        foot.addWidget(self._digits)
        foot.addSpacing(8)
        foot.addWidget(self._answer_key)
        return foot

    def _weigh(self, concern: ConcernView, now: datetime, *, may_weigh: bool, hidden: bool) -> None:
        waits = concern.state in WAITING
        weighs = waits and may_weigh
        for part in (self._do, self._later, self._digits):
            part.setVisible(weighs)
        self._answer_key.setVisible(FeedbackState.OPEN in (concern.feedback, concern.receipt))
        today = local_day(now)
        more = ""
        if not waits:
            words, more = capital(concern.state.value), "" if hidden else capital(concern.outcome)
        elif concern.state is ConcernState.OBSERVED:
            day = short_date(concern.review_on, today) if concern.review_on else ""
            words, more = self.tr("In observatie tot {0}").format(day), "" if hidden else capital(concern.outcome)
        else:
            day = short_date(concern.triage_before, today)
            words = self.tr("De aandachtsfunctionaris weegt dit signaal uiterlijk {0}.").format(day)
        self._outcome_words.setText(words)
        self._outcome_more.setText(more)
        self._outcome_more.setVisible(bool(more))
        self._outcome.setVisible(not weighs or concern.state is ConcernState.OBSERVED)
        self._to_case.setVisible(concern.state is ConcernState.LINKED)
        self._again.setVisible(may_weigh and concern.state not in (*WAITING, ConcernState.LINKED))
        self._again.setText(self.tr("Losmaken") if concern.state is ConcernState.DOUBLE else self.tr("Opnieuw oppakken"))

    def _owed(self, concern: ConcernView, now: datetime) -> str:
        if concern.receipt is FeedbackState.OPEN and concern.receipt_before is not None:
            return self.tr("Laten weten dat het er is, uiterlijk {0}").format(short_date(concern.receipt_before, local_day(now)))
        if concern.feedback is FeedbackState.OPEN and concern.feedback_before is not None:
            return self.tr("Terugkoppeling uiterlijk {0}").format(short_date(concern.feedback_before, local_day(now)))
        if concern.feedback is not None:
            return self.tr("Terugkoppeling {0}").format(concern.feedback.value)
        return ""

    def _bring_into_view(self) -> None:
        if self._panel is not None:
            bar, top, sight = self._scrolled.verticalScrollBar(), self._panel.y(), self._scrolled.viewport().height()
            bar.setValue(min(top, max(bar.value(), top + self._panel.height() - sight)))  # its head first, then as much as fits
