"""The told story, Monday 2 to Tuesday 17 November 2026: one function per step, each at its moment, through the acts that users use.

Acceptance tests, the headless demonstration and the example dossier share these. A step needs the ids that earlier steps left in
`Story.ids`, and leaves its own there.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from expertiseteam.access.drafts import keep_draft
from expertiseteam.cases.actions import change_action, close_action, open_actions
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import open_case, report_eviction
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import ActionState, DoorAnswers, EvictionState, HouseholdKind, Place
from expertiseteam.concerns.feedback import give_feedback, open_feedback
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import WAITING, Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.triage import observe
from expertiseteam.example.clock import PastClock, dutch
from expertiseteam.example.people import PEOPLE
from expertiseteam.example.stage import Stage
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.attending import attendance, set_present
from expertiseteam.meetings.closing import close_meeting, closing_checks
from expertiseteam.meetings.conduct import LINE_FORM, agree, decide, move_at_door, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, meetings
from expertiseteam.team.covering import cover_work
from expertiseteam.team.members import members
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome


class Step(enum.IntEnum):
    """How far the story has been told; the numbers are those of the told story."""

    PAST = 0  # Monday 2 November, 9.00: nothing of it has happened
    CONCERN = 1
    CASE = 2
    DOOR = 3
    DUO = 4
    VISIT = 5
    EVICTION = 6
    FEEDBACK = 7
    PREPARED = 8
    MEETING = 9
    POWER_FAILS = 10
    CLOSED = 11


MOMENTS: Mapping[Step, datetime] = {
    Step.PAST: dutch(2026, 11, 2, 9, 0),
    Step.CONCERN: dutch(2026, 11, 2, 9, 10),
    Step.CASE: dutch(2026, 11, 2, 9, 40),
    Step.DOOR: dutch(2026, 11, 2, 9, 50),
    Step.DUO: dutch(2026, 11, 3, 10, 5),
    Step.VISIT: dutch(2026, 11, 5, 20, 10),  # they rang at 19.00
    Step.EVICTION: dutch(2026, 11, 13, 11, 20),
    Step.FEEDBACK: dutch(2026, 11, 16, 14, 30),
    Step.PREPARED: dutch(2026, 11, 17, 9, 0),
    Step.MEETING: dutch(2026, 11, 17, 13, 30),
    Step.POWER_FAILS: dutch(2026, 11, 17, 13, 52),
    Step.CLOSED: dutch(2026, 11, 17, 14, 55),
}
EARLIER_SIGNAL = dutch(2026, 9, 15, 10, 20)
GAS_IS_GONE = dutch(2026, 11, 9, 15, 40)
MEETING_DAY = date(2026, 11, 17)
PLACE = "Beukenlaan 7, Turfven"
LABEL = "Beukenlaan · alleenstaande man"
HALF_LINE = "> uitzoeken of de huur via het loon"  # what Wil had typed when the power failed
WHOLE_LINE = "uitzoeken of de huur via het loon betaald kan worden"


@dataclass
class Story:
    """A dossier on which the story is played. `ids`: what the steps made, by the words used below."""

    stage: Stage
    clock: PastClock
    ids: dict[str, str] = field(default_factory=dict)


def earlier_signal(story: Story) -> str:
    """In September somebody else had noticed something at the same door; Femke looks again on 2 November. Leaves `earlier_concern`."""
    story.clock.at(EARLIER_SIGNAL)
    earlier = story.ids["earlier_concern"] = story.stage.do(
        "wil",
        record_concern,
        what="De gordijnen zijn al een tijd dicht en de post steekt uit de bus. Misschien is het niets.",
        place="Beukenln 7",
        certainty=Certainty.SEEN,
        channel=Channel.PHONE,
        source=Source.ANONYMOUS,
    )
    story.clock.forward(90)
    line = next(line for line in story.stage.ask("femke", concerns, WAITING) if line.id == earlier)
    story.stage.do("femke", observe, line, MOMENTS[Step.PAST].date(), "één keer gezien, kijken of het vaker gebeurt")
    return earlier


def step_1(story: Story) -> str:
    """A volunteer phones Łucja, who writes the signal down; who phoned is sealed. Leaves `concern`."""
    story.clock.at(MOMENTS[Step.CONCERN])
    story.ids["concern"] = story.stage.do(
        "lucja",
        record_concern,
        what="De buurman zet al drie weken geen afval buiten. Gordijnen dicht. Ik heb er een naar gevoel bij.",
        place=PLACE,
        certainty=Certainty.GUT,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet Hilkens", "06-55512345", may_be_named=False),
    )
    return story.ids["concern"]


def step_2(story: Story) -> str:
    """Femke joins the two signals of one address and opens the case. Leaves `case`."""
    story.clock.at(MOMENTS[Step.CASE])
    lines = {line.id: line for line in story.stage.ask("femke", concerns, WAITING)}
    both = [lines[story.ids[name]] for name in ("concern", "earlier_concern") if story.ids.get(name) in lines]
    story.ids["case"] = story.stage.do(
        "femke",
        open_case,
        both,
        label=LABEL,
        lead_id=story.stage.ids["noor"],
        legal_basis="Wet publieke gezondheid, bemoeizorg",
        purpose="hulp aanbieden",
        goal="Weten of meneer hulp nodig heeft en hulp wil.",
        bringing_partner="gemeente",
        household=HouseholdKind.SINGLE_MAN,
    )
    return story.ids["case"]


def step_3(story: Story) -> None:
    """Four stand at the door, above the limit of two; one stays. Then Karim brings Woonpunt back: two, and nothing is asked."""
    story.clock.at(MOMENTS[Step.DOOR])
    answers = DoorAnswers(
        intended="Nee. Ieder kwam met een eigen vraag en wist het niet van de ander.",
        less="Ja, één gezicht is genoeg om te beginnen.",
        belongs="Noor van bemoeizorg.",
        without_ringing="Woonpunt en schuldhulp, vanaf de achterhand.",
    )
    case = story.ids["case"]
    for n, organisation in enumerate(("Woonpunt", "Schuldhulp", "Wijkverpleging", "Wijkagent"), 1):
        _move(story, "femke", case, organisation, Place.FRONT, answers=answers if n > 2 else None)
    condition = "inroepen als er een ontruimingsdatum komt"
    _move(story, "femke", case, "Woonpunt", Place.RESERVE, condition=condition)
    _move(story, "femke", case, "Schuldhulp", Place.RESERVE, condition=condition)
    _move(story, "femke", case, "Wijkverpleging", Place.STEPPED_ASIDE)
    _move(story, "femke", case, "Wijkagent", Place.STEPPED_ASIDE)
    _move(story, "femke", case, "Bemoeizorg", Place.FRONT, member="noor")
    story.clock.forward(20)
    _move(story, "karim", case, "Woonpunt", Place.FRONT, member="karim")


def step_4(story: Story) -> str:
    """Femke sends Noor and Sem. Leaves `visit`."""
    story.clock.at(MOMENTS[Step.DUO])
    story.ids["visit"] = story.stage.do(
        "femke",
        send_duo,
        story.ids["case"],
        care_id=story.stage.ids["noor"],
        enforcement_id=story.stage.ids["sem"],
        task="Samen langs, rustig beginnen.",
        before=date(2026, 11, 6),
        is_announced=False,
    )
    return story.ids["visit"]


def step_5(story: Story) -> tuple[str, str]:
    """Two pairs of eyes, each in its own words; what was agreed are actions at once. Leaves `gas_action` and `soup_action`."""
    story.clock.at(MOMENTS[Step.VISIT])
    stage, visit = story.stage, story.ids["visit"]
    gas = Agreement("Sem haalt met meneer de gasfles weg", stage.ids["sem"], date(2026, 11, 9))
    soup = Agreement("Noor komt dinsdag terug met soep", stage.ids["noor"], date(2026, 11, 10), is_promise=True)
    stage.do(
        "noor",
        record_visit,
        stage.ask("noor", visit_view, visit),
        on=date(2026, 11, 5),
        at=time(19, 0),
        is_announced=False,
        outcome=Outcome.AT_THE_DOOR,
        care_view="Meneer opende na drie keer bellen. Ongeopende post op de trap, at uit blik. Wil praten, niet over geld.",
        agreements=(gas, soup),
    )
    story.clock.forward(25)
    seen = stage.ask("sem", visit_view, visit)
    stage.do(
        "sem",
        record_visit,
        seen,
        on=date(2026, 11, 5),
        at=time(19, 0),
        is_announced=False,
        outcome=Outcome.AT_THE_DOOR,
        care_view=seen.care_view,
        enforcement_view="Achterom vol afval, gasfles in de gang. Geen direct gevaar.",
        told=seen.told,
    )
    agreed = {action.what: action.id for action in stage.ask("noor", open_actions) if action.case_id == story.ids["case"]}
    story.ids |= {"gas_action": agreed[gas.what], "soup_action": agreed[soup.what]}
    return story.ids["gas_action"], story.ids["soup_action"]


def gas_is_gone(story: Story) -> None:
    """Sem does what he agreed, in time: so only Noor's promise is late when the agenda is made."""
    story.clock.at(GAS_IS_GONE)
    action = next(a for a in story.stage.ask("sem", open_actions) if a.id == story.ids["gas_action"])
    story.stage.do("sem", close_action, action, ActionState.DONE, "samen met meneer weggebracht")


