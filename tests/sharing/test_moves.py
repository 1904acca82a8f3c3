"""One member, more laptops: keys go to a new one through the folder, and a stolen one is shut out while the member stays."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest

from expertiseteam import custody
from expertiseteam.basics.sentences import Refused
from expertiseteam.concerns.intake import concerns, record_concern
from expertiseteam.concerns.records import Certainty, Channel
from expertiseteam.sharing import moves
from expertiseteam.sharing.joining import begin_joining, catch_up_keys
from expertiseteam.storage.folder.files import Files
from expertiseteam.team.members import members
from expertiseteam.vault.keyfile import key_file_of
from expertiseteam.vault.moving import box_of, finish_move, who_can_move_here
from tests.dossier import PASSPHRASE
from tests.sharing.laptops import Laptop, Office


def signal(on: Laptop, what: str) -> None:
    on.workspace.do(record_concern, what=what, place="Beukenlaan 7", certainty=Certainty.SEEN, channel=Channel.PHONE)


def seen(on: Laptop) -> list[str]:
    return sorted(concern.what for concern in on.workspace.ask(concerns))


def boxes(folder: Path) -> list[Path]:
    return list((folder / "moves").iterdir())


def test_to_a_new_laptop_through_the_folder_and_a_stolen_one_is_shut_out(office: Office) -> None:
    femke, noor, ids = office.begun(), office.colleague("noor"), office.team.ids
    signal(noor, "Van de oude laptop")
    noor.share()
    made = custody.offer_move(noor.path, noor.workspace, noor.identity, policy=noor.policy)
    assert len(boxes(office.folder)) == 1 and custody.own_keys(noor.path, ids["noor"], policy=noor.policy).is_moving
    made = custody.offer_move(noor.path, noor.workspace, noor.identity, policy=noor.policy)  # the first code went astray

    new = office.laptop("noor-nieuw")
    begin_joining(office.folder, new.path, new.policy)
    assert [card.name for card in who_can_move_here(key_file_of(new.path))] == ["Noor Elzinga"]
    finish_move(key_file_of(new.path), ids["noor"], " ".join(made.groups), PASSPHRASE.format("noor-nieuw"), new.policy)
    moves.take_away(key_file_of(new.path), ids["noor"], new.policy)
    assert boxes(office.folder) == [] and not custody.own_keys(noor.path, ids["noor"], policy=noor.policy).is_moving
    assert not catch_up_keys(new.path, new.policy)
    new.open(ids["noor"], office.folder)
    assert seen(new) == ["Van de oude laptop"]
    signal(new, "Van de nieuwe")
    new.share()
    noor.share()
    assert seen(noor) == ["Van de nieuwe", "Van de oude laptop"]

    # Both have the same keys; the bag with one of them is stolen.
    line = next(m for m in femke.workspace.ask(members) if m.id == ids["noor"])
    with pytest.raises(Refused, match="Gebruik op een andere computer het herstelblad"):
        me = next(m for m in femke.workspace.ask(members) if m.id == ids["femke"])
        custody.lose_laptop(femke.path, femke.workspace, femke.identity, me, policy=femke.policy)
    femke.identity = custody.lose_laptop(femke.path, femke.workspace, femke.identity, line, policy=femke.policy).identity
    femke.share()
    signal(noor, "Door de dief")
    state = noor.sharer.share_now()
    assert "als gestolen gemeld" in state.stopped and state.waiting == 1
    line = next(m for m in femke.workspace.ask(members) if m.id == ids["noor"])
    assert line.is_active and not line.can_sign_in
    invited = custody.invite(femke.path, femke.workspace, femke.identity, line, policy=femke.policy)
    femke.share()
    third = office.knocks("noor-thuis", ids["noor"], " ".join(invited.groups))
    assert femke.sharer.share_now().knocking and femke.settle().admitted == ("Noor Elzinga",)
    femke.share()
    catch_up_keys(third.path, third.policy)
    third.open(ids["noor"], office.folder)
    signal(third, "Weer thuis")
    third.share()
    femke.share()
    assert seen(femke) == ["Van de nieuwe", "Van de oude laptop", "Weer thuis"]
    for stolen in (noor, new):
        assert "De sleutels op deze computer gelden niet meer" in stolen.sharer.share_now().stopped
        with pytest.raises(Refused):
            stolen.close()
            stolen.open(ids["noor"])
    with pytest.raises(Refused, match="geen sleutels"):
        wil = next(m for m in femke.workspace.ask(members) if m.id == ids["wil"])
        custody.let_go(femke.path, femke.workspace, femke.identity, wil, policy=femke.policy)
        custody.lose_laptop(femke.path, femke.workspace, femke.identity, wil, policy=femke.policy)


def test_without_the_folder_there_is_no_code(office: Office) -> None:
    femke = office.begun()
    with mock.patch.object(Files, "publish", side_effect=OSError(5, "away")), pytest.raises(Refused, match="Er is geen code gemaakt"):
        custody.offer_move(femke.path, femke.workspace, femke.identity, policy=femke.policy)
    assert box_of(key_file_of(femke.path), femke.identity.member_id) is None and boxes(office.folder) == []
