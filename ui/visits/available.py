"""*Niet beschikbaar voor deze casus*: only that it is so is kept. Everybody says it himself; the aandachtsfunctionaris for anybody."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.access.who import OFFICER
from expertiseteam.basics.clock import local_day
from expertiseteam.visits.availability import set_available
from expertiseteam.visits.choosing import duo_choice
from expertiseteam.visits.suggesting import DuoChoice
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Check
from ui.widgets.frames import clear
from ui.widgets.labels import Quiet


class AvailablePanel(Panel):
    """Open with `open_for`: a tick for everybody who does not go to the door of this case."""

    form = "available"
    is_tall = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Niet beschikbaar voor deze casus"), self.tr("Bewaar"))
        told = self.tr(
            "Woont u in de straat, of kent u de familie? Zet dan een vinkje bij uw naam. Alleen dát u niet gaat wordt bewaard, niet "
            "waarom. U wordt dan niet voorgesteld en kunt hier niet op pad worden gestuurd."
        )
        self.body.addWidget(Quiet(told, wrap=True))
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.body.addWidget(holder)
        self.body.addStretch(1)
        self._case_id = ""
        self.checks: dict[str, Check] = {}
        self._shown: dict[str, bool] = {}
        self._lane = self.lane()

    def open_for(self, case_id: str) -> None:
        """Ask who does not go to this door."""
        self._case_id, self.checks = case_id, {}
        clear(self._rows)
        self.begin(case_id)
        self._lane.ask(self._on_choice, duo_choice, case_id, local_day(self.desk.clock()))

    def submit(self) -> None:
        changed = [(who, not check.isChecked()) for who, check in self.checks.items() if check.isChecked() != self._shown[who]]
        self._next(changed)

    def _next(self, changed: list[tuple[str, bool]]) -> None:
        if not changed:
            self.recorded()
            self.desk.say(self.tr("Bewaard wie niet beschikbaar is voor deze casus."))
            return
        (who, is_available), rest = changed[0], changed[1:]
        self._lane.do(lambda _: self._next(rest), set_available, self._case_id, who, is_available=is_available)

    def _on_choice(self, choice: DuoChoice) -> None:
        may_others = self.desk.me.role in OFFICER
        clear(self._rows)
        self.checks, self._shown = {}, {}
        for one in choice.candidates:
            check = Check(f"{one.name}, {one.discipline}", checked=one.not_for_this_case)
            check.setEnabled(may_others or one.id == self.desk.me.id)
            self._rows.addWidget(check)
            self.checks[one.id], self._shown[one.id] = check, one.not_for_this_case
        mine = self.checks.get(self.desk.me.id)
        first = mine or next(iter(self.checks.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
