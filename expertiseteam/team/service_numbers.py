"""A citizen service number is nowhere in a dossier, unless the team has a ground to write it down (domain.md, R-08; UAVG, article 46)."""

from __future__ import annotations

from expertiseteam.access.work import Work
from expertiseteam.basics.plausible import has_service_number
from expertiseteam.basics.sentences import Refused
from expertiseteam.team.settings import team_settings


def refuse_service_number(work: Work, *texts: str) -> None:
    """Refused when a text seems to hold one. The settings are read only when one does."""
    if any(map(has_service_number, texts)) and not team_settings(work).service_numbers:
        raise Refused(
            "In uw tekst staat een getal dat een burgerservicenummer kan zijn. Dat hoort niet in dit dossier. Er is nog niets bewaard; "
            "haal het getal weg, of schrijf het met een streepje als het iets anders is."
        )
