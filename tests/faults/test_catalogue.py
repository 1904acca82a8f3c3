"""Which test stands for which fault of the catalogue (F1 to F35), so that none is lost: every name here is a test that exists."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.faults.surroundings import ROOT

FAULTS = "tests/faults/test_"
COVERED = {
    "F1 kill at each call of a commit": (f"{FAULTS}calls.py::test_no_commit_is_half_lost_or_lied_about",),
    "F2 kill at each statement of a migration": (f"{FAULTS}statements.py::test_a_migration_killed_anywhere_is_old_or_new",),
    "F3 kill during copy and restore": (f"{FAULTS}broken_off.py::test_killed_anywhere_nothing_is_half",),
    "F4 kill during paper or export": (f"{FAULTS}exports.py::test_no_half_file_ever_bears_the_chosen_name",),
    "F5 kill while typing": (
        f"{FAULTS}ended_while_typing.py::test_who_is_killed_while_typing_loses_two_seconds_at_most",
        f"{FAULTS}kill.py::test_kills_lose_no_recorded_line",
    ),
    "F6 asked to end, session ends": (
        f"{FAULTS}ended_while_typing.py::test_who_is_asked_to_end_keeps_every_letter_and_leaves_nothing_locked",
        f"{FAULTS}ended_while_typing.py::test_a_session_that_may_end_finds_the_draft_on_disk_and_the_work_goes_on",
    ),
    "F7 power cut at each write": (f"{FAULTS}power.py::test_no_power_cut_loses_or_halves_anything",),
    "F8 a force or deletion that is not on disk": (f"{FAULTS}power.py::test_no_power_cut_loses_or_halves_anything",),
    "F9 full disk": (
        f"{FAULTS}full_disk.py::test_a_disk_that_is_really_full",
        f"{FAULTS}calls.py::test_no_commit_is_half_lost_or_lied_about",
    ),
    "F10 errors of the disk at each read and write": (
        f"{FAULTS}calls.py::test_no_commit_is_half_lost_or_lied_about",
        f"{FAULTS}time_and_place.py::test_a_moment_without_the_disk_is_not_called_damage_and_a_damaged_page_is",
    ),
    "F11 error while forcing": (f"{FAULTS}unknown_outcome.py::test_what_turns_out_not_to_be_kept_is_said_and_can_be_done_again",),
    "F12 error of a commit that was kept": (f"{FAULTS}unknown_outcome.py::test_what_turns_out_to_be_kept_is_kept_once",),
    "F13 folder gone": ("tests/sharing/test_sharer.py::test_what_one_does_the_other_sees_and_nobody_waits_for_the_folder",),
    "F14 folder hangs": (
        "tests/sharing/test_sharer.py::test_a_folder_that_hangs_holds_up_nobody",
        "tests/ui/shell/test_unlock.py::test_a_folder_that_hangs_is_said_can_be_left_and_keeps_no_program_open",
    ),
    "F15 slow folder": (
        "tests/sharing/test_slow_folder.py::test_the_folder_is_asked_little_however_slow_it_is_and_reading_goes_by_itself",
        "tests/sharing/test_sharer.py::test_who_waits_no_longer_leaves_everything_as_it_was",
    ),
    "F16 sleep with an open form": (f"{FAULTS}time_and_place.py::test_nobody_waits_for_a_form_that_sleeps_with_its_laptop",),
    "F17 locks that lie": (
        "tests/lab/test_shared_file.py::test_a_shared_file_loses_work_where_locks_lie",
        "tests/storage/folder/test_trial.py::test_a_folder_in_which_two_win_is_refused",
    ),
    "F18 stale reads": ("tests/storage/folder/test_trial.py::test_a_folder_that_hides_what_others_write_is_refused",),
    "F19 somebody holds the file": (
        f"{FAULTS}held_files.py::test_who_holds_a_file_for_a_moment_is_waited_for",
        f"{FAULTS}held_files.py::test_a_locked_dossier_is_worked_in_or_said_to_be_busy",
    ),
    "F20 the file is replaced": (f"{FAULTS}lost_file.py::test_nothing_is_called_kept_in_a_dossier_that_is_no_longer_there",),
    "F21 copies of a sync client": (f"{FAULTS}time_and_place.py::test_files_that_a_sync_client_leaves_are_never_opened_or_taken_away",),
    "F22 whole file rolled back": (
        "tests/access/test_tampering.py::test_every_tamper_is_found_and_named",
        "tests/access/test_tampering.py::test_opening_finds_it",
    ),
    "F23 one page rolled back": (
        "tests/access/test_tampering.py::test_every_tamper_is_found_and_named",
        "tests/access/test_tampering.py::test_many_pages_can_be_put_back",
    ),
    "F24 damage": (
        "tests/storage/test_file.py::test_damage_deeper_in_the_file_is_found",
        "tests/storage/test_salvage.py::test_any_damaged_page_costs_only_its_own_rows",
    ),
    "F25 log of another dossier, log taken away": (
        f"{FAULTS}strangers_beside.py::test_a_file_of_another_dossier_is_refused_and_nothing_is_merged",
        f"{FAULTS}lost_file.py::test_what_was_acknowledged_outlives_its_log_and_a_kill",
    ),
    "F26 nothing left locked": (f"{FAULTS}time_and_place.py::test_after_a_kill_it_opens_without_a_question",),
    "F27 two versions of the program": (
        "tests/storage/test_migrations.py::test_an_older_program_does_not_write_a_newer_dossier",
        "tests/storage/server/test_store.py::test_a_program_that_is_too_old_keeps_its_hands_off",
        "tests/storage/test_released_schemas.py::test_it_opens_is_sound_and_people_work_on",
    ),
    "F28 newer dossier than the program": ("tests/storage/test_file.py::test_every_kind_of_wrong_file_has_its_own_sentence",),
    "F29 clocks that jump": (f"{FAULTS}time_and_place.py::test_a_clock_that_jumps_loses_nothing",),
    "F30 no memory": (f"{FAULTS}small_memory.py::test_what_does_not_fit_in_memory_is_refused_whole",),
    "F31 key store locked, empty, slow, failing": (
        "tests/vault/test_device.py::test_key_store_that_does_not_help_says_what_to_do",
        "tests/vault/test_device.py::test_key_store_that_gives_no_answer_is_not_waited_for",
        "tests/vault/test_device.py::test_emptied_key_store_is_mended_by_the_recovery_sheet_and_by_an_administrator",
    ),
    "F32 nothing may be written": (f"{FAULTS}full_disk.py::test_a_disk_on_which_nothing_may_be_written",),
    "F33 odd paths": (f"{FAULTS}time_and_place.py::test_odd_paths_work_for_dossier_copy_and_search",),
    "F34 the server stops": (
        "tests/storage/server/test_store.py::test_when_the_answer_is_lost_the_server_is_asked_whether_it_was_kept",
        "tests/storage/server/test_store.py::test_a_server_that_started_anew_is_not_noticed",
    ),
    "F35 two users": (
        f"{FAULTS}pairs.py::test_a_pair_never_ends_in_silence",
        f"{FAULTS}pairs.py::test_no_interleaving_of_editors_overwrites_in_silence",
    ),
    "row 64 a server that does not fit": (
        "tests/storage/server/test_login.py::test_a_clock_that_is_an_hour_off_is_named_at_connect",
        "tests/storage/server/test_login.py::test_a_server_that_is_too_old_is_named_at_connect",
        "tests/storage/server/test_login.py::test_a_right_that_is_missing_is_named_at_connect",
        "tests/storage/server/test_login.py::test_a_database_that_cannot_hold_every_letter_is_refused",
    ),
}


@pytest.mark.parametrize("fault", COVERED)
def test_the_tests_of_a_fault_exist(fault: str) -> None:
    for name in COVERED[fault]:
        path, _, test = name.partition("::")
        tree = ast.parse(Path(ROOT / path).read_text(encoding="utf-8"))
        assert test in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_no_fault_that_was_asked_for_is_left_out() -> None:
    asked = {*range(1, 34), 35}
    assert asked <= {int(name.split()[0][1:]) for name in COVERED if name.startswith("F")}
