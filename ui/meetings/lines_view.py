"""What was agreed last time and what has been taken down on this point. ↑ from the input line goes here, ↓ goes back.

On a line: Space leaves a note out of the minutes, Enter mends the text, M tells the mandate of a decision.
On an earlier agreement: Space says whether it worked out, N that
it is not possible any more, O that it was not done, W that it waits until a day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.dates import day_month, short_date
from expertiseteam.cases.records import ActionLine, ActionState, AgreedAt
from expertiseteam.meetings.agreement_records import AgreementLine
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import ItemFile, SaidLine
from expertiseteam.meetings.telling_records import TellingLine
from expertiseteam.visits.records import VisitView
from ui.look.theme import colours, px, scale
from ui.meetings.line import Known
from ui.meetings.panels import End
from ui.meetings.parts import StateButton
from ui.meetings.words import capital
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.frames import Scrolled, Well, clear
from ui.widgets.labels import Chip, ChipKind, Label, Quiet

KIND_TONES = {LineKind.DECISION: "accent", LineKind.ACTION: "alert", LineKind.DOOR: "calm", LineKind.VIEW: "warn"}  # else muted
KIND_WIDTH, LINE_HEIGHT = 92, 26  # pixels at 100 %: what stands beside the first line of a text is as high as that line


class LinesView(QWidget):
    """`ticked` tells an earlier agreement whose state is switched; `gave_up` one that is not there, its words and an End; `minuted` a
    note and whether it goes into the minutes; `mended` a line that is to be corrected; `incomplete` an action line whose owner or day is
    asked; `mandated` a decision of which the mandate is asked; `telling` an
    earlier decision of which is asked when it was told; `went_through` one of the team's agreements that is ticked off, or not after all,
    `remarked` one of which something is to be said; `left` that the keyboard goes back to the input.
    """

    ticked = Signal(object)
    gave_up = Signal(object, str, object)
    minuted = Signal(object, bool)
    mended = Signal(object)
    incomplete = Signal(object)
    mandated = Signal(object)
    telling = Signal(object)
    went_through = Signal(object)
    remarked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[LineRow] = []
        self._known = Known()
        self._earlier: list[StateButton] = []
        self.visit: VisitView | None = None  # whose two views are read at this point
        self._to_top = False
        inside = QWidget()
        self._body = QVBoxLayout(inside)
        self._body.setContentsMargins(0, 0, 4, 0)
        self._body.setSpacing(2)
        self._scroll = Scrolled(inside)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._keep_in_view)  # only then is it known how high it all is
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    @property
    def rows(self) -> Sequence[LineRow]:
        return self._rows

    @property
    def earlier(self) -> Sequence[StateButton]:
        """The states of what was agreed before, in their order."""
        return self._earlier

    def show_file(self, file: ItemFile, today: date, known: Known, *, hidden: bool) -> None:
        """Show a point; the newest line comes into view, and a line that had the focus keeps it. `known`: how who does it is called."""
        focused = next((row.line.id for row in self._rows if row.hasFocus()), "")
        ticked = next((number for number, button in enumerate(self._earlier) if button.hasFocus()), -1)
        is_longer = len(file.lines) > len(self._rows)
        clear(self._body)
        self._known = known
        if self.visit is not None and (file.outsiders or self.visit.case_id != file.item.case_id):
            self.visit = None
        if self.visit is not None:
            self._body.addWidget(self._visit_well(self.visit, hidden=hidden))
            self._body.addSpacing(6)
        self._earlier = []
        if file.agreements:
            self._body.addWidget(self._agreements_well(file.agreements))
            self._body.addSpacing(6)
        if file.untold:
            self._body.addWidget(self._untold_well(file.untold))
            self._body.addSpacing(6)
        if file.earlier:
            in_place = sorted(file.earlier, key=lambda action: action.number)  # one that is ticked off stays where it is
            self._body.addWidget(self._earlier_well(in_place, file.waits, today, hidden=hidden))
            self._body.addSpacing(6)
        if file.before and file.before_on is not None:
            self._body.addWidget(self._before_well(file.before, file.before_on, hidden=hidden))
            self._body.addSpacing(6)
        self._rows = [LineRow(self, line, today, known, case_id=file.item.case_id, hidden=hidden) for line in file.lines]
        for row in self._rows:
            self._body.addWidget(row)
        if not file.earlier and not self._rows and not file.untold:
            shut = self.tr("Dit punt is dicht zolang er iemand in de kamer is die het niet mag horen.")
            nothing = self.tr("Nog niets genotuleerd op dit punt. Begin met typen.")
            self._body.addWidget(Quiet(shut if file.outsiders else nothing, wrap=True))
        self._body.addStretch(1)
        if focused:
            self._focus(next((n for n, row in enumerate(self._rows) if row.line.id == focused), len(self._rows) - 1))
        elif 0 <= ticked < len(self._earlier):
            self._earlier[ticked].setFocus(Qt.FocusReason.OtherFocusReason)
        elif is_longer:
            self._to_top = False
            QTimer.singleShot(0, self, self._show_newest)

    def read_visit(self, visit: VisitView | None) -> None:
        """From the next `show_file` on, show the two views of a visit above what was said; None folds them away."""
        self.visit, self._to_top = visit, visit is not None

    def go_in(self) -> None:
        """Take the keyboard, at the newest line, or at the earlier agreements when there is no line yet."""
        if self._rows:
            self._focus(len(self._rows) - 1)
        elif self._earlier:
            self._earlier[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to_earlier(self) -> None:
        """Take the keyboard at the first earlier agreement."""
        if self._earlier:
            self._earlier[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self, row: LineRow, by: int) -> None:
        """Go one line up or down; below the last is the input."""
        number = self._rows.index(row) + by
        if number >= len(self._rows):
            self.left.emit()
        elif number >= 0:
            self._focus(number)
        elif self._earlier:
            self._earlier[-1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _step_earlier(self, at: int, by: int) -> None:
        """Go among the earlier agreements, and from the last one to the lines."""
        if 0 <= at + by < len(self._earlier):
            self._earlier[at + by].setFocus(Qt.FocusReason.OtherFocusReason)
        elif by > 0 and self._rows:
            self._focus(0)
        elif by > 0:
            self.left.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_in_view()  # a panel opened or closed below

    def _before_well(self, before: Sequence[SaidLine], on: date, *, hidden: bool) -> Well:
        """What was said of a point when it was held over: to read, for it belongs to the minutes of then."""
        well = Well(gap=3)
        well.body.addWidget(Quiet(self.tr("Aangehouden op {0}. Toen opgeschreven:").format(day_month(on)), small=True))
        for line in before:
            row = QHBoxLayout()
            row.setSpacing(10)
            kind = Label(capital(line.kind), "small", KIND_TONES.get(line.kind, "muted"))
            kind.setFixedWidth(px(KIND_WIDTH))
            row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(Label(self.tr("tekst verborgen") if hidden else line.text, wrap=True), 1)
            well.body.addLayout(row)
        return well

    def _visit_well(self, visit: VisitView, *, hidden: bool) -> Well:
        """What two pairs of eyes saw, side by side on no screen of this width: one under the other, with who wrote it."""
        well = Well(gap=3)
        on = day_month(visit.on) if visit.on is not None else ""
        well.body.addWidget(Quiet(self.tr("Huisbezoek van {0}. Alt H vouwt dit weg.").format(on), small=True))
        views = (visit.care, visit.care_view), (visit.enforcement, visit.enforcement_view), (self.tr("samen"), visit.common)
        for who, view in views:
            if view:
                row = QHBoxLayout()
                row.setSpacing(10)
                name = Label(who, "small", wrap=True)
                name.setFixedWidth(px(KIND_WIDTH))
                row.addWidget(name, 0, Qt.AlignmentFlag.AlignTop)
                row.addWidget(Label(self.tr("tekst verborgen") if hidden else view, wrap=True), 1)
                well.body.addLayout(row)
        return well

    def _agreements_well(self, agreements: Sequence[AgreementLine]) -> Well:
        """How the team wants to work: gone through at the opening, in a word."""
        well = Well(gap=3)
        well.body.addWidget(Quiet(self.tr("Zo werken wij. Spatie: nagegaan. O: opmerking."), small=True))
        for one in agreements:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Label(one.text, wrap=True), 1)
            if one.remark:
                row.addWidget(Label(one.remark, "small", "warn", wrap=True), 1)
            words, kind = (self.tr("Nagegaan"), ChipKind.RUNNING) if one.is_ticked else (self.tr("Nog niet"), ChipKind.WAITING)
            button = StateButton(words, kind, name=one.text, run=partial(self.went_through.emit, one))
            button.key("O", partial(self.remarked.emit, one))
            button.setToolTip(self.tr("Spatie: nagegaan. O: opmerking."))
            button.arrowed.connect(partial(self._step_earlier, len(self._earlier)))
            self._earlier.append(button)
            row.addWidget(button)
            well.body.addLayout(row)
        return well

    def _untold_well(self, untold: Sequence[TellingLine]) -> Well:
        """What earlier overleggen decided and somebody was to tell: it names nobody of the household."""
        well = Well(gap=3)
        well.body.addWidget(Quiet(self.tr("Te vertellen"), small=True))
        for one in untold:
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(Label(capital(one.said), wrap=True), 1)
            row.addWidget(Quiet(self._known.called_by_id(one.teller_id, one.teller) if one.told_on is None else "", small=True))
            is_open = one.told_on is None
            words = self.tr("Nog niet") if is_open else self.tr("Verteld")
            ask = partial(self.telling.emit, one) if is_open else lambda: None
            button = StateButton(words, ChipKind.WAITING if is_open else ChipKind.RUNNING, name=one.said, run=ask)
            button.arrowed.connect(partial(self._step_earlier, len(self._earlier)))
            self._earlier.append(button)
            row.addWidget(button)
            well.body.addLayout(row)
        return well

    def _earlier_well(self, earlier: Sequence[ActionLine], waits: Mapping[str, str], today: date, *, hidden: bool) -> Well:
        well = Well(gap=3)
        agreed = {action.agreed_on for action in earlier}
        words = self.tr("Op {0} afgesproken").format(day_month(agreed.pop())) if len(agreed) == 1 else self.tr("Eerder afgesproken")
        well.body.addWidget(Quiet(words, small=True))
        for action in earlier:
            row = QHBoxLayout()
            row.setSpacing(10)
            text = self.tr("tekst verborgen") if hidden else action.what
            if scale() > 100:  # large letters: the words above, so that what stands beside them does not squeeze them
                well.body.addWidget(Label(text, wrap=True))
                row.addStretch(1)
            else:
                row.addWidget(Label(text, wrap=True), 1)
            due = waits.get(action.id, "").partition(":")[0] or _due(action, today)
            about = " · ".join(part for part in (self._known.called_by_id(action.owner_id, action.owner), due) if part)
            row.addWidget(Quiet(about, small=True))
            words, kind = self._state(action)
            if action.agreed_at is AgreedAt.VISIT:
                row.addWidget(Chip(self.tr("aan de deur"), ChipKind.RUNNING))
            if action.is_promise:
                row.addWidget(Chip(self.tr("toezegging"), ChipKind.NEW))
            button = StateButton(words, kind, name=text, run=partial(self.ticked.emit, action))
            if action.state is ActionState.OPEN:
                give_up = partial(self.gave_up.emit, action, text, End.NO_LONGER)
                cannot = Button(self.tr("Kan niet meer"), give_up, role="link")
                cannot.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # N on the state does the same
                cannot.setAccessibleName(self.tr("Kan niet meer: {0}").format(text))
                row.addWidget(cannot)
                button.key("N", give_up)
                button.key("O", partial(self.gave_up.emit, action, text, End.NOT_DONE))
                button.key("W", partial(self.gave_up.emit, action, text, End.WAITS))
                keys = self.tr("Spatie: gelukt. N: kan niet meer. O: niet gedaan. W: wacht tot een dag.")
                button.setToolTip(" ".join(part for part in (waits.get(action.id, ""), keys) if part))
            button.arrowed.connect(partial(self._step_earlier, len(self._earlier)))
            self._earlier.append(button)
            row.addWidget(button)
            well.body.addLayout(row)
        return well

    def _state(self, action: ActionLine) -> tuple[str, ChipKind]:
        if action.state is ActionState.OPEN:
            return self.tr("Nog niet"), ChipKind.WAITING
        if action.state is ActionState.DONE:
            return self.tr("Gelukt"), ChipKind.RUNNING
        return capital(action.state), ChipKind.CALM

    def _focus(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            self._rows[number].setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(self._rows[number])

    def _keep_in_view(self) -> None:
        """Where somebody is stays in view; else what was asked to be read, else the newest line."""
        at = next((one for one in (*self._rows, *self._earlier) if one.hasFocus()), None)
        if at is not None:
            self._scroll.ensureWidgetVisible(at)
        elif self._to_top:
            self._scroll.verticalScrollBar().setValue(0)
        else:
            self._show_newest()

    def _show_newest(self) -> None:
        if self._rows:
            self._scroll.ensureWidgetVisible(self._rows[-1])


class LineRow(QFrame):
    """One line taken down."""

    def __init__(self, view: LinesView, line: SaidLine, today: date, known: Known, *, case_id: str | None, hidden: bool) -> None:
        super().__init__()
        self._view, self.line, self._known, self._case_id = view, line, known, case_id
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(10)
        kind = Label(capital(line.kind), "small", KIND_TONES.get(line.kind, "muted"))
        kind.setFixedSize(px(KIND_WIDTH), px(LINE_HEIGHT))
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        said = self.tr("tekst verborgen") if hidden else line.text
        text = Label(said, wrap=True)
        text.setContentsMargins(0, px(3), 0, px(3))
        text.setEnabled(line.in_minutes)
        row.addWidget(text, 1)
        chips = self._chips(today)
        for chip in chips:
            row.addWidget(_first_line(chip), 0, Qt.AlignmentFlag.AlignTop)
        if line.kind is LineKind.NOTE:
            tick = Check(self.tr("in notulen"), checked=line.in_minutes)
            tick.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Space on the line does the same
            tick.setAccessibleName(self.tr("In de notulen: {0}").format(said))
            tick.toggled.connect(lambda on: view.minuted.emit(line, on))
            row.addWidget(tick, 0, Qt.AlignmentFlag.AlignTop)
        words = [capital(line.kind), said, *(chip.text() for chip in chips)]
        words += [self.tr("niet in de notulen")] if not line.in_minutes else []
        self.setAccessibleName(", ".join(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._view.step(self, -1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Space and self.line.kind is LineKind.NOTE:
            self._view.minuted.emit(self.line, not self.line.in_minutes)
        elif event.key() == Qt.Key.Key_M and self.line.decision_number and self._case_id is not None:
            self._view.mandated.emit(self.line)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.mended.emit(self.line)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours().focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            painter.end()

    def _chips(self, today: date) -> list[Chip | StateButton]:
        line = self.line
        if line.decision_number:
            number = Chip(line.decision_number, ChipKind.RUNNING)
            if self._case_id is None:
                return [number]
            known = self.tr("gevraagd") if line.is_escalated else self.tr("mandaat") if line.mandate else self.tr("mandaat?")
            kind = ChipKind.NEW if line.mandate or line.is_escalated else ChipKind.CALM
            mandate = StateButton(known, kind, name=self.tr("Mandaat"), run=lambda: self._view.mandated.emit(line))
            mandate.setToolTip(line.mandate or self.tr("M: onder welk mandaat valt dit besluit?"))
            return [mandate, number]
        if line.front_before is not None and line.front_after is not None:
            return [Chip(self.tr("{0} → {1} aan de deur").format(line.front_before, line.front_after), ChipKind.NEW)]
        if line.action is None:
            return []
        who = self._known.called_by_id(line.action.owner_id, line.action.owner) or self.tr("wie?")
        when = short_date(line.action.due, today) if line.action.due else self.tr("wanneer?")
        promise = [Chip(self.tr("toezegging"), ChipKind.NEW)] if line.action.is_promise else []
        is_whole = bool(line.action.owner and line.action.due)
        name = self.tr("Wie en wanneer")
        kind = ChipKind.NEW if is_whole else ChipKind.WAITING
        return [*promise, StateButton(f"{who} · {when}", kind, name=name, run=lambda: self._view.incomplete.emit(line))]


def _first_line(chip: QWidget) -> QWidget:
    """Centre a chip on the first line of the text beside it."""
    holder = QWidget()
    inside = QVBoxLayout(holder)
    inside.setContentsMargins(0, 0, 0, 0)
    inside.addWidget(chip)
    holder.setFixedHeight(max(px(LINE_HEIGHT), chip.sizeHint().height()))
    return holder


def _due(action: ActionLine, today: date) -> str:
    return short_date(action.due, today) if action.due else ""
