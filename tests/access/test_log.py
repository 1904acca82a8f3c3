"""The log as chains: one per member's device, whole after whatever a laptop does, witnessed outside the dossier."""

from __future__ import annotations

import itertools
import json
import shutil
from collections import defaultdict
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from expertiseteam.access.log_checker import Tamper
from expertiseteam.access.workspace import Workspace
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier, prepare_copy, recover, unlock_dossier
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.storage.file import connect
from expertiseteam.team.members import add_village
from expertiseteam.vault.copies import Reason
from expertiseteam.vault.policy import VaultPolicy
from tests.access.tampering import settled_copy
from tests.dossier import PASSPHRASE, Team
from tests.storage.test_migrations import _key
from tests.vault.conftest import FakeKeyStore

pytestmark = pytest.mark.in_file


def key_of(team: Team) -> bytes:
    """The key of the dossier, asked for once: a test may change the passphrase."""
    if "key" not in team.__dict__:
        team.__dict__["key"] = _key(team)
    return team.__dict__["key"]  # type: ignore[no-any-return]


def again(team: Team, who: str, *, path: Path | None = None, policy: VaultPolicy | None = None) -> Workspace:
    """Another window of a member, or the dossier somewhere else, or on a computer that remembers something else."""
    return open_dossier(path or team.path, team.ids[who], PASSPHRASE.format(who), policy=policy or team.policy, clock=team.clock)


def elsewhere(team: Team, name: str) -> VaultPolicy:
    """The rules of another computer."""
    return replace(team.policy, state_folder=team.path.parent / name)


def chains(team: Team) -> dict[str, list[int]]:
    with closing(connect(team.path, key_of(team))) as bare:
        found = defaultdict(list)
        for device, number in bare.execute("SELECT device, number FROM log_line ORDER BY device, number"):
            found[device].append(number)
    return dict(found)


def of_member(team: Team, who: str) -> set[str]:
    with closing(connect(team.path, key_of(team))) as bare:
        return {row[0] for row in bare.execute("SELECT id FROM log_chain WHERE member_id = ?", (team.ids[who],))}


def kinds(workspace: Workspace) -> list[Tamper]:
    return [finding.kind for finding in workspace.look_at_log(deep=True)]


def test_every_act_and_view_is_the_next_link_of_its_members_chain(team: Team) -> None:
    for n in range(3):
        team.femke.do(add_village, name=f"Dorp {n}")
        team.noor.do(add_village, name=f"Buurt {n}") if team.noor.may(add_village) else team.femke.ask(whole_log)
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in chains(team).values())
    assert team.femke.check_log() == []


def test_two_windows_of_one_member_write_one_chain(team: Team) -> None:
    before = of_member(team, "femke")
    team.femke.ask(whole_log)
    mine = of_member(team, "femke") - before or before
    team.femke._log.witness._write()  # else the other window may open before this computer noted which chain is ours
    with closing(again(team, "femke")) as other:
        for window in (other, team.femke, other, other, team.femke):
            window.ask(whole_log)
        assert other.check_log() == []
    assert of_member(team, "femke") == before | mine


def test_another_computer_writes_another_chain(team: Team) -> None:
    team.femke.ask(whole_log)
    before = of_member(team, "femke")
    with closing(again(team, "femke", policy=elsewhere(team, "laptop"))) as other:
        other.ask(whole_log)
    assert len(of_member(team, "femke") - before) == 1
    with closing(again(team, "femke", policy=elsewhere(team, "laptop"))) as other:
        other.ask(whole_log)
    assert len(of_member(team, "femke") - before) == 1
    assert team.femke.check_log() == []


