"""Forms about the enforcement path: how it begins, its next step with the days that count, and what was written down wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date
from expertiseteam.cases.enforcement import Terms, begin_path, counted_until, next_steps, step_path, take_back_step
from expertiseteam.cases.reporting_code import take_back_decision
from expertiseteam.cases.safety_records import CodeLine
from expertiseteam.cases.track_records import UNTIL_WORDS, OrderKind, PathLine, PathState
from ui.cases.track_words import path_title
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice

_HAS_ORDER = (PathState.DECIDED, PathState.COMPLYING)


class PathPanel(Panel):
    """*Handhaving verkennen*: which rule is broken, and what could follow."""

    form = "path"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Handhaving verkennen"), self.tr("Begin met verkennen"))
        self._case_id = ""
        self.what = LineField(self.tr("bijvoorbeeld: afval op het erf"))
        self.what_field = Field(self.tr("Welke regel wordt overtreden?"), self.what)
        self.kind = Choice(((k.name, k.value.capitalize()) for k in OrderKind), name=self.tr("Waar denkt u aan?"))
        self.body.addWidget(self.what_field)
        self.body.addWidget(Field(self.tr("Waar denkt u aan?"), self.kind))
        words = self.tr("Verkennen vraagt nog niets van de bewoner. De stukken zelf blijven in het systeem van handhaving.")
        self.body.addWidget(Quiet(words, small=True, wrap=True))
        self.keep("what", self.what)
        self.keep("kind", self.kind)
        self._lane = self.lane()

    def open_for(self, case_id: str) -> None:
        """Ask about enforcement in this case."""
        self._case_id = case_id
        self.fill({"kind": OrderKind.PENALTY.name})
        self.what_field.wrong("")
        self.begin(case_id)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf welke regel wordt overtreden."))
        if self.what_field.fault:
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._lane.do(lambda _: self._on_begun(), begin_path, self._case_id, what=self.what.value(), kind=OrderKind[str(self.kind.value)])

    def _on_begun(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De handhaving wordt verkend. Het staat op de tijdlijn."))


class StepPanel(Panel):
    """*Stap in de handhaving*: which, on which day, and until when something counts from there."""

    form = "path-step"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Stap in de handhaving"), self.tr("Leg de stap vast"))
        self._path: PathLine | None = None
        self._terms = Terms(0, 0, 0)
        self.words = Label("", "strong", wrap=True)
        self.to = Choice((), name=self.tr("Welke stap?"))
        self.day = DateField(lambda: local_day(desk.clock()), looking_back=True)
        self.day_field = Field(self.tr("Op welke dag gezet?"), self.day)
        self.until = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("leeg: de termijn van uw team"))
        self.until_field = Field(self.tr("Tot en met welke dag?"), self.until)
        self.counted = Quiet("", wrap=True)
        self.order = TextArea(self.tr("precies: wat, waar, en wanneer is het goed"), least=2, most=5)
        self.order_field = Field(self.tr("Wat moet er gebeurd zijn?"), self.order)
        self.remark = LineField(self.tr("bij een zienswijze: wat de bewoner zei"))
        self.remark_field = Field(self.tr("Wat hoort erbij?"), self.remark)
        for part in (
            self.words,
            Field(self.tr("Welke stap?"), self.to),
            beside(self.day_field, self.until_field),
            self.counted,
            self.order_field,
            self.remark_field,
        ):
            self.body.addWidget(part)
        for name, widget in (
            ("to", self.to),
            ("day", self.day),
            ("until", self.until),
            ("order", self.order),
            ("remark", self.remark),
        ):
            self.keep(name, widget)
        self.to.chosen.connect(self._on_touched_days)
        self.day.changed.connect(self._on_touched_days)
        self.until.changed.connect(self._on_touched_days)
        self._lane = self.lane()

    def open_for(self, path: PathLine, terms: Terms) -> None:
        """Ask for the next step of this path."""
        self._path, self._terms = path, terms
        self.words.setText(path_title(path))
        following = next_steps(path)
        self.to.set_options([(state.name, state.value.capitalize()) for state in following])
        self.to.stand_after(self.cancel)  # what was made last would come last, behind the buttons
        self.fill({"to": following[0].name, "order": path.order})
        self.day.set_date(local_day(self.desk.clock()))
        self.day_field.wrong("")
        self.until_field.wrong("")
        self._on_touched_days()
        self.begin(path.id)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        day = self.day.value_date
        self.day_field.wrong("" if day else self.day.fault or self.tr("Schrijf op welke dag."))
        self.until_field.wrong(self.until.fault if not self.until_field.isHidden() else "")
        if self._path is None or day is None or self.until_field.fault:
            (self.day if day is None else self.until).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        to = PathState[str(self.to.value)]
        self._lane.do(
            lambda _: self._on_set(to),
            step_path,
            self._path,
            to,
            on=day,
            until=self.until.value_date if not self.until_field.isHidden() else None,
            order=self.order.value(),
            remark=self.remark.value(),
        )

    def _on_touched_days(self, *_: object) -> None:
        to = PathState[str(self.to.value)] if self.to.value else PathState.EXPLORING
        self.order_field.setVisible(to in _HAS_ORDER)
        self.until_field.setVisible(to in UNTIL_WORDS)
        day = self.day.value_date
        if to in UNTIL_WORDS and day is not None and self._path is not None:
            self.desk.runner.work(self._show_counted, counted_until, to, day, self._path.until, self._terms)  # holidays load slowly
        else:
            self.counted.setText("")

    def _show_counted(self, counted: object) -> None:
        to = PathState[str(self.to.value)] if self.to.value else PathState.EXPLORING
        day = self.until.value_date or counted
        if to in UNTIL_WORDS and day is not None:
            self.counted.setText(f"{UNTIL_WORDS[to].capitalize()} {full_date(day)}.")  # type: ignore[arg-type]

    def _on_set(self, to: PathState) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd: {0}.").format(to))


class TakeBackPanel(Panel):
    """What is taken back, and why; the timeline keeps both."""

    form = "take-back"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Terugnemen"), self.tr("Neem terug"))
        self._path: PathLine | None = None
        self._code: CodeLine | None = None
        self.words = Label("", "strong", wrap=True)
        self.told = Quiet("", wrap=True)
        self.why = TextArea(self.tr("één zin is genoeg"), least=2, most=4)
        self.why_field = Field(self.tr("Wat klopte er niet?"), self.why)
        for part in (self.words, self.told, self.why_field):
            self.body.addWidget(part)
        self.keep("why", self.why)
        self._lane = self.lane()

    def open_path(self, path: PathLine) -> None:
        """Ask why the last step of this path is taken back."""
        self._path, self._code = path, None
        self.words.setText(f"{path_title(path)}: {path.state}")
        self.told.setText(self.tr("De handhaving staat daarna weer waar zij stond, met de dag die toen telde. Deze stap blijft te lezen."))
        self._ask(path.id)

    def open_code(self, code: CodeLine) -> None:
        """Ask why the decision on this code is taken back."""
        self._path, self._code = None, code
        on = full_date(code.decided_on) if code.decided_on else ""
        self.words.setText(self.tr("Besluit van de meldcode van {0}").format(on))
        self.told.setText(
            self.tr("De meldcode loopt daarna weer: u kunt opnieuw wegen en beslissen. Dit besluit blijft op de tijdlijn staan.")
        )
        self._ask(code.id)

    def submit(self) -> None:
        self.why_field.wrong("" if self.why.value() else self.tr("Schrijf wat er niet klopte."))
        if self.why_field.fault:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._path is not None:
            self._lane.do(lambda _: self._on_back(self.tr("De stap is teruggenomen.")), take_back_step, self._path, self.why.value())
        elif self._code is not None:
            said = self.tr("Het besluit is teruggenomen. De meldcode loopt weer.")
            self._lane.do(lambda _: self._on_back(said), take_back_decision, self._code, self.why.value())

    def _ask(self, about: str) -> None:
        self.fill({})
        self.why_field.wrong("")
        self.begin(about)
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self, said: str) -> None:
        self.recorded()
        self.desk.say(said)
