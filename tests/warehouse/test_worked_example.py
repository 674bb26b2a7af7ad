"""The worked example of the published contract, from the text to the rows of the snapshot."""

from __future__ import annotations

from decimal import Decimal

import duckdb

_OF_REPORT = "report_key = (select report_key from marts.dim_report where source_path like '%且末县档案馆%')"


def _rows(db: duckdb.DuckDBPyConnection, columns: str, table: str, order: str) -> list[tuple[object, ...]]:
    return db.sql(f"select {columns} from {table} where {_OF_REPORT} order by {order}").fetchall()


def test_budget_and_funds_received_stand_in_yuan(db: duckdb.DuckDBPyConnection) -> None:
    columns = "fiscal_year, classification, item_code, funding_source, budget_stage, amount_yuan"
    assert _rows(db, columns, "marts.fct_budget", "budget_stage") == [
        (2021, "total", "total", "all", "approved", Decimal("5068300.00")),
        (2021, "total", "total", "all", "received", Decimal("3912000.00")),
    ]


def test_spending_stands_in_yuan(db: duckdb.DuckDBPyConnection) -> None:
    columns = "fiscal_year, classification, item_code, funding_source, amount_yuan"
    assert _rows(db, columns, "marts.fct_spending", "1") == [(2021, "total", "total", "all", Decimal("3245600.00"))]


def test_rates_are_recomputed_and_found_to_match_when_rounded(db: duckdb.DuckDBPyConnection) -> None:
    columns = "rate_kind, basis, reported_pct, numerator_yuan, denominator_yuan, round(recomputed_pct, 2), verdict"
    assert _rows(db, columns, "marts.fct_rate", "rate_kind") == [
        ("execution", "approved", Decimal("64.0400"), Decimal("3245600.00"), Decimal("5068300.00"), Decimal("64.04"),
         "match_rounded"),
        ("received", "approved", Decimal("77.1900"), Decimal("3912000.00"), Decimal("5068300.00"), Decimal("77.19"),
         "match_rounded"),
    ]  # fmt: skip


def test_dates_are_context_and_every_figure_has_its_place(db: duckdb.DuckDBPyConnection) -> None:
    dates = _rows(db, "raw_text, disposition, reason", "evidence.figure", "block, char_start")
    printed = {(text, disposition, reason) for text, disposition, reason in dates}
    assert ("2021 年", "context", "date") in printed
    assert ("2021 年 6 月底", "context", "date") in printed
    assert ("506.83 万元", "fact", None) in printed


def test_cost_indicator_without_a_printed_unit_has_none_and_is_a_finding(db: duckdb.DuckDBPyConnection) -> None:
    columns = (
        "level1, level2, operator, target_value, target_unit, actual_value, actual_unit, completion_pct, "
        "round(recomputed_completion_pct, 4)"
    )
    rows = _rows(db, columns, "marts.fct_indicator", "sequence")
    assert rows[1] == (
        "产出指标", "成本指标", "=", Decimal("16.55"), "万元", Decimal("6.04"), None, Decimal("37"), Decimal("36.4955"),
    )  # fmt: skip
    found = _rows(db, "rule_id, subject, severity", "quality.finding", "rule_id")
    assert [(rule, severity) for rule, _, severity in found if severity != "info"] == [("C04", "warning")]
    assert "运转保障成本经费" in str([subject for rule, subject, _ in found if rule == "C04"])
