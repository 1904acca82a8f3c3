"""The copy of one colleague: the same paper asked on behalf of him, with his name on every page and only what he may know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from expertiseteam.basics.text import fold
from expertiseteam.team.members import members
from expertiseteam.team.records import MemberLine
from ui.shell.runner import Lane
from ui.shell.saving import Remake


def reader_copy(lane: Lane, make: Callable[[str, Callable[[bytes | None], None]], None]) -> Remake:
    """Return how a paper is made again for who is named: by `make(id, then)` for a colleague; for any other name it stays as it is."""

    def remake(name: str, then: Callable[[bytes | None], None]) -> None:
        def on_members(found: Sequence[MemberLine]) -> None:
            reader = next((member.id for member in found if fold(member.name) == fold(name)), "")
            if reader:
                make(reader, then)
            else:
                then(None)

        lane.ask(on_members, members)

    return remake
