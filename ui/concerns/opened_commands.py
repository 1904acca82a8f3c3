"""What can be done with the signal that is open, besides weighing it: answer, look together, act on danger, ask partners."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication

from expertiseteam.concerns.records import WAITING, ConcernState, ConcernView, FeedbackState
from ui.concerns.asked import Asked
from ui.concerns.weighing import ACUTE, CALL, CHECK, FEEDBACK, SEEN, TOGETHER
from ui.shell.commands import Command


def opened_commands(
    opened: Callable[[], ConcernView | None], asked: Asked, want: Callable[[str], None], *, may_check: bool
) -> list[Command]:
    """The commands, each with its letter. `opened`: the signal that is open now; `want` opens a panel."""

    def when(fits: Callable[[ConcernView], bool]) -> Callable[[], bool]:
        def enabled() -> bool:
            concern = opened()
            return concern is not None and fits(concern)

        return enabled

    owes = when(lambda concern: FeedbackState.OPEN in (concern.feedback, concern.receipt))
    called = when(lambda concern: concern.state is ConcernState.LINKED and asked.call is not None)
    always = when(lambda concern: True)
    found = [
        Command("concern.feedback", _tr("Leg de terugkoppeling vast"), partial(want, FEEDBACK), "T", owes),
        Command("concern.call", _tr("Roep ons erbij: vraag een bezoek samen"), partial(want, CALL), "R", always),
        Command("concern.together", _tr("Plan het bezoek samen"), partial(want, TOGETHER), "D", called),
        Command("concern.acute", _tr("Direct gevaar: leg vast wie u belde"), partial(want, ACUTE), "A", always),
        Command("concern.seen", _tr("Schrijf erbij wat u zag"), partial(want, SEEN), "Z", always),
    ]
    if may_check:
        fits = when(lambda concern: concern.state in WAITING or asked.round is not None)
        found.append(Command("concern.check", _tr("Checkronde: wie kent dit adres?"), partial(want, CHECK), "C", fits))
    return found


def _tr(text: str) -> str:
    return QCoreApplication.translate("ConcernsScreen", text)
