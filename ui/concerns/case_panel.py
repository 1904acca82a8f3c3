"""*Nieuwe casus* from a signal, with the other signals on the same address that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from expertiseteam.access.who import AT_THE_DOOR, FIELD
from expertiseteam.basics.addresses import full_street, parse_address
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import short_date
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import OWN_TEAM, CaseView, HouseholdKind
from expertiseteam.cases.scale_records import AvePhase
from expertiseteam.concerns.records import ConcernLine, ConcernView
from expertiseteam.team.records import MemberLine, OrganisationLine, VillageLine
from expertiseteam.team.settings import TeamSettings
from ui.concerns.panels import Done, Panel, needed
from ui.concerns.words import capital, first_words
from ui.shell.runner import Lane
from ui.widgets.checks import Check, Picker
from ui.widgets.fields import Field, LineField
from ui.widgets.frames import clear
from ui.widgets.labels import Label

LONGEST_LABEL = 120


@dataclass(frozen=True)
class CaseLists:
    """What the panel chooses from."""

    members: Sequence[MemberLine] = ()
    organisations: Sequence[OrganisationLine] = ()
    settings: TeamSettings = TeamSettings()
    villages: Sequence[VillageLine] = ()

    def knows(self, village: str) -> str | None:
        """Who knows this village best, when that is somebody who can lead a case there."""
        known = {v.name: v.member_id for v in self.villages}.get(village)
        return next((m.id for m in self.leads() if m.id == known), None)

    def leads(self) -> list[MemberLine]:
        """Those who go to doors: one of them is the face of a case."""
        return [m for m in self.members if m.role in FIELD and m.discipline in AT_THE_DOOR]


def suggested_label(place: str, village: str, household: HouseholdKind) -> str:
    """Return how a case may be called on paper: street (written out) and kind of household, never a number or a name."""
    street = full_street(parse_address(place).street) or village
    kind = "" if household in (HouseholdKind.UNKNOWN, HouseholdKind.OTHER) else household.value
    return " · ".join(part for part in (street, kind) if part)


class NewCasePanel(Panel):
    """Asks what a case needs: a name for on paper, a lead, a basis, a purpose and a goal."""

    def __init__(self) -> None:
        super().__init__(self.tr("Nieuwe casus"), self.tr("zonder achternaam: dit komt op papier"))
        self.button = self.tr("Casus openen")
        self._concern: ConcernView | None = None
        self._is_own_label = False
        self.case_id: str | None = None  # of the case that was opened
        self._shown: dict[str, ConcernLine] = {}
        self._ticked: set[str] = set()
        self._boxes: dict[str, Check] = {}
        self._draft: dict[str, str] | None = None
        self.household = Picker([(h, capital(h.value)) for h in HouseholdKind], name=self.tr("Soort huishouden"))
        self.label = LineField(name=self.tr("Naam voor op papier"), longest=LONGEST_LABEL)
        self.lead = Picker(name=self.tr("Regisseur"), placeholder=self.tr("kies iemand"))
        self.partner = Picker(name=self.tr("Inbrengende partner"), placeholder=self.tr("kies"))
        self.basis = Picker(name=self.tr("Grondslag"), placeholder=self.tr("kies een grondslag"))
        self.purpose = Picker(name=self.tr("Doel van het delen"), placeholder=self.tr("kies een doel"))
        self.goal = LineField(
            self.tr("bijvoorbeeld: weten of meneer hulp nodig heeft en hulp wil"), name=self.tr("Wat willen we bereiken?")
        )
        phases = [(None, self.tr("nog niet te zeggen")), *((phase, capital(phase.value)) for phase in AvePhase)]
        self.phase = Picker(phases, name=self.tr("AVE-fase nu"))
        self._label_field = Field(self.tr("Naam voor op papier"), self.label)
        self._lead_field = Field(self.tr("Regisseur"), self.lead)
        self._basis_field = Field(self.tr("Grondslag"), self.basis)
        self._purpose_field = Field(self.tr("Doel van het delen"), self.purpose)
        self._goal_field = Field(self.tr("Wat willen we bereiken?"), self.goal)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addWidget(Field(self.tr("Soort huishouden"), self.household), 0, 0, 1, 2)
        grid.addWidget(self._label_field, 0, 2, 1, 4)
        grid.addWidget(self._lead_field, 1, 0, 1, 3)
        grid.addWidget(Field(self.tr("Inbrengende partner"), self.partner), 1, 3, 1, 3)
        grid.addWidget(self._basis_field, 2, 0, 1, 3)
        grid.addWidget(self._purpose_field, 2, 3, 1, 3)
        grid.addWidget(self._goal_field, 3, 0, 1, 4)
        grid.addWidget(Field(self.tr("AVE-fase nu"), self.phase), 3, 4, 1, 2)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        self.body.addLayout(grid)
        self._others = QWidget()
        self._checks = QVBoxLayout(self._others)
        self._checks.setContentsMargins(0, 0, 0, 0)
        self._checks.setSpacing(2)
        self.body.addWidget(self._others)
        self.explores = Check(self.tr("Eerst verkennen: grondslag en doelen mogen nog leeg zijn, en de casus loopt pas als ze er staan"))
        self.body.addWidget(self.explores)
        for picker in (self.lead, self.partner, self.basis, self.purpose, self.phase):
            picker.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            picker.setMinimumContentsLength(16)
        self.household.chosen.connect(lambda _: self._suggest())
        self.label.textEdited.connect(self._on_own_label)
        self.keep_choice("household", self.household, HouseholdKind)
        self.keep("label", self.label)
        for name, picker in (("lead", self.lead), ("partner", self.partner), ("basis", self.basis), ("purpose", self.purpose)):
            self.keep_choice(name, picker)
        self.keep("goal", self.goal)
        self.keep_choice("phase", self.phase, AvePhase)
        self.explores.toggled.connect(lambda _: self.changed.emit())

    def offer(self, concern: ConcernView, lists: CaseLists, others: Sequence[ConcernLine], today: date) -> None:
        """Fill the lists, and the signals on the same address that wait too."""
        self._concern = concern
        self.lead.set_options([(m.id, " · ".join(filter(None, (m.name_on(today), m.function)))) for m in lists.leads()])
        if self.lead.value is None and self._draft is None and (knows := lists.knows(concern.village)):
            self.lead.set_value(knows)
            self._lead_field.say(self.tr("aanspreekpunt van {0}").format(concern.village))
        self.partner.set_options([(name, capital(name)) for name in (OWN_TEAM, *(o.name for o in lists.organisations))])
        if self.partner.value is None:
            self.partner.set_value(OWN_TEAM)
        self.basis.set_options([(b, b) for b in lists.settings.legal_bases])
        self.purpose.set_options([(p, capital(p)) for p in lists.settings.purposes])
        self._suggest()
        if self._draft is not None:  # it was read sooner than the lists
            super().restore(self._draft)
            self._draft = None
        self._shown = {line.id: line for line in others}
        if list(self._boxes) != list(self._shown):
            self._offer_others(today)

    def _offer_others(self, today: date) -> None:
        clear(self._checks)
        self._boxes = {}
        self._others.setVisible(bool(self._shown))
        if self._shown:
            self._checks.addWidget(Label(self.tr("Hoort dit er ook bij?"), "strong"))
        for line in self._shown.values():
            day = short_date(local_day(line.received), today)
            box = Check(self.tr("Signaal {0} van {1}: {2}").format(line.code, day, first_words(line.what)[:70]))
            box.setChecked(line.id in self._ticked)
            box.toggled.connect(partial(self._on_ticked, line.id))
            self._boxes[line.id] = box
            self._checks.addWidget(box)
            QWidget.setTabOrder(box, self.explores)  # which was made before, and stands below

    def first(self) -> QWidget:
        return self.household

    def check(self) -> bool:
        explores = self.explores.isChecked()
        return needed(
            (self._label_field, "" if self.label.value() else self.tr("Geef de casus een naam voor op papier.")),
            (self._lead_field, "" if self.lead.value else self.tr("Kies wie de regisseur is.")),
            (self._basis_field, "" if self.basis.value or explores else self.tr("Kies een grondslag.")),
            (self._purpose_field, "" if self.purpose.value or explores else self.tr("Kies waarvoor we gegevens delen.")),
            (self._goal_field, "" if self.goal.value() or explores else self.tr("Schrijf wat we willen bereiken.")),
        )

    def ticked(self) -> list[ConcernLine]:
        """Return the other signals that belong to the case too."""
        return [line for line in self._shown.values() if line.id in self._ticked]

    def typed(self) -> dict[str, str]:
        return super().typed() | {"others": " ".join(sorted(self._ticked)), "explores": "ja" if self.explores.isChecked() else ""}

    def restore(self, fields: Mapping[str, str]) -> None:
        super().restore(fields)
        self._draft = dict(fields)
        self._ticked = set(fields.get("others", "").split())
        self.explores.setChecked(bool(fields.get("explores")))
        for concern_id, box in self._boxes.items():
            box.setChecked(concern_id in self._ticked)
        self._is_own_label = bool(fields.get("label")) and fields["label"] != self._suggestion()

    def record(self, lane: Lane, concern: ConcernView, done: Done) -> None:
        household = self.household.value

        def on_opened(case: CaseView) -> None:
            self.case_id = case.id
            done(self.tr("Casus {0} · {1} is geopend.").format(case.code, case.label))

        lane.do(
            lambda case_id: lane.ask(on_opened, case_view, case_id),
            open_case,
            [concern, *self.ticked()],
            label=self.label.value(),
            lead_id=str(self.lead.value),
            legal_basis=str(self.basis.value or ""),
            purpose=str(self.purpose.value or ""),
            goal=self.goal.value(),
            bringing_partner=str(self.partner.value or OWN_TEAM),
            household=household if isinstance(household, HouseholdKind) else HouseholdKind.UNKNOWN,
            exploring=self.explores.isChecked(),
            phase=self.phase.value if isinstance(self.phase.value, AvePhase) else None,
        )

    def _suggestion(self) -> str:
        kind = self.household.value
        if self._concern is None or not isinstance(kind, HouseholdKind):
            return ""
        return suggested_label(self._concern.place, self._concern.village, kind)

    def _suggest(self) -> None:
        if not self._is_own_label:
            self.label.setText(self._suggestion())

    def _on_ticked(self, concern_id: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(concern_id)
        self.changed.emit()

    def _on_own_label(self, text: str) -> None:
        self._is_own_label = bool(text.strip())
