"""The forms of the weekly round: a new one, what there was, and that it did not go on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from expertiseteam.basics.dates import WEEKDAYS, full_date
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.concerns.records import Certainty
from expertiseteam.team.records import Catalogue, CatalogueLine, MemberLine, VillageLine
from expertiseteam.visits.round_records import RoundPlan, SeenOnRound
from expertiseteam.visits.rounds import plan_rounds, record_round, skip_round
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import Heading, Quiet
from ui.widgets.pills import Choice

MOST, FIRST = 10, 3  # signals on one form: rows that can be there, and that stand there at once


class SeenRow(QWidget):
    """One thing that was seen: what, where, how sure."""

    def __init__(self, number: int) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.what = LineField(self.tr("wat zag of hoorde u?"), name=self.tr("Signaal {0}: wat").format(number))
        self.where = LineField(self.tr("waar? mag leeg"), name=self.tr("Signaal {0}: waar").format(number))
        self.sure = Picker(name=self.tr("Signaal {0}: hoe zeker").format(number))
        self.sure.set_options([(certainty.name, certainty.value) for certainty in Certainty])
        for widget, share in ((self.what, 5), (self.where, 3), (self.sure, 2)):
            row.addWidget(widget, share)

    @property
    def seen(self) -> SeenOnRound:
        """What is typed in this row."""
        return SeenOnRound(self.what.value(), self.where.value(), Certainty[str(self.sure.value or Certainty.GUT.name)])


class RoundPanel(Panel):
    """Who walked along, several signals, and what was learned: saved in one go."""

    form = "round"
    is_tall = True
    skipped = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, " ", self.tr("Bewaar het rondje"))
        self._plan: RoundPlan | None = None
        self._members: list[MemberLine] = []
        self.body.setSpacing(8)
        self.body.addWidget(Heading(self.tr("Wie liep er mee?")))
        self._walkers = QWidget()
        self._flow = FlowLayout(self._walkers, gap=14)
        self.body.addWidget(self._walkers)
        self.walkers: dict[str, Check] = {}
        self.guests = LineField(self.tr("bijvoorbeeld: de groenopzichter"))
        self.body.addWidget(Field(self.tr("Wie nog meer?"), self.guests, hint=self.tr("functie is genoeg")))
        self.body.addWidget(Heading(self.tr("Signalen")))
        self.body.addWidget(Quiet(self.tr("Eén regel per signaal. Schrijf niet wie het vertelde. Alles gaat naar de weging."), small=True))
        self.rows = [SeenRow(number) for number in range(1, MOST + 1)]
        for row in self.rows:
            self.body.addWidget(row)
        self.more = Button(self.tr("Nog een signaal"), self._show_more, role="link", icon="plus")
        self.body.addWidget(self.more)
        self.learned = TextArea(self.tr("bijvoorbeeld: eerst zwaaien, dan praten"), least=2, most=4)
        self.learned_field = Field(self.tr("Wat leerde u van elkaar?"), self.learned)
        self.body.addWidget(self.learned_field)
        self.body.addStretch(1)
        self.skip = Button(self.tr("Ging niet door"), self.skipped.emit)
        self.foot.addWidget(self.skip)
        self.keep("guests", self.guests)
        self.keep("learned", self.learned)
        for number, row in enumerate(self.rows):
            for name, widget in (("what", row.what), ("where", row.where), ("sure", row.sure)):
                self.keep(f"{name}{number}", widget)
        self._lane = self.lane()

    def know_members(self, members: Sequence[MemberLine]) -> None:
        """Take who can walk along."""
        known = [member for member in members if member.is_active]
        if [m.id for m in known] == [m.id for m in self._members]:
            return
        self._members = known
        for check in self.walkers.values():
            check.hide()
            check.deleteLater()
        self.walkers = {member.id: Check(member.name) for member in known}
        for member_id, check in self.walkers.items():
            self._flow.addWidget(check)
            self.keep(f"walks-{member_id}", check)

    def open_for(self, plan: RoundPlan) -> None:
        """Prepare the form with who walked along last time."""
        self._plan = plan
        self.heading.setText(self.tr("Rondje {0}, {1}").format(plan.area, full_date(plan.on)))
        self.aside.setText(self.tr("klaargezet met wie er vorige keer meeliep") if plan.present_ids else "")
        first = {f"walks-{member_id}": "ja" for member_id in plan.present_ids} | {"guests": plan.guests}
        self.fill(first | {f"sure{number}": Certainty.GUT.name for number in range(MOST)})
        self.learned_field.say(self.tr("vorige keer: {0}").format(plan.learned) if plan.learned else self.tr("zonder namen of adressen"))
        self._shown = FIRST
        self.begin(f"{plan.series_id}-{plan.on.isoformat()}")
        self._fit()
        self.rows[0].what.setFocus(Qt.FocusReason.OtherFocusReason)

    def restore(self, fields: dict[str, str]) -> None:
        """An earlier draft may have more rows than stand there at once."""
        super().restore(fields)
        self._fit()

    def submit(self) -> None:
        if self._plan is None:
            return
        present = [member_id for member_id, check in self.walkers.items() if check.isChecked()]
        seen = [row.seen for row in self.rows if row.what.value()]
        self._lane.do(
            lambda _: self._on_done(len(seen)),
            record_round,
            self._plan.series_id,
            self._plan.on,
            present=present,
            guests=self.guests.value(),
            learned=self.learned.value(),
            signals=seen,
        )

    def _on_done(self, many: int) -> None:
        self.recorded()
        signals = {0: self.tr("Geen signalen."), 1: self.tr("1 signaal staat bij de weging.")}
        told = signals.get(many, self.tr("{0} signalen staan bij de weging.").format(many))
        self.desk.say(self.tr("Het rondje is vastgelegd. ") + told)

    def _show_more(self) -> None:
        self._shown = min(MOST, self._shown + 1)
        self._fit()
        self.rows[self._shown - 1].what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        used = max((number for number, row in enumerate(self.rows, 1) if row.what.value()), default=0)
        self._shown = max(self._shown, used)
        for number, row in enumerate(self.rows, 1):
            row.setVisible(number <= self._shown)
        self.more.setVisible(self._shown < MOST)


class SkipRoundPanel(Panel):
    """Why a round was not walked."""

    form = "round-skip"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Het rondje ging niet door"), self.tr("Leg vast"))
        self._plan: RoundPlan | None = None
        self.because = LineField(self.tr("bijvoorbeeld: storm"))
        self.body.addWidget(Field(self.tr("Waarom niet?"), self.because))
        self.keep("because", self.because)
        self._lane = self.lane()

    def open_for(self, plan: RoundPlan) -> None:
        """Ask why the round of a day was not walked."""
        self._plan = plan
        self.aside.setText(f"{plan.area}, {full_date(plan.on)}")
        self.fill({})
        self.begin(f"{plan.series_id}-{plan.on.isoformat()}")
        self.because.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._plan is not None:
            self._lane.do(lambda _: self._on_done(), skip_round, self._plan.series_id, self._plan.on, self.because.value())

    def _on_done(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Vastgelegd: het rondje ging niet door."))


class NewRoundPanel(Panel):
    """A round every week: where, on which day, at what time, from which spot."""

    form = "round-new"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Wekelijks rondje"), self.tr("Plan het rondje"), aside=self.tr("na de keet of de inloop, elke week"))
        self.area = Picker(placeholder=self.tr("Kies een kern"))
        self.weekday = Choice(((str(number), word) for number, word in enumerate(WEEKDAYS[:5])), name=self.tr("Op welke dag?"))
        self.starts = LineField(self.tr("bijvoorbeeld 13.00"))
        self.spot = Picker(placeholder=self.tr("mag leeg blijven"))
        self.area_field, self.day_field = Field(self.tr("Waar?"), self.area), Field(self.tr("Op welke dag?"), self.weekday)
        self.time_field = Field(self.tr("Hoe laat?"), self.starts)
        self.body.addWidget(beside(self.area_field, Field(self.tr("Na welke plek?"), self.spot)))
        self.body.addWidget(self.day_field)
        self.body.addWidget(self.time_field)
        for name, widget in (("area", self.area), ("weekday", self.weekday), ("starts", self.starts), ("spot", self.spot)):
            self.keep(name, widget)
        self._lane = self.lane()

    def know(self, villages: Sequence[VillageLine], words: Sequence[CatalogueLine]) -> None:
        """Take where a round can be."""
        self.area.set_options([(village.name, village.name) for village in villages])
        self.spot.set_options([(word.code, word.label) for word in words if word.catalogue is Catalogue.SPOT and word.is_offered])

    def open_for(self) -> None:
        """Ask for a new round."""
        self.fill({})
        for field in (self.area_field, self.day_field, self.time_field):
            field.wrong("")
        self.begin("")
        self.area.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        starts = read_time(self.starts.value())
        self.area_field.wrong("" if self.area.value else self.tr("Kies waar het rondje is."))
        self.day_field.wrong("" if self.weekday.value else self.tr("Kies een dag."))
        self.time_field.wrong("" if starts is not None else self.tr("Schrijf een tijd als 13.00."))
        if self.area.value and self.weekday.value and starts is not None:
            self._lane.do(
                lambda _: self._on_done(),
                plan_rounds,
                area=str(self.area.value),
                weekday=int(str(self.weekday.value)),
                starts=starts,
                spot=str(self.spot.value or ""),
            )

    def _on_done(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het wekelijkse rondje staat gepland."))
