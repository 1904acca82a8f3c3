"""Two people at one record (F35): every pair ends in both changes, both texts with name and time, or one sentence; never in silence."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from expertiseteam.access.work import Act
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import action_now, agree_action, change_action, close_action, reopen_action
from expertiseteam.cases.bin import throw_away
from expertiseteam.cases.ending import close_case
from expertiseteam.cases.front_door import front_door, set_place, take_back_move
from expertiseteam.cases.opening import add_person, change_case, link_concern, open_case, report_eviction
from expertiseteam.cases.people import correct_person, merge_people, move_person
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, CaseResult, DoorAnswers, EvictionState, PersonLine, Place
from expertiseteam.cases.serious import serious_events, write_lesson
from expertiseteam.cases.subject import household
from expertiseteam.concerns.feedback import feedback_not_possible, give_feedback, open_feedback
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, NoiseReason, ReporterText
from expertiseteam.concerns.triage import observe, set_double, set_noise
from expertiseteam.meetings.conduct import change_line, item_still_open, note, take_back
from expertiseteam.meetings.serious import report_serious_event
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import change_member, members
from expertiseteam.team.settings import change_settings, team_settings
from expertiseteam.visits.duos import cancel_visit, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Outcome
from tests.cases.endings import ended
from tests.dossier import PASSPHRASE, Team
from tests.faults.overleg import begin
from tests.faults.sampling import LONG, Tell, sample
from tests.faults.surroundings import faults, write_down

MERGED, BOTH, SAID = "both changes stand", "both texts with name and time", "one sentence, nothing changed"
Do = tuple[Act[..., Any], tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True)
class Ground:
    """A case with all that hangs on it, and what two people have open on their screens."""

    team: Team
    case: Any
    other_case: Any
    action: Any
    visit: Any
    concern: Any
    second: Any
    owed: Any
    line: Any
    move: str


def do(act: Act[..., Any], *args: Any, **kwargs: Any) -> Do:
    return act, args, kwargs


@pytest.fixture
def ground(team: Team) -> Ground:
    overleg = begin(team)  # closes everything; femke works on in a new window
    team._open.clear()
    team.femke = open_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    femke, noor = team.femke, team.noor
    new = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten.", "bringing_partner": "gemeente", "lead_id": team.ids["noor"]}
    case, other = (femke.do(open_case, (), label=label, **new) for label in ("Iepenlaan · gezin", "Kerkstraat · paar"))
    action = noor.do(agree_action, case, what="bellen", owner_id=team.ids["noor"], due=date(2026, 11, 20))
    visit = femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task="kijken", before=date(2026, 11, 30))
    concern, second = write_down(noor, "het eerste signaal"), write_down(noor, "het tweede signaal")
    told = {"certainty": Certainty.GUT, "channel": Channel.PHONE, "reporter": ReporterText("Greet Hilkens")}
    noor.do(record_concern, what="met melder", place="Kerkstraat 1", **told)
    move = noor.do(set_place, case, team.organisations["Woonpunt"], Place.RESERVE)
    team.femke.do(note, overleg.item, "Femke schrijft mee.")  # only who took a line down takes it back
    return Ground(
        team,
        femke.ask(case_view, case),
        femke.ask(case_view, other),
        femke.ask(action_now, action),
        femke.ask(visit_view, visit),
        femke.ask(concern_view, concern),
        femke.ask(concern_view, second),
        femke.ask(open_feedback)[0],
        team.wil.ask(item_still_open, overleg.item, overleg.meeting).lines[-1],
        move,
    )


def _visit(g: Ground, **seen: Any) -> Do:
    return do(record_visit, g.visit, **{"on": date(2026, 11, 17), "is_announced": True, "outcome": Outcome.AT_THE_DOOR, **seen})


def _member(g: Ground, **new: Any) -> Do:
    shown = next(m for m in g.team.femke.ask(members) if m.name == "Sem de Graaf")
    same = {f: getattr(shown, f) for f in ("name", "role", "discipline", "function", "organisation_id", "phone", "is_active")}
    return do(change_member, shown, **(same | new))


def _people(g: Ground) -> tuple[PersonLine, PersonLine]:
    for name, phone in (("Piet Jansen", ""), ("P. Jansen", "06 1234")):
        g.team.femke.do(add_person, g.case.id, name=name, phone=phone)
    found = {person.name: person for person in g.team.femke.ask(household, g.case.id).people}
    return found["Piet Jansen"], found["P. Jansen"]


def _correct(person: PersonLine, name: str) -> Do:
    return do(correct_person, person, name=name, part=person.part, phone=person.phone)


def _with_people(make: Callable[[Ground, PersonLine, PersonLine], tuple[Do, Do]]) -> Callable[[Ground], tuple[Do, Do]]:
    return lambda g: make(g, *_people(g))


def _lesson(g: Ground) -> tuple[Do, Do]:
    """Writing down what was learned of a serious event, and throwing it away as it was shown before that."""
    g.team.femke.do(report_serious_event, g.case.id, on=date(2026, 11, 1), what="Brand")
    [shown] = g.team.femke.ask(serious_events, g.case.id)
    return do(write_lesson, shown, "Eerder bellen."), do(throw_away, "serious_event", shown.id, shown.what)


# Which two things are done on the same record, the second by who did not see the first, and how the second ends.
PAIRS: dict[str, tuple[Callable[[Ground], tuple[Do, Do]], str]] = {
    "edit, edit elsewhere": (lambda g: (do(change_case, g.case, {"goal": "A"}), do(change_case, g.case, {"label": "B"})), MERGED),
    "edit, edit": (lambda g: (do(change_case, g.case, {"goal": "A"}), do(change_case, g.case, {"goal": "B"})), BOTH),
    "edit, edit of the address": (
        lambda g: (do(change_case, g.case, {"goal": "A"}), do(change_case, g.case, {"place": "Kerkstraat 2"})),
        MERGED,
    ),
    "edit, eviction": (
        lambda g: (do(change_case, g.case, {"goal": "A"}), do(report_eviction, g.case, EvictionState.DATED, date(2026, 12, 1), "Woonpunt")),
        MERGED,
    ),
    "eviction, eviction": (
        lambda g: (do(report_eviction, g.case, EvictionState.DATED, date(2026, 12, 1)),
                   do(report_eviction, g.case, EvictionState.DATED, date(2026, 12, 8))),
        BOTH,
    ),
    "edit, same edit": (lambda g: (do(change_case, g.case, {"goal": "A"}), do(change_case, g.case, {"goal": "A"})), MERGED),
    "setting, setting": (
        lambda g: (do(change_settings, {"door_limit": 1}, g.team.femke.ask(team_settings)),
                   do(change_settings, {"door_limit": 5}, g.team.femke.ask(team_settings))),
        BOTH,
    ),
    "member, member": (lambda g: (_member(g, phone="06-1"), _member(g, phone="06-2")), BOTH),
    "close case, close case": (
        lambda g: (do(close_case, g.case, ended(CaseResult.GOAL_REACHED, "klaar"), drop_actions_because="klaar"),
                   do(close_case, g.case, ended(CaseResult.MOVED, "weg"), drop_actions_because="weg")),
        BOTH,
    ),
    "close case, link to it": (
        lambda g: (do(close_case, g.case, ended(CaseResult.GOAL_REACHED, ""), drop_actions_because="klaar"),
                   do(link_concern, g.concern, g.case.id)),
        SAID,
    ),
    "close case, move at its door": (
        lambda g: (do(close_case, g.case, ended(CaseResult.GOAL_REACHED, ""), drop_actions_because="klaar"),
                   do(set_place, g.case.id, g.team.organisations["Bemoeizorg"], Place.FRONT)),
        SAID,
    ),
    "close case, take a move back": (
        lambda g: (do(close_case, g.case, ended(CaseResult.GOAL_REACHED, ""), drop_actions_because="klaar"), do(take_back_move, g.move)),
        SAID,
    ),
    "end action, end it otherwise": (
        lambda g: (do(close_action, g.action, ActionState.DONE, "gesproken"), do(close_action, g.action, ActionState.NOT_DONE, "weg")),
        BOTH,
    ),
    "end action, move it": (
        lambda g: (do(close_action, g.action, ActionState.DONE), do(change_action, g.action, owner_id=None, due=date(2026, 12, 1))),
        MERGED,
    ),
    "move action, move it": (
        lambda g: (do(change_action, g.action, owner_id=g.action.owner_id, due=date(2026, 12, 1)),
                   do(change_action, g.action, owner_id=g.action.owner_id, due=date(2026, 12, 2))),
        BOTH,
    ),
    "end action, open it again": (
        lambda g: (do(close_action, g.action, ActionState.DONE), do(reopen_action, g.action)),
        BOTH,
    ),
    "two views of one visit": (lambda g: (_visit(g, care_view="rustig"), _visit(g, enforcement_view="opgeruimd")), MERGED),
    "one view of one visit": (lambda g: (_visit(g, care_view="rustig"), _visit(g, care_view="onrustig")), BOTH),
    "visit recorded, visit off": (lambda g: (_visit(g, care_view="rustig"), do(cancel_visit, g.visit, "ziek")), BOTH),
    "visit off, visit off": (lambda g: (do(cancel_visit, g.visit, "ziek"), do(cancel_visit, g.visit, "vakantie")), BOTH),
    "answer, answer": (lambda g: (do(give_feedback, g.owed, said="Opgepakt."), do(feedback_not_possible, g.owed, "verhuisd")), BOTH),
    "merge, merge the other way": (
        lambda g: (do(set_double, g.concern, g.second.id), do(set_double, g.second, g.concern.id)),
        SAID,
    ),
    "merge, weigh": (lambda g: (do(set_double, g.concern, g.second.id), do(set_noise, g.concern, NoiseReason.VAGUE)), SAID),
    "to one case, to another": (
        lambda g: (do(link_concern, g.concern, g.case.id), do(link_concern, g.concern, g.other_case.id)),
        SAID,
    ),
    "weigh, observe": (lambda g: (do(set_noise, g.concern, NoiseReason.VAGUE), do(observe, g.concern, date(2026, 12, 1), "kijken")), SAID),
    "take line back, correct it": (lambda g: (do(take_back, g.line.id), do(change_line, g.line, text="anders")), SAID),
    "take line back, take it back": (lambda g: (do(take_back, g.line.id), do(take_back, g.line.id)), SAID),
    "correct line, correct it": (lambda g: (do(change_line, g.line, text="zo"), do(change_line, g.line, text="anders")), BOTH),
    "take move back, take it back": (lambda g: (do(take_back_move, g.move), do(take_back_move, g.move)), SAID),
    "move at the door, take the one before back": (
        lambda g: (do(set_place, g.case.id, g.team.organisations["Bemoeizorg"], Place.RESERVE), do(take_back_move, g.move)),
        SAID,
    ),
    "correct a name, merge it away": (
        _with_people(lambda g, kept, gone: (_correct(gone, "Paula Jansen"), do(merge_people, kept, gone))), SAID),
    "correct the name that stays, merge": (
        _with_people(lambda g, kept, gone: (_correct(kept, "Pia Smit"), do(merge_people, kept, gone))), SAID),
    "merge, correct who went": (_with_people(lambda g, kept, gone: (do(merge_people, kept, gone), _correct(gone, "Paul Jansen"))), SAID),
    "merge, correct who stays": (_with_people(lambda g, kept, gone: (do(merge_people, kept, gone), _correct(kept, "P. Janssen"))), MERGED),
    "merge, merge the other way round": (
        _with_people(lambda g, kept, gone: (do(merge_people, kept, gone), do(merge_people, gone, kept))), SAID),
    "move a resident, merge": (
        _with_people(lambda g, kept, gone: (do(move_person, gone.id, g.other_case.id), do(merge_people, kept, gone))), SAID),
    "merge, move who went": (
        _with_people(lambda g, kept, gone: (do(merge_people, kept, gone), do(move_person, gone.id, g.other_case.id))), SAID),
    "move a resident, move it": (
        _with_people(lambda g, kept, gone: (do(move_person, gone.id, g.other_case.id), do(move_person, gone.id, g.other_case.id))), SAID),
    "learn of an event, throw it away": (_lesson, SAID),
    "throw an event away, learn of it": (lambda g: _lesson(g)[::-1], SAID),
    "throw away, throw away": (lambda g: (_lesson(g)[1],) * 2, SAID),
}  # fmt: skip


@pytest.mark.parametrize("name", sample(list(PAIRS), 9, "pairs"))
def test_a_pair_never_ends_in_silence(ground: Ground, name: str) -> None:
    pair, expected = PAIRS[name]
    (first, args, kwargs), (second, more, more_kwargs) = pair(ground)
    team = ground.team
    team.femke.do(first, *args, **kwargs)
    try:
        team.femke.do(second, *more, **more_kwargs)
        found = MERGED
    except Conflict as conflict:
        found = BOTH
        assert conflict.by == "Femke Aarts" and conflict.at is not None
        assert conflict.fields and all(mine != theirs for mine, theirs in conflict.fields.values())
    except Refused as refused:
        found = SAID
        assert str(refused).count(".") >= 2, "what happened, and what to do now"
    assert found == expected
    team.close()
    assert faults(team) == []


FIELDS = ("goal", "purpose", "place", "trusted_contact", "bringing_partner")


@pytest.mark.timeout(1200)
def test_no_interleaving_of_editors_overwrites_in_silence(team: Team, tell: Tell) -> None:
    """Two to five editors on one case: every change that stands was seen by who replaced it, or replaced on purpose."""
    new = {"legal_basis": "Wmo 2015", "purpose": "hulp", "goal": "Weten.", "bringing_partner": "gemeente", "lead_id": team.ids["noor"]}
    case = team.femke.do(open_case, (), label="Iepenlaan · gezin", **new)
    people = [team.femke, team.noor, team.sem, team.iris, team.hugo]
    edits = conflicts = 0
    r = random.Random(20261122)
    for turn in range(400 if LONG else 6):
        editors = people[: r.randint(2, 5)]
        shown = {n: editor.ask(case_view, case) for n, editor in enumerate(editors)}
        for step in range(25):
            n = r.randrange(len(editors))
            wanted = {field: f"{field} {turn}.{step} van {n}" for field in r.sample(FIELDS, r.randint(1, 3))}
            before = team.femke.ask(case_view, case)
            unseen = {f for f in wanted if getattr(before, f) not in (getattr(shown[n], f), wanted[f])}
            edits += 1
            try:
                editors[n].do(change_case, shown[n], wanted)
            except Conflict as conflict:
                conflicts += 1
                assert set(conflict.fields) == unseen
                assert {f: theirs for f, (_, theirs) in conflict.fields.items()} == {f: getattr(before, f) for f in unseen}
                assert team.femke.ask(case_view, case) == before
                shown[n] = before
            else:
                assert unseen == set(), "written over what this editor never saw"
                now = team.femke.ask(case_view, case)
                assert {f: getattr(now, f) for f in FIELDS} == {f: wanted.get(f, getattr(before, f)) for f in FIELDS}
                shown[n] = r.choice((now, shown[n]))
    tell(f"editors: {edits} edits in 2 to 5 windows, {conflicts} conflicts shown, lost: 0")
    assert conflicts > edits / 10


def test_a_move_within_the_limit_counts_who_came_meanwhile(ground: Ground) -> None:
    """Two put somebody at one door at once: the second is asked the four questions that the first made necessary."""
    team, case = ground.team, ground.case.id
    names = ("Bemoeizorg", "Schuldhulp", "Wijkagent")
    limit = team.femke.ask(team_settings).door_limit
    for name in names[:limit]:
        team.femke.do(set_place, case, team.organisations[name], Place.FRONT)
    with pytest.raises(Refused, match=rf"al {limit} organisaties aan de deur"):
        team.noor.do(set_place, case, team.organisations["Jeugdteam"], Place.FRONT)
    team.noor.do(set_place, case, team.organisations["Jeugdteam"], Place.FRONT, answers=DoorAnswers("nodig", "", "", ""))
    assert sum(one.place is Place.FRONT for one in team.femke.ask(front_door, case)) == limit + 1
    assert team.femke.ask(concern_view, ground.concern.id).state is ConcernState.NEW
