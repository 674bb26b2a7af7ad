"""Keys: the same for the same business key, different for every other."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean.keys import blank_to_null, figure_id, key_of

PARTS = st.lists(st.none() | st.integers(0, 99) | st.text("ab县", min_size=1, max_size=3), min_size=1, max_size=4)


@given(PARTS, PARTS)
def test_two_keys_are_equal_only_for_equal_parts(one: list, other: list) -> None:
    same = [str(part or "") if part != 0 else "0" for part in one] == [
        str(part or "") if part != 0 else "0" for part in other
    ]
    assert (key_of(*one) == key_of(*other)) is same


def test_a_key_does_not_change_from_load_to_load() -> None:
    assert key_of("513223", "茂县文化馆", 2023) == "bbd15d5552e1648a"


def test_a_figure_is_named_by_its_document_block_and_place() -> None:
    frame = pl.DataFrame({"sha256": ["a" * 64, "b" * 64], "block": [3, None], "index": [0, None]})
    assert frame.select(figure_id()).to_series().to_list() == [f"{'a' * 16}-3-0", None]


def test_empty_text_is_no_text() -> None:
    frame = pl.DataFrame({"unit": ["", "元", None]}).with_columns(blank_to_null("unit"))
    assert frame["unit"].to_list() == [None, "元", None]
