"""*Lichte hulp* (one line and done), and the answer on a referral."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import QObject, Qt

from expertiseteam.cases.objection import decide_objection, objection_to
from expertiseteam.cases.offer_records import OfferKind, OfferLine, ReferralState
from expertiseteam.cases.offers import answer_referral, give_light_help, offer_now
from expertiseteam.cases.records import CaseState, CaseView, ObjectionLine
from ui.cases.objection import ObjectionPanel
from ui.shell.desk import Desk
from ui.shell.panel import Panel
from ui.widgets.buttons import Button
from ui.widgets.fields import Field, LineField
from ui.widgets.pills import Choice


class HelpForms(QObject):
    """The forms about help and about an objection on one case, made at their first use. `take` gives a form its place, `open_` opens it."""

    def __init__(
        self, desk: Desk, owner: QObject, take: Callable[[Panel], Panel], open_: Callable[[Panel, Callable[[], None]], None]
    ) -> None:
        super().__init__(owner)
        self._desk, self._take, self._open = desk, take, open_
        self._case: CaseView | None = None
        self._lane = desk.runner.lane(self)
        self.button = Button(self.tr("Beslissen over het bezwaar"), self.ask_objection, role="primary")
        self.button.hide()

    @cached_property
    def light_help(self) -> LightHelpPanel:
        panel = LightHelpPanel(self._desk)
        self._take(panel)
        return panel

    @cached_property
    def referral(self) -> ReferralPanel:
        panel = ReferralPanel(self._desk)
        self._take(panel)
        return panel

    @cached_property
    def objection(self) -> ObjectionPanel:
        panel = ObjectionPanel(self._desk)
        self._take(panel)
        return panel

    @property
    def is_restricted(self) -> bool:
        """Whether somebody objects to the use of data in the case that is shown, and it is not decided yet."""
        return self._case is not None and self._case.state is CaseState.RESTRICTED

    def show_case(self, case: CaseView) -> None:
        """Hear which case is shown; its button stands there while an objection waits for who may decide."""
        self._case = case
        self.button.setVisible(self.is_restricted and self._desk.may(decide_objection))

    def ask_light_help(self, case_id: str) -> None:
        """Open *Lichte hulp*."""
        self._open(self.light_help, lambda: self.light_help.open_for(case_id))

    def ask_referral(self, offer: OfferLine) -> None:
        """Open *Antwoord op de doorverwijzing*."""
        self._open(self.referral, lambda: self.referral.open_for(offer))

    def ask_objection(self) -> None:
        """Open *Beslissen over het bezwaar*."""
        if self._case is not None and self.is_restricted:
            self._lane.ask(self._on_objection, objection_to, self._case.id)

    def _on_objection(self, found: ObjectionLine | None) -> None:
        if found is not None:
            self._open(self.objection, lambda: self.objection.open_for(found))


class LightHelpPanel(Panel):
    """One line; Enter is enough. No document, no term, no action (domain.md, row 117)."""

    form = "light-help"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Lichte hulp"), self.tr("Hulp gegeven, klaar"), aside=self.tr("één regel, geen brief"))
        self._case_id = ""
        self.what = LineField(self.tr("bijvoorbeeld: samen de toeslag aangevraagd"))
        self.what_field = Field(self.tr("Wat hebt u meteen gedaan?"), self.what)
        self.kind = Choice(
            ((OfferKind.FINANCIAL.name, self.tr("Geld")), (OfferKind.OTHER.name, self.tr("Andere hulp"))), name=self.tr("Soort hulp")
        )
        self.body.addWidget(self.what_field)
        self.body.addWidget(self.kind)
        self.keep("what", self.what)
        self.keep("kind", self.kind)
        self.what.returnPressed.connect(self.submit)
        self._lane = self.lane()

    def open_for(self, case_id: str) -> None:
        """Ask what was done."""
        self._case_id = case_id
        self.fill({"kind": OfferKind.OTHER.name})
        self.what_field.wrong("")
        self.begin(case_id)
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        self.what_field.wrong("" if self.what.value() else self.tr("Schrijf in één regel wat u deed."))
        if self.what.value():
            kind = OfferKind[str(self.kind.value)]
            self._lane.do(lambda _: self._on_given(), give_light_help, self._case_id, self.what.value(), kind)

    def _on_given(self) -> None:
        self.recorded()
        self.desk.say(self.tr("De lichte hulp is vastgelegd en afgerond."))


class ReferralPanel(Panel):
    """Did who it was referred to take it on?"""

    form = "referral"
    titles = {"referral": "Antwoord", "remark": "Toelichting"}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, self.tr("Antwoord op de doorverwijzing"), self.tr("Leg het antwoord vast"))
        self._offer: OfferLine | None = None
        self.answer = Choice(((state.name, state.value.capitalize()) for state in ReferralState), name=self.tr("Hoe staat het ermee?"))
        self.remark = LineField(self.tr("bijvoorbeeld: eerste gesprek op 3 december"))
        self.remark_field = Field(self.tr("Toelichting"), self.remark)
        self.body.addWidget(Field(self.tr("Hoe staat het ermee?"), self.answer))
        self.body.addWidget(self.remark_field)
        self.keep("referral", self.answer)
        self.keep("remark", self.remark)
        self._lane = self.lane()

    def open_for(self, offer: OfferLine) -> None:
        """Ask what the other one answered."""
        self._offer = offer
        self.aside.setText(self.tr("{0}, naar {1}").format(offer.what, offer.to_whom))
        self.fill({"referral": offer.referral.name if offer.referral else "", "remark": offer.remark})
        self.begin(offer.id, table="help_offer")
        self.answer.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        if self._offer is not None and self.answer.value:
            state = ReferralState[str(self.answer.value)]
            self._lane.do(lambda _: self._on_answered(), answer_referral, self._offer, state, self.remark.value())

    def submit_anew(self) -> None:
        if self._offer is not None:
            self._lane.ask(self._on_fresh, offer_now, self._offer.id)

    def _on_fresh(self, now: OfferLine) -> None:
        self._offer = now
        self.submit()

    def _on_answered(self) -> None:
        self.recorded()
        self.desk.say(self.tr("Het antwoord op de doorverwijzing is vastgelegd."))
