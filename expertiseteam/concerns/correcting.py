"""A signal that was written down wrong: what it says and what was chosen can be corrected; what stood there stays readable.

Except who told it: that is taken out, of the signal and of what stands beside it, and leaves nothing behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, select

from expertiseteam.access.tables import Draft, FieldChange
from expertiseteam.access.who import OFFICER, TEAM, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.addresses import normalise
from expertiseteam.basics.clock import local_day
from expertiseteam.basics.sentences import Refused
from expertiseteam.basics.text import is_blank
from expertiseteam.concerns.feedback import ANONYMOUS, owe_by_source
from expertiseteam.concerns.intake import LONGEST, refuse_since, village_in, weigh_before
from expertiseteam.concerns.records import (
    CORRECTABLE,
    SPOTTED,
    Certainty,
    Channel,
    ConcernState,
    ConcernView,
)
from expertiseteam.concerns.tables import CheckRound, Concern, EarlierOutcome, Feedback, JointCall, Observation, Reporter, StepTaken
from expertiseteam.storage.reading import Reader
from expertiseteam.team.catalogues import label_of
from expertiseteam.team.records import Catalogue
from expertiseteam.team.service_numbers import refuse_service_number
from expertiseteam.team.settings import team_settings
from expertiseteam.team.tables import Village


class BesideKind(StrEnum):
    """What stands beside the text of a signal, in somebody's own words."""

    SEEN = "waarneming"
    OUTCOME = "uitkomst"
    EARLIER = "eerdere uitkomst"
    AGAIN = "waarom het opnieuw werd opgepakt"
    ANSWER = "antwoord aan wie het vertelde"
    STEP = "stap bij gevaar"
    CALL = "waarom een bezoek samen"
    ROUND = "waarom een checkronde"


@dataclass(frozen=True, slots=True)
class BesideText:
    """One such text. `version`: of its row."""

    id: str
    version: int
    kind: BesideKind
    text: str


NOT_KEPT = "er stond wie het vertelde: niet bewaard"  # what the log says of it
_WORD = re.compile(r"\w{2,}")
_LINKED = (ConcernState.LINKED, ConcernState.DOUBLE)  # whose outcome the program wrote
# Where each text stands, and which rows hold one in somebody's own words.
_BESIDE: Mapping[BesideKind, tuple[Any, str, ColumnElement[bool] | None]] = {
    BesideKind.SEEN: (Observation, "text", None),
    BesideKind.OUTCOME: (Concern, "outcome", Concern.state.not_in(_LINKED)),
    BesideKind.EARLIER: (EarlierOutcome, "outcome", EarlierOutcome.state.not_in(_LINKED)),
    BesideKind.AGAIN: (EarlierOutcome, "why", None),
    BesideKind.ANSWER: (Feedback, "said", Feedback.said != ANONYMOUS),
    BesideKind.STEP: (StepTaken, "remark", None),
    BesideKind.CALL: (JointCall, "why", None),
    BesideKind.ROUND: (CheckRound, "why", None),
}


@act("signaal verbeterd", by=TEAM)
def correct_concern(work: Work, shown: ConcernView, new: Mapping[str, Any], *, forget: bool = False) -> None:
    """Change these fields (CORRECTABLE) of the signal that the form showed. A colleague's change of the same field is a Conflict.

    What stood there stays as history, in the circle of the signal. With `forget` nothing of it does, for the aandachtsfunctionaris alone:
    it named who told it, and that is never readable (domain.md, row 13). Refused for who neither wrote it down nor guards the signals,
    and for what `record_concern` refuses too.
    """
    if set(new) - set(CORRECTABLE):
        raise TypeError(f"not to be corrected here: {sorted(set(new) - set(CORRECTABLE))}")
    concern = work.get(Concern, shown.id)
    if work.who.id != concern.written_by_id and work.who.role is not Role.OFFICER:
        raise Refused(
            f"Signaal {concern.code} verbetert wie het opschreef, of de aandachtsfunctionaris. Er is niets gewijzigd. "
            "Schrijf erbij wat u zag, of vraag het aan een van hen."
        )
    if forget and work.who.role is not Role.OFFICER:
        raise Refused("Alleen de aandachtsfunctionaris laat weg wat er eerst stond. Er is niets gewijzigd. Vraag het daar.")
    stored = {name: value.strip() if isinstance(value, str) and not isinstance(value, StrEnum) else value for name, value in new.items()}
    if "what" in stored and (is_blank(stored["what"]) or len(stored["what"]) > LONGEST):
        raise Refused(f"Schrijf in één zin wat er is, in hoogstens {LONGEST} tekens. Er is niets gewijzigd.")
    refuse_service_number(work, *(stored[name] for name in ("what", "place") if name in stored))
    _refuse_unknown_words(work, stored)
    refuse_since(new.get("since"), local_day(concern.received), "Er is niets gewijzigd.")
    was = f"{concern.what} {concern.place}"
    concern = work.edit(Concern, shown, **stored)
    _follow(work, concern, stored)
    if forget:
        _leave_nothing(work, concern.id, was, f"{concern.what} {concern.place}")


