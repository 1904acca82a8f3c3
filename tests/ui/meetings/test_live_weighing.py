"""Weighing on the live screen: another view, secrecy, who tells whom, the mandate and sharing, and none of it stops the line."""

from __future__ import annotations

from datetime import date

from expertiseteam.access.drafts import my_draft
from expertiseteam.insight.today import today
from expertiseteam.meetings.agenda import agenda_still_open, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, item_still_open, open_item, start_meeting, tell
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.mandate import mandated_decisions
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.recognise import LineKind
from expertiseteam.meetings.telling import tellings
from expertiseteam.meetings.telling_records import ToldHow
from expertiseteam.team.members import change_member, members
from tests.dossier import Team
from tests.screens.accessibility import complaints
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.live_stage import DECISION, NOTE, live, said, write
from tests.ui.meetings.stage import start
from ui.meetings.live_weighing import SHARING_FORM


def test_what_is_weighed_is_typed_by_keys_and_nothing_stops_the_line(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    karim = next(member for member in team.femke.ask(members) if member.id == team.ids["karim"])
    woonpunt = team.organisations["Woonpunt"]
    team.femke.do(change_member, karim, role=karim.role, discipline=karim.discipline, function=karim.function, organisation_id=woonpunt)
    start(team, ids)
    stage = open_stage(team.wil)
    stage.go("live", ids["november"])
    stage.key("Ctrl+Down", "Ctrl+Down")
    screen = live(stage)
    assert screen.parts._sharing.text() == "Nog niet nagegaan of we dit delen met Woonpunt. Doel: hulp aanbieden."
    write(stage, NOTE)
    write(stage, DECISION, "F3")
    write(stage, "handhaving wil eerst een brief", "Alt+K")
    write(stage, "schuldhulp", "Alt+G")
    write(stage, "recht: eerst een brief", "Alt+E")
    stage.key("Alt+B")
    stage.type("van Noor, morgen")
    shoot(stage.theme, stage.window, "overleg-bewoner-hoort", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Return")
    assert screen.bar.text == "Het staat bij Noor op Vandaag tot het verteld is. Met een dag erbij wordt het ook een actie (Alt J)."
    shoot(stage.theme, stage.window, "overleg-bewoner-actie", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Alt+J", "Alt+J")  # twice is once
    assert screen.bar.text == "Die actie staat er al."
    [action] = [one for one in team.noor.ask(today, team.ids["noor"], date(2026, 11, 17)).actions if "bewoner" in one.what]
    assert (action.owner_id, action.due) == (team.ids["noor"], date(2026, 11, 18))
    write(stage, "melder hoort: van Femke")
    kinds = ["NOTE", "DECISION", "VIEW", "SECRECY", "ADVICE", "RESIDENT", "ACTION", "REPORTER"]
    assert [line.kind.name for line in said(stage, ids)] == kinds
    stage.key(*["Up"] * 7, "M")
    stage.shoot("mandaat-paneel")
    stage.key("1", "Return")  # on the decision: the first mandate
    [decision] = team.femke.ask(mandated_decisions, ids["case"])
    assert decision.mandate.startswith("Huisbezoek en hulp inzetten")
    stage.key("Alt+D")
    panel = screen.parts.line.sharing
    stage.type("Woonpunt heeft de sleutel van het uitstel")
    shoot(stage.theme, stage.window, "overleg-delen", settle=stage.settle)
    assert complaints(stage.window) == []
    stage.key("Escape")  # somebody goes on talking: what was typed is kept
    write(stage, "Er wordt doorgepraat.")
    stage.key("Alt+D")
    assert panel.fields[0].text() == "Woonpunt heeft de sleutel van het uitstel"
    stage.key("Ctrl+Return")
    assert screen.parts._sharing.text() == "Delen met Woonpunt · hulp aanbieden · nagegaan di 17 november"
    assert screen.conductor.file is not None and team.wil.ask(my_draft, SHARING_FORM, screen.conductor.file.item.id) is None
    shoot(stage.theme, stage.window, "overleg-gewogen", settle=stage.settle)
    [item] = [one for one in team.wil.ask(minutes_paper, ids["november"]).items if one.code == "26-003"]
    assert item.decisions[0].views == ("handhaving wil eerst een brief",) and item.resident == ("van Noor, morgen",)


def test_what_was_decided_is_told_by_keys_from_the_list_and_in_the_next_overleg(open_stage: Open, team: Team, ids: dict[str, str]) -> None:
    start(team, ids)
    point = next(item.id for item in team.wil.ask(agenda_still_open, ids["november"]).items if item.case_id == ids["case"])
    team.wil.do(open_item, point)
    team.wil.do(decide, point, DECISION)
    for kind in (LineKind.RESIDENT, LineKind.REPORTER):
        team.wil.do(tell, point, kind, "van Noor", teller_id=team.ids["noor"])
    team.wil.do(close_meeting, team.wil.ask(meeting, ids["november"]))
    team.clock.at(2026, 12, 8, 9, 0)
    stage = open_stage(team.noor)
    stage.go("tellings")
    stage.key("Return")
    stage.shoot("verteld-paneel")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")  # how is not said yet
    stage.key("Tab", "Tab", "3", "Ctrl+Return")
    stage.shoot("nog-te-vertellen")
    assert [(one.hearer.name, one.how) for one in team.noor.ask(tellings) if one.told_on] == [("HOUSEHOLD", ToldHow.PHONE)]
    stage.key("T")
    stage.settle()
    assert not [one for one in team.noor.ask(tellings) if one.told_on]
    team.femke.do(prepare_agenda, ids["december"])
    team.wil.do(start_meeting, team.wil.ask(meeting, ids["december"]))
    stage = open_stage(team.wil)
    stage.go("live", ids["december"])
    stage.key("Alt+V", "Space", "Down", "O")
    stage.type("twee keer niet gelukt")
    stage.shoot("ijkpunt-opmerking")
    stage.key("Return")
    stage.shoot("ijkpunten-live")
    assert complaints(stage.window) == []
    first, second, third = team.wil.ask(item_still_open, live(stage).conductor.busy.id, ids["december"]).agreements
    assert (first.is_ticked, second.remark, third.is_ticked) == (True, "twee keer niet gelukt", False)
    stage.key("Ctrl+Down", "Ctrl+Down")
    stage.key("Alt+V", "Space")
    assert live(stage).parts.line.when_told.isVisible()
    stage.key("Return")  # how is not said yet
    stage.shoot("verteld-live")
    assert complaints(stage.window) == []
    stage.key("4", "Return")
    assert live(stage).parts.lines.earlier[0].text().startswith("Verteld")
    assert [(one.hearer.name, one.told_by) for one in team.noor.ask(tellings) if one.told_on] == [("HOUSEHOLD", "Noor Elzinga")]
