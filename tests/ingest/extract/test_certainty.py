"""Figures of scans that may be misread: no facts, until a person confirms them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ingest.document import Cell, Document, Doubt, Paragraph, Table
from ingest.extract.certainty import UNCERTAIN, Certainty, Confirmed
from ingest.extract.found import Mark
from ingest.extract.reading import Extraction, extract

COVER = (
    Paragraph("茂县文化馆2023年部门整体支出绩效监控报告"),
    Paragraph("截至2023年6月底。"),
    Paragraph("部门名称：茂县文化馆"),
)
SENTENCE = "我单位2023年预算168.40万元，实际到位资金121.25万元，到位率72.00%。"


def doubts(text: str, **low: float) -> tuple[Doubt, ...]:
    """Every character certain but those of the given figures (`_` for the point)."""
    whole = [Doubt(0, len(text), 0.99)]
    for figure, confidence in low.items():
        start = text.index(figure.strip("f").replace("_", "."))
        whole.append(Doubt(start, start + len(figure.strip("f")), confidence))
    return tuple(whole)


def read(*items: Paragraph | Table, certainty: Certainty | None = None) -> Extraction:
    return extract(Document("scan", (*COVER, *items)), "报告.pdf", "513223", 2023, certainty or Certainty())


def values(found: Extraction) -> list[str]:
    amounts = [f"{amount.frame.stage} {amount.value}" for amount in found.found.amounts]
    return [*amounts, *(f"{rate.kind} {rate.value}" for rate in found.found.rates)]


def mark_of(found: Extraction, text: str) -> Mark:
    for block in found.outline.blocks:
        for index, figure in enumerate(found.figures[block.number]):
            if block.text.raw(figure.start, figure.end) == text:
                return Mark(block.number, index)
    raise AssertionError(f"no figure {text}")


def test_well_read_figures_are_facts_with_their_confidence() -> None:
    found = read(Paragraph(SENTENCE, doubts=doubts(SENTENCE)))
    assert values(found) == ["approved 168.40", "received 121.25", "received 72.00"]
    assert found.confidence[mark_of(found, "168.40万元")] == 0.99


def test_a_doubtful_figure_keeps_its_label_and_makes_no_fact() -> None:
    found = read(Paragraph(SENTENCE, doubts=doubts(SENTENCE, f121_25=0.7)))
    assert values(found) == ["approved 168.40", "received 72.00"]
    given = found.found.dispositions[mark_of(found, "121.25万元")]
    assert (given.disposition, given.reason) == ("context", UNCERTAIN)
    assert given.label


def test_the_confidence_asked_for_can_be_set() -> None:
    sentence = Paragraph(SENTENCE, doubts=doubts(SENTENCE, f121_25=0.7))
    assert "received 121.25" in values(read(sentence, certainty=Certainty(0.6)))
    assert values(read(sentence, certainty=Certainty(1.0))) == []


def test_a_doubtful_year_makes_the_figures_beside_it_doubtful() -> None:
    assert values(read(Paragraph(SENTENCE, doubts=doubts(SENTENCE, f2023=0.5)))) == []


def test_a_text_that_never_was_a_picture_has_no_doubts() -> None:
    found = read(Paragraph(SENTENCE), certainty=Certainty(1.0))
    assert len(values(found)) == 3
    assert found.confidence == {}


@pytest.mark.parametrize(
    ("said", "amount"),
    [
        pytest.param(Confirmed("121.25万元"), ["received 121.25"], id="as read"),
        pytest.param(Confirmed("121.25万元", Decimal("127.25")), ["received 127.25"], id="with another value"),
        pytest.param(Confirmed("121.26万元", Decimal("127.25")), [], id="of a reading that has changed since"),
    ],
)
def test_a_confirmed_figure(said: Confirmed, amount: list[str]) -> None:
    sentence = Paragraph(SENTENCE, doubts=doubts(SENTENCE, f121_25=0.7))
    mark = mark_of(read(sentence), "121.25万元")
    found = read(sentence, certainty=Certainty(confirmed={mark: said}))
    assert values(found)[1:-1] == amount
    assert found.confidence[mark] == (1.0 if amount else 0.7)


def test_an_indicator_stays_without_the_value_of_its_doubtful_side() -> None:
    rows = [["三级指标", "目标值", "实际完成值", "分值", "得分"], ["开放天数", "≥320天", "163天", "10", "5"]]
    cells = [Cell(text, r, c, doubts=doubts(text)) for r, row in enumerate(rows) for c, text in enumerate(row)]
    cells[7] = Cell("163天", 1, 2, doubts=(Doubt(0, 3, 0.5),))
    found = read(Table(tuple(cells)))
    (indicator,) = found.found.indicators
    assert (indicator.target.value, indicator.actual.value, indicator.weight.value) == (320, None, 10)
    assert (indicator.actual.text, indicator.status) == ("163天", "measured")
    assert found.found.dispositions[mark_of(found, "163天")].reason == UNCERTAIN
