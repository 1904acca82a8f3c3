"""Keys follow people: who is let in, who forgot the passphrase, who becomes or stops being aandachtsfunctionaris."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from expertiseteam import custody
from expertiseteam.access.who import Discipline, Role
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import add_member, change_member, members
from expertiseteam.team.records import MemberLine
from expertiseteam.vault import keys
from expertiseteam.vault.renewing import history
from tests.dossier import PASSPHRASE, Team
from tests.ui.team.stage import open_as
from ui.entrances import Opened

NEW = "molen zilver klaver stoep egel"


@pytest.fixture
def femke(team: Team) -> Iterator[Opened]:
    """Femke with her keys in hand, and one reporter sealed to her."""
    opened = open_as(team, "femke")
    yield opened
    opened.workspace.close()


@pytest.fixture
def signal(team: Team) -> str:
    """A signal of which somebody told who."""
    return team.lucja.do(
        record_concern, what="Gordijnen dicht.", place="Beukenlaan 7, Turfven", certainty=Certainty.GUT, channel=Channel.PHONE,
        source=Source.VOLUNTEER, reporter=ReporterText("Greet Hilkens", "06-55512345"),
    )  # fmt: skip


def let_in(opened: Opened, member_id: str, passphrase: str) -> int:
    return custody.let_in(opened.path, opened.workspace, opened.identity, member_id, passphrase, policy=opened.policy).done


def follow(opened: Opened, member_id: str) -> None:
    custody.follow(opened.path, opened.workspace, opened.identity, member_id, policy=opened.policy)


def line(team: Team, member_id: str) -> MemberLine:
    return next(m for m in team.femke.ask(members, active_only=False) if m.id == member_id)


def change(team: Team, first_name: str, role: Role, *, is_active: bool = True) -> int:
    shown = line(team, team.ids[first_name])
    return team.femke.do(change_member, shown, role=role, discipline=shown.discipline, function=shown.function, is_active=is_active).done


def reporter_for(team: Team, member_id: str, passphrase: str, signal: str) -> str:
    """What this member reads when he opens the seal."""
    workspace = open_dossier(team.path, member_id, passphrase, policy=team.policy, clock=team.clock)
    try:
        found = workspace.do(reveal_reporter, signal, "Terugbellen")
        return found.name if found else ""
    finally:
        workspace.close()


def test_a_new_member_is_let_in(team: Team, femke: Opened, signal: str) -> None:
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.LAWYER, discipline=Discipline.LAW)
    assert let_in(femke, bram, NEW) == 0
    assert line(team, bram).can_sign_in
    open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock).close()


def test_who_forgot_gets_a_new_passphrase_and_the_old_one_ends(team: Team, femke: Opened) -> None:
    assert let_in(femke, team.ids["noor"], NEW) == 0
    open_dossier(team.path, team.ids["noor"], NEW, policy=team.policy, clock=team.clock).close()
    with pytest.raises(Refused, match="wachtzin klopt niet"):
        open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=team.policy, clock=team.clock)


def test_a_second_officer_opens_what_was_sealed_before(team: Team, femke: Opened, signal: str) -> None:
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.OFFICER, discipline=Discipline.CARE)
    assert let_in(femke, bram, NEW) == 1
    assert reporter_for(team, bram, NEW, signal) == "Greet Hilkens"
    assert reporter_for(team, team.ids["femke"], PASSPHRASE.format("femke"), signal) == "Greet Hilkens"


def test_an_officer_who_forgot_still_opens_what_was_sealed_before(team: Team, femke: Opened, signal: str) -> None:
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.OFFICER, discipline=Discipline.CARE)
    let_in(femke, bram, PASSPHRASE.format("bram"))
    assert let_in(femke, bram, NEW) == 1
    assert reporter_for(team, bram, NEW, signal) == "Greet Hilkens"


def test_who_becomes_officer_opens_reporters_and_lets_others_in(team: Team, femke: Opened, signal: str) -> None:
    assert change(team, "noor", Role.OFFICER) == 1
    follow(femke, team.ids["noor"])
    assert reporter_for(team, team.ids["noor"], PASSPHRASE.format("noor"), signal) == "Greet Hilkens"
    noor = open_as(team, "noor")
    bram = noor.workspace.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    let_in(noor, bram, NEW)
    noor.workspace.close()
    assert line(team, bram).can_sign_in


@pytest.mark.parametrize(("role", "is_active"), [(Role.MEMBER, True), (Role.OFFICER, False)])
def test_who_stops_being_officer_opens_and_lets_in_no_more(team: Team, femke: Opened, signal: str, role: Role, is_active: bool) -> None:
    change(team, "noor", Role.OFFICER)
    follow(femke, team.ids["noor"])
    noor = open_as(team, "noor")
    sealed = _seals(team)
    assert all(_opens(noor, seal) for seal in sealed)
    assert change(team, "noor", role, is_active=is_active) == 1
    follow(femke, team.ids["noor"])
    assert not any(_opens(noor, seal) for seal in _seals(team))
    card = next(c for c in keys.current_cards(keys.key_file_of(team.path)) if c.member_id == team.ids["noor"])
    assert not card.is_admin
    noor.workspace.close()


def test_a_role_without_keys_changes_nothing_in_the_key_file(team: Team, femke: Opened, signal: str) -> None:
    before = keys.current_cards(keys.key_file_of(team.path))
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.OFFICER, discipline=Discipline.CARE)
    follow(femke, bram)
    assert keys.current_cards(keys.key_file_of(team.path)) == before


def test_a_corrected_name_stands_in_the_list_of_who_can_unlock(team: Team, femke: Opened) -> None:
    sem = line(team, team.ids["sem"])
    team.femke.do(change_member, sem, role=sem.role, discipline=sem.discipline, function=sem.function, name="Sem de Graaf-Kuipers")
    follow(femke, sem.id)
    names = [card.name for card in keys.who_can_unlock(keys.key_file_of(team.path), team.policy)]
    assert "Sem de Graaf-Kuipers" in names and "Sem de Graaf" not in names
    step = history(keys.key_file_of(team.path))[0]
    assert (step.what, step.about, step.by) == ("naam verbeterd", "Sem de Graaf-Kuipers", "Femke Aarts")
    open_dossier(team.path, sem.id, PASSPHRASE.format("sem"), policy=team.policy, clock=team.clock).close()


def test_a_name_corrected_elsewhere_follows_at_the_next_unlocking(team: Team, femke: Opened) -> None:
    sem = line(team, team.ids["sem"])
    team.femke.do(change_member, sem, role=sem.role, discipline=sem.discipline, function=sem.function, name="Sem Kuipers")
    custody.settle(femke.path, femke.workspace, femke.identity, policy=femke.policy)
    assert "Sem Kuipers" in [card.name for card in keys.current_cards(keys.key_file_of(team.path))]


def test_a_guest_is_not_let_in(team: Team, femke: Opened) -> None:
    gast = team.femke.do(add_member, name="Bram Vos", role=Role.GUEST, discipline=Discipline.HOUSING)
    with pytest.raises(Refused, match="gast"):
        let_in(femke, gast, NEW)
    assert not line(team, gast).can_sign_in


def test_somebody_who_is_no_member_is_refused(femke: Opened) -> None:
    with pytest.raises(Refused, match="niet .meer. in het dossier"):
        let_in(femke, "0" * 32, NEW)


def test_letting_in_may_be_done_again_after_it_was_broken_off(team: Team, femke: Opened) -> None:
    """The key file was written, but the power failed before the dossier was."""
    bram = team.femke.do(add_member, name="Bram Vos", role=Role.MEMBER, discipline=Discipline.LAW)
    keys.add_member(
        keys.key_file_of(team.path),
        femke.identity,
        member_id=bram,
        name="Bram Vos",
        passphrase=PASSPHRASE.format("bram"),
        policy=team.policy,
    )
    assert not line(team, bram).can_sign_in
    let_in(femke, bram, NEW)
    assert line(team, bram).can_sign_in
    open_dossier(team.path, bram, NEW, policy=team.policy, clock=team.clock).close()


def _seals(team: Team) -> list[bytes]:
    from sqlalchemy import select

    from expertiseteam.access.who import OFFICER
    from expertiseteam.access.work import query
    from expertiseteam.concerns.tables import Reporter
    from expertiseteam.storage.reading import Reader

    @query(by=OFFICER)
    def seals(read: Reader) -> list[bytes]:
        return list(read.values(select(Reporter.sealed)))

    return team.femke.ask(seals)


def _opens(opened: Opened, sealed: bytes) -> bool:
    try:
        return bool(opened.identity.open(sealed))
    except Refused:
        return False
