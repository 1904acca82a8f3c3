"""Lines of the log whose term is over: proposed above the log, asked once more, and gone, by keys alone."""

from __future__ import annotations

from expertiseteam.privacy.log_mark import log_mark
from expertiseteam.privacy.log_retention import MOST, count_old_lines
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.members import add_village
from tests.dossier import Team
from tests.screens.accessibility import complaints, spoken
from tests.ui.privacy.conftest import Open
from tests.ui.team.stage import Stage
from ui.privacy.log_term import lines_words
from ui.widgets.buttons import Button


def press(stage: Stage, words: str) -> None:
    """A button of the bar, as who uses the keyboard does."""
    next(button for button in stage.log.bar.findChildren(Button) if button.text() == words and button.isVisible()).setFocus()
    stage.key("Space")


def test_the_oldest_lines_are_destroyed_when_the_officer_says_so_twice(open_stage: Open, team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    mark = team.femke.ask(log_mark)
    assert mark is not None
    team.clock.at(2032, 6, 1, 9, 0)
    old = team.femke.ask(count_old_lines, team.clock())
    stage = open_stage("femke")
    stage.go("log")
    bar = stage.log.bar
    assert bar.text.startswith(f"{old} regels van meer dan 5 jaar oud: de bewaartermijn is voorbij.")
    stage.shoot("logboek-termijn")
    assert complaints(stage.window) == []
    press(stage, "Vernietigen…")
    assert getattr(stage.focus, "text", str)() == "Laat ze nog staan", "the keyboard stays in the bar, where nothing happens yet"
    assert bar.text.startswith(f"{old} regels: ze gaan weg en komen niet terug.")
    stage.shoot("logboek-termijn-zeker")
    press(stage, "Laat ze nog staan")
    assert team.femke.ask(count_old_lines, team.clock()) == old and not bar.isVisible()
    next(command for command in stage.log.commands() if command.id == "log.destroy").run()
    press(stage, "Vernietig ze")
    assert stage.status == f"{old} regels van het logboek vernietigd."
    assert not bar.isVisible(), "nothing is proposed any more"
    lines = team.femke.ask(whole_log)
    done = next(line for line in lines if line.what == "oudste regels van het logboek vernietigd")
    assert done.why == f"{old} regels; termijn 5 jaar" and min(line.at for line in lines).year == 2032
    assert team.femke.check_log() == []
    stage.log.field.setFocus()
    stage.type(mark.mark)
    assert "Is het ouder dan 5 jaar, dan kan zijn regel vernietigd zijn." in bar.text, "an old mark on paper is no alarm"
    assert complaints(stage.window) == []
    assert stage.told == []


def test_who_reads_only_what_is_kept_of_himself_is_offered_nothing(open_stage: Open, team: Team) -> None:
    _ = team.noor.me()
    team.clock.at(2032, 6, 1, 9, 0)
    stage = open_stage("noor")
    stage.go("log")
    assert not stage.log.bar.isVisible() and "bewaartermijn" not in spoken(stage.window)


def test_of_very_many_only_those_are_named_that_leave_at_once() -> None:
    assert [lines_words(count) for count in (1, 25, MOST)] == ["1 regel", "25 regels", "De 10.000 oudste regels"]
