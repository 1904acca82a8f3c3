"""What is typed anywhere in the program is kept as a draft; the few places where it is not are named here, with the reason."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
FIELD = re.compile(r"\b(LineField|TextArea)\(")  # a day alone is chosen again in a moment
KEEPS = re.compile(r"\bDraftKeeper\(|\bself\.keep\(|\.keep\(\"|keep\(name")

# Fields that another module keeps: it has the DraftKeeper.
KEPT_BY = {
    "concerns/more_parts": "concerns/form",
    "concerns/reporter_part": "concerns/form",
    "insight/action_panels": "insight/action_work",
    "meetings/coming_panel": "meetings/live_room",
    "meetings/handing_out_card": "meetings/minutes_screen",
    "meetings/live_side": "meetings/live",
    "meetings/panels": "meetings/live",
    "meetings/planning": "meetings/cycle_forms",
    "meetings/skipping": "meetings/cycle_forms",
    "meetings/skipped_card": "meetings/point_texts",
    "meetings/agenda_table": "meetings/point_texts",
    "meetings/line_bar": "meetings/live",
    "meetings/weighing_panels": "meetings/live_weighing",
    "visits/agreements": "visits/record",
    "visits/at_door": "visits/record",
    "visits/form": "visits/record",
    "visits/offered": "visits/record",
    "visits/pair": "shell/panel",
    "visits/plan_fields": "shell/panel",
}
NOT_KEPT = {
    "concerns/reporter_panel": "a reporter that was opened is never written down again but sealed",
    "concerns/strike_panel": "a text out of which a name is taken would be kept with the name",
    "concerns/sealed_box": "the reason to open a seal is one line that goes into the log at once",
    "privacy/log_filter": "what is searched for is not recorded",
    "privacy/log_screen": "what is searched for is not recorded",
    "shell/palette": "what is searched for is not recorded",
    "shell/saving": "for whom a paper is saved is filled in already, and goes into the log at once",
    "shell/create": "there is no dossier yet to keep it in",
    "shell/recover": "the groups of a recovery sheet are a secret",
    "team/sheet_panels": "the groups of a recovery sheet are a secret",
    "visits/budget": "what a resident earns and spends is written down nowhere, unless it is ticked",
    "visits/week": "a time of day is typed again in a moment",
    "widgets/fields": "the fields themselves",
    "widgets/groups": "the groups of a recovery sheet or of a code are a secret",
    "widgets/passphrase": "a passphrase is never kept",
}


def test_every_field_in_which_people_type_is_kept() -> None:
    loose = []
    for path in sorted((ROOT / "ui").rglob("*.py")):
        name, source = path.relative_to(ROOT / "ui").with_suffix("").as_posix(), path.read_text(encoding="utf-8")
        if FIELD.search(source) and not KEEPS.search(source) and name not in KEPT_BY and name not in NOT_KEPT:
            loose.append(name)
    assert loose == []


def test_who_keeps_for_another_has_a_keeper() -> None:
    for keeper in KEPT_BY.values():
        assert "DraftKeeper(" in (ROOT / "ui" / f"{keeper}.py").read_text(encoding="utf-8"), keeper
    for name in (*KEPT_BY, *NOT_KEPT):
        assert (ROOT / "ui" / f"{name}.py").exists(), name
