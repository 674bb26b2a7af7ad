"""What no lexicon row covers: left unmapped with its words, or context with a reason, never a wrong total."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.found import Mark


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年蓝莓基地9万元。",
        "蓝莓基地支出决算为9万元。",
        "蓝莓基地年初预算9万元。",
        "执行数10万元，其中：蓝莓基地9万元。",
        "执行数10万元（其中：蓝莓基地支出9万元）。",
        "9万元。",
        "蓝莓基地：支出决算为9万元。",
        "2050202-小学教育：支出决算为9万元。",
    ],
)
def test_unknown_words_never_make_a_total(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence, genre="final_accounts")
    assert not [line for line in facts.amounts if line.endswith(" total 9万元")]


@pytest.mark.parametrize("sentence", ["蓝莓基地支出决算为9万元。", "执行数10万元，其中：蓝莓基地9万元。"])
def test_an_unmapped_figure_keeps_the_words_before_it(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence, genre="final_accounts")
    assert facts.left == {"9万元": "unmapped"}
    labels = [d.label for d in facts.extraction.found.dispositions.values() if d.disposition == "unmapped"]
    assert "蓝莓基地" in labels[0]


def test_what_follows_an_unknown_amount_in_its_sentence_is_not_guessed(facts_of: Callable) -> None:
    facts = facts_of("蓝莓基地支出9万元，占30%。", genre="final_accounts")
    assert (facts.amounts, facts.rates) == ([], [])


def test_the_next_sentence_is_read_again(facts_of: Callable) -> None:
    facts = facts_of("蓝莓基地支出9万元。支出合计10万元。", genre="final_accounts")
    assert facts.amounts == ["spending total 10万元"]


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("单价50万元以上的通用设备2台。", "50万元"),
        ("单位价值100万元以上的设备2台。", "100万元"),
        ("补助标准为每人300元。", "300元"),
        ("项目总投资900万元。", "900万元"),
        ("全年募集资金9万元。", "9万元"),
    ],
)
def test_thresholds_and_other_peoples_money_are_context(facts_of: Callable, sentence: str, figure: str) -> None:
    facts = facts_of(sentence, genre="final_accounts")
    assert facts.amounts == []
    assert facts.left[figure] == "amount outside the contract"


@pytest.mark.parametrize("sentence", ["群众知晓率达到95%。", "结余率为3%。", "覆盖比例95%。"])
def test_rates_of_other_things_are_no_rates(facts_of: Callable, sentence: str) -> None:
    facts = facts_of(sentence)
    assert facts.rates == []
    assert set(facts.left.values()) <= {"rate outside the contract", "quantity outside the contract", "unmapped"}


VOCABULARY = """
预算 决算 年初预算 执行数 到位资金 其中： 其中用于： 基本支出 项目支出 人员经费 为 9万元 2.5% 增加 减少 比上年
与上年持平 （ ） ， 。 ； ： 、 占 三公经费 公务接待费 2022年 2023年6月底 蓝莓 教育支出（205）
2050202-小学教育 （类） 追加资金 已支付 三个 50万 财政拨款 上级补助收入 执行率 分别为 4辆 公务用车 指标1：
预期指标值 实际完成值 未到监控节点 得分90分 一、 （一） 1.
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\t"])


@given(st.lists(st.lists(WORDS, max_size=16).map("".join), min_size=1, max_size=3))
def test_any_text_is_read_and_each_of_its_figures_gets_one_disposition(facts_of: Callable, lines: list[str]) -> None:
    lines = [f"{line}。" for line in lines]  # no line is a title of its own, which might name another year
    extraction = facts_of("2023年度收入支出决算情况", *lines, genre="final_accounts").extraction
    marks = {Mark(b.number, i) for b in extraction.outline.blocks for i, _ in enumerate(extraction.figures[b.number])}
    given_to = extraction.found.dispositions
    assert set(given_to) == marks
    assert {d.disposition for d in given_to.values()} <= {"fact", "context", "unmapped"}
    facts = {a.mark for a in extraction.found.amounts} | {r.mark for r in extraction.found.rates}
    assert all(given_to[mark].disposition == "fact" for mark in facts)
