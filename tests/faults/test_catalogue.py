"""Which test stands for which fault (F1 to F35) and which bad input around the dossier (rows 44 to 64): each is a test that exists."""

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
    "row 44 a passphrase that does not fit": (
        "tests/vault/test_keys.py::test_wrong_passphrase_says_so_and_what_it_means",
        "tests/vault/test_keys.py::test_wrong_passphrase_with_a_space_at_the_end_says_where_to_look",
        "tests/vault/test_keys.py::test_unlocking_on_an_accented_keyboard_does_not_depend_on_how_the_accent_is_typed",
        "tests/ui/shell/test_unlock.py::test_caps_lock_is_noticed",
    ),
    "row 45 what is no dossier": ("tests/storage/test_file.py::test_every_kind_of_wrong_file_has_its_own_sentence",),
    "row 46 damage": (
        "tests/storage/test_file.py::test_damage_deeper_in_the_file_is_found",
        "tests/storage/test_backup.py::test_a_damaged_dossier_is_called_damaged_and_not_its_copy",
        "tests/safety/test_mending.py::test_whatever_became_of_the_file_the_newest_copy_comes_back",
    ),
    "row 47 older than was seen": (
        "tests/access/test_log.py::test_yesterdays_file_is_named_at_opening_and_work_goes_on_in_a_new_chain",
        "tests/ui/safety/test_mend_window.py::test_a_dossier_of_yesterday_is_told_before_anything_is_written",
    ),
    "row 48 of a newer or another program": (
        "tests/storage/test_migrations.py::test_an_older_program_does_not_write_a_newer_dossier",
        "tests/storage/test_file.py::test_every_kind_of_wrong_file_has_its_own_sentence",
    ),
    "row 49 what somebody planted": ("tests/ui/privacy/test_log_alarm.py::test_what_somebody_put_in_the_file_is_told_in_the_window",),
    "row 50 rows that break a rule": (
        "tests/acceptance/test_broken_rows.py::test_no_broken_row_stops_the_program",
        "tests/insight/test_soundness.py::test_a_broken_rule_is_found",
    ),
    "row 51 where it stands": ("tests/vault/test_disk_kind.py::test_what_is_said_of_each",),
    "row 52 what is no key file": ("tests/vault/test_key_file.py::test_each_wrong_file_has_its_own_sentence",),
    "row 53 a key file that was edited": (
        "tests/vault/test_key_file.py::test_every_part_edited_with_the_sum_made_right_is_refused",
        "tests/vault/test_key_file.py::test_cost_out_of_bounds_is_refused_before_it_is_paid",
    ),
    "row 54 the recovery sheet mistyped": (
        "tests/vault/test_recovery.py::test_every_single_wrong_character_is_noticed_and_its_group_named",
        "tests/vault/test_recovery.py::test_reads_as_people_type",
    ),
    "row 55 settings that cannot be read": (
        "tests/ui/shell/test_preferences.py::test_a_file_that_cannot_be_used_is_kept_aside_and_told",
        "tests/team/test_settings.py::test_a_broken_value_falls_back_to_its_default_and_harms_no_other",
    ),
    "row 56 a window that nobody can see": ("tests/ui/shell/test_window.py::test_a_window_never_opens_outside_the_screen",),
    "row 57 a policy that loosens": ("tests/basics/test_workplace.py::test_what_loosens_or_makes_no_sense_is_not_used_and_said",),
    "row 58 what is no copy": (
        "tests/safety/test_restoring.py::test_a_copy_that_is_not_right_is_refused_and_nothing_changes",
        "tests/safety/test_restoring.py::test_a_copy_of_another_team_is_refused",
        "tests/ui/safety/test_copies_screen.py::test_a_damaged_copy_is_refused_in_a_sentence",
    ),
    "row 59 putting back at a bad moment": (
        "tests/safety/test_restoring.py::test_a_dossier_that_is_open_elsewhere_is_not_replaced",
        "tests/safety/test_restoring.py::test_without_room_nothing_changes",
        "tests/safety/test_restoring.py::test_a_copy_is_put_back_and_that_can_be_undone",
    ),
    "row 60 a path with tricks": ("tests/storage/test_file.py::test_a_path_with_tricks_is_only_a_path",),
    "row 61 what is pasted and dropped": (
        "tests/ui/widgets/test_fields.py::test_what_is_pasted_from_a_web_page_or_a_letter_becomes_plain_text",
        "tests/ui/concerns/test_form.py::test_a_letter_pasted_with_its_layout_is_recorded_as_plain_text",
        "tests/ui/exchange/test_import_screen.py::test_what_is_dropped_and_is_no_list_is_refused_in_words_and_changes_nothing",
    ),
    "row 62 a template that does not fit": ("tests/basics/test_templates.py::test_an_unknown_place_is_named_with_its_line",),
    "row 63 odd surroundings": ("tests/ui/terminal/test_odd_homes.py::test_a_dossier_is_looked_over_wherever_the_user_lives",),
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
    assert [int(name.split()[1]) for name in COVERED if name.startswith("row")] == [*range(44, 65)]