def test_an_act_that_was_refused_leaves_no_gap(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    with pytest.raises(Refused):
        team.femke.do(add_village, name="Nieuwdorp")
    team.femke.do(add_village, name="Ouddorp")
    assert team.femke.check_log() == []


def test_a_clock_that_was_put_back_changes_nothing_about_the_chain(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    team.clock.at(2019, 1, 1, 8, 0)
    team.femke.do(add_village, name="Ouddorp")
    assert team.femke.check_log() == []


def test_the_first_line_after_opening_names_how_far_the_others_reach(team: Team) -> None:
    for _ in range(3):
        team.noor.ask(whole_log) if team.noor.may(whole_log) else team.femke.ask(whole_log)
    team.femke.close()
    with closing(again(team, "femke", policy=elsewhere(team, "laptop"))) as fresh:
        fresh.ask(whole_log)
        with closing(connect(team.path, key_of(team))) as bare:
            seen = bare.execute("SELECT seen FROM log_line ORDER BY at DESC LIMIT 1").fetchone()[0]
            heads = bare.execute("SELECT device, number FROM log_head").fetchall()
    named = {part.split(":")[0]: int(part.split(":")[1]) for part in seen.split()}
    assert named == {device: number for device, number in heads if device in named}
    assert len(named) == len(heads) - 1, "all but its own"


def test_who_cuts_a_colleagues_tail_is_found_by_a_computer_that_never_saw_it(team: Team) -> None:
    """The heads that others named in their own signed lines bear witness too."""
    team.femke.do(add_village, name="Nieuwdorp")
    before = of_member(team, "femke")
    team.femke.close()
    with closing(again(team, "femke", policy=elsewhere(team, "laptop"))) as other:
        other.ask(whole_log)
        [newest] = of_member(team, "femke") - before
    with closing(connect(team.path, key_of(team))) as bare:
        bare.execute("DELETE FROM log_line WHERE device <> ? AND number > 1", (newest,))
        bare.execute(
            "UPDATE log_head SET number = 1, hash = (SELECT hash FROM log_line WHERE device = log_head.device AND number = 1) "
            "WHERE device <> ?",
            (newest,),
        )
    with closing(again(team, "femke", policy=elsewhere(team, "never seen"))) as third:
        assert Tamper.CUT in kinds(third)


def test_new_keys_begin_a_new_chain_and_the_old_one_still_holds(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    before = team.femke.heads_of_log()
    team.femke.close()
    sheet, new = " ".join(team.recovery.groups()), "een heel nieuwe wachtzin hier"
    femke, _ = recover(team.path, team.ids["femke"], sheet, new, policy=team.policy, clock=team.clock)
    with closing(femke):
        femke.do(add_village, name="Ouddorp")
        assert femke.check_log() == []
        assert femke.look_at_log(deep=True) == []
        after = femke.heads_of_log()
    assert len(after) == len(before) + 1
    assert {device: after[device] for device in before} == before


def test_yesterdays_file_is_named_at_opening_and_work_goes_on_in_a_new_chain(team: Team, tmp_path: Path) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    older = settled_copy(team.path, key_of(team), tmp_path / "gisteren")
    team.clock.at(2026, 11, 5, 23, 30)
    team.femke.do(add_village, name="Ouddorp")
    team.femke.close()
    shutil.copy(older, team.path)
    before = of_member(team, "femke")
    team.clock.at(2026, 11, 9, 9, 0)
    with closing(again(team, "femke")) as femke:
        [finding] = femke.look_at_log()
        assert finding.kind is Tamper.ROLLED_BACK
        assert "ouder dan hier het laatst is gezien, op 5 november 2026; werk van daarna" in finding.sentence
        assert "aandachtsfunctionaris" in finding.sentence
        femke.do(add_village, name="Derde dorp")
    with closing(again(team, "femke")) as femke:
        [finding] = femke.look_at_log(deep=True)
        assert finding.kind is Tamper.ROLLED_BACK and "5 november" in finding.sentence, "until somebody says why; not the day of today"
    assert len(of_member(team, "femke") - before) == 1


def test_a_copy_put_back_on_purpose_is_an_event_and_no_alarm(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    copy = team.femke.copy(Reason.HAND)
    team.femke.do(add_village, name="Ouddorp")
    with closing(again(team, "femke", policy=elsewhere(team, "laptop"))) as other:  # saw the newer dossier
        assert other.look_at_log() == []
    team.close()
    workspace, identity = unlock_dossier(team.path, team.ids["femke"], PASSPHRASE.format("femke"), policy=team.policy, clock=team.clock)
    workspace.close()
    prepare_copy(team.path, copy, identity, team.clock, policy=team.policy).put_back(team.clock)
    for policy in (team.policy, elsewhere(team, "laptop")):
        with closing(again(team, "femke", policy=policy)) as femke:
            assert femke.look_at_log(deep=True) == []
            assert "reservekopie teruggezet" in {entry.what for entry in femke.ask(whole_log)}
            assert femke.check_log() == []


def test_the_dossier_rolled_back_under_an_open_window_takes_nothing_more(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    team.femke.do(add_village, name="Ouddorp")
    device = team.femke._log._own.device  # type: ignore[union-attr]
    with closing(connect(team.path, key_of(team))) as bare:
        last = max(chains(team)[device])
        bare.execute("DELETE FROM log_line WHERE device = ? AND number = ?", (device, last))
        before = "(SELECT hash FROM log_line WHERE device = log_head.device AND number = ?)"
        bare.execute(f"UPDATE log_head SET number = ?, hash = {before} WHERE device = ?", (last - 1, last - 1, device))
    with pytest.raises(Refused, match="ouder exemplaar"):
        team.femke.do(add_village, name="Derde dorp")


def test_the_witness_is_no_part_of_saving(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """A state folder that cannot be written leaves the dossier as it is; the note only lags."""
    (team.path.parent / "laptop" / f"logboek-{team.femke._keys.dossier_id}.json").mkdir(parents=True)  # type: ignore[attr-defined]
    with closing(again(team, "femke", policy=elsewhere(team, "laptop"))) as femke:
        femke.do(add_village, name="Nieuwdorp")
        assert femke.check_log() == []


def test_the_note_outside_tells_no_names_and_survives_damage(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    team.femke.close()
    [note] = (team.path.parent / "state").glob("logboek-*.json")
    told = note.read_text(encoding="utf-8")
    assert not any(word in told for word in ("Femke", "Aarts", "Nieuwdorp"))
    assert set(json.loads(told)) == {"devices", "heads", "days"}
    for damage in ("", "{", told.replace("2026", "elf"), '{"heads": 3}', "[]", '{"heads": {"a": ["x", 1]}, "devices": {}}'):
        note.write_text(damage)
        with closing(again(team, "femke")) as femke:
            assert femke.look_at_log(deep=True) == []


def test_the_key_store_remembers_when_the_note_was_put_back_too(team: Team, tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(FakeKeyStore())
    team.femke.close()
    try:
        bound = replace(team.policy, bind_to_device=True)
        with closing(again(team, "femke", policy=bound)) as femke:
            femke.do(add_village, name="Nieuwdorp")
        older = settled_copy(team.path, key_of(team), tmp_path / "gisteren")
        shutil.copytree(team.path.parent / "state", tmp_path / "state of then")
        with closing(again(team, "femke", policy=bound)) as femke:
            femke.do(add_village, name="Ouddorp")
        shutil.copy(older, team.path)
        shutil.rmtree(team.path.parent / "state")
        shutil.copytree(tmp_path / "state of then", team.path.parent / "state")
        with closing(again(team, "femke", policy=bound)) as femke:
            assert kinds(femke) == [Tamper.ROLLED_BACK]
    finally:
        keyring.set_keyring(before)


def test_a_backup_can_be_held_against_the_dossier(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    heads = team.femke.heads_of_log()
    team.femke.do(add_village, name="Ouddorp")
    assert team.femke.check_log(against=heads) == []
    device, (number, _) = max(heads.items(), key=lambda item: item[1][0])
    other = {**heads, device: (number, "0" * 64)}
    assert [finding.kind for finding in team.femke.check_log(against=other)] == [Tamper.ROLLED_BACK]


def test_lines_of_many_threads_are_one_chain(team: Team) -> None:
    from concurrent.futures import ThreadPoolExecutor

    counter = itertools.count()
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda _: team.femke.do(add_village, name=f"Dorp {next(counter)}"), range(30)))
    assert team.femke.check_log() == []
