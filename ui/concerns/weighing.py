"""Weighing one signal: which panel is open, what it offers, its draft, and recording it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import QObject

from expertiseteam.access.circles import looks_to_enforce
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import day_month, lateness
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.records import CaseLine
from expertiseteam.concerns.feedback import feedback_now
from expertiseteam.concerns.records import (
    WAITING,
    AddressHistory,
    ConcernLine,
    ConcernState,
    ConcernView,
    FeedbackLine,
    FeedbackState,
    JointCallLine,
)
from expertiseteam.concerns.triage import FARM, asks_care
from expertiseteam.team.members import members, organisations, villages
from expertiseteam.team.records import MemberLine, OrganisationLine, VillageLine
from expertiseteam.team.settings import TeamSettings, team_settings
from expertiseteam.visits.joint import choice_for_call
from expertiseteam.visits.suggesting import DuoChoice
from ui.concerns.case_panel import CaseLists, NewCasePanel
from ui.concerns.check_panels import AnswersPanel, AskPanel
from ui.concerns.detail import ConcernDetail
from ui.concerns.feedback_panel import FeedbackPanel
from ui.concerns.panels import NoisePanel, ObservePanel, Panel, ReopenPanel, WherePanel
from ui.concerns.pick_panels import DoublePanel, LinkPanel, Option
from ui.concerns.reporter_panel import ReporterPanel
from ui.concerns.seen import SeenPanel
from ui.concerns.tiles import Outcome
from ui.concerns.together_panels import AcutePanel, CallPanel, EnforcePanel, TogetherPanel, UnmergePanel
from ui.concerns.words import first_words
from ui.shell.conflict import ask_which
from ui.shell.desk import Desk
from ui.shell.drafts import DraftKeeper, Fields
from ui.shell.screen import Screen

FORM = "triage"
FEEDBACK, REOPEN, SEEN, REPORTER = "FEEDBACK", "REOPEN", "SEEN", "REPORTER"
CALL, TOGETHER, ACUTE, CHECK = "CALL", "TOGETHER", "ACUTE", "CHECK"  # panels that are no outcome


@dataclass(frozen=True)
class Around:
    """What the panels offer, as the screen knows it now."""

    running: Sequence[CaseLine] = ()
    waiting: Sequence[ConcernLine] = ()
    owed: Sequence[FeedbackLine] = ()
    history: Sequence[AddressHistory] = ()
    at: Sequence[CaseLine] = ()  # of those that run, the ones on the same door


class Weighing(QObject):
    """`done(panel, sentence)` is called when a panel was recorded, `refused` when it was not: the panel then stays as it was."""

    def __init__(
        self, parent: Screen, desk: Desk, detail: ConcernDetail, done: Callable[[str, str], None], refused: Callable[[Refused], None]
    ) -> None:
        super().__init__(parent)
        self._screen = parent
        self._desk, self._detail, self._done = desk, detail, done
        self._refused = refused
        self._acts = desk.runner.lane(self, self._on_refused)
        self._drafts = DraftKeeper(self, desk.runner, FORM, self._typed, self._restore)
        self._concern: ConcernView | None = None
        self._panels: dict[str, Panel] = {}
        self._open = self._last = ""  # the panel that is open, and whose text is in the draft: after Esc only the second
        self._around = Around()
        self._lists: CaseLists | None = None
        self.is_recording = False
        desk.runner.idle.connect(self._on_idle)

    def begin(self, concern: ConcernView) -> None:
        """Another signal was opened; a draft of an earlier time comes back with its panel."""
        self.end()
        self._concern = concern
        self._drafts.begin(concern.id)

    def end(self) -> None:
        """The signal is left: what was typed is written down, its panels go."""
        self._drafts.leave()
        self._detail.close_panel()
        for panel in self._panels.values():
            panel.deleteLater()
        self._panels, self._open, self._last, self._concern = {}, "", "", None

    def flush(self) -> None:
        """Write down what was typed."""
        self._drafts.keep_now()

    def know(self, around: Around) -> None:
        """Hear what can be offered. A panel that is being recorded stays about what it was until that is done."""
        self._around = around
        for name, panel in self._panels.items():
            if not (self.is_recording and name == self._open):
                self._offer(name, panel)

    def forget_lists(self) -> None:
        """Members, organisations or settings changed."""
        self._lists = None

    def open(self, name: str) -> None:
        """Open a panel: the name of an Outcome, FEEDBACK or REOPEN."""
        if self._concern is None or not self._fits(name):
            return
        panel = self._panels.get(name)
        if panel is None:
            panel = self._panels[name] = self._make(name)
            panel.changed.connect(self._drafts.touched)
            self._offer(name, panel)
        self._open = self._last = name
        if isinstance(panel, ReporterPanel):
            panel.ask_first(self._detail.sealed.may_add)
        self._detail.open_panel(panel)
        if isinstance(panel, ReporterPanel):
            panel.offer(self._detail.sealed.reporter)
        self._detail.tiles.mark(Outcome.__members__.get(name))

    def close(self) -> None:
        """Put the panel away without recording."""
        self._open = ""
        self._detail.close_panel()

    def record(self) -> None:
        """Record the panel that is open, if all it needs is there."""
        panel = self._detail.panel
        if panel is None or self._concern is None or self.is_recording or not panel.check():
            return
        self.is_recording = True
        panel.record(self._acts, self._concern, partial(self._on_recorded, self._open))

    # Panels

    def _fits(self, name: str) -> bool:
        concern = self._concern
        assert concern is not None
        if name == FEEDBACK:
            return FeedbackState.OPEN in (concern.feedback, concern.receipt)
        if name in (SEEN, CALL, ACUTE):
            return True
        if name == CHECK:
            return concern.state in WAITING or self._detail.asked.round is not None
        if name == TOGETHER:
            return self._detail.asked.call is not None
        if name == REPORTER:
            return self._detail.sealed.reporter is not None or self._detail.sealed.may_add
        if name == REOPEN:
            return concern.state not in (*WAITING, ConcernState.LINKED)
        return concern.state in WAITING

    def _make(self, name: str) -> Panel:
        match name:
            case Outcome.CASE.name:
                return LinkPanel()
            case Outcome.NEW_CASE.name:
                return NewCasePanel()
            case Outcome.OBSERVE.name:
                return ObservePanel(self._today)
            case Outcome.HELP.name:
                return WherePanel(self._today, help_request=True)
            case Outcome.HAND_OVER.name:
                return WherePanel(self._today, help_request=False)
            case Outcome.DOUBLE.name:
                return DoublePanel()
            case Outcome.NOISE.name:
                return NoisePanel(self._detail.seen.words)
            case Outcome.ENFORCE.name:
                return EnforcePanel()
            case "FEEDBACK":
                return FeedbackPanel(self._today)
            case "REOPEN":
                is_double = self._concern is not None and self._concern.state is ConcernState.DOUBLE
                return UnmergePanel() if is_double else ReopenPanel()
            case "CALL":
                return CallPanel()
            case "TOGETHER":
                return TogetherPanel(self._today)
            case "ACUTE":
                return AcutePanel()
            case "CHECK":
                return AskPanel() if self._detail.asked.round is None else AnswersPanel()
            case "SEEN":
                return SeenPanel()
            case "REPORTER":
                return ReporterPanel()
        raise LookupError(name)

    def _offer(self, name: str, panel: Panel) -> None:
        concern, around = self._concern, self._around
        if concern is None:
            return
        if isinstance(panel, LinkPanel):
            near = {case.id for case in around.at}
            panel.offer([_case_option(c, near, hidden=self._desk.names.hidden) for c in around.running])
        elif isinstance(panel, DoublePanel):
            panel.offer(double_options(concern, around, hidden=self._desk.names.hidden))
        elif isinstance(panel, FeedbackPanel):
            owed = next((line for line in around.owed if line.concern_id == concern.id), None)
            if self._lists is None:
                self._look_up_lists()
            elif owed is not None:
                panel.offer(owed, lateness(owed.before, self._today()), self._lists.settings)
        elif isinstance(panel, WherePanel) and name == Outcome.HAND_OVER.name:
            if self._lists is None:
                self._look_up_lists()
            else:
                panel.offer(self._asks_care(concern, self._lists))
        elif isinstance(panel, AnswersPanel):
            panel.offer(self._detail.asked.round)
        elif isinstance(panel, AskPanel):
            if self._lists is None:
                self._look_up_lists()
            else:
                panel.offer(concern, self._lists.organisations, self._lists.settings.purposes)
        elif isinstance(panel, TogetherPanel):
            if self._lists is None:
                self._look_up_lists()
            elif (call := self._detail.asked.call) is not None and not panel.is_offered:
                lane = self._desk.runner.lane(self, self._refused)
                lane.ask(partial(self._on_choice, panel, call), choice_for_call, concern.id, self._today())
        elif isinstance(panel, NewCasePanel):
            if self._lists is None:
                self._look_up_lists()
            else:
                near = {h.id for h in around.history if h.is_same}
                others = [line for line in around.waiting if line.id in near]
                panel.offer(concern, self._lists, others, self._today())

    def _asks_care(self, concern: ConcernView, lists: CaseLists) -> Callable[[str], bool]:
        farm = {word.code for word in self._detail.seen.words if word.leads == FARM}
        people = [m.name for m in lists.members if m.is_active and looks_to_enforce(m.role, m.discipline)]
        return partial(asks_care, concern.signs, farm=farm, words=lists.settings.enforcement_words, enforcing=people)

    def _on_choice(self, panel: TogetherPanel, call: JointCallLine, choice: DuoChoice | None) -> None:
        if self._panels.get(TOGETHER) is panel and self._lists is not None:
            panel.offer(call, self._lists.members, choice)

    def _look_up_lists(self) -> None:
        lane = self._desk.runner.lane(self, self._refused)

        def on_settings(people: list[MemberLine], places: list[OrganisationLine], settings: TeamSettings) -> None:
            lane.ask(partial(on_villages, people, places, settings), villages)

        def on_villages(people: list[MemberLine], places: list[OrganisationLine], settings: TeamSettings, known: list[VillageLine]) -> None:
            self._lists = CaseLists(people, places, settings, known)
            self.know(self._around)

        def on_places(people: list[MemberLine], places: list[OrganisationLine]) -> None:
            lane.ask(partial(on_settings, people, places), team_settings)

        lane.ask(lambda people: lane.ask(partial(on_places, people), organisations), members)

    # Drafts

    def _typed(self) -> Fields:
        panel = self._panels.get(self._last)
        return {"panel": self._last, **panel.typed()} if panel is not None else {}

    def _restore(self, fields: Fields) -> None:
        name = fields.get("panel", "")
        if self._fits(name):
            self.open(name)
            self._panels[name].restore(fields)

    # Slots

    def _on_recorded(self, name: str, sentence: str) -> None:
        self.is_recording = False
        self._drafts.drop()
        if name in (CHECK, TOGETHER):  # the next one of these is about something else
            self._detail.close_panel()
            self._panels.pop(name).deleteLater()
        self._last = ""
        self._done(name, sentence)
        if (panel := self._panels.get(name)) is not None:
            self._offer(name, panel)

    def _on_refused(self, refused: Refused) -> None:
        self.is_recording = False
        panel = self._detail.panel
        if isinstance(refused, Conflict) and "said" in refused.fields and isinstance(panel, FeedbackPanel):
            insist, give_way = partial(self._insist, panel), partial(self._leave_theirs, panel, refused)
            ask_which(self._screen, refused, panel.words_of, insist, give_way)
        else:
            self._refused(refused)

    def _insist(self, panel: FeedbackPanel) -> None:
        """Two people answered one reporter, and the user says that his answer stays."""

        def on_fresh(now: FeedbackLine) -> None:
            panel.answers(now)
            self.record()

        if panel.owed is not None:
            self._desk.runner.lane(self, self._refused).ask(on_fresh, feedback_now, panel.owed.id)

    def _leave_theirs(self, panel: FeedbackPanel, conflict: Conflict) -> None:
        panel.take(conflict)
        self._on_recorded(FEEDBACK, self.tr("Het antwoord van {0} blijft staan.").format(conflict.by or self.tr("uw collega")))

    def _on_idle(self) -> None:
        self.is_recording = False  # also after a fault that was told elsewhere

    def _today(self) -> date:
        return local_day(self._desk.clock())


def double_options(concern: ConcernView, around: Around, *, hidden: bool) -> list[Option]:
    """Return the signals with which this one can be merged: those on the same address, and those that wait too."""
    near = {h.id for h in around.history if h.is_same}
    options = [
        Option(h.id, h.code, day_month(local_day(h.received)), f"{h.code} {h.place}", near=h.is_same)
        for h in around.history
        if h.state is not ConcernState.DOUBLE and h.id not in {line.id for line in around.waiting}
    ]
    for line in around.waiting:
        if line.id != concern.id:
            title = line.code if hidden else f"{line.code} · {first_words(line.what)}"
            day = day_month(local_day(line.received))
            options.append(Option(line.id, title, day, f"{line.code} {line.what} {line.place}", near=line.id in near))
    return options


def _case_option(case: CaseLine, near: set[str], *, hidden: bool) -> Option:
    title = case.code if hidden else f"{case.code} · {case.label}"
    return Option(case.id, title, case.village, f"{case.code} {case.label} {case.place} {case.lead}", near=case.id in near)