def step_6(story: Story) -> None:
    """Karim reports the date of the eviction."""
    story.clock.at(MOMENTS[Step.EVICTION])
    view = story.stage.ask("karim", case_view, story.ids["case"])
    story.stage.do("karim", report_eviction, view, EvictionState.DATED, date(2026, 11, 27), "Woonpunt")


def step_7(story: Story) -> None:
    """Łucja answers the volunteer, in time, and not a word about the man."""
    story.clock.at(MOMENTS[Step.FEEDBACK])
    owed = next(line for line in story.stage.ask("lucja", open_feedback) if line.concern_id == story.ids["concern"])
    story.stage.do("lucja", give_feedback, owed, said="Bedankt voor uw telefoontje. Het is opgepakt.")


def step_8(story: Story) -> str:
    """Femke presses *Overleg voorbereiden*. Leaves `meeting` and `item`, the point about the case."""
    story.clock.at(MOMENTS[Step.PREPARED])
    found = next(line.id for line in story.stage.ask("femke", meetings) if line.on == MEETING_DAY)
    story.stage.do("femke", prepare_agenda, found)
    items = story.stage.ask("femke", agenda, found).items
    team = {member.id: member for member in story.stage.ask("femke", members)}
    away, deputy = team[story.stage.ids["iris"]], team[story.stage.ids["femke"]]
    story.stage.do("iris", cover_work, away, deputy, MEETING_DAY + timedelta(days=7))  # she is not there at the overleg either
    story.ids |= {"meeting": found, "item": next(item.id for item in items if item.case_id == story.ids["case"])}
    return found


