"""The log taken out and checked apart, its mark on paper, and its oldest lines destroyed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from expertiseteam.access import log_checker
from expertiseteam.access.log_checker import Tamper, check, read_log
from expertiseteam.basics.sentences import Refused
from expertiseteam.privacy import log_retention
from expertiseteam.privacy.log_export import exported_log
from expertiseteam.privacy.log_mark import line_with_mark, log_mark
from expertiseteam.privacy.log_retention import count_old_lines, destroy_old_lines, has_old_lines
from expertiseteam.privacy.reading_log import whole_log
from expertiseteam.team.members import add_village
from tests.dossier import Team


def test_taking_the_log_out_is_the_last_line_in_it(team: Team) -> None:
    rows = [json.loads(text) for text in exported_log(team.femke).splitlines()]
    newest = max((row for row in rows if row["type"] == "line"), key=lambda row: row["at"])
    assert (newest["what"], newest["kind"], newest["member"]) == ("logboek uitgevoerd om na te kijken", "VIEW", team.ids["femke"])


def test_only_the_officer_takes_the_log_out(team: Team) -> None:
    with pytest.raises(Refused, match="aandachtsfunctionaris"):
        exported_log(team.noor)


def test_an_auditor_checks_the_log_without_the_program(team: Team, tmp_path: Path) -> None:
    """The checker alone, in a folder where nothing else of the program is."""
    alone = tmp_path / "checker.py"
    alone.write_bytes(Path(log_checker.__file__).read_bytes())
    log = tmp_path / "logboek.jsonl"
    log.write_text(exported_log(team.femke), encoding="utf-8")

    def told(*arguments: str) -> tuple[int, str]:
        run = subprocess.run([sys.executable, "-I", alone, log, *arguments], capture_output=True, text=True, encoding="utf-8", cwd=tmp_path)
        return run.returncode, run.stdout

    code, said = told()
    assert (code, "alles klopt" in said) == (0, True)
    log.write_text(log.read_text(encoding="utf-8").replace('"what": "lid toegevoegd"', '"what": "lid bekeken"', 1), encoding="utf-8")
    code, said = told()
    assert code == 1 and "is na het vastleggen veranderd" in said
    log.write_text("geen logboek", encoding="utf-8")
    assert told()[0] == 2


def test_the_checker_fits_in_a_quarter_of_an_hour() -> None:
    assert len(Path(log_checker.__file__).read_text(encoding="utf-8").splitlines()) < 300


def test_the_form_is_the_one_that_the_manual_describes() -> None:
    line = dict.fromkeys(log_checker.FIELDS, "") | {"device": "a", "number": 7, "what": 'é "x"\n\u2028', "kind": "ACT"}
    assert log_checker.form(line) == '["expertiseteam log 1","a",7,"","","","ACT","é \\"x\\"\\n\u2028","","","",""]'.encode()


def test_a_mark_on_paper_leads_back_to_its_line(team: Team) -> None:
    team.femke.do(add_village, name="Nieuwdorp")
    mark = team.femke.ask(log_mark)
    assert mark is not None and mark.who == "Femke Aarts"
    assert [len(group) for group in mark.mark.split("-")] == [4, 4, 4, 4]
    team.femke.do(add_village, name="Ouddorp")
    assert team.femke.ask(line_with_mark, mark.mark) == mark
    assert team.femke.ask(line_with_mark, f" {mark.mark.lower().replace('-', ' ')} ") == mark
    assert team.femke.ask(line_with_mark, "7K2M-Q9XF-3B4C-9D2E") is None
    assert team.femke.ask(line_with_mark, "7K2M") is None


def test_lines_leave_when_their_term_is_over_and_the_rest_stays_proven(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    before = len(team.femke.ask(whole_log))
    assert team.femke.ask(count_old_lines, team.clock.now) == 0 and not team.femke.ask(has_old_lines, team.clock.now)
    with pytest.raises(Refused, match="Er is niets vernietigd"):
        team.femke.do(destroy_old_lines)
    team.clock.at(2031, 5, 1, 9, 0)
    old = team.femke.ask(count_old_lines, team.clock.now)
    assert old >= before - 1 and team.femke.ask(has_old_lines, team.clock.now)
    monkeypatch.setattr(log_retention, "MOST", 4)
    assert team.femke.ask(count_old_lines, team.clock.now) == 4
    assert team.femke.do(destroy_old_lines) == 4, "as many at once as nobody waits long for"
    assert team.femke.check_log() == []
    monkeypatch.undo()
    assert team.femke.do(destroy_old_lines) == old - 4
    assert not team.femke.ask(has_old_lines, team.clock.now)
    assert team.femke.check_log() == []
    assert team.femke.look_at_log(deep=True) == []
    assert "oudste regels van het logboek vernietigd" in {entry.what for entry in team.femke.ask(whole_log)}
    team.femke.do(add_village, name="Nieuwdorp")
    log = read_log(exported_log(team.femke).splitlines())
    assert check(log, every_signature=True) == []
    device = next(device for device, chain in log.chains.items() if chain.start_number)
    log.chains[device] = log_checker.Chain(**{**vars(log.chains[device]), "start_at": "2032-01-01T00:00:00.000000+00:00"})
    assert Tamper.REMOVED in {finding.kind for finding in check(log)}
