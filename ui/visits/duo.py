"""*Duo op pad sturen*: one pair of care eyes and one pair of enforcement eyes to a door, with a task and a last day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.access.who import AT_THE_DOOR, FIELD, Discipline
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.basics.sentences import Refused
from expertiseteam.team.catalogues import catalogue_words
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.choosing import duo_choice
from expertiseteam.visits.duos import duo_warning, send_duo
from expertiseteam.visits.records import ContactAtDoor, ContactMode, Plan
from expertiseteam.visits.safety import contacts_at_door
from expertiseteam.visits.suggesting import Candidate, DuoChoice, candidate_notes, suggest_pairs
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.plan_fields import PlanFields, grow_sheet
from ui.visits.suggested import SuggestedPairs
from ui.widgets.checks import Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, TextArea, beside
from ui.widgets.frames import Scrolled
from ui.widgets.labels import Label
from ui.widgets.pills import Choice

_SOON = timedelta(days=7)  # as long as no last day is chosen
_CARE_FIRST = (Discipline.CARE, Discipline.HOUSING, Discipline.LAW, Discipline.ENFORCEMENT)
_ENFORCEMENT_FIRST = (Discipline.ENFORCEMENT, Discipline.LAW, Discipline.HOUSING, Discipline.CARE)


def at_doors(members: Sequence[MemberLine], first: Sequence[Discipline]) -> list[MemberLine]:
    """Return the members who go to doors, those of the discipline wanted first, then by name."""
    going = [m for m in members if m.is_active and m.discipline in AT_THE_DOOR and m.role in FIELD]
    return sorted(going, key=lambda m: (first.index(m.discipline), m.name))


def care_members(members: Sequence[MemberLine]) -> list[MemberLine]:
    """Return who can be the care eyes, care first."""
    return at_doors(members, _CARE_FIRST)


def enforcement_members(members: Sequence[MemberLine]) -> list[MemberLine]:
    """Return who can be the enforcement eyes, enforcement first."""
    return at_doors(members, _ENFORCEMENT_FIRST)


def option(member: MemberLine, candidate: Candidate | None = None) -> tuple[str, str]:
    """Return a member as an option: "Noor Elzinga, bemoeizorg", and once the team is known at this door "· deze maand 3"."""
    words = f"{member.name}, {member.function or member.discipline}"
    if candidate is not None and candidate.not_for_this_case:
        words += " · niet beschikbaar"
    elif candidate is not None and candidate.visits_this_month:
        words += f" · deze maand {candidate.visits_this_month}"
    return member.id, words


class DuoPanel(Panel):
    """Opened on a case with `open_for`. `sent` tells the sentence for the status line."""

    form = "duo"
    sent = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Duo op pad sturen"), self.tr("Stuur het duo op pad"))
        self._case_id = ""
        self._members: dict[str, MemberLine] = {}
        self._choice: DuoChoice | None = None
        self.care = Picker(placeholder=self.tr("Kies iemand"))
        self.enforcement = Picker(placeholder=self.tr("Kies iemand"))
        self.care_field = Field(self.tr("Zorgbril"), self.care, hint=self.tr("kijkt naar de mensen"))
        self.enforcement_field = Field(self.tr("Handhavingsbril"), self.enforcement, hint=self.tr("kijkt naar veiligheid en regels"))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 10, 0)
        column.setSpacing(12)
        scrolled = Scrolled(inside)
        self.body.addWidget(scrolled, 1)
        self.suggested = SuggestedPairs()
        self.suggested.chosen.connect(self._on_suggested)
        column.addWidget(self.suggested)
        column.addWidget(beside(self.care_field, self.enforcement_field))
        self.warning = Label("", "small", "warn", wrap=True)
        self.warning.hide()
        column.addWidget(self.warning)
        self.alone = LineField(self.tr("alleen invullen als één persoon gaat"), name=self.tr("Waarom gaat er iemand alleen?"))
        self.alone_field = Field(self.tr("Waarom gaat er iemand alleen?"), self.alone)
        self.alone_field.hide()
        column.addWidget(self.alone_field)
        self.task = TextArea(self.tr("bijvoorbeeld: Samen langs, rustig beginnen."), least=2, most=4)
        self.task_field = Field(self.tr("Wat gaat het duo doen?"), self.task)
        column.addWidget(self.task_field)
        self.before = DateField(lambda: local_day(desk.clock()), placeholder=self.tr("bijvoorbeeld vrijdag"))
        self.before_field = Field(self.tr("Uiterlijk op"), self.before)
        self.announced = Choice((("ja", self.tr("Aangekondigd")), ("nee", self.tr("Onaangekondigd"))), name=self.tr("Aankondiging"))
        column.addWidget(beside(self.before_field, Field(self.tr("Weet het huishouden ervan?"), self.announced)))
        for name, widget in (
            ("care", self.care),
            ("enforcement", self.enforcement),
            ("task", self.task),
            ("before", self.before),
            ("announced", self.announced),
            ("alone", self.alone),
        ):
            self.keep(name, widget)
        self.plan = PlanFields(lambda: local_day(desk.clock()))
        self.plan.keep_in(self)
        column.addWidget(self.plan)
        column.addStretch(1)
        grow_sheet(self)
        self.care.currentIndexChanged.connect(self._on_duo)
        self.enforcement.currentIndexChanged.connect(self._on_duo)
        self.before.changed.connect(self._on_days)
        self.plan.changed.connect(self._on_days)
        self._lane = self.lane()
        self._door_lane, self._team_lane, self._words_lane = (desk.runner.lane(self, latest=True) for _ in range(3))

    def open_for(self, case_id: str, members: Sequence[MemberLine]) -> None:
        """Ask who goes to the door of this case."""
        self._case_id = case_id
        self._members = {m.id: m for m in members}
        self.care.set_options([option(m) for m in care_members(members)])
        self.enforcement.set_options([option(m) for m in enforcement_members(members)])
        self.plan.show_people(members)
        self._choice = None
        self.suggested.hide()
        self.plan.show_mode(None)
        self._door_lane.ask(self._on_contacts, contacts_at_door, case_id)
        self._words_lane.ask(self.plan.know_words, catalogue_words)
        self._team_lane.ask(self._on_choice, duo_choice, case_id, local_day(self.desk.clock()))
        self.fill({"announced": "ja"} | self.plan.as_text(Plan(), ContactMode.VISIT))
        self.plan.refresh()
        self._on_duo()
        for field in (self.care_field, self.enforcement_field, self.task_field, self.before_field):
            field.wrong("")
        self.begin(case_id)
        self.care.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        care, enforcement = str(self.care.value or ""), str(self.enforcement.value or "")
        self.care_field.wrong("" if care else self.tr("Kies wie met de zorgbril kijkt."))
        self.enforcement_field.wrong("" if enforcement else self.tr("Kies wie met de handhavingsbril kijkt."))
        self.task_field.wrong("" if self.task.value() else self.tr("Schrijf in één zin wat het duo gaat doen."))
        before = self.before.value_date
        self.before_field.wrong("" if before else self.before.fault or self.tr("Schrijf voor welke dag het duo gaat."))
        if not (care and enforcement and self.task.value() and before):
            wrong = next(f for f in (self.care_field, self.enforcement_field, self.task_field, self.before_field) if f.fault)
            wrong.widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = self._words(care, enforcement, before)
        try:
            plan = self.plan.plan(alone_because=self.alone.value() if care == enforcement else "")
        except Refused as refused:
            self.bar.tell(str(refused), "warn")
            return
        self._lane.do(
            lambda _: self._on_sent(words),
            send_duo,
            self._case_id,
            care_id=care,
            enforcement_id=enforcement,
            task=self.task.value(),
            before=before,
            is_announced=self.announced.value != "nee",
            mode=self.plan.how(),
            plan=plan,
        )

    def _words(self, care: str, enforcement: str, before: date) -> str:
        one, other = self._members[care].first_name, self._members[enforcement].first_name
        if care == enforcement:
            return self.tr("{0} gaat alleen langs, uiterlijk {1}.").format(one, short_date(before))
        return self.tr("{0} en {1} gaan langs, uiterlijk {2}. Zij zien het onder Vandaag.").format(one, other, short_date(before))

    def _on_sent(self, words: str) -> None:
        self.recorded()
        self.sent.emit(words)

    def _on_duo(self, *_: object) -> None:
        care, enforcement = self._members.get(str(self.care.value or "")), self._members.get(str(self.enforcement.value or ""))
        is_alone = care is not None and care is enforcement
        self.alone_field.setVisible(is_alone)
        found = [duo_warning(care.discipline, enforcement.discipline)] if care and enforcement and not is_alone else []
        words = "\n".join(filter(None, [*found, *self._notes()]))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.enforcement.setAccessibleDescription(words)

    def _days(self) -> tuple[date, date]:
        """Between which days the duo goes, as far as the form says it."""
        today = local_day(self.desk.clock())
        if (planned := self.plan.day.value_date) is not None:
            return planned, planned
        return today, max(today, self.before.value_date or today + _SOON)

    def _notes(self) -> list[str]:
        """What whoever chooses must know of the two that are chosen."""
        if self._choice is None:
            return []
        (since, until), chosen = self._days(), dict.fromkeys((self.care.value, self.enforcement.value))
        known = [one for who in chosen for one in self._choice.candidates if one.id == who]
        today, needs = local_day(self.desk.clock()), self._choice.needs
        found = [(one.first_name, candidate_notes(one, needs, since=since, until=until, today=today)) for one in known]
        return [f"{name}: {', '.join(notes)}." for name, notes in found if notes]

    def _on_choice(self, choice: DuoChoice) -> None:
        self._choice = choice
        by_id = {one.id: one for one in choice.candidates}
        able = [m for m in self._members.values() if m.id in by_id]
        self.care.set_options([option(m, by_id[m.id]) for m in care_members(able)])
        self.enforcement.set_options([option(m, by_id[m.id]) for m in enforcement_members(able)])
        self.suggested.show()
        self.plan.show_mode(choice.mode, choice.mode_because)
        self._on_days()

    def _on_days(self, *_: object) -> None:
        """Another day, or a sensitive talk: others can go."""
        if self._choice is not None:
            since, until = self._days()
            sensitive = self.plan.sensitive.isChecked()
            self.suggested.show_pairs(suggest_pairs(self._choice, since=since, until=until, is_sensitive=sensitive))
            self._on_duo()

    def _on_suggested(self, care_id: str, enforcement_id: str) -> None:
        self.care.set_value(care_id)
        self.enforcement.set_value(enforcement_id)
        self.kept.touched()
        self.bar.close_bar()
        self._on_duo()
        self.task.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_contacts(self, contacts: Sequence[ContactAtDoor]) -> None:
        self.plan.show_contacts(contacts, local_day(self.desk.clock()))
