"""*Uithuiszetting melden*: how far it is, on which day, and who told us."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.working_days import working_days_between
from expertiseteam.cases.opening import report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import THREATENING, CaseView, EvictionState
from expertiseteam.team.absence import AbsenceLine, absences
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.at_once import preset_duo, report_and_go
from ui.cases.known import Known
from ui.cases.words import days_left
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice

_WITHOUT_DAY = (EvictionState.NONE.name, EvictionState.AVERTED.name)
_THREATENS = tuple(state.name for state in THREATENING)


class EvictionPanel(Panel):
    """The case turns urgent until it is averted."""

    form = "eviction"
    titles = {"eviction": "Hoe ver is het?", "eviction_on": "Op welke dag?", "eviction_source": "Van wie weet u dit?"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Uithuiszetting melden"), self.tr("Meld de uithuiszetting"))
        self._case: CaseView | None = None
        self.state = Choice(((s.name, s.value.capitalize()) for s in EvictionState), name=self.tr("Hoe ver is het?"))
        self.body.addWidget(Field(self.tr("Hoe ver is het?"), self.state))
        self.day = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("bijvoorbeeld 27 november"))
        self.day_field = Field(self.tr("Op welke dag?"), self.day)
        self.source = Picker(placeholder=self.tr("nog niet bekend"))
        row = QHBoxLayout()
        row.setSpacing(18)
        row.addWidget(self.day_field, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(
            Field(self.tr("Van wie weet u dit?"), self.source, hint=self.tr("alleen de organisatie")), 1, Qt.AlignmentFlag.AlignTop
        )
        self.body.addLayout(row)
        self.body.addWidget(Quiet(self.tr("De casus staat dan bovenaan de volgende agenda, met de dag erbij."), small=True))
        self._duo: tuple[MemberLine, MemberLine] | None = None
        self.go = Check("")
        self.body.addWidget(self.go)
        for name, widget in (
            ("eviction", self.state),
            ("eviction_on", self.day),
            ("eviction_source", self.source),
            ("go", self.go),
        ):
            self.keep(name, widget)
        self.state.chosen.connect(self._on_state)
        self.day.changed.connect(self._on_day)
        self._lane, self._away_lane = self.lane(), desk.runner.lane(self, latest=True)

    def open_for(self, case: CaseView, team: Known) -> None:
        """Ask about this case; what is known already stands there."""
        self._case = case
        names = list(dict.fromkeys([*(o.name for o in team.organisations), *filter(None, [case.eviction_source])]))
        self.source.set_options([("", self.tr("nog niet bekend")), *((name, name) for name in names)])
        known = case.eviction is not EvictionState.NONE
        self.fill({"eviction": (case.eviction if known else EvictionState.DATED).name, "eviction_source": case.eviction_source})
        self.day.set_date(case.eviction_on)
        today = local_day(self.desk.clock())
        self._away_lane.ask(lambda found: self._on_away(team, found, today), absences, today)
        self._show_duo(team, frozenset())
        self.desk.runner.work(lambda _: self._on_day(), working_days_between, today, today)  # loads the calendar, off the window's thread
        self.begin(case.id, table="case")
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_away(self, team: Known, found: Sequence[AbsenceLine], today: date) -> None:
        self._show_duo(team, frozenset(one.member_id for one in found if one.since <= today))

    def _show_duo(self, team: Known, away: frozenset[str]) -> None:
        self._duo = preset_duo(team.members, team.settings.eviction_duo, away)
        if self._duo is not None:
            care, other = self._duo
            self.go.setText(self.tr("Stuur {0} en {1} er vandaag nog heen, zonder overleg").format(care.first_name, other.first_name))
        self._on_state()

    def submit(self) -> None:
        state = EvictionState[str(self.state.value)]
        needs_day = state is EvictionState.DATED and self.day.value_date is None
        fault = self.day.fault or (self.tr("Schrijf de dag van de ontruiming.") if needs_day else "")
        self.day_field.wrong(fault if self.day.isEnabled() else "")
        if self.day_field.fault:
            self.day.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._case is not None:
            self._report(self._case)

    def submit_anew(self) -> None:
        if self._case is not None:
            self._lane.ask(self._report, case_view, self._case.id)

    def _report(self, case: CaseView) -> None:
        state, day = EvictionState[str(self.state.value)], self.day.value_date if self.day.isEnabled() else None
        source, duo = str(self.source.value or ""), self._duo if self.go.isChecked() and not self.go.isHidden() else None
        if duo is not None:
            ids = {"care_id": duo[0].id, "enforcement_id": duo[1].id}
            self._lane.do(lambda _: self._on_reported(state, duo), report_and_go, case, state, day, source, **ids)
            return
        self._lane.do(lambda _: self._on_reported(state), report_eviction, case, state, day, source)

    def _on_reported(self, state: EvictionState, duo: tuple[MemberLine, MemberLine] | None = None) -> None:
        self.recorded()
        if duo is not None:
            told = self.tr("Vastgelegd: uithuiszetting {0}. {1} en {2} gaan vandaag langs.")
            self.desk.say(told.format(state, duo[0].first_name, duo[1].first_name))
            return
        self.desk.say(self.tr("Vastgelegd: uithuiszetting {0}.").format(state))

    def _on_state(self, *_: object) -> None:
        self.day.setEnabled(self.state.value not in _WITHOUT_DAY)
        self.go.setVisible(self._duo is not None and self.state.value in _THREATENS)

    def _on_day(self, *_: object) -> None:
        day = self.day.value_date
        self.day_field.say(days_left(day, local_day(self.desk.clock())) if day else "")
