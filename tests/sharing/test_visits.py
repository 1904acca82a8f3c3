"""A visit that both of a duo wrote down on laptops that did not see each other: both views stay, and nothing is there twice."""

from __future__ import annotations

from datetime import date, time

from expertiseteam.cases.actions import open_actions
from expertiseteam.cases.opening import open_case
from expertiseteam.sharing.choosing import choose, my_clashes
from expertiseteam.visits.duos import planned_visits, send_duo, visit_view
from expertiseteam.visits.recording import record_visit
from expertiseteam.visits.records import Agreement, Consent, ContactMode, DayPart, NextTry, Outcome
from tests.acceptance.play import NEW
from tests.sharing.laptops import Laptop, Office


def on_the_road(office: Office) -> tuple[Laptop, Laptop, str]:
    """Noor and Sem, each with a laptop, and a visit that both know of."""
    femke = office.begun()
    ids = office.team.ids
    case = femke.workspace.do(open_case, (), label="Kerkpad · echtpaar", lead_id=ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    duo = {"care_id": ids["noor"], "enforcement_id": ids["sem"]}
    visit = femke.workspace.do(send_duo, case, task="Samen langs.", before=date(2026, 11, 6), **duo)
    femke.share()
    noor, sem = office.colleague("noor"), office.colleague("sem")
    for laptop in (noor, sem):
        laptop.share()
    office.team.clock.at(2026, 11, 3, 16, 0)
    return noor, sem, visit


def test_both_views_stay_and_what_was_agreed_is_there_once_each(office: Office) -> None:
    noor, sem, visit = on_the_road(office)
    seen = {"on": date(2026, 11, 3), "at": time(14), "is_announced": True, "outcome": Outcome.HELP_REFUSED, "consent": Consent.GIVEN}
    for laptop, view, what in ((noor, "care_view", "Soep brengen"), (sem, "enforcement_view", "Gasfles weghalen")):
        shown = laptop.workspace.ask(visit_view, visit)
        agreed = [Agreement(what, office.team.ids[laptop.name], date(2026, 11, 10))]
        laptop.workspace.do(record_visit, shown, **seen, **{view: f"Gezien door {laptop.name}."}, agreements=agreed)
    for laptop in (noor, sem, noor):
        laptop.share()
    for laptop in (noor, sem):
        now = laptop.workspace.ask(visit_view, visit)
        assert (now.care_view, now.enforcement_view) == ("Gezien door noor.", "Gezien door sem.")
        assert sorted(one.what for one in laptop.workspace.ask(open_actions)) == ["Gasfles weghalen", "Soep brengen"]
        assert laptop.workspace.look_at_log(deep=True) == []


def test_the_next_attempt_is_planned_once(office: Office) -> None:
    noor, sem, visit = on_the_road(office)
    again = NextTry(ContactMode.VISIT, DayPart.EVENING, date(2026, 11, 10))
    for laptop in (noor, sem):
        shown = laptop.workspace.ask(visit_view, visit)
        missed = {"on": date(2026, 11, 3), "at": time(14), "is_announced": True, "outcome": Outcome.NOT_HOME}
        laptop.workspace.do(record_visit, shown, **missed, next_try=again)
    for laptop in (noor, sem, noor):
        assert laptop.sharer.share_now().lost == 0
    for laptop in (noor, sem):
        [planned] = laptop.workspace.ask(planned_visits)
        assert (planned.mode, planned.part, planned.duo) == (ContactMode.VISIT, DayPart.EVENING, "Noor en Sem")
        assert laptop.workspace.ask(visit_view, visit).outcome is Outcome.NOT_HOME and laptop.workspace.ask(my_clashes) == []
    assert noor.sharer._team is not None and sem.sharer._team is not None
    assert noor.sharer._team[1].replica.digest() == sem.sharer._team[1].replica.digest()


def test_who_planned_the_next_attempt_otherwise_reads_so_and_loses_nothing(office: Office) -> None:
    noor, sem, visit = on_the_road(office)
    for laptop, part, said in ((noor, DayPart.EVENING, "Niemand thuis."), (sem, DayPart.MORNING, "De auto stond er niet.")):
        shown = laptop.workspace.ask(visit_view, visit)
        laptop.workspace.do(
            record_visit, shown, on=date(2026, 11, 3), is_announced=True, outcome=Outcome.NOT_LET_IN,
            next_try=NextTry(ContactMode.VISIT, part, date(2026, 11, 10)),
            **{"care_view" if laptop is noor else "enforcement_view": said},
        )  # fmt: skip
    for laptop in (noor, sem, noor):
        laptop.sharer.share_now()
    [planned] = noor.workspace.ask(planned_visits)
    [clash] = sem.workspace.ask(my_clashes)
    assert planned.part is DayPart.EVENING and "Samen langs." in clash.lost
    choose(sem.workspace, clash.id, frozenset())
    sem.share()
    noor.share()
    now = noor.workspace.ask(visit_view, visit)
    assert (now.care_view, now.enforcement_view) == ("Niemand thuis.", "De auto stond er niet.")
    assert len(noor.workspace.ask(planned_visits)) == 1


def test_who_disagrees_on_the_outcome_chooses(office: Office) -> None:
    noor, sem, visit = on_the_road(office)
    for laptop, outcome in ((noor, Outcome.AT_THE_DOOR), (sem, Outcome.NOT_LET_IN)):
        shown, view = laptop.workspace.ask(visit_view, visit), "care_view" if laptop is noor else "enforcement_view"
        laptop.workspace.do(record_visit, shown, on=date(2026, 11, 3), is_announced=True, outcome=outcome, **{view: laptop.name})
    for laptop in (noor, sem, noor):
        laptop.sharer.share_now()
    [clash] = sem.workspace.ask(my_clashes)
    assert [(one.mine, one.theirs) for one in clash.clashing] == [("niet binnengelaten", "aan de deur gesproken")]
    choose(sem.workspace, clash.id, frozenset())
    sem.share()
    noor.share()
    now = noor.workspace.ask(visit_view, visit)
    assert (now.outcome, now.care_view, now.enforcement_view) == (Outcome.AT_THE_DOOR, "noor", "sem")
