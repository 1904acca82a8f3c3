"""What Ctrl+K finds in the dossier: signals, cases, residents, actions, decisions, notes, visits; never a reporter."""

from __future__ import annotations

from expertiseteam.basics.text import fold
from expertiseteam.insight.find import Hit, find
from ui.shell.desk import Desk, Place
from ui.shell.palette import Deliver, PaletteHit, Search

MOST = 30
LONGEST, LONGEST_ALONE = 62, 84  # characters of a text in the list, and where nothing stands behind it


def searcher(desk: Desk) -> Search:
    """Return the search of one window. Answers that were overtaken by a later question are dropped.

    The list shows code and first words and is no view; opening a hit is, and writes its line then.
    """
    lane = desk.runner.lane(desk.runner, latest=True)

    def search(typed: str, deliver: Deliver) -> None:
        def on_hits(hits: list[Hit]) -> None:
            deliver([as_shown(hit, typed, hidden=desk.names.hidden) for hit in hits])

        lane.ask(on_hits, find, typed, MOST)

    return search


def place_of(hit: Hit) -> Place:
    """Return where a hit is shown: itself, else its case, else (a decision of no case) the overleggen."""
    match hit.kind:
        case "concern":
            return Place("concern", hit.row_id)
        case "case":
            return Place("case", hit.row_id)
        case "action":
            return Place("actions", hit.row_id)
        case "visit":
            return Place("visit", hit.row_id)
        case "lesson":
            return Place("learning", "lessons")
    return Place("case", hit.case_id) if hit.case_id else Place("meetings")


def as_shown(hit: Hit, typed: str, *, hidden: bool) -> PaletteHit:
    """Return a hit as a line of the list. With names hidden it is a code, or only what kind of thing it is."""
    if hidden:
        own = hit.said.split(" · ")[0] if hit.kind in ("concern", "case") else hit.case_code
        return PaletteHit(hit.kind_label, own or hit.kind_label, "", place_of(hit))
    case = "" if hit.kind == "case" else " · ".join(part for part in (hit.case_code, hit.case_label) if part)
    return PaletteHit(hit.kind_label, excerpt(hit.said, typed, LONGEST if case else LONGEST_ALONE), case, place_of(hit))


def excerpt(said: str, typed: str, longest: int = LONGEST) -> str:
    """Return the piece of a text that fits the list, so that what was typed is in sight."""
    said = " ".join(said.split())
    if len(said) <= longest:
        return said
    words = fold(typed).split()
    at = fold(said).find(words[0]) if words else 0
    start = 0 if at < longest - 20 else said.rfind(" ", 0, at - 20) + 1
    piece = said[start : start + longest].strip()
    return f"{'…' if start else ''}{piece}{'…' if start + longest < len(said) else ''}"
