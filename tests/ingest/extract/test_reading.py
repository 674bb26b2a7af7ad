"""One document in, everything in it out: no facts without an identity, and a disposition for every figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from ingest.document import Document, Paragraph
from ingest.extract.reading import Extraction, extract

BODY = "2023年支出决算9万元。"


def read(*lines: str, year: int | None = 2023) -> Extraction:
    return extract(Document("text", tuple(Paragraph(line) for line in lines)), "文件.txt", "513223", year)


def test_what_is_no_report_has_neither_genre_nor_identity_nor_facts() -> None:
    found = read("关于放假的通知", BODY)
    assert (found.genre, found.identity, found.found.amounts) == (None, None, [])


def test_no_facts_are_sought_where_the_identity_is_in_doubt() -> None:
    found = read("茂县文化馆2023年部门决算公开", BODY, year=2021)
    assert found.identity is not None
    assert found.identity.problem is not None
    assert found.genre == "final_accounts"
    assert found.found.amounts == []
    assert found.found.dispositions == {}


def test_the_departments_own_name_may_stand_anywhere_in_a_sentence(facts_of: Callable) -> None:
    for name in ("茂县文化馆", "文化馆", "县文化馆"):
        assert facts_of(f"{name}2023年支出决算9万元。", genre="final_accounts").amounts == ["spending total 9万元"]


@pytest.mark.parametrize(("code", "kind"), [("511803", "区"), ("511781", "市"), ("513223", "县")])
def test_a_department_may_be_called_by_the_kind_of_its_county(code: str, kind: str) -> None:
    county = {"511803": "名山区", "511781": "万源市", "513223": "茂县"}[code]
    lines = (f"{county}文化馆2023年度部门决算公开", f"{kind}文化馆支出决算9万元。")
    found = extract(Document("text", tuple(map(Paragraph, lines))), "文件.txt", code, 2023).found
    assert [(amount.frame.measure, amount.value) for amount in found.amounts] == [("spending", 9)]


@pytest.mark.parametrize("name", ["我馆", "本馆", "我所", "我站"])
def test_a_department_may_speak_of_itself(facts_of: Callable, name: str) -> None:
    assert facts_of(f"{name}2023年支出决算9万元。", genre="final_accounts").amounts == ["spending total 9万元"]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("（1）成立于2001年，有5间展厅。",), {"(1)": "section number", "5间": "quantity outside the contract"}),
        (("依据财预〔2023〕15号文件执行。",), {"〔2023〕15号": "document number"}),
        (("第三部分 名词解释 9",), {"9": "page number"}),
        (("展览\t3\t5\t8",), {"3": "chart residue", "5": "chart residue", "8": "chart residue"}),
        (("电话0837-7421234。",), {"0837-7421234": "telephone number"}),
        (("236.40|",), {"236.40": "unmapped"}),
        (("咨询(0837)7421234。",), {"(0837)7421234": "telephone number"}),
        (("浏览量：12",), {"12": "quantity outside the contract"}),
        (("评价年度：2022",), {"2022": "date"}),
        (("采用C25混凝土，水渠长1300m。",), dict.fromkeys(("25", "1300"), "quantity outside the contract")),
        (("项目编号ZX512023。",), {"512023": "document number"}),
    ],
)
def test_a_figure_outside_the_contract_says_why(
    facts_of: Callable, lines: tuple[str, ...], left: dict[str, str]
) -> None:
    printed = facts_of(*lines, genre="final_accounts").left
    assert {raw.replace("（", "(").replace("）", ")"): reason for raw, reason in printed.items()} == left


def test_a_figure_is_a_fact_once_and_a_later_reader_does_not_undo_it(facts_of: Callable) -> None:
    facts = facts_of(
        "（一）产出指标", "1.成本指标", "指标1：人员经费，预期指标值：9万元，实际完成值：8万元，指标完成率：88.89%；"
    )
    assert facts.amounts == []
    assert len(facts.indicators) == 1
    assert "unmapped" not in facts.left.values()


def test_a_short_report_is_accounted_for_whole(facts_of: Callable) -> None:
    facts = facts_of(
        "一、支出决算情况",
        "2023年支出决算9.5万元，比上年减少1万元，下降9.52%。其中：基本支出6万元，占63.16%；项目支出3.5万元，占36.84%。",
        "二、资产情况",
        "共有车辆4辆。",
        [["项目", "决算数（万元）"], ["教育支出", "9.5"]],
        genre="final_accounts",
    )
    kinds = Counter(given.disposition for given in facts.extraction.found.dispositions.values())
    assert kinds["unmapped"] == 0
    assert facts.left == {}
