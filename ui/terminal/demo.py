"""`demo`: the told round without a display, on a made-up dossier: paper and pictures of it in one folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from expertiseteam.basics.causes import cause_of
from expertiseteam.basics.sentences import Refused
from ui.terminal.papers import Kind, paper_of, save
from ui.terminal.surroundings import Surroundings

if TYPE_CHECKING:
    from expertiseteam.example.clock import RunningClock
    from expertiseteam.example.making import Example
    from expertiseteam.example.story import Story

PAPERS: Mapping[Kind, str] = {"agenda": "agenda.pdf", "minutes": "notulen.pdf", "actions": "actielijst.pdf"}
READ_ME = "leesmij.txt"
_FIRST_LINE = "Gemaakt door: expertiseteam demo"
_EXPLAINED = f"""{_FIRST_LINE}

Alles hierin is verzonnen: de gemeente Weidevoort, de mensen, de adressen en de casussen.

agenda.pdf       de overzichtsagenda van het overleg van 17 november 2026
notulen.pdf      de concept-notulen van dat overleg
actielijst.pdf   alle open acties
schermen/        schermafbeeldingen van de belangrijkste schermen

Een volgende keer worden deze bestanden vervangen.
"""


@dataclass(frozen=True)
class _Shot:
    """One picture: its file name, and where in the program; `kind` "" is the unlock window, "wall" the wall in the room."""

    name: str
    kind: str
    id: str = ""


def demo(out: Path, *, quick: bool, force: bool, around: Surroundings) -> None:
    """Play the round from signal to minutes on an example dossier that is thrown away, and leave paper and pictures in `out`.

    Refused when files stand there that no earlier demo made, unless `force`.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    _prepare(out, force=force)
    from expertiseteam.example.making import make_example, stands_at
    from expertiseteam.example.people import EXAMPLE_POLICY
    from expertiseteam.example.rest_of_meeting import rest_of_meeting
    from expertiseteam.example.stage import open_stage
    from expertiseteam.example.story import Step, Story, step_9, step_10, step_11

    with tempfile.TemporaryDirectory(prefix="expertiseteam-demo-") as folder:
        around.tell("Het voorbeelddossier wordt gemaakt: een verzonnen team, van het eerste signaal tot het overleg van 17 november 2026.")
        example = make_example(Path(folder), until=Step.PREPARED, size="small" if quick else "full", on_progress=_progress(around))
        written = _pictures(example, "femke", _before(example), example.clock(), out, around)
        from expertiseteam.example.clock import PastClock, clock_from

        clock = PastClock(stands_at(Step.PREPARED))
        stage = open_stage(example.path, EXAMPLE_POLICY, clock)
        story = Story(stage, clock, dict(example.ids))
        try:
            save(out / PAPERS["agenda"], _paper("agenda", story), force=True)  # as it goes round: before, not after
            around.tell("Het overleg wordt gehouden, en opgeschreven.")
            step_9(story)
            step_10(story)
            written += _pictures(example, "wil", _during(story), clock_from(clock.now), out, around)
            rest_of_meeting(story)
            step_11(story)
            for kind, name in PAPERS.items():
                if kind != "agenda":
                    save(out / name, _paper(kind, story), force=True)
        finally:
            stage.close()
    save(out / READ_ME, _EXPLAINED.encode(), force=True)
    for path in (*(out / name for name in PAPERS.values()), *written):
        around.tell(str(path))
    around.tell(f"Agenda, notulen, actielijst en {len(written)} schermafbeeldingen staan in: {out.absolute()}")


def _progress(around: Surroundings) -> Callable[[int, int], None]:
    """Tell each quarter of the made-up past that has been written."""
    told = 0

    def on_progress(lived: int, all_days: int) -> None:
        nonlocal told
        quarter = 4 * lived // max(1, all_days)
        if told < quarter < 4:
            told = quarter
            around.tell(f"  {25 * quarter} % …")

    return on_progress


def _prepare(out: Path, *, force: bool) -> None:
    if out.exists() and not out.is_dir():
        raise Refused(f"“{out.name}” is een bestand en geen map. Er is niets gemaakt. Kies een andere map met --out.")
    ours = (out / READ_ME).is_file() and (out / READ_ME).read_text(encoding="utf-8", errors="replace").startswith(_FIRST_LINE)
    if any((out / name).exists() for name in PAPERS.values()) and not ours and not force:
        raise Refused(
            f"In de map “{out.name}” staan al bestanden met deze namen. Ze zijn niet overschreven. "
            "Kies een andere map, of zet er --force bij."
        )
    try:
        (out / "schermen").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"De map “{out.name}” is niet te maken ({cause_of(error)}). Er is niets gemaakt. Kies een andere map met --out."
        ) from None


def _before(example: Example) -> list[_Shot]:
    ids = example.ids
    return [
        _Shot("01-ontgrendelen", ""),
        _Shot("02-vandaag", "today"),
        _Shot("03-signaal-opschrijven", "concern-new"),
        _Shot("04-signalen", "concerns"),
        _Shot("05-casussen", "cases"),
        _Shot("06-casus", "case", ids["case"]),
        _Shot("07-huisbezoeken", "visits"),
        _Shot("08-acties", "actions"),
        _Shot("09-overleggen", "meetings"),
        _Shot("10-overleg-voorbereiden", "prepare", ids["meeting"]),
        _Shot("13-signalen-importeren", "import"),
        _Shot("14-logboek", "log"),
        _Shot("15-instellingen", "settings"),
        _Shot("16-leden-en-toegang", "members"),
    ]


def _during(story: Story) -> list[_Shot]:
    return [_Shot("11-overleg-live", "live", story.ids["meeting"]), _Shot("12-overleg-wand", "wall", story.ids["meeting"])]


def _pictures(example: Example, who: str, shots: list[_Shot], clock: RunningClock, out: Path, around: Surroundings) -> list[Path]:
    """Pictures of the real windows. Where the computer lacks what windows need, that is said and the round goes on."""
    try:
        from ui.demo_screens import Picture, write_screens
        from ui.shell.desk import Place
    except ImportError as error:
        around.warn(f"Er zijn geen schermafbeeldingen gemaakt: op deze computer ontbreekt iets voor vensters ({error}).")
        return []
    from expertiseteam.example.people import BY_KEY, EXAMPLE_POLICY

    pictures = [
        Picture(shot.name, wall=shot.id)
        if shot.kind == "wall"
        else Picture(shot.name, Place(shot.kind, shot.id or None) if shot.kind else None)
        for shot in shots
    ]
    with _without_talk_of_the_platform(around):
        return write_screens(
            example.path, example.members[who], BY_KEY[who].passphrase, pictures, out / "schermen", clock=clock, policy=EXAMPLE_POLICY
        )


@contextmanager
def _without_talk_of_the_platform(around: Surroundings) -> Iterator[None]:
    """Leave out what Qt says about a window that nobody can see; pass on all else."""
    from PySide6.QtCore import qInstallMessageHandler

    def pass_on(kind: object, where: object, text: str) -> None:
        if not text.startswith("This plugin does not support"):
            around.warn(text)

    before = qInstallMessageHandler(pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _paper(kind: Kind, story: Story) -> bytes:
    from expertiseteam.meetings.cycle import meeting

    workspace = story.stage.workspaces["wil"]
    return paper_of(kind, workspace, workspace.ask(meeting, story.ids["meeting"]))
