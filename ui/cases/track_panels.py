"""*Van spoor wisselen*: the form about the switch between care and safety."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from expertiseteam.access.who import Role
from expertiseteam.cases.track_records import Authority, Track
from expertiseteam.insight.two_tracks import TwoTracks
from expertiseteam.meetings.switching import switch_track
from expertiseteam.team.records import MemberLine
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.visits.pair import option
from ui.widgets.checks import Picker
from ui.widgets.fields import Field, TextArea
from ui.widgets.labels import Quiet
from ui.widgets.pills import Choice


class SwitchPanel(Panel):
    """*Van spoor wisselen*: where to, why, and by whose decision."""

    form = "switch"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Van spoor wisselen"), self.tr("Wissel van spoor"))
        self._case_id = ""
        self._now = Track.CARE
        self.told = Quiet("", wrap=True)
        self.to = Choice((), name=self.tr("Naar welk spoor?"))
        self.why = TextArea(self.tr("Feiten eerst: wat gebeurt er nu, en wat hielp niet?"), least=2, most=5)
        self.why_field = Field(self.tr("Waarom?"), self.why)
        self.authority = Choice(((a.name, a.value.capitalize()) for a in Authority), name=self.tr("Wie besluit?"))
        self.decision = Picker(placeholder=self.tr("Kies het besluit"))
        self.decision_field = Field(self.tr("Welk besluit?"), self.decision)
        self.other = Picker(placeholder=self.tr("Kies met wie"))
        self.other_field = Field(self.tr("Met wie besloot u dit?"), self.other, hint=self.tr("het volgende overleg hoort het"))
        for part in (
            Field(self.tr("Naar welk spoor?"), self.to),
            self.told,
            self.why_field,
            Field(self.tr("Wie besluit?"), self.authority),
            self.decision_field,
            self.other_field,
        ):
            self.body.addWidget(part)
        for name, widget in (
            ("to", self.to),
            ("why", self.why),
            ("authority", self.authority),
            ("decision", self.decision),
            ("other", self.other),
        ):
            self.keep(name, widget)
        self.to.chosen.connect(self._on_chosen)
        self.authority.chosen.connect(self._on_chosen)
        self._refused = self._needed = 0
        self._lane = self.lane()

    def open_for(self, case_id: str, found: TwoTracks, members: Sequence[MemberLine]) -> None:
        """Ask about the switch of this case."""
        self._case_id, self._now = case_id, found.track
        self._refused, self._needed = len(found.refused), found.refusals_needed
        others = [track for track in Track if track is not found.track]
        self.to.set_options([(track.name, track.value.capitalize()) for track in others])
        self.to.stand_after(self.cancel)  # what was made last would come last, behind the buttons
        self.decision.set_options([(d.id, f"{d.number}: {d.text}") for d in found.decisions])
        wanted = Role.LAWYER if self.desk.me.role is Role.OFFICER else Role.OFFICER
        self.other.set_options([option(m, self.desk.workspace.today) for m in members if m.role is wanted and m.is_active])
        self.fill(
            {
                "to": others[0].name,
                "authority": (Authority.MEETING if found.decisions else Authority.URGENT).name,
                "decision": found.decisions[0].id if found.decisions else "",
            }
        )
        self.why_field.wrong("")
        self._on_chosen()
        self.begin(case_id)
        self.to.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.why_field.wrong("" if self.why.value() else self.tr("Schrijf waarom de casus van spoor wisselt."))
        if self.why_field.fault:
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        to = Track[str(self.to.value)]
        self._lane.do(
            lambda _: self._on_switched(to),
            switch_track,
            self._case_id,
            self._now,
            to,
            why=self.why.value(),
            authority=Authority[str(self.authority.value)],
            decision_id=str(self.decision.value or ""),
            with_id=str(self.other.value or ""),
        )

    def _on_chosen(self, *_: object) -> None:
        by_meeting = self.authority.value == Authority.MEETING.name
        self.decision_field.setVisible(by_meeting)
        self.other_field.setVisible(not by_meeting)
        self.told.setText(self._told(Track[str(self.to.value)] if self.to.value else self._now))

    def _told(self, to: Track) -> str:
        counted = self.tr("Hulp is tot nu toe {0} keer geweigerd; nodig is minstens {1}.").format(self._refused, self._needed)
        parts = [counted] if self._now is Track.CARE else []
        if to is Track.CARE:
            parts.append(self.tr("Het sociaal plan komt uit de la zoals het was. De handhaving wordt aangehouden."))
        elif to is Track.SAFETY:
            parts.append(self.tr("Het sociaal plan gaat in de la en blijft zoals het is."))
        else:
            parts.append(self.tr("Het sociaal plan loopt door, naast de handhaving."))
        return " ".join(parts)

    def _on_switched(self, to: Track) -> None:
        self.recorded()
        self.desk.say(self.tr("De casus loopt nu op het spoor {0}.").format(to))
