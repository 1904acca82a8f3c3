"""*Terugkoppeling*: the one who told us hears that it was taken up, and not a word about the resident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.sentences import Conflict
from expertiseteam.cases.promises import answer_and_promise
from expertiseteam.concerns.feedback import feedback_not_possible, give_feedback
from expertiseteam.concerns.records import ConcernView, FeedbackLine, FeedbackState, PartnerStatus
from expertiseteam.team.settings import TeamSettings
from ui.concerns.panels import Done, Panel, needed
from ui.shell.runner import Lane
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea
from ui.widgets.frames import Fold
from ui.widgets.pills import Choice

CHANNELS = ("telefoon", "e-mail", "brief", "in een gesprek")
NOT_POSSIBLE = "kan niet"


class FeedbackPanel(Panel):
    """Says what was told and how; or why the reporter cannot be reached."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(self.tr("Terugkoppeling geven"), " ")
        self.button = self.tr("Terugkoppeling vastleggen")
        self.owed: FeedbackLine | None = None
        self.is_mine = True  # False: the answer of a colleague stays
        self.how = Choice([*((c, c[0].upper() + c[1:]) for c in CHANNELS), (NOT_POSSIBLE, self.tr("Het kan niet"))], name=self.tr("Hoe?"))
        self.text = Picker(name=self.tr("Veilige tekst"), placeholder=self.tr("kies een veilige tekst"))
        self.text.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._today = today
        self.on = DateField(today, name=self.tr("Op welke dag?"), looking_back=True)
        self.on.set_date(today())
        self._on_field = Field(self.tr("Op welke dag?"), self.on)
        self.said = TextArea(name=self.tr("Wat hebt u gezegd?"), least=2, most=4, longest=2000)
        self._how_field = Field(self.tr("Hoe?"), self.how)
        self._text_field = Field(self.tr("Veilige tekst"), self.text)
        self._said_field = Field(self.tr("Wat hebt u gezegd?"), self.said)
        self.status = Choice([(s, s.value.removesuffix(".")) for s in PartnerStatus], name=self.tr("Wat hoort de partner?"))
        self._status_field = Field(self.tr("Wat hoort de partner?"), self.status, hint=self.tr("alleen dit, nooit iets over de bewoner"))
        beside = QHBoxLayout()
        beside.setSpacing(12)
        beside.addWidget(self._text_field, 3)
        beside.addWidget(self._on_field, 2)
        for field in (self._how_field, self._status_field):
            self.body.addWidget(field)
        self.body.addLayout(beside)
        self.body.addWidget(self._said_field)
        self.promise = LineField(self.tr("bijvoorbeeld: ik bel u volgende week nog eens"), name=self.tr("Wat hebt u beloofd?"), longest=300)
        self.due = DateField(today, name=self.tr("Voor welke dag"))
        self._due_field = Field(self.tr("Voor welke dag"), self.due)
        self._promised = Fold(self.tr("Iets beloofd?"), self.tr("wordt een toezegging op uw naam; schrijf geen naam"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Field(self.tr("Wat hebt u beloofd?"), self.promise), 3)
        row.addWidget(self._due_field, 2)
        self._promised.body.addLayout(row)
        self.body.addWidget(self._promised)
        self.how.set_value(CHANNELS[0])
        self.text.chosen.connect(lambda value: self.said.set_value(str(value)))
        self.how.chosen.connect(lambda _: self._show_how())
        self.keep_choice("how", self.how)
        self.keep_choice("status", self.status, PartnerStatus)
        self.keep("said", self.said)
        self.keep("on", self.on)
        self.keep("promise", self.promise)
        self.keep("due", self.due)
        self._show_how()

    def offer(self, owed: FeedbackLine, due: str, settings: TeamSettings) -> None:
        """Show whose task it is and the team's own texts for it. `due`: "vandaag", "2 dagen te laat"."""
        self.owed, self.is_mine = owed, True
        self.aside.setText(self.tr("taak van {0} · {1}").format(owed.owner, due))
        self.heading.setText(self.tr("Laten weten dat het bericht er is") if owed.is_receipt else self.tr("Terugkoppeling geven"))
        self.text.set_options([(t, t) for t in (settings.receipt_texts if owed.is_receipt else settings.feedback_texts)])
        self._show_how()

    @property
    def is_receipt(self) -> bool:
        """Whether this says that the message came in, and not yet what was done."""
        return self.owed is not None and self.owed.is_receipt

    def answers(self, owed: FeedbackLine) -> None:
        """Answer on top of what a colleague recorded meanwhile."""
        self.owed = owed

    def take(self, conflict: Conflict) -> None:
        """Show the answer that a colleague recorded in place of what was typed."""
        self.is_mine = False
        theirs = {name: values[1] for name, values in conflict.fields.items()}
        is_given = theirs.get("state", self.outcome) is FeedbackState.GIVEN
        self.how.set_value(theirs.get("channel", self.how.value) if is_given else NOT_POSSIBLE)
        said = str(theirs.get("said", self._told))
        self.said.set_value(said)
        if isinstance(theirs.get("given_on"), date):
            self.on.set_date(theirs["given_on"])  # type: ignore[arg-type]
        self.status.set_value(next((status for status in PartnerStatus if status == said), None))
        self._show_how()

    def words_of(self, fields: Mapping[str, object]) -> str:
        """Say an answer in one line: how, and what was said."""
        return ", ".join(str(fields[name]) for name in ("state", "channel", "said") if fields.get(name))

    def first(self) -> QWidget:
        return self.how

    def typed(self) -> dict[str, str]:
        """What stands in the fields; the day only where it is another than today, which it is by itself."""
        return super().typed() | ({"on": ""} if self.on.value_date == self._today() else {})

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        self._promised.set_open(bool(self.promise.value()))
        self._show_how()

    def check(self) -> bool:
        said = self.tr("Schrijf waarom het niet kan.") if self._cannot else self.tr("Kies of schrijf wat u hebt gezegd.")
        day = self.due.fault or ("" if self.due.value_date else self.tr("Kies voor welke dag."))
        return needed(
            (self._on_field, "" if self._cannot else self.on.fault or ("" if self.on.value_date else self.tr("Kies op welke dag."))),
            (self._status_field, "" if self._told or not self._is_status else self.tr("Kies wat u de partner hebt gezegd.")),
            (self._said_field, "" if self._told or self._is_status else said),
            (self._due_field, day if self.promise.value() and self._may_promise else ""),
        )

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        if self.owed is None:
            return
        said = self.tr("Terugkoppeling bij signaal {0} is afgerond.").format(concern.code)
        if self._cannot:
            lane.do(lambda _: done(said), feedback_not_possible, self.owed, self.said.value())
        elif self.promise.value() and self._may_promise:
            lane.do(
                lambda _: done(said),
                answer_and_promise,
                self.owed,
                said=self._told,
                channel=str(self.how.value),
                promise=self.promise.value(),
                due=self.due.value_date,
                on=self.on.value_date,
            )
        else:
            lane.do(lambda _: done(said), give_feedback, self.owed, said=self._told, channel=str(self.how.value), on=self.on.value_date)

    def answered(self, concern: ConcernView) -> ConcernView:
        """The signal as it is once this answer is recorded."""
        return replace(concern, receipt=self.outcome) if self.is_receipt else replace(concern, feedback=self.outcome)

    @property
    def left_a_promise(self) -> bool:
        """Whether recording this also made an action, which stays when the answer is taken back."""
        return bool(self.promise.value()) and self._may_promise

    @property
    def outcome(self) -> FeedbackState:
        """What the answer becomes when this is recorded."""
        return FeedbackState.NOT_POSSIBLE if self._cannot else FeedbackState.GIVEN

    @property
    def _cannot(self) -> bool:
        return self.how.value == NOT_POSSIBLE

    @property
    def _is_status(self) -> bool:
        """Whether a partner of fixed costs is told where the offer stands, and nothing else."""
        return self.owed is not None and self.owed.is_status_only and not self._cannot

    @property
    def _may_promise(self) -> bool:
        return not self._cannot and not self._is_status

    @property
    def _told(self) -> str:
        return str(self.status.value or "") if self._is_status else self.said.value()

    def _show_how(self) -> None:
        self._status_field.setVisible(self._is_status)
        self._said_field.setVisible(not self._is_status)
        self._text_field.setVisible(self._may_promise)
        self._on_field.setVisible(not self._cannot)
        self._promised.setVisible(self._may_promise)
        self.said.setAccessibleName(self.tr("Waarom kan het niet?") if self._cannot else self.tr("Wat hebt u gezegd?"))
        self._said_field.say(
            self.tr("waarom kan het niet? bijvoorbeeld: anoniem, verhuisd")
            if self._cannot
            else self.tr("alleen dat het is opgepakt, nooit iets over de bewoner")
        )
