"""One transaction, one access check, one log line for each act; one line for each view; nothing for a list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from expertiseteam.access.drafts import drop_draft, keep_draft, my_draft
from expertiseteam.access.tables import LogKind
from expertiseteam.access.who import Discipline, Role
from expertiseteam.access.workspace import Changes
from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.opening import add_note, change_case, link_concern, open_case
from expertiseteam.cases.reading import case_file, case_view, cases
from expertiseteam.concerns.intake import concern_view, concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.insight.find import find
from expertiseteam.privacy.reading_log import LogEntry, log_of_case, my_log, whole_log
from expertiseteam.team.members import change_member, members
from tests.dossier import Team


def lines(team: Team, *, beyond: int = 0) -> list[LogEntry]:
    """The log, newest first, without the line that reading it wrote just now."""
    return team.femke.ask(whole_log)[1 + beyond :]


def a_concern(team: Team) -> str:
    return team.lucja.do(
        record_concern,
        what="Gordijnen dicht",
        place="Beukenlaan 7, Turfven",
        certainty=Certainty.GUT,
        channel=Channel.PHONE,
        source=Source.VOLUNTEER,
        reporter=ReporterText("Greet Hilkens", "06-55512345"),
    )


def test_an_act_writes_one_line_that_says_who_when_and_about_what(team: Team) -> None:
    before = len(lines(team))
    a_concern(team)
    after = lines(team, beyond=0)
    new = after[: len(after) - before - 1]
    assert [(e.who, e.kind, e.what, e.about) for e in new] == [("Łucja Şahin-van ’t Hof", LogKind.ACT, "signaal opgeschreven", "26-001")]


def test_opening_is_a_view_and_a_list_is_not(team: Team) -> None:
    concern = a_concern(team)
    count = len(lines(team))
    team.noor.ask(concerns)
    team.noor.ask(cases)
    team.noor.ask(find, "gordijnen")
    assert len(lines(team)) == count + 1  # only the reading of the log before
    team.noor.ask(concern_view, concern)
    newest = lines(team)[0]
    assert (newest.who, newest.kind, newest.what, newest.about) == ("Noor Elzinga", LogKind.VIEW, "signaal bekeken", "26-001")
    assert newest.why


def test_a_view_that_is_refused_shows_nothing_but_is_still_in_the_log(team: Team) -> None:
    before = len(lines(team))
    with pytest.raises(Refused):
        team.noor.ask(case_file, "0" * 32)
    assert len(lines(team)) == before + 2


def test_revealing_a_reporter_needs_a_reason_that_stands_in_the_log(team: Team) -> None:
    concern = a_concern(team)
    with pytest.raises(Refused, match="waarom"):
        team.femke.do(reveal_reporter, concern, "  ")
    assert team.femke.do(reveal_reporter, concern, "terugbellen voor het adres") == ReporterText("Greet Hilkens", "06-55512345")
    newest = lines(team)[0]
    assert (newest.what, newest.why, newest.about) == ("melder bekeken", "terugbellen voor het adres", "26-001")
    for other in (team.noor, team.wil, team.lucja):
        with pytest.raises(Refused, match="aandachtsfunctionaris"):
            other.do(reveal_reporter, concern, "nieuwsgierig")


def test_the_log_of_a_case_is_for_the_officer_and_my_own_log_for_me(team: Team) -> None:
    a_concern(team)
    case = team.femke.do(
        open_case,
        team.femke.ask(concerns),
        label="Beukenlaan · man",
        lead_id=team.ids["noor"],
        legal_basis="Wmo",
        purpose="hulp",
        goal="Weten",
        bringing_partner="gemeente",
    )
    team.sem.ask(case_file, case)
    who = {(e.who, e.what) for e in team.femke.ask(log_of_case, case)}
    assert ("Sem de Graaf", "casus bekeken") in who
    with pytest.raises(Refused):
        team.sem.ask(log_of_case, case)
    assert {e.who for e in team.sem.ask(my_log, team.ids["sem"])} == {"Sem de Graaf"}
    assert team.sem.ask(my_log, team.ids["femke"]) == [], "someone else's lines"


def test_a_change_of_role_works_at_once(team: Team) -> None:
    team.sem.ask(concerns)
    sem = next(m for m in team.femke.ask(members) if m.name == "Sem de Graaf")
    team.femke.do(change_member, sem, role=Role.GUEST, discipline=Discipline.ENFORCEMENT, function="boa")
    with pytest.raises(Refused, match="gast"):
        team.sem.ask(concerns)
    sem = next(m for m in team.femke.ask(members) if m.name == "Sem de Graaf")
    team.femke.do(change_member, sem, role=Role.MEMBER, discipline=Discipline.ENFORCEMENT, function="boa", is_active=False)
    with pytest.raises(Refused, match="geen lid meer"):
        team.sem.ask(concerns)


def test_the_last_officer_cannot_leave(team: Team) -> None:
    femke = next(m for m in team.femke.ask(members) if m.name == "Femke Aarts")
    with pytest.raises(Refused, match="enige aandachtsfunctionaris"):
        team.femke.do(change_member, femke, role=Role.MEMBER, discipline=Discipline.CARE, function="")


def test_screens_hear_what_changed(team: Team) -> None:
    heard: list[Changes] = []
    team.lucja.listeners.append(heard.append)
    a_concern(team)
    assert [c.touch("concern", "reporter") for c in heard] == [True]
    assert not heard[0].touch("case")


def test_a_draft_is_its_author_s_alone_and_its_reporter_nobody_s(team: Team) -> None:
    team.lucja.do(keep_draft, "concern", "", {"what": "Half een zi"}, secret="Greet Hilkens")
    team.lucja.do(keep_draft, "concern", "", {"what": "Half een zin"})
    found = team.lucja.ask(my_draft, "concern")
    assert found and found.fields == {"what": "Half een zin"} and found.has_sealed
    assert team.femke.ask(my_draft, "concern") is None
    with pytest.raises(Refused, match="verzegeld|voor u"):
        team.lucja._keys.open(_sealed_of(team))
    assert team.femke._keys.open(_sealed_of(team)) == b"Greet Hilkens"
    team.lucja.do(drop_draft, "concern")
    assert team.lucja.ask(my_draft, "concern") is None


def test_recording_from_a_draft_takes_the_sealed_reporter_along(team: Team) -> None:
    from expertiseteam.concerns.intake import reporter_json

    team.lucja.do(keep_draft, "concern", "", {"what": "x"}, secret=reporter_json(ReporterText("Greet Hilkens")))
    concern = team.lucja.do(
        record_concern, what="x y", place="", certainty=Certainty.GUT, channel=Channel.PHONE, source=Source.VOLUNTEER, from_draft=True
    )
    assert team.lucja.ask(my_draft, "concern") is None
    assert team.femke.do(reveal_reporter, concern, "controle") == ReporterText("Greet Hilkens")


def test_locking_closes_the_way_in(team: Team) -> None:
    team.noor.ask(cases)
    team.noor.close()
    with pytest.raises(Refused, match="vergrendeld"):
        team.noor.ask(cases)


def _sealed_of(team: Team) -> bytes:
    from sqlalchemy import text

    with team.lucja._store.writing((team.ids["lucja"],)) as connection:
        return bytes(connection.execute(text("SELECT sealed FROM main.draft")).scalar())  # type: ignore[arg-type]


def test_a_conflict_says_whose_change_it_is_also_to_who_may_not_read_the_log(team: Team) -> None:
    """The case has moved on by another act in between: what counts is who changed this row."""
    case = team.femke.do(
        open_case, (), label="Beukenlaan", lead_id=team.ids["noor"], legal_basis="Wmo 2015, onderzoek na melding",
        purpose="hulp aanbieden", goal="Rust.", bringing_partner="gemeente",
    )  # fmt: skip
    shown = team.noor.ask(case_view, case)
    team.clock.now += timedelta(minutes=10)
    team.femke.do(change_case, team.femke.ask(case_view, case), {"goal": "Meneer houdt zijn huis."})
    changed = team.clock.now
    team.clock.now += timedelta(minutes=10)
    team.wil.do(add_note, case, "Gebeld.")
    with pytest.raises(Conflict, match="Femke Aarts heeft dit intussen gewijzigd") as caught:
        team.noor.do(change_case, shown, {"goal": "Hulp bij de post."})
    assert (caught.value.by, caught.value.at) == ("Femke Aarts", changed)
    assert caught.value.fields == {"goal": ("Hulp bij de post.", "Meneer houdt zijn huis.")}


def test_who_changed_a_signal_last_is_known_also_after_it_joined_a_case(team: Team) -> None:
    """The line of that act names several matters: the signal's own, the case and its circle."""
    told = {"certainty": Certainty.SEEN, "channel": Channel.PHONE}
    concern = team.lucja.do(record_concern, what="Gordijnen dicht.", place="Beukenlaan 7, Turfven", **told)
    shown = team.femke.ask(concern_view, concern)
    case = team.femke.do(
        open_case, (), label="Beukenlaan", lead_id=team.ids["noor"], legal_basis="Wmo 2015, onderzoek na melding",
        purpose="hulp aanbieden", goal="Rust.", bringing_partner="gemeente",
    )  # fmt: skip
    team.femke.do(link_concern, shown, case)
    with pytest.raises(Refused, match="intussen al gewogen of gewijzigd door Femke Aarts"):
        team.femke.do(link_concern, shown, case)
