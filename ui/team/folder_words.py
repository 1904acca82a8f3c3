"""What screens say of the team folder."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from expertiseteam.basics.clock import local_day
from expertiseteam.basics.dates import full_date, moment_text
from expertiseteam.sharing.records import Clashed, Forgetting, NotShared, SharedState


def foot_words(state: SharedState, now: datetime) -> str:
    """Return what the foot of the window says: *gedeeld met het team*, or *hier bewaard* with what waits since when.

    First that there is something to choose, for nothing else reminds of it.
    """
    if state.aside:
        return "Kies tussen twee teksten: bij Leden, onder Teammap"
    if state.lost:
        return "Lees welke tekst van u geen plaats had: bij Leden, onder Teammap"
    if state.is_shared:
        return "Gedeeld met het team"
    if state.since is None:
        return "Hier bewaard: de teammap is nu niet te gebruiken"
    what = "1 wijziging wacht" if state.waiting == 1 else f"{state.waiting} wijzigingen wachten"
    return f"Hier bewaard: {what} op het team sinds {moment_text(state.since, now)}"


def here_words(state: SharedState, now: datetime) -> str:
    """Return the same for the part *Teammap*, where what is to be chosen stands below it."""
    if state.aside or state.lost:
        return "Kies hieronder tussen twee teksten" if state.aside else "Lees hieronder welke tekst van u geen plaats had"
    return foot_words(state, now)


def present_words(state: SharedState) -> str:
    """Return who else has the case open that is on the screen; "" for nobody, as far as is known."""
    if not state.present:
        return ""
    *rest, last = (name.split()[0] for name in state.present)
    return f"{', '.join(rest)} en {last} hebben deze casus ook open" if rest else f"{last} heeft deze casus ook open"


MOST_NAMES = 3  # in a sentence
ABOUT = (
    "Uw team kan samen in dit dossier werken via een map op het netwerk, zonder server. Ieder heeft het hele dossier versleuteld op de "
    "eigen laptop en werkt ook zonder netwerk door; de map geeft door wat ieder deed. In de map zelf is niets te lezen."
)
BEFORE = (
    "Kies een lege map waar alle leden bij kunnen. Zij wordt eerst beproefd, en er wordt eerst een reservekopie gemaakt. Daarna "
    "werkt u gewoon door."
)


def more_words(state: SharedState) -> str:
    """Return what the part *Teammap* says below that."""
    if state.stopped:
        return state.stopped
    if state.waiting:
        return "Wat u doet staat op deze computer, en gaat zo vanzelf naar het team."
    shared = "Wat u deed is bij het team, en wat uw collega’s deelden staat hier."
    return f"{shared} {state.clock}" if state.clock else shared


MOST_WAITING = 12  # lines: who is back at the office sees them go by themselves


def waiting_lines(found: Sequence[NotShared], state: SharedState, now: datetime) -> list[str]:
    """Return what waits for the team, one line each, newest first, and how many more there are."""
    shown = found[:MOST_WAITING] if state.waiting else ()
    lines = [f"{moment_text(one.at, now)}: {one.what}{f' ({one.about})' if one.about else ''}" for one in shown]
    more = state.waiting - len(shown)
    return [*lines, f"en nog {more}"] if lines and more > 0 else lines


def when_confirmed(found: Forgetting) -> str:
    """Return what confirms a destruction: that one of these members opens the dossier, or the only one once more."""
    if found.is_alone:
        return "zodra u het dossier sluit en opnieuw opent"
    who = " of ".join(found.confirm) if len(found.confirm) <= MOST_NAMES else "een van de andere leden"
    return f"zodra {who} het dossier opent"


def forgetting_words(found: Forgetting) -> str:
    """Return how far the last destruction is."""
    day = full_date(local_day(found.at))
    if found.gone_on is None:
        if not found.is_proposed:
            return f"Wat op {day} is vernietigd, gaat ook uit de teammap: zodra er gedeeld is, wordt dat voorbereid."
        return f"Wat op {day} is vernietigd, staat nog in de teammap. Het gaat eruit {when_confirmed(found)}."
    said = f"Wat op {day} is vernietigd, is uit de teammap."
    if found.behind:
        who = " en ".join(found.behind) if len(found.behind) <= MOST_NAMES else f"{len(found.behind)} leden"
        said += f" Of de laptop van {who} het al losliet, is nog niet bekend; dat gebeurt bij de volgende keer openen."
    return f"{said} De laatste reservekopie ervan op een laptop is weg op {full_date(found.gone_on)}."


def lost_words(clash: Clashed) -> list[str]:
    """Return what is said of texts that have no place any more."""
    if not clash.lost:
        return []
    said = (
        "Een collega haalde intussen weg waar dit bij hoorde, legde het ook vast, of stelde de notulen vast waarin het stond. "
        "Dit schreef u; neem over wat u nog nodig hebt, in vastgestelde notulen als erratum:"
    )
    return [said, *clash.lost]
