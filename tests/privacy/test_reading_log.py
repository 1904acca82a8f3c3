"""Who looked and who changed: one line each, read by the officer as a whole and by everyone about himself."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from expertiseteam.access.tables import LogKind
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import change_case, link_concern, open_case
from expertiseteam.cases.reading import case_file, case_view
from expertiseteam.concerns.intake import concern_view, record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.privacy import reading_log
from expertiseteam.privacy.reading_log import (
    LogCounts,
    LogEntry,
    LogFilter,
    LogSubject,
    log_counts,
    log_of_case,
    log_of_concern,
    log_subject,
    log_to_keep,
    my_log,
    whole_log,
)
from expertiseteam.visits.duos import send_duo, visit_view
from tests.dossier import Team


def a_case(team: Team, label: str = "Beukenlaan · alleenstaande man", *, closed: bool = False) -> str:
    return team.femke.do(
        open_case, (), label=label, lead_id=team.ids["noor"], legal_basis="Wmo 2015, onderzoek na melding", purpose="hulp aanbieden",
        goal="Weten of meneer hulp wil.", bringing_partner="gemeente", place="Beukenlaan 7, Turfven", closed=closed,
    )  # fmt: skip


def a_signal(team: Team) -> str:
    return team.lucja.do(
        record_concern, what="Gordijnen dicht.", place="Beukenlaan 7, Turfven", certainty=Certainty.GUT, channel=Channel.PHONE,
        source=Source.VOLUNTEER, reporter=ReporterText("Greet Hilkens", "06-55512345"),
    )  # fmt: skip


def words(entry: LogEntry) -> tuple[str, str, str]:
    return entry.who, entry.what, entry.about


def test_looking_and_changing_are_lines_newest_first(team: Team) -> None:
    case = a_case(team)
    team.clock.at(2026, 11, 3, 10, 0)
    team.noor.ask(case_file, case)
    team.noor.do(change_case, team.noor.ask(case_view, case), {"goal": "Vertrouwen winnen."})
    log = team.femke.ask(whole_log)
    assert [words(entry) for entry in log[:4]] == [
        ("Femke Aarts", "logboek bekeken", ""),
        ("Noor Elzinga", "casus gewijzigd", "26-001"),
        ("Noor Elzinga", "casus bekeken", "26-001"),
        ("Femke Aarts", "casus geopend", "26-001"),
    ]
    assert [entry.kind for entry in log[:3]] == [LogKind.VIEW, LogKind.ACT, LogKind.VIEW]
    assert all(one.at > other.at for one, other in pairwise(log))


def test_a_line_says_why(team: Team) -> None:
    case = a_case(team)
    team.noor.ask(case_file, case)
    reasons = {entry.what: entry.why for entry in team.femke.ask(whole_log)}
    assert reasons["casus bekeken"] == "werk aan de casus"
    assert reasons["logboek bekeken"] == "toezicht op het gebruik"


def test_reading_the_log_is_itself_a_line_each_time(team: Team) -> None:
    for _ in range(2):
        team.femke.ask(whole_log)
    assert [entry.what for entry in team.femke.ask(whole_log, 3)] == ["logboek bekeken"] * 3


def test_revealing_a_reporter_stands_in_the_log_with_its_reason_and_without_the_name(team: Team) -> None:
    signal = a_signal(team)
    team.femke.do(reveal_reporter, signal, "Terugbellen over de gasfles")
    shown = next(entry for entry in team.femke.ask(whole_log) if entry.what == "melder bekeken")
    assert (shown.who, shown.why, shown.about) == ("Femke Aarts", "Terugbellen over de gasfles", "26-001")
    assert not any(secret in repr(team.femke.ask(whole_log)) for secret in ("Greet", "Hilkens", "55512345"))


@pytest.mark.parametrize("who", ["wil", "noor", "karim"])
def test_only_the_officer_reads_the_whole_log(team: Team, who: str) -> None:
    case = a_case(team)
    with pytest.raises(Refused, match="Vraag het aan: aandachtsfunctionaris"):
        getattr(team, who).ask(whole_log)
    with pytest.raises(Refused, match="Vraag het aan: aandachtsfunctionaris"):
        getattr(team, who).ask(log_of_case, case)


def test_everyone_reads_his_own_lines_and_no_others(team: Team) -> None:
    signal = a_signal(team)
    team.noor.ask(concern_view, signal)
    assert [words(entry) for entry in team.noor.ask(my_log, team.ids["noor"])] == [("Noor Elzinga", "signaal bekeken", "26-001")]
    assert team.noor.ask(my_log, team.ids["lucja"]) == []
    assert [entry.what for entry in team.femke.ask(my_log, team.ids["lucja"])] == ["signaal opgeschreven"]


def test_the_log_of_one_case_leaves_the_others_out(team: Team) -> None:
    first, second = a_case(team), a_case(team, "Kerkstraat · echtpaar")
    team.noor.ask(case_file, first)
    team.sem.ask(case_file, second)
    assert [entry.who for entry in team.femke.ask(log_of_case, first) if entry.what == "casus bekeken"] == ["Noor Elzinga"]
    assert {entry.about for entry in team.femke.ask(log_of_case, second) if entry.about} == {"26-002"}


def test_opening_a_visit_of_a_case_stands_under_who_looked_at_that_case(team: Team) -> None:
    first, other = a_case(team), a_case(team, "Kerkstraat · echtpaar")
    to_go = {"care_id": team.ids["noor"], "enforcement_id": team.ids["sem"], "task": "Samen langs.", "before": date(2026, 11, 6)}
    visit = team.femke.do(send_duo, first, **to_go)
    team.sem.ask(visit_view, visit)
    seen = [words(entry) for entry in team.femke.ask(log_of_case, first) if entry.is_view]
    assert ("Sem de Graaf", "huisbezoek bekeken", "26-001") in seen
    assert "huisbezoek bekeken" not in {entry.what for entry in team.femke.ask(log_of_case, other)}
    assert ("Sem de Graaf", "huisbezoek bekeken", "26-001") in [words(entry) for entry in team.sem.ask(my_log, team.ids["sem"])]


def test_a_closed_case_is_named_to_who_may_know_of_it_only(team: Team) -> None:
    case = a_case(team, closed=True)
    team.femke.ask(case_file, case)
    assert "26-001" in {entry.about for entry in team.femke.ask(whole_log)}
    assert "26-001" not in {entry.about for entry in team.sem.ask(my_log, team.ids["sem"])}


def test_older_lines_follow_where_the_newest_end(team: Team) -> None:
    signal = a_signal(team)
    for minute in range(7):
        team.clock.at(2026, 11, 3, 10, minute)
        team.noor.ask(concern_view, signal)
    every = team.noor.ask(my_log, team.ids["noor"])
    first = team.noor.ask(my_log, team.ids["noor"], 3)
    rest = team.noor.ask(my_log, team.ids["noor"], 200, first[-1].at)
    assert len(every) == 7
    assert [*first, *rest] == every


def test_the_log_of_one_signal_holds_its_beginning_also_after_it_joined_a_case(team: Team) -> None:
    signal, other, case = a_signal(team), a_signal(team), a_case(team)
    team.noor.ask(concern_view, signal)
    team.noor.ask(concern_view, other)
    team.femke.do(link_concern, team.femke.ask(concern_view, signal), case)
    team.sem.ask(case_file, case)
    told = [(entry.who.split()[0], entry.what) for entry in team.femke.ask(log_of_concern, signal)]
    assert told == [
        ("Femke", "logboek bekeken"),
        ("Femke", "signaal bij een casus gevoegd"),
        ("Femke", "signaal bekeken"),
        ("Noor", "signaal bekeken"),
        ("Łucja", "signaal opgeschreven"),
    ]
    assert "signaal bij een casus gevoegd" in {entry.what for entry in team.femke.ask(log_of_case, case)}


def test_lines_are_wanted_by_member_kind_and_period(team: Team) -> None:
    case = a_case(team)  # on 2 November
    team.clock.at(2026, 11, 3, 0, 0)
    team.noor.ask(case_file, case)
    team.clock.at(2026, 11, 4, 23, 59)
    team.sem.ask(case_file, case)
    team.noor.do(change_case, team.noor.ask(case_view, case), {"goal": "Vertrouwen winnen."})
    team.clock.at(2026, 11, 6, 12, 0)
    noor, sem = team.ids["noor"], team.ids["sem"]

    def found(**wanted: object) -> list[tuple[str, str]]:
        lines = team.femke.ask(whole_log, 50, None, LogFilter(**wanted))  # type: ignore[arg-type]
        return [(entry.who.split()[0], entry.what) for entry in lines if entry.what != "logboek bekeken"]

    assert found(member_id=noor) == [("Noor", "casus gewijzigd"), ("Noor", "casus bekeken")]
    assert found(member_id=noor, views=True) == [("Noor", "casus bekeken")]
    assert found(first=date(2026, 11, 3), last=date(2026, 11, 3)) == [("Noor", "casus bekeken")]
    assert found(first=date(2026, 11, 4), views=True) == [("Sem", "casus bekeken")]
    assert found(last=date(2026, 11, 2), member_id=noor) == []
    wanted = LogFilter(first=date(2026, 11, 3), last=date(2026, 11, 4))
    assert team.femke.ask(log_counts, "", wanted) == LogCounts(views=2, acts=1)
    assert team.femke.ask(log_counts, case, wanted) == LogCounts(views=2, acts=1)
    assert team.femke.ask(log_counts, a_case(team, "Kerkstraat"), wanted) == LogCounts(0, 0)
    assert team.noor.ask(log_counts) == LogCounts(views=1, acts=1), "who reads only his own lines counts only those"
    assert team.femke.ask(my_log, sem, 50, None, LogFilter(), case)[0].what == "casus bekeken"


def test_of_a_long_log_the_newest_lines_are_counted_and_it_is_said_that_there_are_more(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    case = a_case(team)
    for _ in range(4):
        team.noor.ask(case_file, case)
    wanted = LogFilter(member_id=team.ids["noor"])
    assert team.femke.ask(log_counts, "", wanted) == LogCounts(views=4, acts=0)
    assert not team.femke.ask(log_counts, "", wanted).has_more
    monkeypatch.setattr(reading_log, "MOST_KEPT", 3)
    assert team.femke.ask(log_counts, "", wanted) == LogCounts(views=3, acts=0)
    assert team.femke.ask(log_counts, "", wanted).has_more
    assert team.femke.ask(log_counts, a_case(team, "Kerkstraat")) == LogCounts(views=0, acts=1), "of one case there are few"


def test_a_number_is_found_by_who_may_know_of_it(team: Team) -> None:
    signal, case = a_signal(team), a_case(team, closed=True)
    assert team.femke.ask(log_subject, " 26-001 ", is_case=True) == LogSubject(case, "26-001", is_case=True)
    assert team.sem.ask(log_subject, "26-001", is_case=True) is None
    assert team.sem.ask(log_subject, "26-001", is_case=False) == LogSubject(signal, "26-001", is_case=False)
    assert team.femke.ask(log_subject, "%", is_case=True) is None


def test_keeping_lines_is_a_view_of_its_own_about_what_was_kept(team: Team) -> None:
    case = a_case(team)
    team.noor.ask(case_file, case)
    assert [entry.what for entry in team.femke.ask(log_to_keep, case)] == ["logboek opgeslagen", "casus bekeken", "casus geopend"]
    line = team.femke.ask(whole_log)[1]
    assert (line.what, line.about) == ("logboek opgeslagen", "26-001")
    with pytest.raises(Refused, match="Vraag het aan: aandachtsfunctionaris"):
        team.noor.ask(log_to_keep, "")
