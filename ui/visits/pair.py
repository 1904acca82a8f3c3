"""Who goes to a door: two pairs of eyes, the pairs that are suggested for it, and what whoever chooses must know of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.access.who import AT_THE_DOOR, FIELD, Discipline
from expertiseteam.team.records import MemberLine
from expertiseteam.visits.duos import duo_warning
from expertiseteam.visits.suggesting import Candidate, DuoChoice, candidate_notes, suggest_pairs
from ui.visits.suggested import SuggestedPairs
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.labels import Label

_CARE_FIRST = (Discipline.CARE, Discipline.HOUSING, Discipline.LAW, Discipline.ENFORCEMENT)
_ENFORCEMENT_FIRST = (Discipline.ENFORCEMENT, Discipline.LAW, Discipline.HOUSING, Discipline.CARE)


def at_doors(members: Sequence[MemberLine], first: Sequence[Discipline]) -> list[MemberLine]:
    """Return the members who go to doors, those of the discipline wanted first, then by name."""
    going = [m for m in members if m.is_active and m.discipline in AT_THE_DOOR and m.role in FIELD]
    return sorted(going, key=lambda m: (first.index(m.discipline), m.name))


def option(member: MemberLine, today: date, candidate: Candidate | None = None) -> tuple[str, str]:
    """Return a member as an option: "Noor Elzinga, bemoeizorg", and once the team is known at this door "· deze maand 3"."""
    words = f"{member.name}, {member.function or member.discipline}{member.name_on(today).removeprefix(member.name)}"
    if candidate is not None and candidate.not_for_this_case:
        words += " · niet beschikbaar"
    elif candidate is not None and candidate.visits_this_month:
        words += f" · deze maand {candidate.visits_this_month}"
    return member.id, words


class PairFields(QWidget):
    """`changed` at every other choice; `suggested.chosen` when a suggested pair was taken over.

    Give it the members with `show_people`, what is known of them at this door with `know`, and the days with `show_days`.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._members: dict[str, MemberLine] = {}
        self._choice: DuoChoice | None = None
        self._chosen: tuple[date | None, date | None] = (None, None)
        self._sensitive = False
        self.care = Picker(name=self.tr("Zorgbril"), placeholder=self.tr("Kies iemand"))
        self.enforcement = Picker(name=self.tr("Handhavingsbril"), placeholder=self.tr("Kies iemand"))
        for picker in (self.care, self.enforcement):
            picker.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            picker.setMinimumContentsLength(16)
        self.care_field = Field(self.tr("Zorgbril"), self.care, hint=self.tr("kijkt naar de mensen"))
        self.enforcement_field = Field(self.tr("Handhavingsbril"), self.enforcement, hint=self.tr("kijkt naar veiligheid en regels"))
        self.suggested = SuggestedPairs()
        self.suggested.hide()
        self.warning = Label("", "small", "warn", wrap=True)
        self.warning.hide()
        self.alone = LineField(self.tr("alleen invullen als één persoon gaat"), name=self.tr("Waarom gaat er iemand alleen?"))
        self.alone_field = Field(self.tr("Waarom gaat er iemand alleen?"), self.alone)
        self.alone_field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self.suggested, beside(self.care_field, self.enforcement_field), self.warning, self.alone_field):
            column.addWidget(part)
        self.suggested.chosen.connect(self._on_suggested)
        for picker in (self.care, self.enforcement):
            picker.currentIndexChanged.connect(self._on_chosen)

    @property
    def ids(self) -> tuple[str, str]:
        """Who is chosen: care eyes first, "" for nobody."""
        return str(self.care.value or ""), str(self.enforcement.value or "")

    @property
    def names(self) -> tuple[str, str]:
        """The first names of who is chosen."""
        one, other = (self._members[who].first_name for who in self.ids)
        return one, other

    @property
    def alone_because(self) -> str:
        """Why one person goes; "" for two."""
        care, enforcement = self.ids
        return self.alone.value() if care == enforcement else ""

    def show_people(self, members: Sequence[MemberLine]) -> None:
        """Offer who goes to doors. What is known of a door that was shown before is forgotten."""
        self._members, self._choice = {m.id: m for m in members}, None
        self.suggested.hide()
        self._offer(members, {})

    def know(self, choice: DuoChoice) -> None:
        """Take what is known of the team at this door: who does not go there is not offered, and pairs are suggested."""
        self._choice = choice
        by_id = {one.id: one for one in choice.candidates}
        chosen = set(self.ids)  # who goes already stays on the list, whatever is known of him
        self._offer([m for m in self._members.values() if m.id in by_id or m.id in chosen], by_id)
        self.suggested.show_contact(choice.contact, choice.village)
        self.suggested.show()
        self._suggest()

    def show_days(self, planned: date | None, before: date | None, *, is_sensitive: bool = False) -> None:
        """Another day, another last day, or a sensitive talk: others can go. None: not chosen yet."""
        self._chosen, self._sensitive = (planned, before), is_sensitive
        self._suggest()

    def refresh(self) -> None:
        """Show what goes with who is chosen; call it when the fields were filled."""
        self._on_chosen()

    def missing(self) -> list[Field]:
        """Say below each field what is missing, and return those fields."""
        care, enforcement = self.ids
        self.care_field.wrong("" if care else self.tr("Kies wie met de zorgbril kijkt."))
        self.enforcement_field.wrong("" if enforcement else self.tr("Kies wie met de handhavingsbril kijkt."))
        return [field for field in (self.care_field, self.enforcement_field) if field.fault]

    def clear_faults(self) -> None:
        """Take away what was said to be missing."""
        for field in (self.care_field, self.enforcement_field):
            field.wrong("")

    def _offer(self, members: Sequence[MemberLine], known: dict[str, Candidate]) -> None:
        for picker, first in ((self.care, _CARE_FIRST), (self.enforcement, _ENFORCEMENT_FIRST)):
            picker.set_options([option(m, self._today(), known.get(m.id)) for m in at_doors(members, first)])

    def _suggest(self) -> None:
        if self._choice is not None:
            since, until = self._between(self._choice.days)
            self.suggested.show_pairs(suggest_pairs(self._choice, since=since, until=until, is_sensitive=self._sensitive))
        self._on_chosen()

    def _between(self, days: int) -> tuple[date, date]:
        """Between which days a duo goes, as far as the form says it; so many days ahead while it does not."""
        (planned, before), today = self._chosen, self._today()
        return (planned, planned) if planned is not None else (today, max(today, before or today + timedelta(days=days)))

    def _notes(self) -> list[str]:
        """What whoever chooses must know of the two that are chosen."""
        if self._choice is None:
            return []
        (since, until), needs = self._between(self._choice.days), self._choice.needs
        known = [one for who in dict.fromkeys(self.ids) for one in self._choice.candidates if one.id == who]
        found = [(one.first_name, candidate_notes(one, needs, since=since, until=until, today=self._today())) for one in known]
        return [f"{name}: {', '.join(notes)}." for name, notes in found if notes]

    def _on_chosen(self, *_: object) -> None:
        care, enforcement = (self._members.get(who) for who in self.ids)
        is_alone = care is not None and care is enforcement
        self.alone_field.setVisible(is_alone)
        found = [duo_warning(care.discipline, enforcement.discipline)] if care and enforcement and not is_alone else []
        words = "\n".join(filter(None, [*found, *self._notes()]))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.enforcement.setAccessibleDescription(words)
        self.changed.emit()

    def _on_suggested(self, care_id: str, enforcement_id: str) -> None:
        self.care.set_value(care_id)
        self.enforcement.set_value(enforcement_id)
        self._on_chosen()
