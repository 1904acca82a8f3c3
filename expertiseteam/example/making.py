"""`make_example`: the example dossier, written anew in a folder, as far as a step of the story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from expertiseteam.basics.sentences import Refused
from expertiseteam.example.clock import PastClock, RunningClock, clock_from, dutch
from expertiseteam.example.diary import OnProgress, on
from expertiseteam.example.past import SIZES, Life
from expertiseteam.example.people import EXAMPLE_POLICY, FILE_NAME
from expertiseteam.example.stage import build_stage
from expertiseteam.example.story import MOMENTS, Step
from expertiseteam.storage.haste import half_made
from expertiseteam.vault.keyfile import key_file_of

NOW = dutch(2026, 11, 17, 13, 0)  # half an hour before the overleg: here the example stands when the program opens it


@dataclass(frozen=True)
class Example:
    """An example dossier on disk. `members`: ids by the keys of people.py; `ids`: what the story made (story.py); `stands_at`: its now."""

    path: Path
    members: Mapping[str, str]
    ids: Mapping[str, str]
    stands_at: datetime

    def clock(self) -> RunningClock:
        """The clock with which to open it: the story's now, running on."""
        return clock_from(self.stands_at)


def stands_at(step: Step) -> datetime:
    """The moment at which an example that was told up to this step stands."""
    return {Step.PAST: MOMENTS[Step.PAST], Step.PREPARED: NOW}.get(step, MOMENTS[step] + timedelta(minutes=30))


def make_example(
    folder: Path,
    *,
    until: Step = Step.PREPARED,
    size: Literal["full", "small"] = "full",
    on_progress: OnProgress | None = None,
) -> Example:
    """Write the dossier *Weidevoort* into a folder: two years of work, and the story up to and with `until`. All or nothing.

    The same content each time, but for ids and keys. `small`: twelve weeks, about 30 signals and 10 cases; the story's numbers differ
    then. `on_progress(days lived, days in all)`. Refused when the example stands there already.
    """
    path = folder / FILE_NAME
    if path.exists() or key_file_of(path).exists():
        raise Refused(f"Het voorbeeld staat al in de map “{folder.name}”. Het is niet overschreven. Open het, of kies een andere map.")
    folder.mkdir(parents=True, exist_ok=True)
    with half_made(folder) as haste:
        half = haste.folder / FILE_NAME
        clock = PastClock(on(SIZES[size].start, 8, 30))
        stage = build_stage(half, replace(EXAMPLE_POLICY, state_folder=haste.folder), clock, haste)
        try:
            life = Life(stage, clock, SIZES[size])
            life.run(until, on_progress)
        finally:
            stage.close()
        haste.finish(key_file_of(half).name, key_file_of(path))
        haste.finish(half.name, path)
    return Example(path, stage.ids, life.story.ids, stands_at(until))
