"""Way of working, organisations, villages, own passphrase and this window, by keys alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from expertiseteam.access.drafts import my_draft
from expertiseteam.basics.sentences import Refused
from expertiseteam.opening import open_dossier
from expertiseteam.team.members import organisations, villages
from expertiseteam.team.settings import change_settings, team_settings
from tests.dossier import PASSPHRASE, Team
from tests.drafts import my_drafts
from tests.screens.accessibility import complaints, spoken
from tests.screens.harness import shoot
from tests.team.test_settings import store
from tests.ui.team.conftest import Open
from tests.ui.team.stage import Stage
from ui.look.tokens import Scheme
from ui.shell.preferences import Look, Preferences
from ui.team.about_section import AboutSection
from ui.team.lists_section import OrganisationsSection, VillagesSection
from ui.team.own_section import OwnSection
from ui.team.passphrase_card import PassphraseCard
from ui.team.setting_group import SettingGroup
from ui.team.ways_section import WaysSection
from ui.team.window_section import WindowSection
from ui.widgets.fields import LineField, Stepper, TextArea

NEW = "molen zilver klaver stoep egel"


def group(stage: Stage, key: str) -> SettingGroup:
    found = stage.settings.section
    assert isinstance(found, WaysSection)
    return found.groups[key]


def type_into(stage: Stage, key: str, name: str, text: str) -> SettingGroup:
    """Replace what stands in one setting."""
    found = group(stage, key)
    found.editors[name].setFocus()
    stage.key("Ctrl+A")
    stage.type(text)
    return found


def test_a_value_that_cannot_be_read_has_its_default_and_one_notice(open_stage: Open, team: Team) -> None:
    team.femke.do(store, "door_limit", "{")
    team.femke.do(store, "triage_days", '"veel"')
    stage = open_stage("wil")
    stage.go("settings", "ways")
    assert stage.settings.bar.text.count("is niet te lezen") == 1 and "Een signaal wegen binnen" in stage.settings.bar.text
    stepper = group(stage, "door").editors["door_limit"]
    assert isinstance(stepper, Stepper) and stepper.value == 2
    shoot(stage.theme, stage.window, "instellingen-onleesbaar", settle=stage.settle)
    team.femke.do(change_settings, {"door_limit": 3, "triage_days": 4})
    stage.go("settings", "about")
    stage.settings.bar.close_bar()
    stage.go("settings", "ways")
    assert not stage.settings.bar.isVisible()


def test_a_group_is_saved_by_itself(open_stage: Open, team: Team) -> None:
    stage = open_stage("wil")
    stage.go("settings", "ways")
    meeting = type_into(stage, "meeting", "meeting_start", "9.30")
    assert meeting.save_button.isVisible()
    assert not group(stage, "team").save_button.isVisible()
    type_into(stage, "team", "team_name", "Expertiseteam Turfven")
    meeting.editors["meeting_start"].setFocus()
    stage.key("Ctrl+Return")
    now = team.femke.ask(team_settings)
    assert (now.meeting_start, now.team_name) == ("09:30", "Expertiseteam Weidevoort")
    assert stage.status == "Het overleg: bewaard."
    start = meeting.editors["meeting_start"]
    assert isinstance(start, LineField) and start.text() == "09:30"
    assert not meeting.is_changed and group(stage, "team").is_changed
    basis = group(stage, "terms").editors["prevention_basis"]
    assert isinstance(basis, LineField) and basis.fontMetrics().horizontalAdvance(basis.text()) < basis.width()  # read whole


def test_numbers_lists_and_ticks_are_saved(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    group(stage, "door").editors["door_limit"].setFocus()
    stage.key("Up", "Ctrl+Return")
    wall = group(stage, "meeting").editors["wall_shows_code_only"]
    wall.setFocus()
    stage.key("Space", "Ctrl+Return")
    lists = group(stage, "lists").editors["purposes"]
    assert isinstance(lists, TextArea)
    lists.setFocus()
    stage.key("Ctrl+A")
    stage.type("hulp aanbieden")
    stage.key("Return", "Return")
    stage.type("rust in de straat")
    stage.key("Ctrl+Return")
    now = team.noor.ask(team_settings)
    assert (now.door_limit, now.wall_shows_code_only, now.purposes) == (3, True, ("hulp aanbieden", "rust in de straat"))


def test_what_cannot_be_used_is_said_in_its_group_and_stays(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    meeting = type_into(stage, "meeting", "meeting_start", "half twee")
    stage.key("Ctrl+Return")
    assert "schrijf een tijd als 13.30" in meeting.bar.text
    assert meeting.is_changed
    assert team.femke.ask(team_settings).meeting_start == "13:30"


def test_what_was_typed_can_be_put_back(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    meeting = type_into(stage, "meeting", "meeting_place", "de Weide")
    meeting.back_button.setFocus()
    stage.key("Space")
    place = meeting.editors["meeting_place"]
    assert isinstance(place, LineField) and place.text() == "gemeentehuis"
    assert not meeting.is_changed


def test_what_was_typed_comes_back_after_the_lock(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    type_into(stage, "meeting", "meeting_place", "de Weide")
    group(stage, "door").editors["door_limit"].setFocus()
    stage.key("Up")
    stage.settings.leave()
    stage.settle()
    assert stage.opened.workspace.ask(my_draft, "settings", "meeting").fields["meeting_place"] == "de Weide"  # type: ignore[union-attr]
    stage.close()
    again = open_stage("femke")
    again.go("settings", "ways")
    place, limit = group(again, "meeting").editors["meeting_place"], group(again, "door").editors["door_limit"]
    assert isinstance(place, LineField) and place.text() == "de Weide"
    assert isinstance(limit, Stepper) and limit.value == 3
    assert "nog niet bewaard" in group(again, "meeting").bar.text
    place.setFocus()
    again.key("Ctrl+Return")
    limit.setFocus()
    again.key("Ctrl+Return")
    assert again.opened.workspace.ask(my_drafts) == []


@pytest.mark.parametrize(("mine", "kept"), [(True, "raadszaal"), (False, "de Weide")])
def test_two_changes_of_one_setting_are_shown_to_choose_from(open_stage: Open, team: Team, mine: bool, kept: str) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    meeting = type_into(stage, "meeting", "meeting_place", "raadszaal")
    team.wil.do(change_settings, {"meeting_place": "de Weide"})
    stage.key("Ctrl+Return")
    assert meeting.both.isVisible()
    assert team.femke.ask(team_settings).meeting_place == "de Weide"
    if not mine:
        meeting.both.focus_first()
        stage.key("Down")
        theirs = next(radio for radio in meeting.both.findChildren(type(meeting.both.mine("meeting_place"))) if "Wil Stam" in radio.text())
        theirs.setChecked(True)
    meeting.both.button.setFocus()
    stage.key("Space")
    assert team.femke.ask(team_settings).meeting_place == kept
    place = meeting.editors["meeting_place"]
    assert isinstance(place, LineField) and place.text() == kept
    assert not meeting.is_changed and not meeting.both.isVisible()


def test_a_draft_of_a_setting_that_a_colleague_changed_meets_his_text(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "ways")
    type_into(stage, "meeting", "meeting_place", "raadszaal")
    stage.settings.leave()
    stage.settle()
    stage.close()
    team.wil.do(change_settings, {"meeting_place": "de Weide"})
    again = open_stage("femke")
    again.go("settings", "ways")
    meeting = group(again, "meeting")
    place = meeting.editors["meeting_place"]
    assert isinstance(place, LineField) and place.text() == "raadszaal"
    place.setFocus()
    again.key("Ctrl+Return")
    assert meeting.both.isVisible() and "Intussen ook gewijzigd door Wil Stam" in spoken(meeting.both)
    assert team.femke.ask(team_settings).meeting_place == "de Weide"


def test_who_may_not_change_settings_reads_them(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "ways")
    meeting = group(stage, "meeting")
    assert meeting.editors == {}
    assert not meeting.save_button.isVisible()
    words = [label.text() for label in meeting.findChildren(type(meeting.heading))]
    assert "gemeentehuis" in words and "13:30" in words


def test_an_organisation_is_added_by_keys_alone(open_stage: Open, team: Team) -> None:
    stage = open_stage("wil")
    stage.go("settings", "organisations")
    stage.key("N")
    stage.type("GGD Weidevoort")
    stage.key("Tab", "Down", "Down")  # gebouw, helpende hand, zorg
    section = stage.settings.section
    assert isinstance(section, OrganisationsSection)
    stage.key("Ctrl+Return")
    assert {o.name: o.icon for o in team.noor.ask(organisations)}["GGD Weidevoort"] == "heart-handshake"
    assert "GGD Weidevoort" in [row.title for row in section.list.rows]
    assert section.card.aside.text() == "7"
    assert section.name.text() == "" and section.name.hasFocus()  # ready for the next
    assert stage.status == "GGD Weidevoort is toegevoegd."
    section.first.setFocus()
    stage.type("eerst bespreken in het wijkteam")
    stage.key("Tab")
    stage.type("de teamleider")
    stage.key("Return")
    chosen = next(o for o in team.noor.ask(organisations) if o.id == section.list.current)
    assert (chosen.route_first, chosen.route_contact) == ("eerst bespreken in het wijkteam", "de teamleider")
    assert stage.status == f"Eigen route van {chosen.name} bewaard."
    stage.shoot("organisaties")
    for field in (section.first, section.contact):
        field.setText("")
    section.keep_route()
    stage.settle()
    assert all(o.route_first is None for o in team.noor.ask(organisations))


def test_an_organisation_that_exists_is_refused_and_stays_typed(open_stage: Open) -> None:
    stage = open_stage("femke")
    stage.go("settings", "organisations")
    stage.key("N")
    stage.type("woonpunt")
    stage.key("Return")
    section = stage.settings.section
    assert isinstance(section, OrganisationsSection)
    assert stage.settings.bar.text.startswith("De organisatie woonpunt staat er al.")
    assert section.name.text() == "woonpunt"
    section.name.clear()
    stage.key("Return")
    assert section.name_field.fault == "Vul een naam in."


def test_a_village_is_added_and_a_half_one_comes_back(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("settings", "villages")
    stage.key("N")
    stage.type("Eenden")
    stage.settings.leave()
    stage.settle()
    stage.close()
    again = open_stage("femke")
    again.go("settings", "villages")
    section = again.settings.section
    assert isinstance(section, VillagesSection)
    assert section.name.text() == "Eenden"
    again.key("N", "End")
    again.type("waard")
    again.key("Return")
    assert "Eendenwaard" in [v.name for v in team.noor.ask(villages)]
    assert again.opened.workspace.ask(my_drafts) == []


def test_who_may_not_add_reads_the_lists(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "organisations")
    section = stage.settings.section
    assert isinstance(section, OrganisationsSection)
    assert len(section.list.rows) == 6
    assert not section.name.isVisible()
    assert not section.can_add()


def own_passphrase(stage: Stage) -> PassphraseCard:
    part = stage.members.section
    assert isinstance(part, OwnSection)
    return part.passphrase


def test_the_own_passphrase_is_changed(open_stage: Open, team: Team) -> None:
    stage = open_stage("noor")
    stage.go("members", "own")
    section = own_passphrase(stage)
    stage.type(PASSPHRASE.format("noor"))
    stage.key("Return")
    stage.type(NEW)
    stage.key("Return")
    stage.type(NEW)
    stage.key("Return")
    assert section.bar.text == "Uw wachtzin is gewijzigd. De volgende keer ontgrendelt u met de nieuwe."
    assert (section.old.text(), section.new.text()) == ("", "")
    open_dossier(team.path, team.ids["noor"], NEW, policy=team.policy, clock=team.clock).close()
    with pytest.raises(Refused, match="klopt niet"):
        open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=team.policy, clock=team.clock)
    assert stage.opened.workspace.ask(my_drafts) == []


def test_a_wrong_or_easy_passphrase_changes_nothing(open_stage: Open, team: Team) -> None:
    stage = open_stage("noor")
    stage.go("members", "own")
    section = own_passphrase(stage)
    stage.key("Ctrl+Return")
    assert section.bar.text == "Typ eerst uw wachtzin van nu."
    stage.type("niet de goede wachtzin hoor")
    stage.key("Return")
    stage.type("noor elzinga turfven")
    stage.key("Return")
    stage.type("noor elzinga turfven")
    stage.key("Return")
    assert "namen van uw team" in section.new.fault
    section.forget()
    section.old.setFocus()
    stage.type("niet de goede wachtzin hoor")
    stage.key("Return")
    stage.type(NEW)
    stage.key("Return")
    stage.type(NEW)
    stage.key("Return")
    assert section.bar.text.startswith("De wachtzin klopt niet.")
    open_dossier(team.path, team.ids["noor"], PASSPHRASE.format("noor"), policy=team.policy, clock=team.clock).close()


def test_going_away_forgets_what_was_typed_and_the_sheet_has_its_mark(open_stage: Open, team: Team) -> None:
    from expertiseteam.vault.keys import fingerprint, key_file_of

    stage = open_stage("noor")
    stage.go("members", "own")
    section = own_passphrase(stage)
    assert fingerprint(key_file_of(team.path)) in section.mark.text()
    stage.type("geheim")
    stage.go("log")
    assert section.old.text() == ""


def test_a_change_of_look_works_at_once_and_is_kept(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "window")
    section = stage.settings.section
    assert isinstance(section, WindowSection)
    stage.key("2")
    assert stage.theme.scheme is Scheme.DARK
    stage.key("Tab", "3")
    assert stage.theme.scale == 130
    stage.key("Tab", "Up")
    assert "11 minuten" in stage.window.foot.facts.text()
    kept = Preferences(stage.preferences.path).settings
    assert (kept.look, kept.scale, kept.idle_minutes) == (Look.DARK, 130, 11)
    assert QApplication.focusWidget() is not None
    section.idle._spin.setValue(500)
    assert stage.preferences.settings.idle_minutes == 120


def test_a_computer_that_refuses_to_keep_the_look_says_so(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "window")
    stage.preferences.path.with_suffix(".new").mkdir()
    stage.key("1")
    assert "konden niet worden bewaard" in stage.settings.bar.text
    assert stage.theme.scheme is Scheme.LIGHT


def test_a_licence_is_read_and_esc_goes_back(open_stage: Open) -> None:
    stage = open_stage("noor")
    stage.go("settings", "about")
    section = stage.settings.section
    assert isinstance(section, AboutSection)
    stage.key("Return")
    assert "LESSER GENERAL PUBLIC LICENSE" in section.text.toPlainText().upper()
    assert section.text.hasFocus()
    stage.key("Escape")
    assert section.list.hasFocus()


def test_a_village_gets_somebody_who_knows_it_best_by_keys_alone(open_stage: Open, team: Team) -> None:
    stage = open_stage("wil")
    stage.go("settings", "villages")
    section = stage.settings.section
    assert isinstance(section, VillagesSection)
    chosen = next(v for v in section._found if v.id == section.list.current)
    section.contact.setFocus()
    stage.type("Łuc")
    stage.key("Tab")
    assert stage.status == f"Aanspreekpunt van {chosen.name}: Łucja Şahin-van ’t Hof."
    assert section.name.hasFocus()
    stage.shoot("instellingen-kernen")
    assert complaints(stage.window) == []
    known = {v.name: v.member_id for v in team.noor.ask(villages)}
    assert known.pop(chosen.name) == team.ids["lucja"] and set(known.values()) == {None}
