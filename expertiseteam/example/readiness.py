"""What the made-up team followed as training, who is away in the last weeks, and who does not go to one door."""

from __future__ import annotations

from datetime import date

from expertiseteam.concerns.campaigns import record_campaign
from expertiseteam.example.stage import Stage
from expertiseteam.team.absence import record_absence
from expertiseteam.team.group_training import record_group_training
from expertiseteam.team.members import set_village_contact, villages
from expertiseteam.team.training import record_training
from expertiseteam.visits.availability import set_available

_SUBJECT = "Signaleren van zorg"
# dagdelen and day; whoever goes with somebody who learned to signal only has two at least
_FOLLOWED = {
    "femke": (3, date(2024, 3, 12)),
    "noor": (3, date(2024, 3, 12)),
    "lucja": (3, date(2024, 9, 17)),
    "mirthe": (2, date(2024, 9, 17)),
    "iris": (2, date(2024, 9, 17)),
    "hugo": (2, date(2024, 2, 6)),
    "dewi": (2, date(2024, 9, 17)),
    "sem": (2, date(2023, 12, 5)),  # must be refreshed a few weeks after the story
    "karim": (1, date(2024, 9, 17)),
    "bram": (1, date(2024, 9, 17)),
}
_GROUPS = (("Vrijwilligers van de buurtkeet", 9, date(2026, 3, 10)), ("Wijkverpleging", 6, date(2023, 11, 21)))
_AWAY = (("hugo", date(2026, 11, 23), date(2026, 11, 27)), ("karim", date(2026, 12, 21), date(2027, 1, 1)))
_DONE = (
    ("Turfven", date(2026, 6, 13), "Kraam op de dorpsmarkt: hulp is gratis en verplicht tot niets"),
    ("", date(2026, 9, 3), "Stukje in de huis-aan-huiskrant: geldzorgen kunnen iedereen raken"),
    ("Ganzenhoek", date(2026, 11, 5), "Bericht in de dorpsapp over het spreekuur"),
)


def write_trainings(stage: Stage) -> None:
    """Write down who followed what; Joris followed nothing yet."""
    for key, (parts, day) in _FOLLOWED.items():
        stage.do("femke", record_training, stage.ids[key], subject=_SUBJECT, parts=parts, on=day)


def write_group_trainings(stage: Stage) -> None:
    """Write down which groups that signal were trained; of the others it shows that they were not."""
    for name, people, day in _GROUPS:
        stage.do("femke", record_group_training, name=name, subject=_SUBJECT, parts=1, people=people, on=day)


def write_absences(stage: Stage) -> None:
    """Write down who is away in the weeks to come."""
    for key, since, until in _AWAY:
        stage.do("wil", record_absence, stage.ids[key], since, until)


def choose_village_contacts(stage: Stage) -> None:
    """Say who knows each village best; for Weidevoort itself the team named nobody yet."""
    known = {"Turfven": "lucja", "Ganzenhoek": "noor"}
    for village in stage.ask("femke", villages):
        if village.name in known:
            stage.do("femke", set_village_contact, village, stage.ids[known[village.name]])


def write_campaigns(stage: Stage) -> None:
    """Write down what was done in the villages to be found."""
    for village, on, what in _DONE:
        stage.do("lucja", record_campaign, what, on, village)


def not_to_this_door(stage: Stage, case_id: str) -> None:
    """Dewi does not go there; nobody reads why."""
    stage.do("dewi", set_available, case_id, stage.ids["dewi"], is_available=False)
