"""What the contract has no words for is no fact, so that no document can stop the load of the others."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.document import Document, Paragraph
from ingest.extract import contract
from ingest.extract.found import Amount, Disposition, Findings, Frame, Mark, Rate, Subject
from ingest.extract.reading import extract

MARTS = (Path(__file__).parents[3] / "dbt_project/models/marts/marts.yml").read_text(encoding="utf-8")
SUBJECT = Subject("unheard_of", "x", "闻所未闻")


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("budget_stage", contract.BUDGET_STAGES),
        ("classification", contract.CLASSIFICATIONS),
        ("funding_source", contract.FUNDS),
        ("revenue_source", contract.REVENUE_SOURCES),
        ("stage", contract.REVENUE_STAGES),
        ("rate_kind", contract.RATE_KINDS),
        ("basis", contract.BUDGET_STAGES),
    ],
)
def test_words_are_those_that_the_marts_take(column: str, words: frozenset[str]) -> None:
    checks = re.findall(rf'expression: "{column} in \(([^)]*)\)', MARTS)
    assert checks
    assert set(re.findall(r"'(\w+)'", checks[0])) == words


@pytest.mark.parametrize(
    "frame",
    [
        pytest.param(Frame("spending", "", SUBJECT), id="a classification"),
        pytest.param(Frame("spending", "", None, "lottery"), id="a fund"),
        pytest.param(Frame("budget", "dreamt"), id="a stage"),
        pytest.param(Frame("revenue", "executed", SUBJECT), id="a revenue source"),
    ],
)
def test_an_amount_in_other_words_is_context(frame: Frame) -> None:
    mark, other = Mark(1, 0), Mark(1, 1)
    ready = Frame("spending", "", Subject("total", "total", "合计"), "all", 2023)
    rest = (Decimal(5), "元", Decimal(1), 0, "prose")
    found = Findings(amounts=[Amount(mark, frame, *rest), Amount(other, ready, *rest)])
    found.take(mark)
    contract.keep_to_contract(found)
    assert [amount.mark for amount in found.amounts] == [other]
    assert found.dispositions[mark][:2] == ("context", "amount outside the contract")


def test_a_rate_in_other_words_is_context_unless_its_figure_says_more() -> None:
    mark, frame = Mark(1, 0), Frame("spending", "", Subject("total", "total", "合计"), "all", 2023)
    strange = Rate(mark, frame, "luck", "", Decimal(5), 0, frame, "prose")
    found = Findings(rates=[strange])
    contract.keep_to_contract(found)
    assert found.rates == []
    assert found.dispositions[mark] == Disposition("context", "rate outside the contract", "合计")
    both = Findings(rates=[strange, strange._replace(kind="share")])
    both.take(mark)
    contract.keep_to_contract(both)
    assert [rate.kind for rate in both.rates] == ["share"]
    assert both.dispositions[mark].disposition == "fact"


def test_the_share_of_fiscal_revenue_is_no_rate_of_the_contract() -> None:
    lines = ("茂县文化馆2023年度部门决算公开", "本年收入合计350万元，其中：财政拨款收入320万元，占91.43%。")
    found = extract(Document("text", tuple(Paragraph(line) for line in lines)), "a.txt", "513223", 2023).found
    assert found.rates == []
    assert Disposition("context", "rate outside the contract", "财政拨款收入") in found.dispositions.values()


def test_what_fiscal_revenue_is_of_its_budget_is_no_rate_of_the_contract() -> None:
    lines = ("茂县文化馆2023年度部门决算公开", "财政拨款本年收入320万元，完成年初预算的70%。")
    found = extract(Document("text", tuple(Paragraph(line) for line in lines)), "a.txt", "513223", 2023).found
    assert found.rates == []
