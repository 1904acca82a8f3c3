"""Signals that are kept to prevent worse: proposed for destruction in time, and gone with all that hung on them (domain.md, row 31)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from expertiseteam.access.tables import Circle, InCircle
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.feedback import feedback_not_possible, open_feedback
from expertiseteam.concerns.intake import concern_view, concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ConcernState, Extra, ReporterText, Source
from expertiseteam.concerns.triage import observe
from expertiseteam.insight.find import find
from expertiseteam.insight.soundness import problems
from expertiseteam.privacy.prevention import destroy_preventive, keep_preventive, over_term
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.rows import Row
from expertiseteam.team.settings import change_settings
from tests.dossier import Team


def watched(team: Team, place: str, source: Source = Source.ANONYMOUS) -> str:
    concern = team.lucja.do(
        record_concern, what="Gordijnen al weken dicht.", place=place, certainty=Certainty.GUT, channel=Channel.PHONE, source=source,
        reporter=ReporterText("Greet Hilkens") if source is Source.VOLUNTEER else None, extra=Extra(care_view="maakt zich zorgen"),
    )  # fmt: skip
    team.femke.do(observe, team.femke.ask(concern_view, concern), team.clock.today + timedelta(days=30), "even afwachten")
    return concern


def rows_in_circles(team: Team) -> dict[str, int]:
    """How many rows of each table belong to a matter, and how many matters there are."""
    with team.femke._store.reading((team.ids["femke"],)) as connection:
        read = Reader(connection)
        kinds = [m.class_ for m in Row.registry.mappers if issubclass(m.class_, InCircle) or m.class_ is Circle]
        return {kind.__tablename__: count for kind in kinds if (count := read.value(select(func.count()).select_from(kind)))}


def test_what_led_to_nothing_is_proposed_in_time_and_goes_with_all_that_hangs_on_it(team: Team) -> None:
    team.femke.do(change_settings, {"prevention_months": 3})
    quiet, owed, door = (watched(team, at, of) for at, of in (
        ("Heikant 3, Ganzenhoek", Source.VOLUNTEER), ("Kerkpad 4, Turfven", Source.VOLUNTEER), ("Beukenlaan 7, Turfven", Source.ANONYMOUS),
    ))  # fmt: skip
    answer = next(line for line in team.lucja.ask(open_feedback) if line.concern_id == quiet)
    team.lucja.do(feedback_not_possible, answer, "verhuisd")
    team.clock.at(2027, 1, 20, 9, 0)
    newer = watched(team, "Beukenlaan 7, Turfven")
    team.clock.at(2027, 2, 1, 9, 0)
    assert team.femke.ask(over_term, team.clock.today) == []
    team.clock.at(2027, 2, 2, 9, 0)
    [line] = team.femke.ask(over_term, team.clock.today)
    assert (line.id, line.code, line.place) == (quiet, "26-001", "Heikant 3, Ganzenhoek")
    with pytest.raises(Refused, match="aandachtsfunctionaris"):
        team.noor.ask(over_term, team.clock.today)

    team.femke.do(keep_preventive, line, team.clock.today + timedelta(days=10))
    assert team.femke.ask(over_term, team.clock.today) == []
    kept = team.femke.ask(concern_view, quiet)
    assert (kept.state, kept.outcome) == (ConcernState.OBSERVED, "even afwachten")
    team.clock.at(2027, 2, 20, 9, 0)
    with pytest.raises(Refused, match="Met signaal 26-001 is intussen iets gedaan. Er is niets vernietigd."):
        team.femke.do(destroy_preventive, [line])
    before = rows_in_circles(team)
    assert team.femke.do(destroy_preventive, team.femke.ask(over_term, team.clock.today)) == 1
    after = rows_in_circles(team)
    assert {name: before[name] - after.get(name, 0) for name in before if before[name] != after.get(name, 0)} == {
        "circle": 1, "concern": 1, "feedback": 1, "observation": 1, "reporter": 1,
    }  # fmt: skip
    assert {c.id for c in team.femke.ask(concerns, (ConcernState.OBSERVED,))} == {owed, door, newer}
    assert team.femke.ask(find, "Heikant") == [] and team.femke.ask(problems) == []
    told = next(entry for entry in team.femke.ask(whole_log) if entry.what == "preventieve signalen vernietigd")
    assert (told.who, told.why) == ("Femke Aarts", "1 zonder vervolg, bewaard om te voorkomen; termijn 3 maanden")
    assert team.femke.look_at_log(deep=True) == []
    team.clock.at(2027, 5, 1, 9, 0)
    assert [c.id for c in team.femke.ask(over_term, team.clock.today)] == [door]  # not 27-001: its number would be given again
    watched(team, "Heikant 9, Ganzenhoek")
    assert {c.id for c in team.femke.ask(over_term, team.clock.today)} == {door, newer}
