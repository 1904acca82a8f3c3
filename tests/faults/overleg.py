"""A running overleg on a real encrypted dossier, and the judge who looks at it after the program was killed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from expertiseteam.access.drafts import my_draft
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.records import HouseholdKind, Place
from expertiseteam.insight.soundness import problems
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.conduct import LINE_FORM, agree, decide, item_still_open, move_at_door, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import SaidLine
from expertiseteam.opening import open_dossier, unlock_dossier
from expertiseteam.storage.file import integrity_problems
from tests.dossier import PASSPHRASE, StandingClock, Team, cheap_policy

DAY = date(2026, 11, 17)
BEFORE, TAKEN_DOWN = "draft", "line"  # what the secretary's program says that it did


@dataclass(frozen=True)
class Overleg:
    """Where it is held: all that another process needs to go on with it."""

    path: str
    femke: str
    wil: str
    meeting: str
    item: str
    organisations: tuple[str, ...]


def begin(team: Team) -> Overleg:
    """Plan, prepare and start an overleg, open its one case, take down one line of each kind, and close every connection."""
    case = team.femke.do(
        open_case,
        (),
        label="Beukenlaan · alleenstaande man",
        lead_id=team.ids["noor"],
        legal_basis="Wmo 2015",
        purpose="hulp aanbieden",
        goal="Weten of meneer hulp wil.",
        bringing_partner="gemeente",
        household=HouseholdKind.SINGLE_MAN,
        place="Beukenlaan 7, Turfven",
    )
    planned = team.femke.do(plan_series, first=DAY, times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])[0]
    team.femke.do(prepare_agenda, planned)
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, planned))
    item = next(i.id for i in team.wil.ask(agenda, planned).items if i.case_id == case)
    team.wil.do(open_item, item)
    team.wil.do(note, item, "Noor vertelt over het bezoek.")
    team.wil.do(decide, item, "Woonpunt vraagt uitstel aan.")
    team.wil.do(agree, item, "Karim belt Woonpunt", owner_id=team.ids["karim"], due=date(2026, 11, 20))
    team.wil.do(move_at_door, item, team.organisations["Woonpunt"], Place.FRONT)
    team.close()
    return Overleg(str(team.path), team.ids["femke"], team.ids["wil"], planned, item, tuple(team.organisations.values()))


@dataclass
class Judge:
    """Looks at the dossier after each kill. Knows what was acknowledged so far, and complains of what is not so."""

    overleg: Overleg
    folder: Path
    acknowledged: list[str]
    known: int = 4  # lines that stood there after the kill before; `begin` took down four

    def complaints(self, said: list[tuple[str, str]], *, with_rules: bool = True) -> list[str]:
        """What is wrong after one more process was killed that had said this: pairs of what it had done and the text, in order.

        `with_rules`: of the whole dossier too. What is broken there stays broken, so a judge of many kills may look now and then.
        """
        self.acknowledged += [text for what, text in said if what == TAKEN_DOWN]
        clock = StandingClock(2026, 11, 17, 16, 0)
        policy = cheap_policy(self.folder, clock)
        path = Path(self.overleg.path)
        femke, identity = unlock_dossier(path, self.overleg.femke, PASSPHRASE.format("femke"), policy=policy, clock=clock)
        wil = open_dossier(path, self.overleg.wil, PASSPHRASE.format("wil"), policy=policy, clock=clock)
        try:
            lines = femke.ask(item_still_open, self.overleg.item, self.overleg.meeting).lines
            draft = wil.ask(my_draft, LINE_FORM, self.overleg.meeting)
            found = [f"broken rule {p.code}: {p.rows}" for p in femke.ask(problems)] if with_rules else []
        except Refused as refused:
            return [f"cannot be read: {refused}"]
        finally:
            femke.close()
            wil.close()
        found += [f"the file: {problem}" for problem in integrity_problems(path, identity.dossier_key)]
        found += self._lost_or_too_many(lines, said)
        found += _half(lines)
        found += _draft(draft.fields["text"] if draft else None, lines, said)
        self.known = len(lines)
        return found

    def _lost_or_too_many(self, lines: tuple[SaidLine, ...], said: list[tuple[str, str]]) -> list[str]:
        texts = [_own(line) for line in lines]
        found = [f"lost: {text}" for text in self.acknowledged if text not in texts]
        found += [f"twice: {text}" for text in set(texts) if texts.count(text) > 1]
        done = sum(what == TAKEN_DOWN for what, _ in said)
        if len(lines) > self.known + done + 1:  # one line may have been on its way
            found.append(f"{len(lines) - self.known} new lines, {done} were acknowledged")
        self.acknowledged += [text for text in texts if text not in self.acknowledged]  # seen once, so never to be lost
        return found


def _own(line: SaidLine) -> str:
    """The secretary's own words; a line about the door begins with who goes where."""
    return line.text.rpartition(": ")[2]


def _half(lines: tuple[SaidLine, ...]) -> list[str]:
    found = []
    for line in lines:
        match line.kind:
            case LineKind.DECISION:
                whole = bool(line.decision_number)
            case LineKind.ACTION:
                whole = line.action is not None and line.action.what == line.text
            case LineKind.DOOR:
                whole = line.front_before is not None and line.front_after is not None
            case _:
                whole = True
        if not whole:
            found.append(f"half: {line.kind} {line.text}")
    decisions = [int(line.decision_number.partition("-")[2]) for line in lines if line.decision_number]
    actions = [line.action.number for line in lines if line.action]
    for name, numbers in (("decisions", decisions), ("actions", actions)):
        if numbers != list(range(1, len(numbers) + 1)):
            found.append(f"numbers of {name}: {numbers}")
    return found


def _draft(draft: str | None, lines: tuple[SaidLine, ...], said: list[tuple[str, str]]) -> list[str]:
    """The line that was being typed is there: as a draft, or, when it was on its way to disk, as a line. Never as both."""
    typed = said[-1][1] if said and said[-1][0] == BEFORE else None
    texts = [_own(line) for line in lines]
    found = []
    if typed is not None and typed != draft and typed not in texts:
        found.append(f"the half line is gone: {typed}")
    if draft is not None and draft in texts:
        found.append(f"both a line and a draft: {draft}")
    return found
