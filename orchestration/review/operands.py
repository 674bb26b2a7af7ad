"""The figures a check rests on, with their names and their values in the check's unit, and the arithmetic over them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from orchestration.review.arithmetic import Derivation, derive
from orchestration.review.department_rows import Batch
from orchestration.review.rows import Row
from orchestration.review.words import Words, number, sided, wan

_FACTORS = {"元": 1, "千元": 1000, "万元": 10_000, "百万元": 1_000_000, "亿元": 100_000_000}
#: Tried for a figure of a table whose unit stands outside it, where no fact tells it; the plainest first.
_UNSAID = (1, 10_000, 1000, 100_000_000)
_HALF = Decimal("0.5")
_EXACT = Decimal("0.000001")


@dataclass(frozen=True)
class Operand:
    """A figure of a check: its name, its value in the check's unit and half its last printed place, both also shown."""

    figure: Row
    name: str
    value: Decimal
    half: Decimal
    shown: str
    room: str


@dataclass(frozen=True)
class Arithmetic:
    """A check written out: its operands, how both sides follow from them (None: not found again) and its tolerance."""

    operands: tuple[Operand, ...]
    derivation: Derivation | None
    tolerance: str


class Names:
    """What the facts of a batch call each figure, and the unit that a table's head gives it."""

    def __init__(self, batch: Batch, words: Words) -> None:
        self.words = words
        self._names: dict[str, str] = {}
        self.units: dict[str, str] = {}
        for facts in (batch.amounts, batch.rates, batch.statistics):
            for fact in (fact for facts_of_report in facts.values() for fact in facts_of_report):
                if fact.figure_id:
                    self._names.setdefault(fact.figure_id, fact_name(fact, words))
                    self.units.setdefault(fact.figure_id, fact.unit or "")
        self._indicators = {
            (report, fact.indicator_name): fact for report, facts in batch.indicators.items() for fact in facts
        }

    def of(self, figures: Sequence[Row]) -> Iterator[str]:
        """Yield a name for each figure; sides of one indicator are told apart in the order they are printed in."""
        taken: set[tuple[str, str, str]] = set()
        for figure in figures:
            indicator = self._indicators.get((figure.report_key, figure.label))
            if indicator is None:
                yield self._names.get(figure.figure_id) or self._label(figure)
                continue
            sides = {"target": indicator.target_value, "actual": indicator.actual_value,
                     "completion": indicator.completion_pct, "weight": indicator.weight,
                     "score": indicator.score}  # fmt: skip
            side = next(
                (name for name, value in sides.items()
                 if value == figure.value and (figure.report_key, figure.label, name) not in taken), ""
            )  # fmt: skip
            taken.add((figure.report_key, figure.label, side))
            yield f"{figure.label} · {self.words[('role', side)]}" if side else figure.label

    def _label(self, figure: Row) -> str:
        for domain in ("rate_kind", "statistic"):
            if word := self.words.get((domain, figure.label or "")):
                return word
        return figure.label or "数字"


def fact_name(fact: Row, words: Words) -> str:
    """Return what a fact is called: its year, what is stated, and of what."""
    if hasattr(fact, "statistic"):
        return " ".join(filter(None, (words.get(("statistic", fact.statistic), fact.statistic), fact.item_name)))
    kind = measure_name(fact, words)
    return f"{fact.fiscal_year} 年 {item_name(fact, words)} {kind}"


def measure_name(fact: Row, words: Words) -> str:
    """Return what is stated of the item: 年初预算, 支出, 执行率 …"""
    if hasattr(fact, "rate_kind"):
        return words.get(("rate_kind", fact.rate_kind), fact.rate_kind)
    stage = words.get(("budget_stage" if fact.kind == "budget" else "revenue_stage", fact.stage or ""), "")
    kind = words[("table", fact.kind)]
    if fact.kind == "change":
        return f"{kind}（{stage}）" if stage else kind
    return (stage or kind) if fact.kind == "budget" else f"{kind}{stage}"


def item_name(fact: Row, words: Words) -> str:
    """Return the item as the contract calls it, else as printed; a code stands before the name."""
    coded = fact.classification in ("function", "economic", "project") and fact.item_code
    name = words.get((fact.classification, fact.item_code or "")) or (
        fact.__class__ and getattr(fact, "item_name", None)
    )
    return " ".join(filter(None, (fact.item_code if coded else None, name or fact.item_code or "合计")))


def arithmetic(finding: Row, figures: Mapping[str, Row], names: Names) -> Arithmetic:
    """Write a finding's check out; figures that are no longer in the evidence (an older revision's) are left out."""
    known = [figures[key] for key in finding.figure_ids or () if key in figures and figures[key].value is not None]
    known.sort(key=lambda figure: (figure.report_key != finding.report_key, figure.report_key, figure.block,
                                   figure.char_start))  # fmt: skip
    named = list(zip(known, names.of(known), strict=True))
    best: list[Operand] = []
    for unsaid in _UNSAID if finding.unit == "元" else _UNSAID[:1]:
        operands = [_operand(figure, name, finding, names, unsaid) for figure, name in named]
        best = best or operands
        if finding.stated is None or finding.expected is None:
            break
        found = derive([operand.value for operand in operands], finding.stated, finding.expected)
        if found:
            return Arithmetic(tuple(operands), found, _tolerance(finding, operands))
    return Arithmetic(tuple(best), None, _tolerance(finding, best))


def _operand(figure: Row, name: str, finding: Row, names: Names, unsaid: int) -> Operand:
    printed_unit = figure.unit or names.units.get(figure.figure_id) or ""
    is_money = finding.unit == "元" or printed_unit in _FACTORS
    factor = Decimal(_FACTORS.get(printed_unit, unsaid) if is_money else 1)
    value = figure.value * factor
    half = _HALF * Decimal(10) ** -(figure.decimals or 0) * factor
    if finding.tolerance == 0:  # counted, not measured
        half = Decimal(0)
    if is_money:
        return Operand(figure, name, value, half, f"{wan(value)} 万元", f"±{wan(half)} 万元" if half else "—")
    shown = sided(figure.value, printed_unit) if printed_unit else number(figure.value)
    return Operand(figure, name, value, half, shown, f"±{number(half, most=6)}" if half else "—")


def _tolerance(finding: Row, operands: Sequence[Operand]) -> str:
    """Say where the tolerance comes from."""
    tolerance = finding.tolerance
    if tolerance is None:
        return "数据不足，没有算出允许差额。"
    if not tolerance:
        return "比较的是整数或文字，不存在四舍五入，一点不差才算一致。"
    if operands and abs(sum(operand.half for operand in operands) - tolerance) <= _EXACT:
        return f"{len(operands)} 个数各有印出末位的半个单位为舍入余地（见上表），合计即允许差额。"
    return "由各数印出的小数位推出：每个数可能差印出末位的半个单位，按上面的算式传到结果上。"
