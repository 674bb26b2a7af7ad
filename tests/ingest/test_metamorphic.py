"""One small report written in other ways says the same: same facts by key, same yuan, same percentages."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.traditional import SIMPLIFIED

REPORT = """茂县文化馆2023年部门整体支出绩效监控报告
部门名称：茂县文化馆
一、资金执行情况
我单位2023年年初预算1234.50万元，其中：基本支出800.25万元，项目支出434.25万元。
实际到位资金1100万元，到位率89.10%。截至2023年6月底资金执行数617.25万元，预算执行率50.00%，比上年减少12.75万元，下降2.02%。
其中用于：职工工资、福利400万元；差旅费17.25万元；车辆运行维护费200万元。
二、绩效目标完成情况
（一）产出指标
1.数量指标
指标1：举办展览，预期指标值：≥12场，实际完成值：7场，指标完成率：58.33%；
指标2：展览合格率，预期指标值：≥95%，实际完成值：未到监控节点，指标完成率：未到监控节点。
2.成本指标
指标1：展览成本，预期指标值：≤434.25万元，实际完成值：217.25万元，指标完成率：50.03%。
三、资产情况
共有车辆4辆，其中：应急保障用车4辆。
"""

KEYS = {
    "amount": (
        "measure", "stage", "classification", "item_code", "item_name", "funding_source", "fiscal_year", "is_derived",
        "amount_yuan",
    ),
    "rate": ("rate_kind", "basis", "classification", "item_code", "reported_pct", "denominator_stage"),
    "statistic": ("statistic", "item_name", "fiscal_year", "value"),
    "indicator": (
        "level1", "level2", "indicator_name", "operator", "target_value", "target_unit", "actual_value",
        "completion_pct", "status",
    ),
}  # fmt: skip

FEW = settings(max_examples=8)


def facts(tables: dict[str, pl.DataFrame], *names: str) -> dict[str, list[str]]:
    return {name: sorted(map(str, tables[name].select(KEYS[name]).rows())) for name in names or KEYS}


@pytest.fixture(scope="module")
def read(cleaned: Callable) -> Callable[..., dict[str, list[str]]]:
    def facts_of(text: str, *names: str) -> dict[str, list[str]]:
        return facts(cleaned({"513223/2023/报告.txt": text}), *names)

    return facts_of


@pytest.fixture(scope="module")
def printed(read: Callable) -> dict[str, list[str]]:
    return read(REPORT)


def test_the_report_holds_facts_of_every_kind(printed: dict[str, list[str]]) -> None:
    assert {name: len(rows) for name, rows in printed.items()} == {
        "amount": 10,
        "rate": 3,
        "statistic": 2,
        "indicator": 3,
    }


def sometimes(text: str, pattern: str, choices: list[bool], replace: Callable[[re.Match[str]], str]) -> str:
    """Replace the matches for which a choice, taken in turn, says so."""
    turns = iter(choices * (len(text) // len(choices) + 1))
    return re.sub(pattern, lambda match: replace(match) if next(turns) else match.group(), text)


CHOICES = st.lists(st.booleans(), min_size=1, max_size=40).filter(any)


@FEW
@given(CHOICES)
def test_full_width_forms_change_nothing(read: Callable, printed: dict, choices: list[bool]) -> None:
    text = sometimes(REPORT, r"[0-9.%]", choices, lambda m: chr(ord(m.group()) + 0xFEE0))
    assert read(text) == printed


@FEW
@given(CHOICES)
def test_traditional_characters_change_nothing(read: Callable, printed: dict, choices: list[bool]) -> None:
    traditional = {simplified: character for character, simplified in SIMPLIFIED.items()}
    several = f"[{''.join(traditional)}]"
    assert len(re.findall(several, REPORT)) > 40
    assert read(sometimes(REPORT, several, choices, lambda m: traditional[m.group()])) == printed


@FEW
@given(CHOICES, st.sampled_from([" ", "\u3000", "\u00a0", "  "]))
def test_spaces_between_numbers_and_words_change_nothing(
    read: Callable, printed: dict, choices: list[bool], space: str
) -> None:
    text = sometimes(REPORT, r"(?<=\d)(?=[万%年月场辆])|(?<=[数算为])(?=\d)", choices, lambda m: space)
    assert read(text) == printed


@FEW
@given(CHOICES)
def test_thousands_separators_change_nothing(read: Callable, printed: dict, choices: list[bool]) -> None:
    text = sometimes(REPORT, r"(?<![\d.])(\d)(\d{3})(?=(?:\.\d+)?万元)", choices, lambda m: f"{m[1]},{m[2]}")
    assert read(text) == printed


def test_yuan_for_ten_thousands_change_no_amount(read: Callable, printed: dict) -> None:
    # All at once: a change and what it changes must be printed in one unit for the prior year to be derived.
    text = re.sub(r"(\d+(?:\.\d+)?)万元", lambda m: f"{(Decimal(m[1]) * 10_000).quantize(Decimal('0.01'))}元", REPORT)
    assert "万元" not in text
    assert read(text, "amount", "rate", "statistic") == {
        name: printed[name] for name in ("amount", "rate", "statistic")
    }


@pytest.mark.parametrize(
    ("sign", "other"), [("≥", "$\\geq$"), ("≥", ">="), ("≥", "≧"), ("≤", "$\\leq$"), ("≤", "<="), ("≥", "不低于")]
)
def test_other_signs_for_at_least_and_at_most_change_nothing(
    read: Callable, printed: dict, sign: str, other: str
) -> None:
    assert read(REPORT.replace(sign, other)) == printed


@FEW
@given(CHOICES)
def test_bookmarks_and_bold_marks_change_nothing(read: Callable, printed: dict, choices: list[bool]) -> None:
    text = sometimes(REPORT, r"(?<=[，：；])(?=[^\n])", choices, lambda m: "[bookmark: _Toc123456789]")
    assert read(text) == printed
    assert read(sometimes(REPORT, r"\d+(?:\.\d+)?万元", choices, lambda m: f"**{m.group()}**")) == printed


LINES = REPORT.splitlines()
PAGE_NUMBERS = ["- 3 -", "—3—", "第3页", "第 3 页 共 9 页", "3"]


@settings(max_examples=20)
@given(st.integers(2, len(LINES) - 1), st.sampled_from(PAGE_NUMBERS))
def test_a_page_number_between_lines_changes_nothing(read: Callable, printed: dict, at: int, number: str) -> None:
    assert read("\n".join([*LINES[:at], number, *LINES[at:]])) == printed


#: Every place within a sentence. Titles and labels are complete wherever they end, and where a line ends in 其中：
#: the items of a list may follow, a line each.
TORN = [
    (line, at)
    for line in LINES
    if line.endswith(("。", "；"))
    for at in range(1, len(line))
    if not line[:at].endswith("，其中：")
]


@settings(max_examples=40)
@given(st.data(), st.sampled_from(PAGE_NUMBERS))
def test_a_page_break_inside_a_sentence_changes_nothing(
    read: Callable, printed: dict, data: st.DataObject, number: str
) -> None:
    # A bare number may be one of the sentence's own, except after a mark.
    torn = TORN if not number.isdigit() else [(line, at) for line, at in TORN if line[at - 1] in "，；"]
    line, at = data.draw(st.sampled_from(torn))
    assert read(REPORT.replace(line, f"{line[:at]}\n{number}\n{line[at:]}")) == printed


SECTIONS = re.split(r"(?m)^(?=[一二三]、)", REPORT)


@FEW
@given(st.permutations(SECTIONS[1:]), st.booleans())
def test_sections_in_another_order_say_the_same(
    read: Callable, printed: dict, order: list[str], renumber: bool
) -> None:
    if renumber:
        order = [number + section[1:] for number, section in zip("一二三", order, strict=True)]
    assert read("".join([SECTIONS[0], *order])) == printed


@settings(max_examples=100)
@given(st.sampled_from(TORN))
def test_a_line_end_anywhere_in_a_sentence_changes_nothing(
    read: Callable, printed: dict, place: tuple[str, int]
) -> None:
    line, at = place
    assert read(REPORT.replace(line, f"{line[:at]}\n{line[at:]}")) == printed


def columns(text: str) -> int:
    return sum(2 if ord(character) > 0x2000 else 1 for character in text)


def wrapped(text: str, width: int, measure: Callable[[str], int], unbroken: str) -> str:
    """All lines broken at `width`, but never inside of what the pattern `unbroken` matches."""
    pieces: list[str] = []
    for line in text.splitlines():
        pieces.append("")
        for piece in re.findall(unbroken, line):
            if pieces[-1] and measure(pieces[-1]) + measure(piece) > width:
                pieces.append("")
            pieces[-1] += piece
    return "\n".join(pieces)


@settings(max_examples=100)
@given(
    st.integers(16, 60),
    st.sampled_from([".", r"[（“]*(?:[0-9A-Za-z.,%]+|.)[，。；：、）”%]*"]),
    st.booleans(),
)
def test_lines_broken_at_any_width_change_nothing(
    read: Callable, printed: dict, width: int, unbroken: str, in_columns: bool
) -> None:
    text = wrapped(REPORT, width * 2 if in_columns else width, columns if in_columns else len, unbroken)
    assert text.replace("\n", "") == REPORT.replace("\n", "")
    assert read(text) == printed


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("617.25万元，预算", "617.26万元，预算"),
        ("89.10%", "89.20%"),
        ("7场", "8场"),
        ("车辆4辆", "车辆5辆"),
        ("减少12.75", "增加12.75"),
    ],
)
def test_another_figure_is_another_fact(read: Callable, printed: dict, old: str, new: str) -> None:
    assert old in REPORT
    assert read(REPORT.replace(old, new)) != printed
