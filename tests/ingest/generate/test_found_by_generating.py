"""Wordings that generated reports showed to be misread, kept as plain examples."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.document import Paragraph

SECTION = "一、一般公共预算财政拨款支出决算情况说明"
THREE_PUBLIC = "六、“三公”经费财政拨款支出决算情况说明"


def lines(*texts: str) -> list[Paragraph]:
    """Lines of a text file, where a paragraph's end and a line's end look the same."""
    return [Paragraph(text, wraps=True) for text in texts]


@pytest.mark.parametrize(
    "torn",
    [
        pytest.param(
            (
                "3.社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老",
                "保险缴费支出（项）支出决算为38.48万元。",
            ),
            id="inside a name, whose rest becomes a class of its own",
        ),
        pytest.param(
            ("1.农林水支出（类）林业和草原（款）行政运行（项）支出决算为", "842.33万元。"), id="before the figure"
        ),
        pytest.param(
            ("2023年一般公共预算财政拨款基本支出218.16", "万元，其中：人员经费218.16万元。"), id="before the unit"
        ),
    ],
)
def test_a_line_torn_before_its_first_comma_is_read(facts_of: Callable, torn: tuple[str, str]) -> None:
    whole = facts_of(SECTION, "".join(torn), genre="final_accounts").amounts
    assert whole
    assert facts_of(SECTION, *lines(*torn), genre="final_accounts").amounts == whole


def test_level_with_last_year_in_a_paragraph_of_its_own(facts_of: Callable) -> None:
    facts = facts_of(
        THREE_PUBLIC, "公务接待费支出决算0.50万元，占3%。", "公务接待费支出决算与上年持平。", genre="final_accounts"
    )
    assert "spending three_public/reception@fiscal 2022 0.50万元 derived" in facts.amounts


def test_added_funds_by_the_words_of_added(facts_of: Callable) -> None:
    facts = facts_of("2023年追加资金620.00万元，其中：本级追加120.00万元，上级专项资金500.00万元。")
    assert [amount.partition("@")[2].split(" <")[0] for amount in facts.amounts[1:]] == [
        "local 120.00万元", "superior_transfer 500.00万元",
    ]  # fmt: skip
