"""The logo: only a plain small picture goes on paper, and nothing else of the file that was chosen."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, PngImagePlugin
from pytestqt.qtbot import QtBot

from expertiseteam.basics.sentences import Refused
from expertiseteam.meetings.agenda import prepare_agenda
from expertiseteam.meetings.cycle import plan_series
from expertiseteam.meetings.letters import letter_paper
from expertiseteam.meetings.minutes import agenda_paper
from expertiseteam.team.logo import logo, set_logo, size_of
from expertiseteam.team.settings import change_settings, team_settings
from reports.agenda import agenda_pdf
from reports.letter import letter_pdf
from tests.dossier import Team
from tests.reports.reading import words_of
from ui.team.logo_section import fitted


def picture(folder: Path, kind: str = "png", size: tuple[int, int] = (1600, 400)) -> str:
    """A picture with transparency that tells who made it."""
    made = Image.new("RGBA", size, (0, 90, 80, 120))
    path = folder / f"logo.{kind}"
    if kind == "png":
        about = PngImagePlugin.PngInfo()
        about.add_text("Author", "MERKMAKER")
        made.save(path, pnginfo=about)
    else:
        made.convert("RGB").save(path, comment=b"MERKMAKER")
    return str(path)


@pytest.mark.parametrize("kind", ["png", "jpg"])
def test_a_picture_is_made_to_fit_and_tells_nothing_else(qtbot: QtBot, tmp_path: Path, kind: str) -> None:
    png = fitted(picture(tmp_path, kind))
    assert size_of(png) == (800, 200) and b"MERKMAKER" not in png
    (tmp_path / "geen.png").write_bytes(b"dit is geen plaatje")
    assert fitted(str(tmp_path / "geen.png")) == b""


def test_it_stands_on_agenda_and_letter_and_can_go_again(qtbot: QtBot, team: Team, tmp_path: Path) -> None:
    png = fitted(picture(tmp_path))
    for wrong in (b"geen plaatje", png[:24] + b"\x08\x06" + png[26:], png + b"0" * 100_000):
        with pytest.raises(Refused, match="niet veranderd"):
            team.wil.do(set_logo, wrong)
    team.wil.do(set_logo, png)
    assert team.noor.ask(logo) == png and team.noor.ask(team_settings).municipality == "Weidevoort"
    [overleg] = team.femke.do(plan_series, first=date(2026, 11, 17), times=1, chair_id=team.ids["femke"], secretary_id=team.ids["wil"])
    team.femke.do(prepare_agenda, overleg)
    team.femke.do(change_settings, {"letter_text": ("Beste {ontvanger}, kom op {datum}.", "Dag & <b>groet</b>, {voorzitter}")})
    letter = letter_pdf(team.wil.ask(letter_paper, overleg, "Dokter Bos", date(2026, 11, 2)))
    assert "Beste Dokter Bos, kom op dinsdag 17 november 2026." in words_of(letter)
    assert "Dag & <b>groet</b>, Femke Aarts" in words_of(letter)
    for pdf in (letter, agenda_pdf(team.wil.ask(agenda_paper, overleg))):
        with pikepdf.open(BytesIO(pdf)) as file:
            [drawn] = file.pages[0].get_images().values()
            assert "/SMask" not in drawn
    with pytest.raises(Refused, match="regel 2: {naam} bestaat niet"):
        team.femke.do(change_settings, {"letter_text": ("Beste {ontvanger},", "{naam}")})
    with pytest.raises(Refused, match="{ontvanger} bestaat niet"):
        team.femke.do(change_settings, {"agenda_text": ("{ontvanger}",)})
    team.femke.do(change_settings, {"letter_text": ()})
    with pytest.raises(Refused, match="geen tekst voor een brief"):
        team.wil.ask(letter_paper, overleg, "Dokter Bos", date(2026, 11, 2))
    team.wil.do(set_logo, b"")
    assert team.noor.ask(logo) == b""
    with pytest.raises(Refused):
        team.noor.do(set_logo, png)
