"""A guest sees his own points and nothing else: not in what is asked, not on paper, not in the bytes of the file."""

from __future__ import annotations

from datetime import date, time

import pytest

from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.opening import add_person, open_case
from expertiseteam.meetings.agenda import agenda, change_item, prepare_agenda
from expertiseteam.meetings.conduct import agree, decide, note, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting, plan_series
from expertiseteam.meetings.guests import guest_frame, guest_points, invite_guest, withdraw_guest
from expertiseteam.meetings.papers import GuestPaper
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.members import add_member
from reports.guest import guest_pdf
from tests.dossier import Team
from tests.meetings.test_extracts import everything_in
from tests.reports.reading import words_of

PLANTED = ("MERKLABEL", "MERKSTRAAT", "MERKBEWONER", "MERKVRAAG", "MERKNOTITIE", "MERKBESLUIT", "MERKACTIE", "MERKOPENING")


def test_a_guest_sees_his_own_point_only(team: Team) -> None:
    doctor, other = (
        team.femke.do(add_member, name=name, role=Role.GUEST, discipline=Discipline.CARE, function="huisarts")
        for name in ("Dokter Bos", "Dokter Vos")
    )
    cases = {}
    for label, place in (("Laan · gezin", "Laan 1, Turfven"), ("Pad · MERKLABEL", "MERKSTRAAT 2, Turfven")):
        cases[label] = team.femke.do(
            open_case, (), label=label, lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten",
            bringing_partner="gemeente", place=place,
        )  # fmt: skip
    team.femke.do(add_person, cases["Pad · MERKLABEL"], name="Piet MERKBEWONER")
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    points = {item.title: item for item in team.femke.ask(agenda, overleg).items}
    team.femke.do(change_item, points["Pad · MERKLABEL"], question="MERKVRAAG?")
    team.femke.do(invite_guest, points["Laan · gezin"].id, doctor)
    team.clock.at(2026, 11, 17, 13, 30)
    team.wil.do(start_meeting, team.wil.ask(meeting, overleg))
    for title, words in (("Laan · gezin", ""), ("Pad · MERKLABEL", "MERK"), ("Opening, wie is er, vorige notulen", "MERKOPENING ")):
        team.wil.do(open_item, points[title].id)
        team.wil.do(note, points[title].id, "MERKNOTITIE")  # what was said stays in the room, also of his own point
        team.wil.do(decide, points[title].id, f"{words}BESLUIT")
        team.wil.do(agree, points[title].id, f"{words}ACTIE", owner_id=team.ids["noor"], due=date(2026, 12, 1))

    def seen_by(guest: str) -> GuestPaper:
        return team.wil.ask_for(guest, guest_points, overleg, guest, team.wil.ask(guest_frame, overleg, guest))

    paper = seen_by(doctor)
    [item] = paper.items
    assert (item.title, item.begins, item.decisions[0].text, item.actions[0].what) == ("Laan · gezin", time(13, 40), "BESLUIT", "ACTIE")
    pdf = guest_pdf(paper)
    words, found = words_of(pdf), everything_in(pdf)
    assert "Voor Dokter Bos, gast bij het overleg" in words and "Besluit 2026-001: BESLUIT" in words
    assert [planted for planted in PLANTED if planted in words or planted in found or planted in repr(paper)] == []
    assert seen_by(other).items == () and "Er staat voor u geen punt" in words_of(guest_pdf(seen_by(other)))
    assert "punten van een gast getoond" in [line.what for line in team.femke.ask(whole_log)]
    team.wil.do(withdraw_guest, points["Laan · gezin"].id, doctor)
    assert seen_by(doctor).items == ()
    with pytest.raises(Refused, match="geen gast"):
        team.wil.ask(guest_frame, overleg, team.ids["noor"])
    with pytest.raises(Refused):
        team.noor.ask(guest_frame, overleg, doctor)
