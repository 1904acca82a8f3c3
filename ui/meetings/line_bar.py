"""The one input line of the live overleg. What is recognised shows as chips while it is typed; nothing is guessed silently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.cases.records import ActionLine, DoorAnswers, Place
from expertiseteam.meetings.agreement_records import AgreementLine
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import SaidLine, SharingState
from expertiseteam.meetings.telling_records import TellingLine
from expertiseteam.team.records import MemberLine, OrganisationLine
from ui.look.theme import px
from ui.meetings.coming_panel import WhoComes
from ui.meetings.line import Known, Meaning, Typed, chips, meaning, without_mark
from ui.meetings.panels import End, FourQuestions, Panel, SayRemark, WhenTold, WhoAtDoor, WhoWhen, WhyNot
from ui.meetings.parts import StateButton
from ui.meetings.weighing_panels import UnderMandate, WeighSharing
from ui.meetings.words import capital
from ui.widgets.buttons import Button
from ui.widgets.fields import LineField
from ui.widgets.frames import clear
from ui.widgets.labels import Chip, ChipKind, KeyHint, Quiet

KEYS = {LineKind.NOTE: "F2", LineKind.DECISION: "F3", LineKind.ACTION: "F4", LineKind.DOOR: "F5"}
LONGEST = 600  # characters of one line


class LineBar(QWidget):
    """`entered` tells a line that is whole enough to record, with its meaning; `changed` that a key was pressed; `took_back` that Ctrl+Z
    was pressed on an empty line; `went_up` that ↑ was; `told_who_when` an action that was taken down before, its
    owner's id and its day; `told_why_not` an earlier agreement that is not there, what became of it, why, and a day or None;
    `told_when` an earlier decision that was told, the day and how; `told_mandate` the line of a decision and its mandate or who is asked;
    `told_remark` one of the team's agreements and what is said of it; `weighed` a Weighing of sharing.

    The text stays until `recorded` says that it is on disk.
    """

    entered = Signal(object, object)
    changed = Signal()
    told_who_when = Signal(object, object, object)
    told_why_not = Signal(object, object, str, object)
    told_mandate = Signal(object, object)
    told_when = Signal(object, object, object)
    told_remark = Signal(object, str)
    weighed = Signal(object)
    took_back = Signal()
    went_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known = Known()
        self._typed = Typed()
        self._sent: str | None = None
        self._questions_for: Typed | None = None
        self._about: ActionLine | None = None
        self._decided: SaidLine | None = None
        self._telling: TellingLine | None = None
        self._agreement: AgreementLine | None = None
        self._means = Meaning(LineKind.NOTE, "")
        self._shown: list[tuple[str, bool]] = []
        self._words = {
            "who": self.tr("wie?"),
            "which": self.tr("wie van deze?"),
            "when": self.tr("wanneer?"),
            "organisation": self.tr("welke organisatie?"),
            "where": self.tr("waar?"),
            "promise": self.tr("toezegging"),
        }
        self.field = _Input(self)
        self.who_when, self.who_at_door, self.questions, self.why_not = (
            WhoWhen(self.known),
            WhoAtDoor(),
            FourQuestions(),
            WhyNot(self.known),
        )
        self._lay_out()
        self.field.textChanged.connect(self._on_text)
        self.field.returnPressed.connect(self.enter)
        self.who_when.answered.connect(self._on_who_when)
        self.who_at_door.answered.connect(self._on_who_at_door)
        self.questions.answered.connect(self._on_answers)
        self.why_not.answered.connect(self._on_why_not)
        self.when_told.answered.connect(self._on_when_told)
        self.remark.answered.connect(self._on_remark)
        self.under_mandate.answered.connect(self._on_mandate)
        self.sharing.answered.connect(self.weighed)
        self.questions.typed.connect(self._on_answer_typed)
        self._show()

    # What the screen does with it

    @property
    def typed(self) -> Typed:
        """The line as it stands now."""
        return self._typed

    @property
    def means(self) -> Meaning:
        """What the line means now."""
        return self._means

    @property
    def panel(self) -> Panel | None:
        """The panel that is open above the line."""
        return next((panel for panel in self._panels if panel.isVisible()), None)

    @property
    def chip_texts(self) -> list[str]:
        """The words of the chips beside the line."""
        return [text for text, _ in self._shown]

    def set_known(self, known: Known) -> None:
        """Say who and what may be named."""
        self.known = known
        self._show()

    def set_typed(self, typed: Typed) -> None:
        """Put a line back, to be typed on."""
        self._typed = typed
        self.field.setText(typed.text)
        self._show()
        self.take_focus()

    def choose_kind(self, kind: LineKind) -> None:
        """Make the line another kind: the key wins from a mark before the text."""
        text = without_mark(self._typed.text)
        self._typed = replace(self._typed, kind=kind, text=text)
        if text != self.field.text():
            self.field.setText(text)
        self._show()
        self.changed.emit()
        self.take_focus()

    def switch_promise(self) -> None:
        """Say that this is promised to the household, or not after all; it is an action then."""
        is_promise = not self._means.is_promise
        if self._means.kind is not LineKind.ACTION:
            self.choose_kind(LineKind.ACTION)
        self._typed = replace(self._typed, is_promise=is_promise)
        self._show()
        self.changed.emit()
        self.take_focus()

    def take_focus(self) -> None:
        """Go to the line, or to the panel above it."""
        if self.panel is None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_panel(self) -> bool:
        """Close what is open above the line; what was typed in the line stays. Returns whether something was open."""
        panel = self.panel
        if panel is None:
            return False
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)  # first: a panel that hides with the keyboard in it takes that for Tab
        panel.hide()
        self._questions_for = self._about = None
        self.take_focus()
        return True

    def enter(self) -> None:
        """Enter was pressed: hand the line over, or ask what cannot be left open."""
        means = self.means
        if self._sent is not None or not means.text.strip():
            return
        if means.kind is LineKind.DOOR and not means.is_whole:
            self.who_at_door.ask(self.known, means.organisation, means.place)
            return
        self._sent = self._typed.text
        self.entered.emit(self._typed, means)

    def ask_questions(self, reason: str) -> None:
        """One more would stand at the door than the limit: the four questions, above the line, which stays."""
        self._sent = None
        self._questions_for = self._typed
        self.questions.ask(reason, self._typed.answers)

    def recorded(self) -> None:
        """The line is on disk: make room for the next, keeping what was typed meanwhile."""
        rest = self._typed.text[len(self._sent or "") :]
        self._sent = None
        self.close_panel()
        self._typed = Typed(text=rest)
        self.field.setText(rest)
        self._show()
        if rest:
            self.changed.emit()

    def refused(self) -> None:
        """The line was not recorded: it stays, to be mended."""
        self._sent = None
        self.changed.emit()

    def ask_who_when(self) -> None:
        """Open what Tab opens: owner and day of an action, or who goes where at the door."""
        means = self.means
        if means.kind is LineKind.ACTION:
            self.who_when.ask(self.known, means.owner, means.maybe, means.due)
        elif means.kind is LineKind.DOOR:
            self.who_at_door.ask(self.known, means.organisation, means.place)

    def ask_about(self, action: ActionLine) -> None:
        """Open who and when for an action that was taken down already."""
        self._about = action
        self.who_when.ask(self.known, self.known.person(action.owner_id), (), action.due)

    def ask_mandate(self, line: SaidLine, mandates: Sequence[str]) -> None:
        """Ask under which mandate a decision falls."""
        self.close_panel()
        self._decided = line
        self.under_mandate.ask(line, mandates)

    def ask_sharing(self, state: SharingState) -> None:
        """Ask whether the case is shared with the partners in the room."""
        self.close_panel()
        self.sharing.ask(state)

    def ask_when_told(self, one: TellingLine, words: str) -> None:
        """Ask when an earlier decision was told; `words` say which."""
        self.close_panel()
        self._telling = one
        self.when_told.ask(words, self.known)

    def ask_remark(self, one: AgreementLine) -> None:
        """Ask what is to be said of one of the team's agreements."""
        self.close_panel()
        self._agreement = one
        self.remark.ask(one.text, one.remark)

    def ask_who_comes(self, members: Sequence[MemberLine], organisations: Sequence[OrganisationLine]) -> None:
        """Ask who comes in that was not expected."""
        self.close_panel()
        self.coming.ask(members, organisations)

    def ask_why_not(self, action: ActionLine, what: str, end: End) -> None:
        """Ask why an earlier agreement is not there; `what` says which."""
        self.close_panel()
        self._about = action
        self.why_not.ask(what, end, self.known)

    # Inside

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.under_mandate, self.sharing, self.coming = UnderMandate(), WeighSharing(), WhoComes()
        self.when_told, self.remark = WhenTold(self.known), SayRemark()
        self._panels: tuple[Panel, ...] = (
            *(self.who_when, self.who_at_door, self.questions, self.why_not),
            *(self.under_mandate, self.sharing, self.coming, self.when_told, self.remark),
        )
        for panel in self._panels:
            column.addWidget(panel)
        kinds = QHBoxLayout()
        kinds.setSpacing(6)
        self._kinds: dict[LineKind, Button] = {}
        for kind, key in KEYS.items():
            button = Button(capital(kind), partial(self.choose_kind, kind), role="filter")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F2 to F5 do the same
            button.setAccessibleName(self.tr("{0}, {1}").format(capital(kind), key))
            self._kinds[kind] = button
            kinds.addWidget(button)
            kinds.addWidget(KeyHint(key))
        self._other_kind = Chip()
        self._other_kind.hide()
        kinds.addWidget(self._other_kind)
        kinds.addStretch(1)
        column.addLayout(kinds)
        chip_row = QWidget()
        chip_row.setMinimumHeight(px(28))  # kept free, so that nothing jumps while somebody types
        self._chips = QHBoxLayout(chip_row)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(6)
        column.addWidget(chip_row)
        column.addWidget(self.field)

    def _on_text(self, text: str) -> None:
        if text == self._typed.text:
            return
        self._typed = replace(self._typed, text=text) if text else Typed(kind=self._typed.kind)
        self._show()
        if self._sent is None:
            self.changed.emit()

    def _on_who_when(self, owner_id: str | None, due: date | None) -> None:
        about = self._about
        if about is not None:
            self.close_panel()
            self.told_who_when.emit(about, owner_id, due)
            return
        self._typed = replace(self._typed, owner_id=owner_id, has_owner=True, due=due, has_due=True)
        self._after_panel()

    def _on_why_not(self, end: End, why: str, day: date | None) -> None:
        if self._about is not None:
            self.told_why_not.emit(self._about, end, why, day)

    def _on_mandate(self, mandate: object) -> None:
        if self._decided is not None:
            self.told_mandate.emit(self._decided, mandate)

    def _on_when_told(self, day: date, how: object) -> None:
        if self._telling is not None:
            self.told_when.emit(self._telling, day, how)

    def _on_remark(self, remark: str) -> None:
        if self._agreement is not None:
            self.told_remark.emit(self._agreement, remark)

    def _on_who_at_door(self, organisation: str, place: Place) -> None:
        self._typed = replace(self._typed, organisation=organisation, place=place)
        self._after_panel()

    def _on_answer_typed(self) -> None:
        self._typed = replace(self._typed, answers=self.questions.answers)
        self.changed.emit()

    def _on_answers(self, answers: DoorAnswers) -> None:
        self._typed = replace(self._questions_for or self._typed, answers=answers)
        self.enter()

    def _after_panel(self) -> None:
        self.close_panel()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Recognise, and show it: in this process and without the dossier, for it happens at every key."""
        self._means = meaning(self._typed, self.known)
        kind = self._means.kind
        for known, button in self._kinds.items():
            button.setChecked(known is kind)
        self._other_kind.show_state("" if kind in KEYS else capital(kind), ChipKind.RUNNING)
        self.field.setAccessibleName(self.tr("{0}: typ de regel").format(capital(kind)))
        shown = chips(self._means, self.known, self._words) if self._typed.text.strip() else []
        if shown != self._shown:
            self._shown = shown
            self._show_chips()

    def _show_chips(self) -> None:
        clear(self._chips)
        if self._shown:
            self._chips.addWidget(Quiet(self.tr("Herkend:"), small=True))
        for text, is_missing in self._shown:
            kind = ChipKind.WAITING if is_missing else ChipKind.RUNNING
            self._chips.addWidget(StateButton(text, kind, name=self.tr("Herkend"), run=self.ask_who_when))
        self._chips.addStretch(1)
        self.field.setAccessibleDescription(", ".join(text for text, _ in self._shown))


class _Input(LineField):
    """The field itself: Tab opens who and when, ↑ goes to the lines, Ctrl+Z on an empty line takes the last line back."""

    def __init__(self, bar: LineBar) -> None:
        super().__init__(bar.tr("Typ wat er gezegd of afgesproken wordt, Enter legt vast"), longest=LONGEST)
        self._bar = bar
        self.setProperty("role", "line")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_Z and control and not self.text():
            self._bar.took_back.emit()
        elif event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._bar.went_up.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        if next and self._bar.means.kind in (LineKind.ACTION, LineKind.DOOR) and self.text().strip():
            self._bar.ask_who_when()
            return True
        return super().focusNextPrevChild(next)
