"""The standing point about new signals says what was seen often lately, and nothing of anybody (domain.md, row 9)."""

from __future__ import annotations

from datetime import date

from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, Extra
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.meetings.records import ItemKind
from tests.dossier import Team


def test_what_is_seen_often_in_one_village_stands_at_the_point_without_an_address(team: Team) -> None:
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    told = [("Turfven", ("WASTE",))] * 5 + [("Ganzenhoek", ("WASTE", "SMELL"))] * 4
    for number, (village, signs) in enumerate(told):
        team.lucja.do(
            record_concern, what="Er ligt afval.", place=f"Kerkpad {number}, {village}", certainty=Certainty.SEEN, channel=Channel.ROUND,
            extra=Extra(signs=signs),
        )  # fmt: skip
    team.femke.do(prepare_agenda, overleg)
    said = next(item.since_last for item in team.femke.ask(agenda, overleg).items if item.kind is ItemKind.CONCERNS)
    assert said.startswith("9 nieuw of in observatie; in 91 dagen: Turfven: ") and said.endswith(" (5)")
    assert "Ganzenhoek" not in said and "Kerkpad" not in said
