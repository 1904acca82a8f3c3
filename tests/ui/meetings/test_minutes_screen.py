"""The minutes after the overleg: reacting, adopting, an extract for a partner, and a file that is known again."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtWidgets import QFileDialog

from expertiseteam.cases.actions import agree_action
from expertiseteam.cases.front_door import set_place
from expertiseteam.cases.opening import open_case
from expertiseteam.cases.reading import cases
from expertiseteam.cases.records import Place
from expertiseteam.meetings.adoption import adopt_minutes
from expertiseteam.meetings.agenda import agenda, prepare_agenda
from expertiseteam.meetings.closing import close_meeting
from expertiseteam.meetings.conduct import decide, open_item, start_meeting
from expertiseteam.meetings.cycle import meeting
from expertiseteam.meetings.extracts import issued_papers, known_paper
from expertiseteam.meetings.minutes import minutes_paper
from expertiseteam.meetings.papers import MinutesSection
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.members import set_covenant
from tests.dossier import Team
from tests.reports.reading import pages_of
from tests.screens.accessibility import complaints, spoken, stops
from tests.screens.harness import shoot
from tests.ui.meetings.conftest import Open
from tests.ui.meetings.stage import Stage, start
from ui.meetings.closing import ClosingScreen
from ui.meetings.handing_out import OTHER, TEAM, What
from ui.meetings.live import LiveScreen
from ui.meetings.minutes_screen import MinutesScreen
from ui.meetings.paper import PaperMaker
from ui.shell.pdf_view import PdfPage
from ui.widgets.buttons import Button
from ui.widgets.rows import RowList


@pytest.fixture
def held(team: Team, ids: dict[str, str]) -> str:
    """The overleg of 17 November, with one decision about 26-003, rounded off."""
    november = start(team, ids)
    item = next(i.id for i in team.wil.ask(agenda, november).items if i.code == "26-003")
    team.wil.do(open_item, item)
    team.wil.do(decide, item, "Woonpunt vraagt uitstel van de ontruiming aan.")
    team.wil.do(close_meeting, team.wil.ask(meeting, november))
    team.femke.do(set_covenant, team.organisations["Woonpunt"], date(2026, 1, 15))
    return november


def on(stage: Stage, meeting_id: str) -> MinutesScreen:
    screen = stage.go("minutes", meeting_id)
    assert isinstance(screen, MinutesScreen)
    return screen


def paper_shown(stage: Stage) -> PdfPage:
    page = stage.window.stack.currentWidget()
    assert isinstance(page, PdfPage)
    return page


def begin_december(team: Team, ids: dict[str, str]) -> None:
    team.clock.at(2026, 12, 8, 13, 30)
    team.femke.do(prepare_agenda, ids["december"])
    team.femke.do(start_meeting, team.femke.ask(meeting, ids["december"]))


def shown(rows: RowList) -> str:
    return repr(rows.rows)


def test_a_member_reacts_to_the_concept_by_keys_alone(open_stage: Open, team: Team, held: str) -> None:
    stage = open_stage(team.noor)
    screen = on(stage, held)
    assert not screen.adopt_button.isVisible() and not screen.hand_out.hand_out_button.isEnabled()
    stage.type("Het was woensdag.")
    stage.key("Ctrl+Return")
    assert "Het was woensdag." in shown(screen.remarks) and "Noor Elzinga" in shown(screen.remarks)
    assert screen.text.value() == ""


def test_half_a_reaction_is_still_there_the_next_time(open_stage: Open, team: Team, held: str) -> None:
    stage = open_stage(team.noor)
    on(stage, held)
    stage.type("Het was w")
    stage.go("meetings")
    assert on(stage, held).text.value() == "Het was w"


def test_nothing_typed_is_said_at_the_field(open_stage: Open, team: Team, held: str) -> None:
    stage = open_stage(team.noor)
    screen = on(stage, held)
    stage.key("Ctrl+Return")
    assert stage.focus is screen.text


def test_minutes_are_adopted_and_then_only_take_errata(open_stage: Open, team: Team, ids: dict[str, str], held: str) -> None:
    stage = open_stage(team.femke)
    screen = on(stage, held)
    screen.adopt_button.click()
    stage.settle()
    assert "nog niet begonnen" in screen.bar.text
    begin_december(team, ids)
    screen.adopt_button.click()
    stage.settle()
    assert "vastgesteld" in stage.status
    assert screen._state.text() == "vastgesteld" and screen._fingerprint.isVisible()
    assert not screen.adopt_button.isVisible() and not screen.react_button.isVisible()
    screen.text.set_value("Het was woensdag.")
    screen.erratum_button.click()
    stage.settle()
    assert "erratum 1" in shown(screen.remarks)
    stage.key("Ctrl+P")
    told = stage.paper_text or ""
    assert "Vastgesteld in het overleg van dinsdag 8 december 2026" in " ".join(told.split())
    assert "Het was woensdag." in told and "Vingerafdruk" in told
    stage.key("Esc")
    screen.hand_out.choose_book()
    stage.type("jaarverslag")
    stage.shoot("notulen-boek")
    stage.key("Ctrl+U")
    told = " ".join((stage.paper_text or "").split())
    assert "Notulen van 2026" in told and "1 overleg, " in told and "Overleg van dinsdag 17 november 2026" in told
    assert "Notulenboek 2026" in [line.title for line in team.femke.ask(issued_papers, held)]


def test_why_minutes_were_not_adopted_stands_there_no_longer_than_it_holds(
    open_stage: Open, team: Team, ids: dict[str, str], held: str
) -> None:
    stage = open_stage(team.femke)
    screen = on(stage, held)
    screen.adopt_button.click()
    stage.settle()
    assert "nog niet begonnen" in screen.bar.text and screen.bar.isVisible()
    stage.go("meetings")
    stage.go("minutes", held)
    assert not screen.bar.isVisible()
    screen.adopt_button.click()
    stage.settle()
    assert screen.bar.isVisible()
    begin_december(team, ids)
    team.femke.do(adopt_minutes, held)  # on another laptop
    stage.settle()
    assert screen._state.text() == "vastgesteld" and not screen.bar.isVisible()


def test_an_extract_goes_out_with_a_name_and_a_purpose_and_is_known_again(open_stage: Open, team: Team, held: str, tmp_path: Path) -> None:
    stage = open_stage(team.wil)
    screen = on(stage, held)
    screen.hand_out.hand_out_button.click()
    assert stage.paper_text is None  # for whom, and what for?
    screen.hand_out.recipient.set_value(team.organisations["Woonpunt"])
    screen.hand_out.purpose.setText("uitvoering van de afspraken")
    stage.key("Ctrl+U")
    page = stage.window.stack.currentWidget()
    assert isinstance(page, PdfPage)
    told = " ".join(page.text().split())
    assert "Exemplaar voor Woonpunt." in told and "26-003" in told
    assert not [other for other in ("26-002", "Eindpad", "Kerkstraat", "Sem de Graaf") if other in told]
    out = tmp_path / "uit.pdf"
    assert page.save_to(str(out))
    stage.key("Esc")
    assert "Woonpunt" in shown(screen.hand_out.issued) and "uitvoering van de afspraken" in shown(screen.hand_out.issued)
    screen.hand_out.check_file(str(out))
    stage.settle()
    assert "uit.pdf is echt en onveranderd: Uittreksel 17 november 2026, uitgereikt aan Woonpunt" in screen.bar.text
    out.write_bytes(out.read_bytes() + b"\n")
    screen.hand_out.check_file(str(out))
    stage.settle()
    assert "niet uit dit dossier uitgereikt, of is daarna veranderd" in screen.bar.text
    assert "papier uitgereikt" in stage.log() and "uittreksel gemaakt" in stage.log()
    screen.hand_out.sections.button.click()
    for section in (MinutesSection.ATTENDANCE, MinutesSection.ACTIONS):
        screen.hand_out.sections.checks[section].setChecked(False)
    screen.hand_out.recipient.set_value(TEAM)
    stage.shoot("notulen-onderdelen")
    stage.key("Ctrl+U")
    told = " ".join((stage.paper_text or "").split())
    assert "Dit is een deel van de notulen, zonder: aanwezigen, actielijst." in told and "Aanwezig Femke" not in told


def test_a_partner_without_covenant_is_refused_in_words(
    open_stage: Open, team: Team, held: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = open_stage(team.wil)
    screen = on(stage, held)
    screen.hand_out.recipient.set_value(team.organisations["Bemoeizorg"])
    assert screen.hand_out.recipient.currentText() == "Bemoeizorg (geen convenant)"
    screen.hand_out.purpose.setText("uitvoering")
    stage.key("Ctrl+U")
    assert "Bemoeizorg heeft geen getekend convenant. Er is geen uittreksel gemaakt" in screen.bar.text
    for what, made in ((What.ACTIONS, "actielijst"), (What.DECISIONS, "besluitenlijst")):
        screen.hand_out.what.set_value(what)
        stage.key("Ctrl+U")
        assert f"Bemoeizorg heeft geen getekend convenant. Er is geen {made} gemaakt" in screen.bar.text
    assert stage.paper_text is None
    # All partners at once: each its own file and its own line; who signed nothing is passed by and named.
    team.femke.do(set_covenant, team.organisations["Schuldhulp"], date(2026, 1, 15))
    case = next(c.id for c in team.wil.ask(cases) if c.code == "26-003")
    for name in ("Bemoeizorg", "Schuldhulp"):
        team.noor.do(set_place, case, team.organisations[name], Place.RESERVE)
    screen.hand_out.what.set_value(What.EXTRACT)
    screen.hand_out._show_what()
    stage.shoot("notulen-alle-partners")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    for run in (screen.all_button.click, lambda: stage.key("Ctrl+Shift+U")):
        run()
        stage.settle()
        assert (
            "Er staan 2 uittreksels in de map" in screen.bar.text
            and "Overgeslagen: Bemoeizorg (geen getekend convenant)." in screen.bar.text
        )
    stage.shoot("notulen-alle-partners-klaar")
    for name in ("Woonpunt", "Schuldhulp"):
        first, again = (tmp_path / f"uittreksel 2026-11-17 {name.lower()}{number}.pdf" for number in ("", " 2"))
        assert all(f"Exemplaar voor {name}. Bevat alleen wat deze lezer mag weten." in page for page in pages_of(first.read_bytes()))
        assert again.exists() and team.wil.ask(known_paper, sha256(first.read_bytes()).hexdigest())[0].recipient == name
        assert f"{name}: uitvoering" in [line.why for line in team.femke.ask(whole_log) if line.what == "papier uitgereikt"]
    assert len(list(tmp_path.glob("*.pdf"))) == 4


def test_an_encrypted_copy_opens_with_the_passphrase_that_is_shown_once(open_stage: Open, team: Team, held: str, tmp_path: Path) -> None:
    stage = open_stage(team.wil)
    screen = on(stage, held)
    screen.hand_out.recipient.set_value(team.organisations["Woonpunt"])
    screen.hand_out.purpose.setText("uitvoering")
    screen.hand_out.sealed.setChecked(True)
    stage.key("Ctrl+U")
    page = stage.window.stack.currentWidget()
    assert isinstance(page, PdfPage)
    out = tmp_path / "uit.pdf"
    page.save_to(str(out))
    assert "alleen met de wachtzin" in stage.status
    raw = out.read_bytes()
    assert b"Uittreksel" not in raw and b"Weidevoort" not in raw
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(raw))
    passphrase = screen.hand_out.secret.text().removeprefix("Wachtzin: ").split(".")[0]
    with pikepdf.open(BytesIO(raw), password=passphrase) as file:
        assert file.is_encrypted and file.encryption.R == 6
    stage.key("Esc")
    on(stage, held)
    screen.hand_out.check_file(str(out))
    stage.settle()
    assert "echt en onveranderd" in screen.bar.text


def test_names_are_hidden_when_somebody_walks_in(open_stage: Open, team: Team, held: str) -> None:
    stage = open_stage(team.noor)
    screen = on(stage, held)
    stage.type("Meneer zei iets anders.")
    stage.key("Ctrl+Return")
    stage.key("Ctrl+Shift+N")
    stage.settle()
    assert "Meneer zei" not in shown(screen.remarks)


def test_every_control_has_a_name_and_can_be_reached(open_stage: Open, team: Team, held: str, ids: dict[str, str]) -> None:
    stage = open_stage(team.femke)
    screen = on(stage, held)
    assert complaints(screen) == []
    assert {"Wat wilt u toevoegen?", "Bij welk punt", "Voor wie", "Waarvoor", "Papier maken"} <= set(stops(screen))
    team.noor.ask(minutes_paper, held)
    shoot(stage.theme, stage.window, "notulen-concept")
    shoot(stage.theme, stage.window, "notulen-groot", scale=130)
    begin_december(team, ids)
    screen.adopt_button.click()
    stage.settle()
    screen.text.set_value("Het was woensdag, niet dinsdag.")
    screen.erratum_button.click()
    screen.hand_out.recipient.set_value(team.organisations["Woonpunt"])
    screen.hand_out.purpose.setText("uitvoering van de afspraken")
    stage.key("Ctrl+U", "Esc")
    shoot(stage.theme, stage.window, "notulen-vastgesteld")


def test_decisions_of_a_period_go_out_without_names(open_stage: Open, team: Team, held: str) -> None:
    stage = open_stage(team.wil)
    screen = on(stage, held)
    screen.hand_out.what.set_value(What.DECISIONS)
    screen.hand_out._show_what()
    assert screen.hand_out.since.isVisible() and (screen.hand_out.since.value_date, screen.hand_out.until.value_date) == (
        date(2026, 1, 1),
        date(2026, 11, 17),
    )
    screen.hand_out.recipient.set_value(TEAM)
    screen.hand_out.purpose.setText("jaarverslag")
    shoot(stage.theme, stage.window, "notulen-besluiten")
    stage.key("Ctrl+U")
    told = " ".join((stage.paper_text or "").split())
    assert "Besluitenlijst zonder namen" in told and "2026-001" in told and "26-003" in told
    assert "Beukenlaan" not in told and "Femke" not in told
    stage.key("Esc")
    assert "jaarverslag" in shown(screen.hand_out.issued)
    screen.hand_out.recipient.set_value(OTHER)
    screen.hand_out._show_other()
    stage.key("Ctrl+U")
    assert stage.focus is screen.hand_out.other and stage.paper_text is None  # for whom?
    stage.type("Woonpunt (Karim)")
    stage.key("Ctrl+U")
    assert "Woonpunt is een partner" in screen.bar.text and stage.paper_text is None
    screen.hand_out.other.setText("College van B en W")
    stage.shoot("notulen-besluiten-ander")
    stage.key("Ctrl+U")
    assert "Exemplaar voor College van B en W." in " ".join((stage.paper_text or "").split())
    assert "2026-001" in (stage.paper_text or "")
    stage.key("Esc")
    assert "College van B en W" in shown(screen.hand_out.issued)
    assert "College van B en W: jaarverslag" in [line.why for line in team.femke.ask(whole_log)]
    screen.hand_out.what.set_value(What.EXTRACT)
    screen.hand_out._show_what()
    assert screen.hand_out.recipient.value is None and not screen.hand_out.other.isVisible()


def test_everything_about_one_case_is_one_paper(open_stage: Open, team: Team, held: str, ids: dict[str, str]) -> None:
    stage = open_stage(team.femke)
    screen = on(stage, held)
    screen.hand_out.what.set_value(What.CASE)
    screen.hand_out._show_what()
    screen.hand_out.recipient.set_value(TEAM)
    screen.hand_out.purpose.setText("overdracht")
    stage.key("Ctrl+U")
    assert stage.paper_text is None and stage.focus is screen.hand_out.case  # over which case?
    screen.hand_out.case.set_value(ids["case"])
    stage.key("Ctrl+U")
    told = " ".join((stage.paper_text or "").split())
    assert "26-003 · Beukenlaan · alleenstaande man" in told and "1 overleg, op 17 november 2026" in told
    assert not paper_shown(stage).bar.isVisible()
    stage.key("Esc")
    case = team.femke.do(
        open_case, (), label="Lindelaan · gezin", lead_id=team.ids["noor"], legal_basis="Wmo 2015", purpose="hulp", goal="Weten",
        bringing_partner="gemeente", closed=True,
    )  # fmt: skip
    team.femke.do(agree_action, case, what="Bellen", owner_id=team.ids["noor"], due=date(2026, 11, 20))
    PaperMaker(screen).actions(team.femke.ask(meeting, held))
    stage.settle()
    assert "Dit papier bevat besloten casussen" in paper_shown(stage).bar.text
    shoot(stage.theme, stage.window, "papier-besloten")


def test_the_overleg_opens_the_minutes_of_before_and_comes_back(open_stage: Open, team: Team, ids: dict[str, str], held: str) -> None:
    begin_december(team, ids)
    stage = open_stage(team.femke)
    stage.go("live", ids["december"])
    stage.key("Alt+N")
    assert isinstance(stage.screen, MinutesScreen)
    assert stage.screen._title.text() == "Notulen van 17 november 2026"
    stage.screen.adopt_button.click()
    stage.settle()
    stage.key("Esc")
    assert isinstance(stage.screen, LiveScreen)
    assert "De notulen van 17 november 2026 zijn vastgesteld." in spoken(stage.screen)


def test_at_closing_one_sees_that_the_minutes_of_before_are_a_concept_and_goes_there(
    open_stage: Open, team: Team, ids: dict[str, str], held: str
) -> None:
    begin_december(team, ids)
    stage = open_stage(team.femke)
    stage.go("live", ids["december"])
    stage.key("Ctrl+E")
    assert isinstance(stage.screen, ClosingScreen)
    card = stage.screen._concept
    assert card.isVisible() and "De notulen van dinsdag 17 november 2026 zijn nog concept." in spoken(card)
    shoot(stage.theme, stage.window, "overleg-afronden-concept", settle=stage.settle)
    card.findChildren(Button)[-1].click()
    stage.settle()
    assert isinstance(stage.screen, MinutesScreen) and stage.screen.standing is not None
    stage.screen.adopt_button.click()
    stage.settle()
    stage.go("closing", ids["december"])
    assert isinstance(stage.screen, ClosingScreen) and not stage.screen._concept.isVisible()


def test_in_the_very_first_overleg_there_are_no_minutes_of_before(live_stage: Stage) -> None:
    live_stage.key("Alt+N")
    assert live_stage.screen.bar.text == "Er is nog geen eerder overleg gehouden."
