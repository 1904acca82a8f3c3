"""The arithmetic of the front-door picture: nobody overlaps, nobody stands on a line, nobody is left out."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.cases.records import Place
from ui.cases.door_layout import LIST_WIDTH, MOST_IN_RINGS, Picture, Standing, lay_out, ring_of

SIZES = st.sampled_from(((714, 330), (754, 318), (754, 300), (1100, 560)))
SOMEBODY = st.tuples(st.sampled_from(list(Place)), st.floats(70, 320))
_INNER = {Place.STEPPED_ASIDE: Place.RESERVE, Place.RESERVE: Place.FRONT}


def standing(people: list[tuple[Place, float]]) -> list[Standing]:
    return [Standing(str(number), place, width) for number, (place, width) in enumerate(people)]


def check(picture: Picture, people: list[Standing]) -> None:
    listed = [key for keys in picture.listed.values() for key in keys]
    assert sorted([*picture.boxes, *listed]) == sorted(one.key for one in people)
    for one, other in combinations(picture.boxes.values(), 2):
        assert not one.touches(other)
    for one in people:
        box = picture.boxes.get(one.key)
        if box is None:
            continue
        assert picture.rings[ring_of(one.place)].holds_box(box, 1), "on its outer line"
        if (inner := picture.rings.get(_INNER.get(one.place, Place.FRONT))) is not None and one.place is not Place.FRONT:
            assert inner.misses_box(box, 1), "on its inner line"
        assert not box.touches(picture.door)
        assert box.width <= one.width + 0.01


@given(SIZES, st.lists(SOMEBODY, max_size=14))
def test_everyone_has_a_place(size: tuple[int, int], people: list[tuple[Place, float]]) -> None:
    everyone = standing(people)
    picture = lay_out(float(size[0]), float(size[1]), everyone)
    check(picture, everyone)
    if picture.list_box is None:
        assert not picture.listed
    else:
        assert picture.list_box.width == LIST_WIDTH


@given(SIZES, st.lists(st.sampled_from(list(Place)), max_size=MOST_IN_RINGS))
def test_seven_of_usual_width_need_no_list_unless_one_ring_is_full(size: tuple[int, int], places: list[Place]) -> None:
    picture = lay_out(float(size[0]), float(size[1]), standing([(place, 130.0) for place in places]))
    if max((places.count(place) for place in Place), default=0) <= 4:
        assert not picture.listed


def test_the_place_under_the_mouse() -> None:
    picture = lay_out(754, 330, standing([(Place.FRONT, 120)]))
    assert picture.place_at(*picture.door.middle) is Place.FRONT
    assert picture.place_at(377, 30) is Place.STEPPED_ASIDE
    assert picture.place_at(377, 75) is Place.RESERVE
    assert picture.place_at(2, 2) is None
