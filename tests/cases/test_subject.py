"""What a case is about: nothing is asked, everything can be chosen one by one; cases that belong together; what a running case needs."""

from __future__ import annotations

import pytest

from expertiseteam.basics.sentences import Conflict, Refused
from expertiseteam.cases.opening import add_person, change_case, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.subject import change_subject, choose_domain, household, link_cases, unlink_cases
from expertiseteam.cases.subject_records import AgeBand, LifeDomain, SubjectKind, Tenure
from tests.cases.test_cases import NEW
from tests.dossier import Team


@pytest.fixture
def case(team: Team) -> str:
    return team.femke.do(open_case, (), lead_id=team.ids["noor"], place="Eindpad 22, Ganzenhoek", **{**NEW, "label": "Eindpad · erf"})


def test_nothing_is_chosen_until_somebody_chooses_it_one_by_one(team: Team, case: str) -> None:
    assert team.noor.ask(household, case).subject is None and team.noor.ask(household, case).domains == ()
    team.noor.do(change_subject, case, None, {"kind": SubjectKind.FARM})
    shown = team.noor.ask(household, case).subject
    assert shown is not None and (shown.kind, shown.tenure, shown.age_band, shown.has_child) == (SubjectKind.FARM, None, None, False)
    team.noor.do(change_subject, case, shown, {"tenure": Tenure.OWNED})
    team.sem.do(change_subject, case, shown, {"has_child": True})  # another field: goes together
    with pytest.raises(Conflict):
        team.sem.do(change_subject, case, shown, {"tenure": Tenure.PRIVATE})
    with pytest.raises(TypeError):
        team.sem.do(change_subject, case, shown, {"bsn": "123456782"})
    now = team.noor.ask(household, case).subject
    assert now is not None and (now.tenure, now.has_child) == (Tenure.OWNED, True)
    team.noor.do(change_subject, case, now, {"tenure": None, "age_band": AgeBand.TO_80})
    team.noor.do(choose_domain, case, LifeDomain.ANIMALS, True)
    team.sem.do(choose_domain, case, LifeDomain.ANIMALS, True)  # twice is once
    team.noor.do(choose_domain, case, LifeDomain.MONEY, True)
    assert team.noor.ask(household, case).domains == (LifeDomain.MONEY, LifeDomain.ANIMALS)
    team.noor.do(choose_domain, case, LifeDomain.MONEY, False)
    assert team.noor.ask(household, case).domains == (LifeDomain.ANIMALS,)


def test_cases_belong_together_from_both_sides_and_only_for_who_may_know_of_both(team: Team, case: str) -> None:
    other = team.femke.do(open_case, (), lead_id=team.ids["hugo"], closed=True, **{**NEW, "label": "Kerkpad · gezin"})
    for to, why, sentence in ((case, "zelfde", "dezelfde casus"), (other, " ", "waarom deze casussen")):
        with pytest.raises(Refused, match=sentence):
            team.femke.do(link_cases, case, to, why)
    team.femke.do(link_cases, case, other, "Twee broers.")
    with pytest.raises(Refused, match="al gekoppeld"):
        team.femke.do(link_cases, other, case, "Nog eens.")
    assert [(one.code, one.why) for one in team.femke.ask(household, case).linked] == [("26-002", "Twee broers.")]
    assert [one.code for one in team.hugo.ask(household, other).linked] == ["26-001"]
    assert team.noor.ask(household, case).linked == ()  # the other case is closed to her
    team.femke.do(unlink_cases, other, case)
    assert team.femke.ask(household, case).linked == () == team.femke.ask(household, other).linked


def test_a_running_case_keeps_who_brings_it_and_its_name_on_paper_holds_no_surname(team: Team, case: str) -> None:
    with pytest.raises(Refused, match="een inbrenger nodig"):
        team.femke.do(open_case, (), lead_id=team.ids["noor"], **{**NEW, "bringing_partner": " "})
    shown = team.noor.ask(case_view, case)
    with pytest.raises(Refused, match="een inbrenger"):
        team.noor.do(change_case, shown, {"bringing_partner": ""})
    team.noor.do(add_person, case, name="Łucas van Eindpad")  # the street bears the same name: that tells nothing
    team.noor.do(add_person, case, name="Piet Jansen")
    with pytest.raises(Refused, match=r"noemt een achternaam \(Jansen\)"):
        team.noor.do(change_case, shown, {"label": "Boerderij Jansen"})
    team.noor.do(change_case, shown, {"label": "Eindpad · boerderij"})
    with pytest.raises(Refused, match=r"\(Boerderij\)"):
        team.noor.do(add_person, case, name="Wim Boerderij")
