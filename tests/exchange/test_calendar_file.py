"""What goes to the calendars of people: when and where, known again, and nothing else. Read back with another reader than wrote it."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from expertiseteam.exchange.calendar_file import invitation, visits_file, whole_series
from expertiseteam.meetings.records import MeetingLine, MeetingState
from expertiseteam.visits.records import ContactMode, Phones, VisitLine, VisitState

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
OVERLEG = MeetingLine(
    id="7f" * 16, version=3, on=date(2026, 11, 17), starts=time(13, 30), minutes=90, place="gemeentehuis", state=MeetingState.PREPARED,
    chair_id="c", chair="Femke Aarts", secretary_id="s", secretary="Wil Stam", agenda_version=1, started_at=None, ended_at=None,
    series_on=None, because="",
)  # fmt: skip


def read(file: bytes) -> list[tuple[str, str]]:
    """Name and value of every line, as RFC 5545 says to read them: lines end in CRLF and are folded at 75 bytes."""
    text = file.decode("utf-8")
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = text.replace("\r\n ", "").rstrip("\r\n").split("\r\n")
    return [(name.partition(";")[0], value) for name, _, value in (line.partition(":") for line in lines)]


def test_an_invitation_says_when_and_where() -> None:
    said = read(invitation(OVERLEG, "Expertiseteam Weidevoort", NOW))
    values = dict(said)
    assert [value for name, value in said if name == "BEGIN"] == ["VCALENDAR", "VEVENT"]
    assert (values["METHOD"], values["STATUS"], values["SEQUENCE"]) == ("PUBLISH", "CONFIRMED", "3")
    assert (values["DTSTART"], values["DTEND"]) == ("20261117T123000Z", "20261117T140000Z")  # 13.30 to 15.00 uur in winter
    assert values["SUMMARY"] == "Overleg Expertiseteam Weidevoort" and values["LOCATION"] == "gemeentehuis"


def test_a_change_and_a_cancellation_are_known_again_and_newer() -> None:
    first = dict(read(invitation(OVERLEG, "Team", NOW)))
    moved = dict(read(invitation(replace(OVERLEG, version=4, on=date(2026, 7, 14)), "Team", NOW)))
    skipped = replace(OVERLEG, version=5, state=MeetingState.CANCELLED, because="De heer Jansen is ziek")
    gone = dict(read(invitation(skipped, "Team", NOW)))
    assert first["UID"] == moved["UID"] == gone["UID"]
    assert int(first["SEQUENCE"]) < int(moved["SEQUENCE"]) < int(gone["SEQUENCE"])
    assert moved["DTSTART"] == "20260714T113000Z"  # the same 13.30 uur, in summer
    assert (gone["METHOD"], gone["STATUS"]) == ("CANCEL", "CANCELLED")
    assert b"Jansen" not in invitation(skipped, "Team", NOW)


def test_a_year_holds_each_overleg_and_what_is_skipped_as_cancelled() -> None:
    other = replace(OVERLEG, id="8e" * 16, state=MeetingState.CANCELLED)
    said = read(whole_series([OVERLEG, other], "Team", NOW))
    assert [value for name, value in said if name == "STATUS"] == ["CONFIRMED", "CANCELLED"]
    assert len({value for name, value in said if name == "UID"}) == 2


@pytest.mark.parametrize("place", ['kamer 2; "links"\r\nBEGIN:VEVENT', "a" * 5000, "Łucja’s kamer, ’t Hof \\ 3", "\x00\x07"])
def test_whatever_is_typed_as_the_place_stays_one_value(place: str) -> None:
    said = read(invitation(replace(OVERLEG, place=place), place[:200], NOW))
    assert [value for name, value in said if name == "BEGIN"] == ["VCALENDAR", "VEVENT"]
    assert [name for name, _ in said].count("LOCATION") == 1


VISIT = VisitLine(
    id="9a" * 16, version=2, case_id="c", code="26-041", label="Beukenlaan · alleenstaande man", village="Turfven", task="Samen langs.",
    before=date(2026, 11, 20), on=None, at=None, is_announced=True, mode=None, part=None, planned_on=date(2026, 11, 18),
    planned_at=time(10, 0), ends_at=None, risk=None, check_in_due=None, checked_in=None, check_in_id=None, check_in_phones=None,
    care_id="n", care="Noor Elzinga",
    enforcement_id="s", enforcement="Sem de Graaf", state=VisitState.PLANNED, outcome=None, cancelled_because="", safe_place="",
)  # fmt: skip


def test_a_visit_says_the_number_and_the_village_and_nothing_of_who_lives_there() -> None:
    whole_day = replace(VISIT, id="8a" * 16, planned_at=None)
    gone = replace(VISIT, id="7a" * 16, state=VisitState.CANCELLED, cancelled_because="De heer Jansen is ziek")
    to_come = replace(VISIT, id="6a" * 16, planned_on=None)
    file = visits_file([VISIT, whole_day, gone, to_come], "Expertiseteam Weidevoort", NOW, 60)
    said = read(file)
    assert [value for name, value in said if name == "SUMMARY"] == ["Huisbezoek 26-041"] * 3
    assert {value for name, value in said if name == "LOCATION"} == {"Turfven"}
    assert [value for name, value in said if name == "DTSTART"] == ["20261118T090000Z", "20261118", "20261118T090000Z"]
    assert [value for name, value in said if name == "DTEND"] == ["20261118T100000Z", "20261119", "20261118T100000Z"]
    assert [value for name, value in said if name == "STATUS"] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    known = {"VCALENDAR", "VEVENT", "PUBLISH", "PRIVATE", "2.0", "Huisbezoek 26-041", "Turfven", "2", "CONFIRMED", "CANCELLED"}
    for name, value in said:  # every other value is a moment, an id or the team
        assert value in known or name in ("DTSTART", "DTEND", "DTSTAMP", "UID", "PRODID", "ORGANIZER"), (name, value)
    assert all(word.encode() not in file for word in ("Beukenlaan", "Jansen", "Noor", "Sem", "langs"))


def test_who_meets_at_a_consult_hour_has_that_place_in_his_calendar_and_elsewhere_none() -> None:
    consult = replace(VISIT, mode=ContactMode.CONSULT_ELSEWHERE, safe_place="Dorpshuis Ganzenhoek")
    elsewhere = replace(VISIT, id="5a" * 16, mode=ContactMode.ELSEWHERE, safe_place="bij haar zus, Kerkpad 2")
    said = read(visits_file([consult, elsewhere], "Team", NOW, 60))
    assert [value for name, value in said if name == "SUMMARY"] == ["Gesprek 26-041"] * 2
    assert [value for name, value in said if name == "LOCATION"] == ["Dorpshuis Ganzenhoek"]


EVENING = replace(VISIT, planned_at=time(19), check_in_due=datetime(2026, 11, 18, 20, 0, tzinfo=UTC), check_in_phones=Phones.DUO)


def test_who_waits_for_a_duo_has_that_in_his_calendar_beside_his_own_visits() -> None:
    file = visits_file([VISIT], "Team", NOW, 60, [EVENING])
    said = read(file)
    assert [value for name, value in said if name == "SUMMARY"] == ["Huisbezoek 26-041", "Achterwacht 26-041"]
    assert [value for name, value in said if name == "DTSTART"] == ["20261118T090000Z", "20261118T200000Z"]
    assert dict(said)["DESCRIPTION"] == "Het duo belt u" and len({value for name, value in said if name == "UID"}) == 2
    assert all(word.encode() not in file for word in ("Beukenlaan", "Noor", "Sem", "langs"))


@pytest.mark.skipif(shutil.which("khal") is None, reason="khal, a calendar program, is not installed here")
def test_a_real_calendar_program_reads_the_files_and_knows_an_overleg_again(tmp_path: Path) -> None:
    (tmp_path / "calendar").mkdir()
    (tmp_path / "config").write_text(
        f"[calendars]\n[[own]]\npath = {tmp_path / 'calendar'}\n[locale]\nlocal_timezone = Europe/Amsterdam\n"
        "default_timezone = Europe/Amsterdam\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path / 'khal.db'}\n"
    )

    def khal(*words: str) -> str:
        command = ["khal", "-c", str(tmp_path / "config"), *words]
        env = {**os.environ, "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "PYTHONPATH": ""}
        return subprocess.run(command, check=True, capture_output=True, text=True, env=env, timeout=60).stdout

    def after(file: bytes) -> list[str]:
        """What stands in the calendar from 17 November on, once it has taken a file in."""
        (tmp_path / "new.ics").write_bytes(file)
        khal("import", "--batch", "-a", "own", str(tmp_path / "new.ics"))
        told = khal("list", "--format", "{start} {title} {location} {status}", "--day-format", "", "2026-11-17", "3d").splitlines()
        return [" ".join(line.split()) for line in told if line.strip()]

    planned = after(invitation(OVERLEG, "Team", NOW))
    assert planned == ["2026-11-17 13:30 Overleg Team gemeentehuis CONFIRMED"]
    moved = replace(OVERLEG, version=4, on=date(2026, 11, 19), place="dorpshuis")
    assert after(invitation(moved, "Team", NOW)) == ["2026-11-19 13:30 Overleg Team dorpshuis CONFIRMED"]  # one, not two
    skipped = replace(moved, version=5, state=MeetingState.CANCELLED)
    assert after(invitation(skipped, "Team", NOW)) == ["2026-11-19 13:30 Overleg Team dorpshuis CANCELLED"]
    week = [line for line in after(visits_file([VISIT], "Team", NOW, 60, [EVENING])) if "Overleg" not in line]
    assert week == ["2026-11-18 10:00 Huisbezoek 26-041 Turfven CONFIRMED", "2026-11-18 21:00 Achterwacht 26-041 CONFIRMED"]
    to_day = replace(VISIT, version=3, planned_on=date(2026, 11, 19))  # what the file of the week holds once it was moved, and is off
    assert [line for line in after(visits_file([to_day], "Team", NOW, 60)) if "Huisbezoek" in line] == [
        "2026-11-19 10:00 Huisbezoek 26-041 Turfven CONFIRMED"
    ]
    off = replace(to_day, version=4, state=VisitState.CANCELLED)
    assert "2026-11-19 10:00 Huisbezoek 26-041 Turfven CANCELLED" in after(visits_file([off], "Team", NOW, 60))
