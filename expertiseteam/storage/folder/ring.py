"""The keys of a dossier as its team folder needs them: every link of the key chain, and the dossier key of every epoch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from expertiseteam.basics.sentences import Refused
from expertiseteam.storage.folder.files import Files, Outcome, link_name
from expertiseteam.vault.chain import Entry as Link
from expertiseteam.vault.chain import check_links, check_signatures, earlier_keys, entry_from
from expertiseteam.vault.encoding import canonical, strict_json
from expertiseteam.vault.identity import PrivateKeys
from expertiseteam.vault.keyfile import read_key_file, replace_key_file
from expertiseteam.vault.policy import VaultPolicy
from expertiseteam.vault.witness import head_of, remember_seen

LARGEST = 1 << 20  # bytes of one link
_OTHERS_FIRST = (
    "Een collega wijzigde intussen wie toegang heeft tot dit dossier. Uw wijziging is niet gedaan. Wacht een minuut, tot het programma de "
    "wijziging van uw collega heeft overgenomen, en doe het dan opnieuw."
)
_AWAY = (
    "De teammap is nu niet bereikbaar, en wie toegang heeft kan alleen samen met het team veranderen. Er is niets gewijzigd. "
    "Kijk of u met het netwerk verbonden bent en doe het dan opnieuw."
)
_UNSURE = (
    "De teammap viel weg terwijl uw wijziging erin werd gezet. Het is niet zeker of het team haar heeft. Zodra de map er weer is, neemt "
    "het programma over wat er staat; kijk dan of uw wijziging er is."
)


class KeyRing:
    """The chain, proven, and what a member's keys open in it. Refused for who is no member (any more)."""

    def __init__(self, links: Sequence[Link], private: PrivateKeys) -> None:
        check_links(links)
        check_signatures(links)
        self.links, self._private = tuple(links), private
        self.dossier_id, self.founding = links[0].dossier_id, links[0].hash()
        self._hashes = [link.hash() for link in links]
        newest = self.last.open_key(private)
        self._keys = (newest, *earlier_keys(links, newest))

    @property
    def last(self) -> Link:
        """The link that holds now."""
        return self.links[-1]

    def hash_of(self, number: int) -> str:
        """The hash of a link, in hexadecimal."""
        return self._hashes[number - 1]

    def link(self, number: int, its_hash: str) -> Link | None:
        """The link with this number and hash; None when it is not known here."""
        known = 1 <= number <= len(self.links) and self._hashes[number - 1] == its_hash
        return self.links[number - 1] if known else None

    def key_of(self, epoch: int) -> bytes:
        """The dossier key of an epoch."""
        return self._keys[self.last.epoch - epoch]

    def epoch_of(self, number: int) -> tuple[int, bytes]:
        """The epoch of a link, and its dossier key."""
        epoch = self.links[number - 1].epoch
        return epoch, self.key_of(epoch)

    def renewed(self, files: Files) -> KeyRing:
        """The ring with the links that were published since. Refused when they do not follow on those known here."""
        more = read_links(files, self.links)
        return self if len(more) == len(self.links) else KeyRing(more, self._private)


def read_links(files: Files, known: Sequence[Link] = ()) -> list[Link]:
    """All links: those known, and those that follow in the folder. Refused when one of them is not a link that holds."""
    found = list(known)
    try:
        while (raw := files.read(link_name(len(found) + 1), LARGEST)) is not None:
            link = entry_from(strict_json(raw))
            if canonical(link.stored()) != raw:
                raise ValueError("written in another way")
            found.append(link)
        if found:
            check_links(found)
            check_signatures(found)
    except ValueError:
        raise Refused(
            "De sleutels in de teammap zijn beschadigd of niet echt. Er wordt niets gedeeld; uw eigen werk blijft op deze computer. "
            "Waarschuw de aandachtsfunctionaris."
        ) from None
    return found


def give_links(files: Files, links: Sequence[Link]) -> None:
    """Give the team the links that it has not yet, in their order. Refused when somebody else changed the keys first, or it is away."""
    try:
        known = len(links)
        while known and (there := files.read(link_name(known), LARGEST)) is None:
            known -= 1
        if known and there != canonical(links[known - 1].stored()):
            raise Refused(_OTHERS_FIRST)
        for link in links[known:]:
            outcome = publish_link(files, link)
            if outcome is not Outcome.CREATED:
                raise Refused(_OTHERS_FIRST if outcome is Outcome.TAKEN else _UNSURE)
    except OSError:
        raise Refused(_AWAY) from None


def take_links(files: Files, key_path: Path, policy: VaultPolicy) -> tuple[Link, ...]:
    """Bring the key file on this computer up to what the team published, and give the folder back what it lost. Returns all links.

    Refused when they do not follow on each other. OSError when the folder is away.
    """
    file = read_key_file(key_path)
    links = file.entries
    if files.read(link_name(len(links) + 1), LARGEST) is not None:
        links = tuple(read_links(files, links))
        replace_key_file(key_path, replace(file, entries=links))
        remember_seen(policy, file.dossier_id, head_of(links))
    elif files.read(link_name(len(links)), LARGEST) is None:
        give_links(files, links)
    return links


def publish_link(files: Files, link: Link) -> Outcome:
    """Give the team a new link of the key chain. TAKEN: another administrator was first."""
    return files.publish(canonical(link.stored()), link_name(link.number))
