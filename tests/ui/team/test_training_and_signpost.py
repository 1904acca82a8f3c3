"""Who followed which training, and the sheet for who is worried: by keys."""

from __future__ import annotations

from datetime import date

from expertiseteam.team.signpost import last_handed_out
from expertiseteam.team.training import record_training, trainings
from tests.dossier import Team
from tests.ui.team.conftest import Open
from ui.shell.pdf_view import PdfPage
from ui.team.group_training_section import GroupTrainingSection
from ui.team.signpost_section import SignpostSection
from ui.team.training_section import TrainingSection


def test_a_training_raises_the_step_of_a_member(open_stage: Open, team: Team) -> None:
    stage = open_stage("femke")
    stage.go("members", "training")
    section = stage.members.section
    assert isinstance(section, TrainingSection)
    assert {row.chip for row in section.list.rows} == {"nog geen training"}
    section.list.choose(team.ids["iris"])
    section.list.setFocus()
    stage.key("N")
    stage.type("Signaleren van zorg")
    section.panel.parts.set_value("3")
    section.panel.day.setFocus()
    stage.type("26 oktober")
    stage.key("Ctrl+Return")
    assert stage.members.bar.text == "De training is vastgelegd."
    row = next(row for row in section.list.rows if row.key == team.ids["iris"])
    assert (row.chip, row.foot) == ("stap 3", "Signaleren van zorg, 26 oktober 2026")
    stage.shoot("leden-training")
    [kept] = team.femke.ask(trainings)
    assert (kept.parts, kept.on) == (3, date(2026, 10, 26))


def test_training_by_group_says_who_lacks_what(open_stage: Open, team: Team) -> None:
    """Domain.md, row 6: the register per member and per group that signals."""
    for name, parts in (("noor", 3), ("iris", 1)):
        team.femke.do(record_training, team.ids[name], subject="Signaleren van zorg", parts=parts, on=date(2026, 3, 2))
    team.femke.do(record_training, team.ids["sem"], subject="Signaleren van zorg", parts=3, on=date(2022, 3, 2))
    stage = open_stage("femke")
    stage.go("members", "groups")
    section = stage.members.section
    assert isinstance(section, GroupTrainingSection)

    def told(name: str) -> tuple[str, str]:
        return next((row.foot, row.chip) for row in section.list.rows if row.title.startswith(name))

    care = "nog geen training: Femke Aarts, Hugo Brandt, Łucja Şahin-van ’t Hof · mist delen en de meldcode: Iris Kuyper"
    assert told("Zorg · 5 leden") == (care, "Mist iets") and told("Handhaving · 1 lid") == ("opfrissen: Sem de Graaf", "Mist iets")
    assert told("Secretariaat")[0] == told("Wonen")[0].replace("Karim Ziani", "Wil Stam") == "nog geen training: Wil Stam"
    assert told("Wijkverpleging") == ("nog geen training", "Mist iets")
    section.list.setFocus()
    stage.key("N")
    stage.type("Vrijwilligers van de inloop")
    section.panel.subject.setText("Signaleren van zorg")
    section.panel.people.setText("negen")
    section.panel.day.setText("26 oktober")
    stage.key("Ctrl+Return")
    assert section.panel.people_field.fault
    section.panel.people.setText("9")
    stage.key("Ctrl+Return")
    assert told("Vrijwilligers") == ("Signaleren van zorg op 26 oktober 2026 (1 dagdeel, 9 deelnemers)", "Op orde")
    stage.shoot("leden-training-per-groep")
    noor = open_stage("noor")
    noor.go("members", "groups")
    assert not noor.members.section.can_add()


def test_the_sheet_is_shown_and_its_date_is_kept(open_stage: Open, team: Team) -> None:
    stage = open_stage("noor")
    stage.go("settings", "signpost")
    section = stage.settings.section
    assert isinstance(section, SignpostSection)
    assert section.last.text() == "Het blad is nog niet uitgereikt."
    section.to.setFocus()
    stage.type("de collega's van milieu")
    stage.key("Return")
    assert section.last.text() == "Laatst uitgereikt op 2 november 2026, aan de collega's van milieu."
    found = team.noor.ask(last_handed_out)
    assert found is not None and found.on == team.clock.today
    stage.shoot("instellingen-waar-kan-ik-terecht")
    section.show_button.setFocus()
    stage.key("Return")
    stage.settle()
    [page] = stage.window.findChildren(PdfPage)
    assert page.document.pageCount() == 1
