"""Signals from a list into the dossier: all or nothing, in one transaction, through the way that every signal goes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from expertiseteam.access.who import DESK
from expertiseteam.access.work import Work, act, query
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.feedback import feedback_not_possible, open_feedback
from expertiseteam.concerns.intake import record_concern
from expertiseteam.concerns.tables import Concern
from expertiseteam.exchange.preview import key_of
from expertiseteam.exchange.records import Preview
from expertiseteam.storage.reading import Reader

NOT_KEPT = "Overgenomen uit een lijst. Of de melder antwoord kreeg, is toen niet bijgehouden."


@query(by=DESK)
def known_concerns(read: Reader) -> dict[str, str]:
    """By which code the dossier knows each signal; the keys are hashes (see `preview.key_of`), so this shows nothing of their content."""
    found = read.tuples(select(Concern.what, Concern.place_key, Concern.received, Concern.code).order_by(Concern.received))
    known: dict[str, str] = {}
    for what, place_key, received, code in found:
        known.setdefault(key_of(what, place_key, received), code)
    return known


@act("signalen uit een lijst overgenomen", by=DESK)
def import_concerns(work: Work, shown: Preview, ticked: Collection[int], *, answers_owed: bool = True) -> int:
    """Record the ticked rows of the preview that was shown, with the date of the list; returns how many.

    `answers_owed` False: the list is from before, so nobody is asked to answer these reporters any more.
    Nothing is recorded, and Refused, when a ticked row has an error, no row is ticked, or a colleague recorded one of them meanwhile.
    """
    chosen = shown.chosen(ticked)
    if not chosen:
        raise Refused("Er is geen enkele rij gekozen. Er is niets overgenomen. Zet een vinkje bij wat u wilt overnemen.")
    wrong = [row for row in chosen if row.errors]
    if wrong:
        which = f"{wrong[0].where} heeft" if len(wrong) == 1 else f"{len(wrong)} rijen hebben"
        raise Refused(f"{which} een fout. Er is niets overgenomen. Verbeter de lijst, of haal het vinkje bij die rijen weg.")
    known = known_concerns(work)
    fresh = [row for row in chosen if row.key in known and not row.doubts]
    if fresh:
        raise Refused(
            f"{fresh[0].where} staat intussen in het dossier als {known[fresh[0].key]}. Er is niets overgenomen. Kies de lijst opnieuw."
        )
    recorded = set()
    for row in chosen:
        new = row.concern
        if new is not None:
            recorded.add(
                record_concern(
                    work,
                    what=new.what,
                    place=new.place,
                    certainty=new.certainty,
                    channel=new.channel,
                    source=new.source,
                    received=new.received,
                    reporter=new.reporter,
                    arrears=new.arrears,
                    was_weighed=True,
                )
            )
    if not answers_owed:
        for line in open_feedback(work):
            if line.concern_id in recorded:
                feedback_not_possible(work, line, NOT_KEPT)
    return len(recorded)
