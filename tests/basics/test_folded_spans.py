from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from expertiseteam.basics.folded_spans import folded
from expertiseteam.basics.text import fold


def test_what_is_found_plainly_is_pointed_at_as_typed() -> None:
    line = folded("Met Łucja Şahin, vo\u0301o\u0301r Æbele")
    for plain, typed in (("lucja sahin", "Łucja Şahin"), ("voor", "vo\u0301o\u0301r"), ("aebele", "Æbele"), ("e", "e")):
        start = line.plain.index(plain)
        assert line.typed[slice(*line.span(start, start + len(plain)))] == typed


@given(st.text(max_size=40), st.data())
def test_every_span_lies_in_the_text_and_holds_what_was_found(text: str, data: st.DataObject) -> None:
    line = folded(text)
    start = data.draw(st.integers(0, len(line.plain)))
    end = data.draw(st.integers(start, len(line.plain)))
    first, last = line.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert line.plain[start:end] in folded(text[first:last]).plain or start == end


@given(st.text(alphabet="abcÉłŞ’ æ", max_size=30))
def test_it_folds_as_searching_does(text: str) -> None:
    assert folded(text).plain == fold(text)
