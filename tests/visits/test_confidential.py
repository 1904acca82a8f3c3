"""A besloten casus: who is left out knows of nothing in it, and nobody with work in it is left out."""

from __future__ import annotations

from datetime import date

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.insight.find import find
from expertiseteam.visits.confidential import KnowersChanged, choose_knowers, who_knows
from tests.dossier import Team
from tests.visits.test_duos import NEW


def test_only_who_is_chosen_knows_of_a_case(team: Team) -> None:
    case = team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Beukenlaan 7, Turfven", **NEW)
    team.noor.do(agree_action, case, what="Bellen", owner_id=team.ids["hugo"], due=date(2026, 11, 6))
    shown = team.femke.ask(who_knows, case)
    needed = {one.name: one.needed for one in shown.members if one.needed}
    assert needed == {"Noor Elzinga": "regisseur", "Hugo Brandt": "heeft een actie"} and not shown.closed
    with pytest.raises(Refused, match=r"Zonder Hugo Brandt \(heeft een actie\) kan het niet"):
        team.femke.do(choose_knowers, case, shown, [team.ids["noor"]])
    assert len(team.sem.ask(find, "beukenlaan")) == 1, "nothing changed"

    team.femke.do(choose_knowers, case, shown, [team.ids["noor"], team.ids["hugo"]])
    assert team.hugo.ask(case_view, case).is_confidential
    assert team.sem.ask(find, "beukenlaan") == []
    with pytest.raises(Refused):
        team.sem.ask(case_view, case)
    with pytest.raises(Refused, match="Sem de Graaf mag van deze casus niet weten"):
        team.noor.do(agree_action, case, what="Langsgaan", owner_id=team.ids["sem"], due=None)
    with pytest.raises(Conflict):  # a colleague chose on what stood there before
        team.femke.do(choose_knowers, case, shown, None)

    again = team.femke.ask(who_knows, case)
    assert {one.name for one in again.members if one.knows} == {"Noor Elzinga", "Hugo Brandt"}
    team.femke.do(choose_knowers, case, again, [*(one.id for one in again.members if one.knows), team.ids["sem"]])
    assert team.sem.ask(case_view, case).code == "26-001"
    with pytest.raises(KnowersChanged, match="Een collega heeft intussen Sem de Graaf erbij gedaan"):  # only who is ticked changed
        team.femke.do(choose_knowers, case, again, [team.ids["noor"], team.ids["hugo"]])
    assert team.sem.ask(case_view, case).code == "26-001", "nothing changed"
    team.femke.do(choose_knowers, case, team.femke.ask(who_knows, case), None)
    assert not team.karim.ask(case_view, case).is_confidential
