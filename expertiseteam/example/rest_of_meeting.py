"""What the told story leaves out of its overleg: the other points of the agenda, so that the minutes are those of a whole meeting."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from expertiseteam.cases.reading import case_view
from expertiseteam.example.people import BY_KEY
from expertiseteam.example.story import Story
from expertiseteam.example.words import general_words
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.agenda import agenda
from expertiseteam.meetings.conduct import agree, decide, defer_item, note, open_item, tell
from expertiseteam.meetings.cycle import meetings
from expertiseteam.meetings.mandate import mandated_decisions, set_mandate
from expertiseteam.meetings.own_point_records import PointKind
from expertiseteam.meetings.own_points import propose_point
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.records import AgendaLine, ItemKind, MeetingState
from expertiseteam.team.settings import team_settings

_SAID = {
    ItemKind.OPENING: "Notulen van vorige keer vastgesteld. Iris is met bericht afwezig.",
    ItemKind.CONCERNS: "Nieuwe signalen langsgelopen, geen patroon gezien. Łucja loopt een rondje in Turfven.",
    ItemKind.CLOSING: "Rondvraag: geen punten.",
}


def rest_of_meeting(story: Story) -> None:
    """Between `step_10` and `step_11`: Wil takes down the other points, in order. Whose lead is not there waits till next time."""
    stage, taken = story.stage, Counter[str]()
    before = max((line for line in stage.ask("wil", meetings) if line.state is MeetingState.HELD), key=lambda line: line.on)
    stage.do("femke", adopt_minutes, before.id)
    _under_mandate(story, story.ids["case"])
    for item in stage.ask("wil", agenda, story.ids["meeting"]).items:
        if item.id == story.ids["item"] or (item.case_id is None and item.kind not in _SAID):
            continue
        stage.do("wil", open_item, item.id)
        story.clock.forward(max(2, item.minutes - 2))
        if item.case_id is None:
            stage.do("wil", note, item.id, _SAID[item.kind])
        else:
            _case(story, item, taken)
    stage.do("lucja", propose_point, PointKind.THEME, "Kou in huis", question="Bij wie kijken we deze winter extra?", minutes=10)


def _under_mandate(story: Story, case_id: str) -> None:
    """The newest decision about a case falls under the first mandate of the team."""
    decided = story.stage.ask("wil", mandated_decisions, case_id)[0]
    story.stage.do("wil", set_mandate, case_id, decided.id, story.stage.ask("wil", team_settings).mandates[0])


def _case(story: Story, item: AgendaLine, taken: Counter[str]) -> None:
    stage = story.stage
    lead = stage.key_of(stage.ask("wil", case_view, item.case_id or "").lead_id)
    first_name = BY_KEY[lead].first_name
    if lead == "iris" or BY_KEY[lead].on_request:
        stage.do("wil", defer_item, item.id, f"{first_name} is er vandaag niet")
        return
    known: dict[str, dict[str, list[Any]]] = general_words()["rest"]
    kind = item.reasons[0].kind.name if item.reasons[0].kind.name in known else "OTHER"
    words, turn = known[kind], taken[kind]
    taken[kind] += 1
    stage.do("wil", note, item.id, words["said"][turn % len(words["said"])].format(regie=first_name))
    if turn < len(words["decision"]):
        stage.do("wil", decide, item.id, words["decision"][turn].format(regie=first_name))
        _under_mandate(story, item.case_id or "")
        stage.do("wil", tell, item.id, LineKind.RESIDENT, f"van {first_name}", teller_id=stage.ids[lead])
    if turn < len(words["action"]):
        owner, text, due = words["action"][turn]
        what = f"{BY_KEY[owner].first_name} {text}"
        stage.do("wil", agree, item.id, what, owner_id=stage.ids[owner], due=date.fromisoformat(due))
