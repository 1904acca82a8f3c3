"""What is destroyed leaves the team folder too: a snapshot without it is proposed at once, and it is told who still has to confirm it."""

from __future__ import annotations

from datetime import date

from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.privacy.log_retention import destroy_old_lines
from expertiseteam.sharing.forgetting import forgetting
from tests.sharing.laptops import Laptop, Office
from ui.team.folder_words import forgetting_words


def signal(on: Laptop, what: str) -> None:
    on.workspace.do(record_concern, what=what, place="Beukenlaan 7", certainty=Certainty.SEEN, channel=Channel.PHONE)


def test_from_destruction_to_the_last_copy(office: Office) -> None:
    femke, noor, clock = office.begun(), office.colleague("noor"), office.team.clock
    for laptop in (femke, noor, femke):
        signal(laptop, "Post puilt uit")
        laptop.share()
    old = {path.name for path in (office.folder / "log").iterdir()}
    clock.at(2032, 1, 5, 9, 0)
    signal(femke, "Jaren later")
    assert femke.workspace.do(destroy_old_lines) > 3
    assert femke.workspace.ask(forgetting, clock()) is None, "the team does not have it yet"
    femke.share()
    found = femke.workspace.ask(forgetting, clock())
    assert found is not None and found.is_proposed and found.gone_on is None
    assert "Noor Elzinga" in found.confirm and "Femke Aarts" not in found.confirm
    assert forgetting_words(found) == (
        "Wat op 5 januari 2032 is vernietigd, staat nog in de teammap. Het gaat eruit zodra een van de andere leden het dossier opent."
    )
    assert old <= {path.name for path in (office.folder / "log").iterdir()}

    noor.share()  # his laptop proves it and says so, by itself
    assert not old & {path.name for path in (office.folder / "log").iterdir()}
    signal(noor, "En verder")
    noor.share()
    femke.share()
    found = femke.workspace.ask(forgetting, clock())
    assert found is not None and found.gone_on == date(2032, 3, 1) and "Noor Elzinga" not in found.behind and "Sem de Graaf" in found.behind
    assert forgetting_words(found).endswith("De laatste reservekopie ervan op een laptop is weg op 1 maart 2032.")
    sem = office.colleague("sem")
    signal(sem, "Een nieuwe laptop")
    sem.share()
    femke.share()
    for laptop in (femke, noor, sem):
        assert laptop.workspace.check_log() == [], "the log stays provable without what was forgotten"
    assert "Sem de Graaf" not in femke.workspace.ask(forgetting, clock()).behind  # type: ignore[union-attr]
