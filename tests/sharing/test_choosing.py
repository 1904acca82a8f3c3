"""What clashed is done again as its author chooses: nothing that was typed is gone, and what did not clash is there in any case."""

from __future__ import annotations

import pytest

from expertiseteam.access.who import EVERYONE
from expertiseteam.access.work import Work, act
from expertiseteam.basics.sentences import Refused
from expertiseteam.cases.actions import agree_action, open_actions
from expertiseteam.cases.opening import add_note, change_case, open_case
from expertiseteam.cases.reading import case_view
from expertiseteam.cases.records import CaseView
from expertiseteam.sharing.choosing import NOT_TOLD, choose, my_clashes, settle_clash
from expertiseteam.storage.rows import Row
from tests.acceptance.play import NEW
from tests.sharing.laptops import Laptop, Office
from ui.team.field_names import ANYWHERE, HERE, UNNAMED, field_words


@act("van alles tegelijk", by=EVERYONE)
def change_much(work: Work, case: CaseView, new: dict[str, object]) -> None:
    change_case(work, case, new)
    add_note(work, case.id, "Zij deed open")
    agree_action(work, case.id, what="Terugbellen", owner_id=case.lead_id, due=work.today)


def goal_of(on: Laptop, case: str) -> str:
    return on.workspace.ask(case_view, case).goal


def test_both_texts_and_all_that_was_typed_beside_them(office: Office) -> None:
    femke = office.begun()
    case = femke.workspace.do(open_case, (), label="Kerkpad · echtpaar", lead_id=office.team.ids["noor"], place="Kerkpad 2, Turfven", **NEW)
    femke.share()
    noor = office.colleague("noor")
    noor.share()
    saw = noor.workspace.ask(case_view, case)
    before = femke.workspace.ask(case_view, case)
    femke.workspace.do(change_case, before, {"goal": "Vertrouwen winnen", "lead_id": office.team.ids["iris"]})
    femke.workspace.do(agree_action, case, what="Huisarts bellen", owner_id=office.team.ids["iris"], due=femke.workspace.today)
    femke.share()
    noor.workspace.do(change_much, saw, {"goal": "Huis opruimen", "lead_id": office.team.ids["sem"], "trusted_contact": "de buurvrouw"})
    assert noor.sharer.share_now().aside == 1
    assert noor.workspace.ask(case_view, case).trusted_contact == ""
    (clash,) = noor.workspace.ask(my_clashes)
    texts = {one.column: (one.mine, one.theirs) for one in clash.clashing}
    assert texts == {"goal": ("Huis opruimen", "Vertrouwen winnen"), "lead_id": ("Sem de Graaf", "Iris Kuyper")}
    assert (clash.code, clash.name, clash.lost) == ("26-001", "Kerkpad · echtpaar", ())
    choose(noor.workspace, clash.id, frozenset(one.key for one in clash.clashing if one.column == "goal"))
    assert noor.workspace.ask(my_clashes) == []
    assert noor.share().aside == 0
    femke.share()
    for laptop in (femke, noor):
        now = laptop.workspace.ask(case_view, case)
        assert (now.goal, now.lead_id, now.trusted_contact) == ("Huis opruimen", office.team.ids["iris"], "de buurvrouw")
        assert sorted(one.what for one in laptop.workspace.ask(open_actions)) == ["Huisarts bellen", "Terugbellen"]
        assert laptop.workspace.look_at_log(deep=True) == []
    assert femke.sharer._team is not None and noor.sharer._team is not None
    assert femke.sharer._team[1].replica.digest() == noor.sharer._team[1].replica.digest()
    with pytest.raises(Refused, match="al opgelost"):
        noor.workspace.do(settle_clash, clash.id, frozenset())


def test_every_field_that_can_clash_has_a_dutch_word_and_no_word_is_left_over() -> None:
    kinds = [mapper.class_ for mapper in Row.registry.mappers if mapper.class_.shared and not mapper.class_.fixed]
    fields = {(kind.__tablename__, column.key) for kind in kinds for column in kind.__table__.columns if column.key not in NOT_TOLD}
    fields = {field for field in fields if not field[0].startswith("log_")}  # nobody types in the log
    assert len(fields) > 400
    missing = [f"{table}.{column}" for table, column in sorted(fields) if field_words(table, column) == UNNAMED]
    assert missing == [], "write its word in ui/team/field_names.py"
    assert set(HERE) <= fields
    assert set(ANYWHERE) <= {column for _, column in fields}
