"""Weighing on the live screen: another view, secrecy, who tells whom, the mandate and sharing, and none of it stops the line."""

from __future__ import annotations

from datetime import date

from expertiseteam.access.drafts import my_draft
from expertiseteam.insight.today import today
from expertiseteam.meetings.mandate import mandated_decisions
from expertiseteam.meetings.minutes import minutes_paper
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
    assert screen.bar.text == "Maak er een actie van, dan staat het bij Noor op Vandaag tot het gedaan is (Alt J)."
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
