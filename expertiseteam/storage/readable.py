"""What stands in a row and no act of this program wrote, told in a sentence: an unknown word, a day that cannot be, no JSON."""

from __future__ import annotations

from expertiseteam.basics.sentences import Refused

UNREADABLE = (
    "In het dossier staat iets dat dit programma niet kent, dus dit onderdeel is niet te tonen. Wat bewaard is, staat er nog. "
    "Laat het dossier nakijken met ‘expertiseteam check’, of werk het programma bij."
)


class _Readable:
    """Only around making values of what was fetched: the same errors anywhere else are faults of the program, and are told as such."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if kind is not None and issubclass(kind, LookupError | ValueError):
            raise Refused(UNREADABLE) from error


readable = _Readable()
