"""Two people changed one short thing: both stand in the bar, with name and time, and nothing is thrown away before somebody chooses.

A form of several fields shows both texts in itself (ui/widgets/both_texts.py); this is for a line in a list or an agenda.
"""

from __future__ import annotations

from collections.abc import Callable

from expertiseteam.access.drafts import last_change
from expertiseteam.basics.dates import moment_text
from expertiseteam.basics.sentences import Conflict
from ui.shell.runner import Lane
from ui.shell.screen import Screen
from ui.widgets.buttons import Run


def with_whose(lane: Lane, clash: dict[str, tuple[object, object]], table: str, row_id: str, then: Callable[[Conflict], None]) -> None:
    """A draft that was begun on an older version of a record came back: make the conflict over these fields, with name and time."""
    lane.do(lambda whose: then(Conflict(clash, *whose)), last_change, table, row_id)


def ask_which(screen: Screen, conflict: Conflict, as_text: Callable[[dict[str, object]], str], mine: Run, theirs: Run) -> None:
    """Ask in the bar of a screen which text stays. `as_text` says fields and their values as people read them."""
    whose = conflict.by or screen.tr("een collega")
    when = f", {moment_text(conflict.at, screen.desk.clock())}" if conflict.at is not None else ""
    said = screen.tr("Intussen ook gewijzigd door {0}{1}: “{2}”. Van u: “{3}”. Welke blijft?")
    both = conflict.fields | conflict.left  # whose choice stays, stays whole
    own = as_text({name: values[0] for name, values in both.items()})
    other = as_text({name: values[1] for name, values in both.items()})
    screen.inform(
        said.format(whose, when, other, own),
        "warn",
        [(screen.tr("Die van mij"), mine), (screen.tr("Die van {0}").format(conflict.by or screen.tr("mijn collega")), theirs)],
    )
