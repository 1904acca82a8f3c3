"""*Wie mag deze casus zien*: the whole team, or only who is ticked. For the aandachtsfunctionaris, who knows of every case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.sentences import Refused
from expertiseteam.visits.confidential import Knowers, KnowersChanged, choose_knowers, who_knows
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.checks import Check
from ui.widgets.frames import clear
from ui.widgets.labels import Quiet


class KnowersPanel(Panel):
    """Open with `open_for`. Who has work in the case stays ticked, with what it is."""

    form = "knowers"
    is_tall = True

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Wie mag deze casus zien"), self.tr("Bewaar"))
        told = self.tr(
            "Van een besloten casus weten alleen wie u hier aanvinkt en de aandachtsfunctionaris. Voor anderen bestaat hij niet: niet in "
            "lijsten, niet bij zoeken en niet op papier. Wie er werk heeft, blijft erbij."
        )
        self.body.addWidget(Quiet(told, wrap=True))
        self.closed_to_others = Check(self.tr("Besloten: alleen wie hieronder is aangevinkt"))
        self.closed_to_others.toggled.connect(self._on_closed)
        self.body.addWidget(self.closed_to_others)
        holder = QWidget()
        self._rows = QVBoxLayout(holder)
        self._rows.setContentsMargins(26, 0, 0, 0)
        self._rows.setSpacing(4)
        self.body.addWidget(holder)
        self.body.addStretch(1)
        self._case_id = ""
        self._shown: Knowers | None = None
        self.checks: dict[str, Check] = {}
        self._lane = desk.runner.lane(self, self._on_refused)

    def open_for(self, case_id: str) -> None:
        """Ask who may know of this case."""
        self._case_id, self._shown, self.checks = case_id, None, {}
        clear(self._rows)
        self.begin(case_id)
        self._lane.ask(self._on_knowers, who_knows, case_id)

    def submit(self) -> None:
        if self._shown is None:
            return
        ticked = [member for member, check in self.checks.items() if check.isChecked()]
        chosen = ticked if self.closed_to_others.isChecked() else None
        self._lane.do(lambda _: self._on_chosen(chosen), choose_knowers, self._case_id, self._shown, chosen)

    def _on_chosen(self, chosen: list[str] | None) -> None:
        self.recorded()
        if chosen is None:
            self.desk.say(self.tr("Het hele team mag deze casus weer zien."))
        else:
            self.desk.say(self.tr("Besloten: {0} leden en de aandachtsfunctionaris weten van deze casus.").format(len(chosen)))

    def _on_refused(self, refused: Refused) -> None:
        self.show_refusal(refused)
        if isinstance(refused, KnowersChanged):  # what is ticked stays; who saves again knows what it replaces
            self._lane.ask(self._on_again, who_knows, self._case_id)

    def _on_again(self, found: Knowers) -> None:
        self._shown = found

    def _on_knowers(self, found: Knowers) -> None:
        self._shown = found
        clear(self._rows)
        self.checks = {}
        for one in found.members:
            words = f"{one.name}, {one.needed}" if one.needed else one.name
            self.checks[one.id] = check = Check(words, checked=one.knows or bool(one.needed))
            self._rows.addWidget(check)
        self.closed_to_others.setChecked(found.closed)
        self._on_closed(found.closed)
        self.closed_to_others.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_closed(self, closed: bool) -> None:
        needed = {one.id for one in self._shown.members if one.needed} if self._shown is not None else set()
        for member, check in self.checks.items():
            check.setEnabled(closed and member not in needed)
