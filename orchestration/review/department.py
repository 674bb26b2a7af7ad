"""What the pages of a department and of its reports show: its years side by side, and the rows behind its charts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

from orchestration.review.department_rows import Batch
from orchestration.review.operands import item_name
from orchestration.review.rows import Row
from orchestration.review.words import Words, number


class Measure(NamedTuple):
    """A line of the comparison: what it is called and which amounts state it, the preferred stage and fund first."""

    name: str
    kind: str
    stages: tuple[str | None, ...]
    classification: str
    item: str
    funds: tuple[str, ...] = ("all",)
    is_part: bool = False


_WIDEST_FIRST = ("all", "fiscal", "general_public_budget")
_FISCAL = ("fiscal", "all", "general_public_budget")
MEASURES = (
    Measure("年初预算", "budget", ("initial",), "total", "total", _WIDEST_FIRST),
    Measure("全年预算", "budget", ("adjusted", "approved"), "total", "total", _WIDEST_FIRST),
    Measure("到位资金", "budget", ("received",), "total", "total", _WIDEST_FIRST),
    Measure("本年收入", "revenue", ("executed",), "revenue", "total"),
    Measure("本年支出", "spending", (None,), "total", "total"),
    Measure("基本支出", "spending", (None,), "expenditure_type", "basic", is_part=True),
    Measure("人员经费", "spending", (None,), "basic_component", "personnel", ("all", *_FISCAL), is_part=True),
    Measure("公用经费", "spending", (None,), "basic_component", "public", ("all", *_FISCAL), is_part=True),
    Measure("项目支出", "spending", (None,), "expenditure_type", "project", is_part=True),
    Measure("年末结转和结余", "balance", (None,), "balance", "closing_carryover", ("all", "fiscal")),
    Measure("“三公”经费", "spending", (None,), "three_public", "total", _FISCAL),
    Measure("机关运行经费", "spending", (None,), "operating_cost", "total", ("all", *_FISCAL)),
    Measure("政府采购", "spending", (None,), "procurement", "total", ("all", *_FISCAL)),
)
#: Statistics that stand among the measures.
_STATISTICS = ("staff", "evaluation_score")
_TREND = {"年初预算": "预算", "全年预算": "预算", "到位资金": "到位资金", "本年支出": "支出"}
_MOST_SHARES, _MOST_INDICATORS, _WIDEST_PCT = 7, 24, 200


@dataclass(frozen=True)
class Year:
    """One year of a department; `amounts` by the name of the measure."""

    year: int
    reports: Sequence[Row]
    amounts: dict[str, Row]
    execution: Row | None
    received: Row | None
    statistics: dict[str, Row]
    indicators: Counter[str]
    findings: Counter[str]


def years(key: str, batch: Batch) -> list[Year]:
    """Return the years of a department, the newest first; also those that only a later report tells of."""
    reports = batch.reports.get(key, [])
    findings = batch.findings.get(key, [])
    amounts = [fact for report in reports for fact in batch.amounts.get(report.report_key, ()) if not fact.is_derived]
    found = {report.fiscal_year for report in reports} | {finding.fiscal_year for finding in findings}
    return [_year(year, reports, amounts, findings, batch) for year in sorted(found, reverse=True)]


def stated(view: Sequence[Year]) -> dict[str, list[Any]]:
    """Return the measures and statistics that any of the years states: the lines of the comparison."""
    return {
        "measures": [measure for measure in MEASURES if any(measure.name in year.amounts for year in view)],
        "statistics": [name for name in _STATISTICS if any(name in year.statistics for year in view)],
    }


def _year(year: int, reports: Sequence[Row], amounts: Sequence[Row], findings: Sequence[Row], batch: Batch) -> Year:
    order = {report.report_key: (report.fiscal_year != year, -report.period_end.toordinal() if report.period_end else 0)
             for report in reports}  # fmt: skip
    own = [report for report in reports if report.fiscal_year == year]

    def rate(kind: str) -> Row | None:
        return next((found for report in own if (found := total_rate(kind, report, batch))), None)

    chosen: dict[str, Row] = {}
    for measure in MEASURES:
        facts = [fact for fact in amounts if fact.fiscal_year == year and states(fact, measure)]
        if facts:
            chosen[measure.name] = min(
                facts,
                key=lambda fact, measure=measure: (  # type: ignore[misc]
                    order[fact.report_key][0], measure.funds.index(fact.funding_source),
                    measure.stages.index(fact.stage), order[fact.report_key],
                ),
            )  # fmt: skip
    statistics = {
        fact.statistic: fact
        for report in reversed(own)
        for fact in batch.statistics.get(report.report_key, ())
        if fact.fiscal_year == year and fact.item_name is None
    }
    indicators = Counter(fact.status for report in own for fact in batch.indicators.get(report.report_key, ()))
    counts = Counter(one.severity for one in findings if one.fiscal_year == year and one.state == "open")
    return Year(year, own, chosen, rate("execution"), rate("received"), statistics, indicators, counts)


def total_rate(kind: str, report: Row, batch: Batch) -> Row | None:
    """Return a report's rate of this kind for its own year and all its money, else for the widest fund it names."""
    facts = [
        fact for fact in batch.rates.get(report.report_key, ())
        if fact.rate_kind == kind and fact.classification == "total" and fact.item_code == "total"
        and fact.fiscal_year == report.fiscal_year and fact.funding_source in _WIDEST_FIRST
    ]  # fmt: skip
    return min(facts, key=lambda fact: _WIDEST_FIRST.index(fact.funding_source), default=None)


