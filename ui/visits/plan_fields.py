"""The fields of a plan: when, how, why, how open; *Denk na voor je aanbelt*; what keeps the duo safe; who waits in the evening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from expertiseteam.basics.dates import short_date
from expertiseteam.basics.spoken_times import read_time
from expertiseteam.team.catalogues import options, shipped, word_of
from expertiseteam.team.records import Catalogue, CatalogueLine, Evening, MemberLine
from expertiseteam.team.settings import TeamSettings
from expertiseteam.visits.planning import needs_check_in, will_need_check_in
from expertiseteam.visits.records import (
    AT_HOME,
    MEETS_AWAY,
    ContactAtDoor,
    ContactMode,
    DayPart,
    Phones,
    Plan,
    Prompt,
    Purpose,
    Risk,
    VisitLine,
)
from expertiseteam.visits.week import Engagement, engaged_words
from ui.look.theme import px
from ui.shell.panel import Panel
from ui.visits.after import MODES
from ui.visits.form_words import time_words, visit_time
from ui.widgets.buttons import Button
from ui.widgets.checks import Check, Picker
from ui.widgets.dates import DateField
from ui.widgets.fields import Field, LineField, beside
from ui.widgets.frames import Fold, clear
from ui.widgets.labels import Label, Quiet
from ui.widgets.pills import Choice, FilterChips

AGREE_LATER = "Dit is voor de avond: spreek een achterwacht af. U kiest die zodra u invult op welke dag het duo gaat."
NOT_AN_ALARM = "Dit is geen alarmsysteem: bel bij gevaar 112."


class PlanFields(QWidget):
    """`changed` at every change. Its fields belong to the draft of the panel that holds them (`keep_in`)."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._members: list[MemberLine] = []
        self._knowing: frozenset[str] = frozenset()
        self._part: DayPart | None = None
        self._evening_hours = TeamSettings().evening
        self.day = DateField(today, name=self.tr("Dag waarop het duo gaat"), placeholder=self.tr("mag later"))
        self.begins, self.ends = (LineField(self.tr("tijd"), name=name, longest=12) for name in (self.tr("Van"), self.tr("Tot")))
        self.mode = Picker(MODES, name=self.tr("Hoe?"))
        self.purpose = Choice(((p.name, p.value.capitalize()) for p in Purpose), name=self.tr("Waarvoor komt het duo?"))
        self.sensitive = Check(self.tr("Gevoelig gesprek: er gaat iemand mee die het gesprek heeft geoefend"))
        self.approach = Picker(name=self.tr("Welke aanpak?"), placeholder=self.tr("mag leeg blijven"))
        self.discreet = Check(self.tr("Discreet: neutrale brief, geen teamnaam op de buitenkant"))
        self.elsewhere = Button(self.tr("Liever op een spreekuur in een ander dorp"), self._on_elsewhere, role="link")
        self.open = Choice(
            (("open", self.tr("Open kaart")), ("anders", self.tr("Ander doel genoemd"))), name=self.tr("Wat zegt u aan de deur?")
        )
        self.said, self.not_open = LineField(self.tr("bijvoorbeeld: de rookmelder nakijken")), LineField()
        self.why_now, self.lighter = LineField(), LineField(self.tr("bijvoorbeeld: eerst bellen"))
        self.prompts = FilterChips([], name=self.tr("Wat speelt er?"), several=True)
        self._prompts: list[tuple[str, str]] = []  # as they are offered
        self.risk = Choice(((r.name, r.value.capitalize()) for r in Risk), name=self.tr("Risicokleur"))
        self.measures = LineField(self.tr("bijvoorbeeld: eerst de wijkagent bellen, auto met de neus naar de uitgang"))
        self.safe_place = LineField(self.tr("bijvoorbeeld: dorpshuis Ganzenhoek, of de spreekkamer van het gemeentehuis"))
        self.safer = Button(self.tr("Liever een gesprek op een veilige plek"), self._on_safer, role="link")
        self.contact = Picker(name=self.tr("Wie is de achterwacht?"), placeholder=self.tr("Kies iemand"))
        self.heard_at = LineField(self.tr("tijd"), name=self.tr("Hoe laat hoort de achterwacht van het duo?"), longest=12)
        self.phones = Choice(((p.name, p.value.capitalize()) for p in Phones), name=self.tr("Wie belt wie?"))
        self._lay_out()
        self.know_words(shipped())
        for field in (self.begins, self.ends, self.heard_at):
            field.setFixedWidth(px(90))
        for field in (self.begins, self.ends):
            field.textChanged.connect(self._on_changed)
        self.day.changed.connect(self._on_changed)
        self.sensitive.toggled.connect(self._on_changed)
        self.mode.chosen.connect(self._on_changed)
        self.open.chosen.connect(self._on_changed)
        self.discreet.toggled.connect(self._on_changed)
        self.risk.chosen.connect(self._on_changed)

    def keep_in(self, panel: Panel) -> None:
        """Let a panel keep these fields in its draft."""
        for name, widget in self._named().items():
            panel.keep(name, widget)

    def show_people(self, members: Sequence[MemberLine]) -> None:
        """Offer who may wait for the duo: everybody in the team, until it is known who may know of the case."""
        self._members = [m for m in members if m.is_active]
        self._offer_contacts()

    def show_part(self, part: DayPart | None) -> None:
        """Hear at which part of the day the duo was to try: in the evening somebody will wait, also while no hour is chosen."""
        self._part = part

    def know_who_knows(self, knowing: frozenset[str]) -> None:
        """Offer as achterwacht only who may know of the case: nobody else sees that a call was missed."""
        self._knowing = knowing
        self._offer_contacts()

    def know_evening(self, evening: Evening) -> None:
        """Hear when the evening is for this team: then somebody waits for the duo."""
        self._evening_hours = evening
        self._on_changed()

    def show_engaged(self, engaged: Sequence[Engagement], duo: Sequence[str]) -> None:
        """Say when the duo is at the overleg or on a round at the hour that is chosen; whoever plans decides."""
        hours = read_time(self.begins.value()), read_time(self.ends.value())
        words = engaged_words(engaged, duo, self.day.value_date, *hours, self._evening_hours.visit_minutes)
        self._clash.setText(self.tr("Botst {0}.").format(" en ".join(words)) if words else "")
        self._clash.setVisible(bool(words))

    def know_words(self, words: Sequence[CatalogueLine], kept: str = "", prompts: str = "") -> None:
        """Offer the lists of the team: ways to get talking, and what makes a visit riskier. `kept`, `prompts`: those of the visit that is
        shown, maybe offered no more."""
        self._offer_prompts(words, list(dict.fromkeys([*prompts.split(), *map(str, self.prompts.values)])))
        chosen = self.approach.value or kept
        ways = [w for w in words if w.catalogue is Catalogue.APPROACH and (w.is_offered or w.code == chosen)]
        self.approach.set_options([(w.code, w.label) for w in ways])
        self.approach.set_value(chosen or None)

    def _offer_prompts(self, words: Sequence[CatalogueLine], chosen: Sequence[str]) -> None:
        found = dict(options(words, Catalogue.PROMPT, Prompt))
        for kept in chosen:
            found |= dict(options(words, Catalogue.PROMPT, Prompt, word_of(Prompt, kept)))
        if (offered := list(found.items())) != self._prompts:  # new buttons would take the keyboard from who stands on one
            self._prompts = offered
            self.prompts.set_options(offered)
        self.prompts.set_value(*chosen)

    def show_contacts(self, contacts: Sequence[ContactAtDoor], today: date) -> None:
        """Show the last contacts at this door."""
        clear(self._contacts)
        if not contacts:
            self._contacts.addWidget(Quiet(self.tr("Er is aan deze deur nog geen contact geweest.")))
        for contact in contacts:
            told = contact.outcome or ""
            words = f"{short_date(contact.on, today)} · {contact.duo} · {contact.how} · {told} · {contact.code}"
            self._contacts.addWidget(
                Label(words + (self.tr(" · incident") if contact.incident else ""), "", "warn" if contact.incident else "")
            )
        older = sum(contact.is_older for contact in contacts)
        last = len(contacts) - older
        hints = {0: self.tr("nog geen contact"), 1: self.tr("het laatste contact")}
        more = {0: "", 1: self.tr(", en een eerder incident")}.get(older, self.tr(", en {0} eerdere incidenten").format(older))
        self.think.set_hint(hints.get(last, self.tr("de laatste {0} contacten").format(last)) + more)

    def show_planned(self, planned: Sequence[VisitLine], today: date, visit_id: str = "") -> str:
        """Warn of visits to come at this door, of anyone, and return what is said; not of the one that is planned here."""
        words = []
        for one in planned:
            if one.id != visit_id:
                when = self.tr("op {0}") if one.planned_on else self.tr("uiterlijk {0}")
                words.append(f"{when.format(short_date(one.planned_on or one.before, today))} door {one.duo} ({one.code})")
        said = self.tr("Er staat al een bezoek gepland, {0}.").format("; ".join(words)) if words else ""
        self._second.setText(said)
        self._second.setVisible(bool(words))
        return said

    def show_mode(self, mode: ContactMode | None, because: str = "") -> None:
        """Show how the team proposes to approach this household, None: not known yet; whoever plans chooses."""
        words = self.tr("voorstel: {0}").format(mode) if mode else ""
        self._proposed.setText(f"{words} ({because})" if because else words)
        self._proposed.setVisible(bool(words))
        self.mode.setAccessibleDescription(self._proposed.text())

    def as_text(self, plan: Plan, mode: ContactMode) -> dict[str, str]:
        """Return a plan as the texts of the fields, for `Panel.fill`."""
        found = {
            "planned_at": time_words(plan.planned_at),
            "ends_at": time_words(plan.ends_at),
            "mode": mode.name,
            "purpose": plan.purpose.name if plan.purpose else "",
            "is_sensitive": "ja" if plan.is_sensitive else "",
            "is_discreet": "ja" if plan.is_discreet else "",
            "approach": plan.approach,
            "open": "anders" if plan.said_purpose else "open",
            "risk": plan.risk.name if plan.risk else "",
            "check_in_id": plan.check_in_id or "",
            "check_in_at": time_words(plan.check_in_at),
            "check_in_phones": plan.check_in_phones.name if plan.check_in_phones else Phones.DUO.name,
            "planned_on": short_date(plan.planned_on) if plan.planned_on else "",
        }
        found |= {
            name: getattr(plan, name) for name in ("said_purpose", "not_open_because", "why_now", "lighter", "measures", "safe_place")
        }
        return found | {"prompts": plan.prompts}

    def refresh(self) -> None:
        """Show what the fields ask now; call it when they were filled."""
        self._on_changed()

    def how(self) -> ContactMode:
        """Return the mode that is chosen."""
        return ContactMode[str(self.mode.value)] if self.mode.value else ContactMode.VISIT

    def day_fault(self) -> str:
        """Return what is wrong with the day, or ""; an empty day is none."""
        return self.day.fault if self.day.text().strip() and self.day.value_date is None else ""

    def plan(self, *, alone_because: str = "") -> Plan:
        """Return what is filled in. Refused for a time that is none."""
        other = self.open.value == "anders"
        return Plan(
            planned_on=self.day.value_date,
            planned_at=visit_time(self.begins.value()),
            ends_at=visit_time(self.ends.value()),
            purpose=Purpose[str(self.purpose.value)] if self.purpose.value else None,
            is_sensitive=self.sensitive.isChecked(),
            is_discreet=self.discreet.isChecked(),
            approach=str(self.approach.value or ""),
            said_purpose=self.said.value() if other else "",
            not_open_because=self.not_open.value() if other else "",
            why_now=self.why_now.value(),
            lighter=self.lighter.value(),
            risk=Risk[str(self.risk.value)] if self.risk.value else None,
            prompts=" ".join(str(kept) for kept in self.prompts.values),
            measures=self.measures.value(),
            safe_place=self.safe_place.value(),
            alone_because=alone_because,
            check_in_id=str(self.contact.value) if self.contact.value else None,
            check_in_at=visit_time(self.heard_at.value()),
            check_in_phones=Phones[str(self.phones.value)] if self.phones.value else None,
        )

    # Parts

    def _offer_contacts(self) -> None:
        offered = [m for m in self._members if not self._knowing or m.id in self._knowing]
        self.contact.set_options([(m.id, m.name_on(self._today())) for m in offered])

    def _named(self) -> dict[str, QWidget]:
        return {
            "planned_on": self.day,
            "planned_at": self.begins,
            "ends_at": self.ends,
            "mode": self.mode,
            "purpose": self.purpose,
            "is_sensitive": self.sensitive,
            "is_discreet": self.discreet,
            "approach": self.approach,
            "open": self.open,
            "said_purpose": self.said,
            "not_open_because": self.not_open,
            "why_now": self.why_now,
            "lighter": self.lighter,
            "risk": self.risk,
            "measures": self.measures,
            "safe_place": self.safe_place,
            "check_in_id": self.contact,
            "check_in_at": self.heard_at,
            "check_in_phones": self.phones,
            "prompts": self.prompts,
        }

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        day, begins, ends = Field(self.tr("Wanneer?"), self.day), Field(self.tr("Van"), self.begins), Field(self.tr("Tot"), self.ends)
        column.addWidget(beside(Field(self.tr("Hoe?"), self.mode), day, begins, ends))
        self._proposed = Quiet("", wrap=True)
        self._proposed.hide()
        column.addWidget(self._proposed)
        self._safe = Field(self.tr("Waar is het gesprek?"), self.safe_place, hint=self.tr("als u niet naar de deur gaat"))
        column.addWidget(self._safe)
        self._clash = Label("", "small", "warn", wrap=True)
        self._clash.hide()
        column.addWidget(self._clash)
        self._later = Label(AGREE_LATER, "small", "warn", wrap=True)
        column.addWidget(self._later)
        self._evening = QWidget()
        wait = QVBoxLayout(self._evening)
        wait.setContentsMargins(0, 0, 0, 0)
        wait.setSpacing(6)
        wait.addWidget(Label(self.tr("Avondbezoek: iemand wacht tot u zich meldt. ") + NOT_AN_ALARM, "small", "warn", wrap=True))
        wait.addWidget(beside(Field(self.tr("Achterwacht"), self.contact), Field(self.tr("Gehoord om"), self.heard_at)))
        wait.addWidget(self.phones)
        column.addWidget(self._evening)
        column.addWidget(Field(self.tr("Waarvoor komt het duo?"), self.purpose, hint=self.tr("zeg het allebei open aan de deur")))
        column.addWidget(Field(self.tr("Welke aanpak?"), self.approach, hint=self.tr("uit de lijst van uw team")))
        column.addWidget(self.sensitive)
        self.think = Fold(self.tr("Denk na voor je aanbelt"), open_=True)
        inside = QWidget()
        self._contacts = QVBoxLayout(inside)
        self._contacts.setContentsMargins(0, 0, 0, 0)
        self._contacts.setSpacing(2)
        self._second = Label("", "small", "warn", wrap=True)
        self._second.hide()
        self.think.body.addWidget(self._second)
        self.think.body.addWidget(inside)
        self.think.body.addWidget(beside(Field(self.tr("Waarom nu?"), self.why_now), Field(self.tr("Kan het lichter?"), self.lighter)))
        column.addWidget(self.think)
        self.safety = Fold(self.tr("Veiligheid"), self.tr("groen, oranje of rood"))
        column.addWidget(self.safety)
        for part in (
            Field(self.tr("Wat speelt er?"), self.prompts, hint=self.tr("u mag meer kiezen")),
            Field(self.tr("Kleur"), self.risk, hint=self.tr("bij rood gaat niemand alleen")),
            Field(self.tr("Maatregelen"), self.measures, hint=self.tr("nodig bij oranje en rood")),
            self.safer,
            Quiet(NOT_AN_ALARM, small=True),
        ):
            self.safety.body.addWidget(part)
        self.openness = Fold(self.tr("Openheid en discretie"), self.tr("open kaart, tenzij het echt niet kan"))
        column.addWidget(self.openness)
        self._other = beside(Field(self.tr("Welk doel noemt u?"), self.said), Field(self.tr("Waarom is dat nodig?"), self.not_open))
        for other in (self.open, self._other, self.discreet, self.elsewhere):
            self.openness.body.addWidget(other)

    def _on_safer(self) -> None:
        self.mode.set_value(ContactMode.ELSEWHERE.name)
        self._on_changed()
        self.safe_place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_elsewhere(self) -> None:
        self.mode.set_value(ContactMode.CONSULT_ELSEWHERE.name)
        self._on_changed()
        self.safe_place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, *_: object) -> None:
        hours = Plan(self.day.value_date, read_time(self.begins.value()), read_time(self.ends.value()))
        self._evening.setVisible(needs_check_in(self._part, hours, self.how(), self._evening_hours))
        self._later.setVisible(will_need_check_in(self._part, hours, self.how()))
        self._other.setVisible(self.open.value == "anders")
        is_red = self.risk.value == Risk.RED.name
        self.safer.setVisible(is_red)
        self._safe.setVisible(is_red or self.how() in MEETS_AWAY or bool(self.safe_place.value()))
        self.elsewhere.setVisible(self.discreet.isChecked() and self.how() in (*AT_HOME, ContactMode.CONSULT_HERE))
        if is_red or self.risk.value == Risk.ORANGE.name:
            self.safety.set_open(True)
        self.changed.emit()


def grow_sheet(panel: Panel) -> None:
    """Let the fields of a long form have the room of the panel; what does not fit scrolls."""
    layout = panel.layout()
    sheet = panel.body.parentWidget()
    assert isinstance(layout, QVBoxLayout) and sheet is not None
    layout.setStretchFactor(sheet, 1000)
