"""A working day full of marked words, in the real windows on a real dossier: `python -m tests.faults.day FOLDER closed|killed`.

Prints what must be found nowhere as JSON: the words, the passphrases and the dossier key.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import date
from pathlib import Path

from expertiseteam.access.drafts import keep_draft
from expertiseteam.access.workspace import Workspace
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.opening import add_note, add_person, open_case
from expertiseteam.concerns.intake import concern_view, record_concern, reporter_json
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.conduct import LINE_FORM, decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.minutes import action_list_paper, agenda_paper, minutes_paper
from expertiseteam.opening import prepare_copy, unlock_dossier, workspace_for
from expertiseteam.safety.keeping import choose_second_place, keep_copy, practise
from expertiseteam.safety.salvaging import save_what_is_whole
from expertiseteam.vault.copies import Reason, copies, copies_folder
from expertiseteam.visits.duos import send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Outcome
from reports.action_list import action_list_pdf
from reports.agenda import agenda_pdf
from reports.minutes import minutes_pdf
from tests.acceptance.play import Play
from tests.dossier import PASSPHRASE, StandingClock, Team, make_team
from ui.shell.desk import Place

WHAT, WHERE, LABEL, GOAL = "Kanariëngeel", "Zwartepoort 7", "Roodborstweg · echtpaar", "Pimpelpaarsdoel"
REPORTER, PHONE = "Greet Hilkens", "06-55512345"
RESIDENT, REMARK, TASK, CARE, ENFORCEMENT = "Zilverbergen", "Mosterdzaadje", "Kastanjebruin", "Oranjevaandel", "Grijsgroenig"
ACTION, SAID, DECISION, HALF_LINE = "Turkooisblauw", "Smaragdgroen", "Koperdraadje", "Indigoblauwe"
HALF_SIGNAL, LOOKED_FOR = "Violetkleurig", "Azuurblauwig"
WORDS = (
    WHAT, WHERE, LABEL.split(" · ")[0], GOAL, REPORTER, PHONE, RESIDENT, REMARK, TASK, CARE, ENFORCEMENT, ACTION, SAID, DECISION, HALF_LINE,
    HALF_SIGNAL, LOOKED_FOR,
)  # fmt: skip
SCREENS = ("today", "concerns", "cases", "meetings", "actions", "visits", "log", "settings")


def work(team: Team) -> tuple[str, str]:
    """What is recorded on the day, through the acts; returns the case and the running overleg."""
    reporter = ReporterText(REPORTER, PHONE, "belt liever ’s avonds")
    concern = team.lucja.do(
        record_concern,
        what=WHAT,
        place=f"{WHERE}, Turfven",
        certainty=Certainty.GUT,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=reporter,
    )
    team.lucja.do(keep_draft, "concern", "", {"what": HALF_SIGNAL}, secret=reporter_json(reporter))
    case = team.femke.do(
        open_case,
        (team.femke.ask(concern_view, concern),),
        label=LABEL,
        lead_id=team.ids["noor"],
        legal_basis="Wmo 2015",
        purpose="hulp aanbieden",
        goal=GOAL,
        bringing_partner="gemeente",
    )
    team.noor.do(add_person, case, name=RESIDENT)
    team.noor.do(add_note, case, REMARK)
    team.noor.do(agree_action, case, what=ACTION, owner_id=team.ids["noor"], due=date(2026, 11, 24))
    before = date(2026, 11, 20)
    visit = team.femke.do(send_duo, case, care_id=team.ids["noor"], enforcement_id=team.ids["sem"], task=TASK, before=before)
    team.noor.do(
        record_visit,
        team.noor.ask(visit_view, visit),
        on=date(2026, 11, 17),
        is_announced=False,
        outcome=Outcome.AT_THE_DOOR,
        care_view=CARE,
        enforcement_view=ENFORCEMENT,
        agreements=(Agreement(f"{ACTION} afspraak", team.ids["sem"], date(2026, 11, 24), True),),
    )
    running = team.femke.do(plan_series, first=date(2026, 11, 17), times=2, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])[0]
    team.femke.do(prepare_agenda, running)
    team.wil.do(start_meeting, team.wil.ask(meeting, running))
    item = next(i.id for i in team.wil.ask(agenda, running).items if i.case_id == case)
    team.wil.do(open_item, item)
    team.wil.do(note, item, SAID)
    team.wil.do(decide, item, DECISION)
    team.wil.do(keep_draft, LINE_FORM, running, {"text": HALF_LINE})
    return case, running


def look_around(play: Play, case: str, running: str) -> None:
    """See it all in the windows: every screen, the case, paper in the window, a search; then lock with something half typed."""
    play.as_member("wil")
    window = play.program.main
    for place in (*(Place(screen) for screen in SCREENS), Place("case", case), Place("live", running), Place("prepare", running)):
        window.go(place)
        play.settle()
        window.grab()
    for name, pdf in _papers(window.desk.workspace, running):
        window.show_paper("Notulen", pdf, name)
        play.settle()
        window.grab()
    play.key("Ctrl+K")
    play.type(LOOKED_FOR)
    play.key("Escape")
    play.as_member("lucja")
    play.key("Ctrl+N")
    play.type(HALF_SIGNAL)
    play.key("Ctrl+L")
    play.as_member("lucja")


def copy_and_put_back(team: Team) -> None:
    """Make a copy, carry it to a second place, practise, put it back and save what is whole; nobody works meanwhile."""
    stick = team.path.parent / "stick"
    stick.mkdir()
    keep_copy(team.femke, Reason.HAND)
    choose_second_place(team.path, str(stick), team.clock())
    femke, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    femke.close()
    practise(team.path, identity, team.clock, workspace_for)
    team.close()
    team._open.clear()
    copy = copies(copies_folder(team.path))[0]
    prepare_copy(team.path, copy, identity, team.clock).put_back(team.clock)
    save_what_is_whole(team.path, identity, team.path.with_name("gered.dossier"))
    team.femke = workspace_for(team.path, identity, team.clock)


def _papers(workspace: Workspace, running: str) -> list[tuple[str, bytes]]:
    return [
        ("notulen.pdf", minutes_pdf(workspace.ask(minutes_paper, running))),
        ("agenda.pdf", agenda_pdf(workspace.ask(agenda_paper, running))),
        ("acties.pdf", action_list_pdf(workspace.ask(action_list_paper, running))),
    ]


def main(folder: Path, end: str) -> None:
    """Live the day and end it as asked."""
    team = make_team(folder, StandingClock(2026, 11, 17, 9, 0))
    key: bytes = team.femke._store._key
    case, running = work(team)
    copy_and_put_back(team)
    look_around(play := Play(team, Path(os.environ["XDG_CONFIG_HOME"])), case, running)
    secrets = [PASSPHRASE.format(name) for name in ("wil", "lucja", "femke")]
    told = {"words": [*WORDS, *secrets], "key": key.hex(), "told": play.told, "wal": Path(f"{team.path}-wal").stat().st_size}
    print(json.dumps(told), flush=True)
    if end == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    play.close()
    team.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