def states(fact: Row, measure: Measure) -> bool:
    """Whether `fact` states `measure`."""
    return (
        fact.kind == measure.kind
        and fact.classification == measure.classification
        and fact.item_code == measure.item
        and fact.stage in measure.stages
        and fact.funding_source in measure.funds
    )


def charts(view: Sequence[Year], batch: Batch, words: Words) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the charts of a department, by chart; one without rows is not drawn."""
    ascending = view[::-1]
    return {
        "money": [row for year in ascending for row in _money(year)],
        "schedule": [row for year in ascending for row in _schedule(year, batch)],
        "shares": [row for year in ascending for row in _shares(year, batch, words)],
        "completion": _completion(view, batch),
    }


def _money(year: Year) -> list[dict[str, Any]]:
    # Amounts of one fund and of all do not compare.
    wanted = {
        kind: year.amounts[name] for name, kind in _TREND.items()
        if name in year.amounts and year.amounts[name].funding_source == "all"
    }  # fmt: skip
    return [
        {"year": str(year.year), "kind": kind, "wan": float(fact.amount_yuan) / 1e4} for kind, fact in wanted.items()
    ]


def _schedule(year: Year, batch: Batch) -> list[dict[str, Any]]:
    points = []
    for report in year.reports:
        fact = total_rate("execution", report, batch)
        if fact and fact.reported_pct is not None and report.period_end:
            points.append({"year": str(year.year), "month": report.period_end.month, "name": report.title,
                           "pct": float(fact.reported_pct)})  # fmt: skip
    return points


def _shares(year: Year, batch: Batch, words: Words) -> list[dict[str, Any]]:
    """Spending by functional class (类), else by type, of the first report of the year that has them."""
    for classification in ("function", "expenditure_type"):
        for report in year.reports:
            facts: dict[str, Row] = {}
            for fact in batch.amounts.get(report.report_key, ()):
                is_class = classification != "function" or len(fact.item_code or "") == 3
                if (
                    fact.kind == "spending" and fact.classification == classification and is_class
                    and fact.fiscal_year == year.year and fact.amount_yuan > 0
                ):  # fmt: skip
                    facts.setdefault(item_name(fact, words), fact)
            if len(facts) > 1:
                ranked = sorted(facts.items(), key=lambda item: -item[1].amount_yuan)
                rows = [(name, float(fact.amount_yuan) / 1e4) for name, fact in ranked[:_MOST_SHARES]]
                if rest := ranked[_MOST_SHARES:]:
                    rows.append(("其他", float(sum(fact.amount_yuan for _, fact in rest)) / 1e4))
                return [
                    {"year": str(year.year), "item": name, "wan": wan, "rank": rank}
                    for rank, (name, wan) in enumerate(rows)
                ]
    return []


def _completion(view: Sequence[Year], batch: Batch) -> list[dict[str, Any]]:
    """Indicators of the newest year that has any, in the order of the report."""
    for year in view:
        facts = (
            (fact, fact.recomputed_completion_pct if fact.completion_pct is None else fact.completion_pct)
            for report in year.reports for fact in batch.indicators.get(report.report_key, ())
        )  # fmt: skip
        rows = [
            {"name": fact.indicator_name, "year": str(year.year), "pct": min(float(pct), _WIDEST_PCT),
             "shown": number(pct, most=2)}
            for fact, pct in facts if pct is not None and fact.indicator_name
        ]  # fmt: skip
        if rows:
            return list(islice(rows, _MOST_INDICATORS))
    return []
