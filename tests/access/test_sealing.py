"""Texts sealed to fewer people follow the role: in the same unit, with a line in the log, and never into the search index."""

from __future__ import annotations

from contextlib import closing
from dataclasses import asdict

import pytest
from sqlalchemy import select

from expertiseteam.access.drafts import keep_draft
from expertiseteam.access.sealing import Resealed, left_behind, reseal
from expertiseteam.access.tables import SealedTo
from expertiseteam.access.who import OFFICER, Discipline, Role
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel, ReporterText, Source
from expertiseteam.concerns.reporter import reveal_reporter
from expertiseteam.concerns.tables import Reporter
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.storage.reading import Reader
from expertiseteam.storage.rows import Row
from expertiseteam.team.members import change_member, members
from expertiseteam.team.records import MemberLine
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.keys import unlock
from tests.dossier import PASSPHRASE, Team

GREET = ReporterText("Greet Hilkens", "06-55512345")


def told_by(team: Team, reporter: ReporterText = GREET) -> str:
    return team.lucja.do(
        record_concern, what="Post puilt uit", place="Beukenlaan 7, Turfven", certainty=Certainty.SEEN, channel=Channel.PHONE,
        source=Source.VOLUNTEER, reporter=reporter,
    )  # fmt: skip


def line(team: Team, first_name: str) -> MemberLine:
    return next(m for m in team.femke.ask(members, active_only=False) if m.id == team.ids[first_name])


def give_role(team: Team, first_name: str, role: Role, *, is_active: bool = True) -> Resealed:
    shown = line(team, first_name)
    return team.femke.do(change_member, shown, role=role, discipline=shown.discipline, function=shown.function, is_active=is_active)


@query(by=OFFICER)
def seals(read: Reader) -> list[bytes]:
    return read.values(select(Reporter.sealed))


def test_every_table_with_a_seal_says_for_whom() -> None:
    kinds = [mapper.class_ for mapper in Row.registry.mappers if "sealed" in mapper.class_.__table__.c]
    assert len(kinds) >= 2 and all(issubclass(kind, SealedTo) for kind in kinds)
    assert not any(set(kind.searched) & {"sealed", "sealed_for"} for kind in kinds)


def test_a_role_that_changes_hands_takes_the_seals_along_in_one_unit(team: Team) -> None:
    first, second = told_by(team), told_by(team, ReporterText("Joop Vermeer", ""))
    noor = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy)
    assert give_role(team, "noor", Role.OFFICER) == Resealed(2, 0)
    assert team.noor.do(reveal_reporter, first, "terugbellen") == GREET
    assert team.femke.do(reveal_reporter, second, "terugbellen") == ReporterText("Joop Vermeer", "")
    last = team.femke.ask(whole_log)[0:6]
    changed = next(entry for entry in last if entry.what == "lid gewijzigd")
    assert "2 verzegelde teksten opnieuw verzegeld" in changed.why
    assert give_role(team, "noor", Role.MEMBER) == Resealed(2, 0)
    for sealed in team.femke.ask(seals):
        with pytest.raises(Refused, match="niet voor u verzegeld"):
            noor.open(sealed)
    assert team.femke.do(reveal_reporter, first, "controle") == GREET


def test_who_leaves_opens_no_seal_any_more(team: Team) -> None:
    told_by(team)
    noor = unlock(key_file_of(team.path), team.ids["noor"], PASSPHRASE.format("noor"), team.policy)
    give_role(team, "noor", Role.OFFICER)
    assert all(noor.open(sealed) for sealed in team.femke.ask(seals))
    assert give_role(team, "noor", Role.OFFICER, is_active=False) == Resealed(1, 0)
    for sealed in team.femke.ask(seals):
        with pytest.raises(Refused, match="niet voor u verzegeld"):
            noor.open(sealed)


def test_another_field_seals_nothing_again(team: Team) -> None:
    told_by(team)
    before = team.femke.ask(seals)
    shown = line(team, "noor")
    assert team.femke.do(change_member, shown, role=shown.role, discipline=Discipline.LAW, function="x") == Resealed(0, 0)
    assert team.femke.ask(seals) == before


def test_a_reporter_in_somebody_elses_draft_follows_too(team: Team) -> None:
    """What is recorded from a draft later must open for who is aandachtsfunctionaris then."""
    team.lucja.do(keep_draft, "concern", "", {"what": "Gordijnen dicht"}, secret=as_json(GREET))
    assert give_role(team, "noor", Role.OFFICER) == Resealed(1, 0)
    concern = team.lucja.do(
        record_concern, what="Gordijnen dicht", place="", certainty=Certainty.SEEN, channel=Channel.PHONE, source=Source.VOLUNTEER,
        from_draft=True,
    )  # fmt: skip
    assert team.noor.do(reveal_reporter, concern, "terugbellen") == GREET


def as_json(reporter: ReporterText) -> str:
    import json

    return json.dumps(asdict(reporter), ensure_ascii=False)


def test_a_change_that_is_taken_back_seals_nothing(team: Team) -> None:
    concern = told_by(team)
    before = team.femke.ask(seals)

    @act("mislukt", by=OFFICER)
    def fails(work: Work, shown: MemberLine) -> None:
        change_member(work, shown, role=Role.OFFICER, discipline=shown.discipline, function="")
        raise Refused("Toch niet.")

    with pytest.raises(Refused, match="Toch niet"):
        team.femke.do(fails, line(team, "noor"))
    assert team.femke.ask(seals) == before
    assert team.femke.do(reveal_reporter, concern, "controle") == GREET


def test_a_seal_that_these_keys_do_not_open_is_counted_and_stops_nothing(team: Team) -> None:
    concern, sheet = told_by(team), team.recovery.private()
    give_role(team, "noor", Role.OFFICER)

    @act("verzegeld voor het blad alleen", by=OFFICER)
    def for_the_sheet_only(work: Work) -> None:
        for row in work.unseen(Reporter):
            work.rewrite(row, sealed=work.keys.seal(work.keys.open(row.sealed), [work.recovery]), sealed_for="oud")

    assert not team.femke.ask(left_behind, team.femke.recovery)
    team.femke.do(for_the_sheet_only)
    assert team.femke.ask(left_behind, team.femke.recovery)
    assert give_role(team, "noor", Role.MEMBER) == Resealed(0, 1)
    entry = next(entry for entry in team.femke.ask(whole_log) if entry.what == "lid gewijzigd")
    assert "1 niet, want daarop past deze sleutel niet" in entry.why
    assert team.femke.do(reseal, sheet.open) == Resealed(1, 0)
    assert team.femke.do(reveal_reporter, concern, "controle") == GREET
    assert not team.femke.ask(left_behind, team.femke.recovery)


@pytest.mark.in_file
def test_no_reporter_is_in_the_search_index_or_the_log(team: Team) -> None:
    told_by(team, ReporterText("Zwaantje Quispel", "zq@turfven.example"))
    give_role(team, "noor", Role.OFFICER)
    key = unlock(key_file_of(team.path), team.ids["femke"], PASSPHRASE.format("femke"), team.policy).dossier_key
    with closing(connect(team.path, key)) as file:
        tables = [name for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()]
        for table in tables:
            for row in file.execute(f'SELECT * FROM "{table}"').fetchall():
                for value in row:
                    raw = value if isinstance(value, bytes) else str(value).encode()
                    assert b"quispel" not in raw.lower() and b"zwaantje" not in raw.lower(), table