def step_9(story: Story) -> None:
    """Wil starts the overleg and takes down the first case. Leaves `note`, `decision`, `action` and `door`, the four lines."""
    story.clock.at(MOMENTS[Step.MEETING])
    stage, item = story.stage, story.ids["item"]
    stage.do("wil", start_meeting, stage.ask("wil", meeting, story.ids["meeting"]))
    on_request = {stage.ids[person.key] for person in PEOPLE if person.on_request}
    for line in stage.ask("wil", attendance, story.ids["meeting"]):
        if line.member_id == stage.ids["iris"]:
            stage.do("wil", set_present, line, False, "met bericht")
        elif line.member_id in on_request:
            stage.do("wil", set_present, line, False, "sluit aan op verzoek")
    story.clock.forward(5)
    stage.do("wil", open_item, item)
    story.clock.forward(3)
    story.ids["note"] = stage.do("wil", note, item, "Noor: meneer is twee keer geweest, wil hulp bij post.")
    story.clock.forward(3)
    story.ids["decision"] = stage.do("wil", decide, item, "Woonpunt vraagt uitstel van de ontruiming aan.")
    story.clock.forward(1)
    friday = date(2026, 11, 20)
    story.ids["action"] = stage.do("wil", agree, item, "Karim belt advocaat Woonpunt voor vrijdag", owner_id=stage.ids["karim"], due=friday)
    story.clock.forward(2)
    answers = DoorAnswers(intended="tot de regeling er is", less="", belongs="", without_ringing="")
    story.ids["door"] = stage.do("wil", move_at_door, item, stage.organisations["Schuldhulp"], Place.FRONT, answers=answers)


def step_10(story: Story) -> None:
    """Wil is half-way the next line when the power fails: what he typed is a draft on disk."""
    story.clock.at(MOMENTS[Step.POWER_FAILS])
    story.stage.do("wil", keep_draft, LINE_FORM, story.ids["meeting"], {"item": story.ids["item"], "kind": "", "text": HALF_LINE})


def step_11(story: Story) -> None:
    """Wil finishes the half line; at the end it has no owner, so he gives it to Hugo, and closes. Leaves `loose_action`, its line."""
    stage, meeting_id = story.stage, story.ids["meeting"]
    story.ids["loose_action"] = stage.do("wil", agree, story.ids["item"], WHOLE_LINE, owner_id=None, due=date(2026, 12, 1))
    story.clock.at(MOMENTS[Step.CLOSED])
    for action in stage.ask("wil", closing_checks, meeting_id).loose_actions:
        stage.do("wil", change_action, action, owner_id=stage.ids["hugo"], due=action.due)
    stage.do("wil", close_meeting, stage.ask("wil", meeting, meeting_id))


def _move(
    story: Story,
    who: str,
    case: str,
    organisation: str,
    place: Place,
    *,
    condition: str = "",
    member: str = "",
    answers: DoorAnswers | None = None,
) -> None:
    stage = story.stage
    member_id = stage.ids[member] if member else None
    organisation_id = stage.organisations[organisation]
    stage.do(who, set_place, case, organisation_id, place, condition=condition, member_id=member_id, answers=answers)
