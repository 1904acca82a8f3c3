"""*Bewaard om te voorkomen*: signals in observation whose term is over, to destroy or to keep a while longer (domain.md, row 31)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date, short_date
from expertiseteam.privacy.prevention import PreventiveLine, destroy_preventive, keep_preventive, over_term
from expertiseteam.team.settings import TeamSettings, team_settings
from ui.shell.commands import Command
from ui.shell.desk import Desk, Place
from ui.shell.screen import Screen
from ui.widgets.buttons import Button
from ui.widgets.checks import Check
from ui.widgets.dates import DateField
from ui.widgets.fields import Field
from ui.widgets.frames import Card, EmptyState, Line
from ui.widgets.labels import Elided, KeyHint, Quiet, Title
from ui.widgets.rows import Row, RowList


class PreventionScreen(Screen):
    """Kind of place: "prevention". Enter opens a signal; nothing is destroyed before somebody says that it was looked at."""

    title = "Bewaard om te voorkomen"
    watches = frozenset({"concern", "feedback", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: list[PreventiveLine] = []
        self._lane, self._words, self._acts = self.lane(latest=True), self.lane(latest=True), self.lane()
        card = Card(margins=20, gap=10)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(Title(self.title))
        head.addWidget(Elided(self.tr("voorstel om te vernietigen"), "quiet"), 1)
        head.addWidget(KeyHint("Enter", self.tr("openen")))
        card.body.addLayout(head)
        self.told = Quiet("", wrap=True)
        card.body.addWidget(self.told)
        empty = EmptyState(self.tr("Er is geen signaal waarvan de termijn voorbij is."))
        self.list = RowList(self.tr("Signalen waarvan de termijn voorbij is"), lines=2, empty=empty)
        self.list.opened.connect(lambda key: desk.go(Place("concern", key)))
        card.body.addWidget(self.list, 1)
        card.body.addWidget(Line())
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.setSpacing(12)
        self.until = DateField(self._today, name=self.tr("Dit signaal opnieuw bekijken op"))
        self.until_field = Field(self.tr("Opnieuw bekijken op"), self.until)
        self.keep_button = Button(self.tr("Bewaar dit langer"), self.keep_longer)
        self.seen = Check(self.tr("Ik heb ze bekeken; het kan niet terug"))
        self.destroy_button = Button("", self.destroy_all, role="primary")
        self.seen.toggled.connect(self.destroy_button.setEnabled)
        foot.addWidget(self.until_field)
        foot.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addStretch(1)
        foot.addWidget(self.seen, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addWidget(self.destroy_button, 0, Qt.AlignmentFlag.AlignBottom)
        card.body.addWidget(self._foot)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    # Screen

    def enter(self, place: Place) -> None:
        super().enter(place)
        self.list.setFocus()

    def load(self) -> None:
        self._words.ask(self._on_settings, team_settings)
        self._lane.ask(self._on_found, over_term, self._today())

    def names_switched(self) -> None:
        self._show()

    def commands(self) -> Sequence[Command]:
        return (
            Command("prevention.keep", self.tr("Bewaar het gekozen signaal langer"), self.keep_longer, enabled=lambda: bool(self._found)),
        )

    # Work

    def keep_longer(self) -> None:
        """Look again at the chosen signal on a later day; until then it is not proposed."""
        chosen = next((line for line in self._found if line.id == self.list.current), None)
        until = self.until.value_date
        self.until_field.wrong(self.until.fault or ("" if until else self.tr("Kies een dag.")))
        if chosen is not None and until is not None and not self.until.fault:
            said = self.tr("Signaal {0} blijft; u bekijkt het weer op {1}.").format(chosen.code, full_date(until))
            self._acts.do(lambda _: self.desk.say(said), keep_preventive, chosen, until)

    def destroy_all(self) -> None:
        """Destroy what stands here, once it was said that it was looked at."""
        if self.seen.isChecked() and self._found:
            self._acts.do(self._on_destroyed, destroy_preventive, tuple(self._found))

    def _on_destroyed(self, count: int) -> None:
        self.desk.say(self.tr("1 signaal vernietigd.") if count == 1 else self.tr("{0} signalen vernietigd.").format(count))

    def _on_settings(self, chosen: TeamSettings) -> None:
        words = self.tr(
            "In observatie, binnengekomen langer dan {0} maanden geleden, en er kwam niets van. Zulke signalen bewaart uw team alleen "
            "om te voorkomen dat het erger wordt. Grondslag: {1}"
        )
        self.told.setText(words.format(chosen.prevention_months, chosen.prevention_basis))

    def _on_found(self, found: list[PreventiveLine]) -> None:
        self._found = found
        self.seen.setChecked(False)
        self.destroy_button.setEnabled(False)
        self._show()

    def _show(self) -> None:
        today, hidden = self._today(), self.desk.names.hidden
        self.list.set_rows([prevention_row(line, today, hidden=hidden) for line in self._found], current=self.list.current)
        self.list.choose_first()
        self._foot.setVisible(bool(self._found))
        count = len(self._found)
        self.destroy_button.setText(
            self.tr("Vernietig dit signaal") if count == 1 else self.tr("Vernietig deze {0} signalen").format(count)
        )

    def _today(self) -> date:
        return local_day(self.desk.clock())


def prevention_row(line: PreventiveLine, today: date, *, hidden: bool) -> Row:
    """Return a proposed signal as a row: its number, where, when it came in, and when somebody wanted to look again."""
    where = line.village if hidden else line.place or line.village
    looked = f", opnieuw kijken stond op {short_date(line.review_on, today)}" if line.review_on else ""
    title = f"Signaal {line.code}" + (f" · {where}" if where else "")
    return Row(line.id, title, foot=f"binnengekomen op {full_date(local_day(line.received))}{looked}")