def _refuse_unknown_words(work: Work, stored: Mapping[str, Any]) -> None:
    for name, which, known in (("channel", Catalogue.CHANNEL, Channel), ("certainty", Catalogue.CERTAINTY, Certainty)):
        if name in stored and not isinstance(stored[name], known):
            label_of(work, which, stored[name])
    for name, which in (("signs", Catalogue.SIGN), ("spot", Catalogue.SPOT)):
        for code in stored.get(name, "").split():
            label_of(work, which, code)


def _follow(work: Work, concern: Concern, stored: Mapping[str, Any]) -> None:
    """What follows from what was corrected. It stood on no form, so nobody is asked which of two stays."""
    follows: dict[str, Any] = {}
    if "place" in stored:
        follows |= {"place_key": normalise(concern.place), "village": village_in(concern.place, work.values(select(Village.name)))}
    if concern.channel not in SPOTTED:
        follows["spot"] = ""
    if "urgency" in stored:
        follows["triage_before"] = weigh_before(local_day(concern.received), concern.urgency, team_settings(work))
    work.edit(Concern, concern, **follows)
    if "source" in stored:
        is_known = bool(work.unseen(Reporter, Reporter.concern_id == concern.id))  # who told it is not read, only whether anybody did
        owe_by_source(work, concern, team_settings(work), is_known=is_known)


@query(by=OFFICER)
def texts_beside(read: Reader, concern_id: str) -> list[BesideText]:
    """What people wrote beside a signal that is open on the screen. Asked for beside `concern_view`, which the log tells of."""
    return list(_beside(read, concern_id))


def _beside(read: Reader, concern_id: str) -> Iterator[BesideText]:
    for kind, (table, field, which) in _BESIDE.items():
        of_signal = table.id if table is Concern else table.concern_id
        text = getattr(table, field)
        only = [of_signal == concern_id, text != "", *([] if which is None else [which])]
        for row_id, version, said in read.tuples(select(table.id, table.version, text).where(*only).order_by(table.id)):
            yield BesideText(row_id, version, kind, said)


@act("naam weggehaald bij een signaal", by=OFFICER)
def take_name_out(work: Work, concern_id: str, shown: BesideText, text: str) -> None:
    """Write a text beside a signal anew, because it named who told it: nothing of what stood there is kept (domain.md, row 13).

    Refused when nothing is left, where something must be said. A colleague's change of the same text is a Conflict.
    """
    stored = text.strip()
    if (is_blank(stored) and shown.kind is not BesideKind.STEP) or len(stored) > LONGEST:
        raise Refused(f"Schrijf wat er zonder de naam staat, in hoogstens {LONGEST} tekens. Er is niets gewijzigd.")
    refuse_service_number(work, stored)
    table, field, _ = _BESIDE[shown.kind]
    row = work.get(table, shown.id)
    if row.version != shown.version and getattr(row, field) not in (shown.text, stored):
        raise work.clash({"text": (stored, getattr(row, field))}, row.id, row.circle_id)
    was = getattr(row, field)
    work.edit(table, row, **{field: stored})
    _leave_nothing(work, concern_id, was, stored)


def _leave_nothing(work: Work, concern_id: str, was: str, now: str) -> None:
    """What stood in a signal until now is gone: its history, the words of it in the search index, and drafts that hold a word of it."""
    work.about.append(concern_id)
    work.why = NOT_KEPT
    gone = set(_WORD.findall(was))
    for change_id in work.values(select(FieldChange.id).where(FieldChange.row_id == concern_id)):
        change = work.get(FieldChange, change_id)
        gone |= {*_WORD.findall(change.before), *_WORD.findall(change.after)} if change.field in ("what", "place") else set()
        work.remove(change)
    gone -= set(_WORD.findall(now))
    for draft in work.unseen(Draft, Draft.about == concern_id):  # also a colleague's: it would bring the name back
        if gone & set(_WORD.findall(draft.fields)):
            work.remove(draft)
    work.sweep_search()


def take_history_along(work: Work, concern: Concern, circle_id: str) -> None:
    """What stood in a signal goes to another circle with it: who may not see the signal there may not see what it said before."""
    for change_id in work.values(select(FieldChange.id).where(FieldChange.row_id == concern.id, FieldChange.circle_id != circle_id)):
        old = work.get(FieldChange, change_id)
        what = {"row_kind": old.row_kind, "row_id": old.row_id, "field": old.field, "before": old.before, "after": old.after}
        work.remove(old)
        work.add(FieldChange(at=old.at, by_id=old.by_id, circle_id=circle_id, **what))
