"""Chinese numerals up to the ten thousands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.numerals import CHINESE_NUMBER, chinese_number


def spelt(number: int) -> str:
    """A number below 10,000 as it is written out, 一 before 十 only after a hundred."""
    digits = "零一二三四五六七八九"
    out, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
        gap = not digit
    return out.removeprefix("一") if 10 <= number < 20 else out


@pytest.mark.parametrize(
    ("text", "value"),
    [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零三", 103), ("两千", 2000), ("三万五千", 35000)],
)
def test_a_numeral_has_its_value(text: str, value: int) -> None:
    assert chinese_number(text) == value


@given(st.integers(1, 9999))
def test_every_number_is_read_back_and_matched_whole(number: int) -> None:
    assert chinese_number(spelt(number)) == number
    assert re.fullmatch(CHINESE_NUMBER, spelt(number))


@pytest.mark.parametrize("word", ["百岁", "千家", "百香果"])
def test_a_word_that_begins_with_a_power_is_no_number(word: str) -> None:
    assert re.match(CHINESE_NUMBER, word) is None
