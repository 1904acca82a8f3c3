"""The weekly round through the window: planned, prepared, three signals and a lesson in one form, and not twice."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.concerns.intake import concerns
from expertiseteam.concerns.records import Channel
from expertiseteam.visits.rounds import past_rounds, record_round, unwritten_rounds
from tests.drafts import my_drafts
from tests.screens.accessibility import complaints, spoken
from tests.ui.cases.conftest import Open
from tests.ui.cases.stage import Stage, Story
from ui.visits.rounds import RoundsScreen


def rounds(stage: Stage) -> RoundsScreen:
    screen = stage.go("rounds")
    assert isinstance(screen, RoundsScreen)
    return screen


def test_a_round_with_three_signals_and_a_lesson(story: Story, open_stage: Open) -> None:
    team = story.team
    team.clock.at(2026, 11, 4, 15, 0)
    before = len(team.femke.ask(concerns))
    stage = open_stage(team.lucja)
    screen = rounds(stage)
    stage.key("N")
    screen.new.area.set_value("Turfven")
    screen.new.weekday.set_value("2")
    screen.new.starts.setText("13.00")
    stage.shoot("rondje-nieuw")
    assert complaints(stage.window) == []
    stage.key("Ctrl+Return")
    assert [row.words() for row in screen.week.rows] == ["Turfven, vandaag, wo 4 november, 13.00 uur"]
    stage.key("Return")
    form = screen.form
    assert stage.focus is form.rows[0].what
    for number, (what, where) in enumerate((("Gordijnen dicht", "Beukenlaan 9"), ("Veel post", "Molenweg 2"), ("Hangplek", ""))):
        form.rows[number].what.setText(what)
        form.rows[number].where.setText(where)
    form.learned.set_value("Eerst zwaaien, dan praten.")
    form.walkers[team.ids["lucja"]].setChecked(True)
    form.walkers[team.ids["sem"]].setChecked(True)
    form.guests.setText("groenopzichter")
    stage.shoot("rondje-invullen")
    assert complaints(stage.window) == []
    form.give_up()
    stage.settle()
    assert len(team.lucja.ask(my_drafts)) == 1
    screen.week.setFocus()
    stage.key("Return")
    assert form.rows[2].what.text() == "Hangplek" and form.walkers[team.ids["sem"]].isChecked()
    stage.key("Ctrl+Return")
    assert [row.words() for row in screen.past.rows] == [
        "Turfven, wo 4 november, 3 signalen, Eerst zwaaien, dan praten., Sem, Łucja, groenopzichter"
    ]
    new = team.femke.ask(concerns)[before:]
    assert [(c.what, c.channel) for c in new] == [(w, Channel.ROUND) for w in ("Gordijnen dicht", "Veel post", "Hangplek")]
    assert team.lucja.ask(my_drafts) == []
    stage.key("Return")
    assert "heeft dit rondje al vastgelegd" in screen.bar.text and len(team.noor.ask(past_rounds)) == 1
    team.clock.at(2026, 11, 11, 15, 0)
    sem = open_stage(team.sem)
    screen = rounds(sem)
    assert "klaargezet: 2 mensen" in spoken(screen.week)
    sem.shoot("rondjes")
    sem.key("Return")
    assert screen.form.walkers[team.ids["lucja"]].isChecked() and screen.form.guests.text() == "groenopzichter"
    assert "vorige keer: Eerst zwaaien, dan praten." in spoken(screen.form)
    [line] = team.lucja.ask(past_rounds)
    team.lucja.do(record_round, line.series_id, date(2026, 11, 11), present=[team.ids["lucja"]])
    screen.form.rows[0].what.setText("Dak lekt")
    sem.key("Ctrl+Return")
    assert "schreef al op wat er was" in screen.form.bar.text and screen.form.rows[0].what.text() == "Dak lekt"
    assert len(team.femke.ask(concerns)) == before + 3
    team.clock.at(2026, 11, 23, 9, 0)  # Monday: the round of last Wednesday is not written down
    [late] = team.lucja.ask(unwritten_rounds, team.ids["lucja"], date(2026, 11, 23))
    assert late.on == date(2026, 11, 18) and team.noor.ask(unwritten_rounds, team.ids["noor"], date(2026, 11, 23)) == []
    lucja = open_stage(team.lucja)
    screen = rounds(lucja)
    lucja.key("E")
    assert "Week van 16 november" in spoken(lucja.window) and [row.chip for row in screen.week.rows] == ["nog invullen"]
    lucja.shoot("rondjes-vorige-week")
    assert complaints(lucja.window) == []
    lucja.go("rounds")
    assert "Deze week" in spoken(lucja.window)
    lucja.go("rounds", late.on.isoformat())  # from Vandaag
    lucja.key("L")
    assert "Deze week" in spoken(lucja.window)
    lucja.key("E")
    lucja.key("Return")
    screen.form.learned.set_value("Laat, maar gedaan.")
    lucja.key("Ctrl+Return")
    assert date(2026, 11, 18) in [line.on for line in team.lucja.ask(past_rounds)]
    assert team.lucja.ask(unwritten_rounds, team.ids["lucja"], date(2026, 11, 23)) == []


def test_a_round_that_was_not_walked(story: Story, open_stage: Open) -> None:
    from expertiseteam.visits.rounds import plan_rounds

    team = story.team
    team.clock.at(2026, 11, 4, 15, 0)
    team.lucja.do(plan_rounds, area="Turfven", weekday=2, starts=time(13))
    stage = open_stage(team.sem)
    screen = rounds(stage)
    stage.key("Return")
    screen.form.skip.click()
    stage.settle()
    assert stage.focus is screen.skip.because
    stage.type("storm")
    stage.key("Ctrl+Return")
    assert [row.chip for row in screen.week.rows] == ["niet gelopen"] and "storm" in spoken(screen.past)
    screen._stopping.click()
    stage.settle()
    assert stage.status == "Het wekelijkse rondje in Turfven is gestopt. Wat geweest is, blijft staan."
    stage.key("L")
    assert screen.week.rows == [] and "storm" in screen.past.rows[0].words()
    assert not screen._stopping.isVisible(), "there is nothing to stop any more"
