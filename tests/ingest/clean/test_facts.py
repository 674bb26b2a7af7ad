"""Amounts to yuan, funds and names in one spelling, ids of figures: the columns an analyst joins on."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import polars as pl
import pytest

TITLE = "茂县文化馆2023年部门决算公开"


def table(cleaned: Callable, name: str, *lines: str) -> pl.DataFrame:
    return cleaned({"513223/2023/决算.txt": "\n".join((TITLE, *lines))})[name]


@pytest.mark.parametrize(
    ("printed", "yuan", "decimals"),
    [
        ("506.83万元", "5068300.00", 2),
        ("391.2万元", "3912000.00", 1),
        ("396.186998万元", "3961869.98", 6),
        ("9548199.71元", "9548199.71", 2),
        ("9,548,199.71元", "9548199.71", 2),
        ("0.12345678万元", "1234.57", 8),
        ("1.5亿元", "150000000.00", 1),
        ("0万元", "0.00", 0),
    ],
)
def test_an_amount_is_exact_in_yuan_and_keeps_what_was_printed(
    cleaned: Callable, printed: str, yuan: str, decimals: int
) -> None:
    (row,) = table(cleaned, "amount", f"2023年支出决算{printed}。").iter_rows(named=True)
    assert row["amount_yuan"] == Decimal(yuan)
    assert (row["decimals"], row["unit"]) == (decimals, printed.lstrip("0123456789.,"))
    assert row["value"] * row["unit_factor"] == pytest.approx(row["amount_yuan"], abs=Decimal("0.005"))


def test_an_amount_of_no_named_fund_is_of_all(cleaned: Callable) -> None:
    frame = table(cleaned, "amount", "2023年支出决算9万元，其中：财政资金8万元。")
    assert frame["funding_source"].to_list() == ["all", "fiscal"]


def test_names_have_full_width_brackets_and_no_numbering(cleaned: Callable) -> None:
    frame = table(cleaned, "amount", "2023年因公出国（境）费支出9万元。")
    assert frame["item_name"].to_list() == ["因公出国（境）费"]


def test_an_item_without_a_code_has_none_rather_than_an_empty_one(cleaned: Callable) -> None:
    frame = table(cleaned, "amount", "2023年支出决算9万元，其中用于：差旅费3万元。")
    assert frame["item_code"].to_list() == ["total", None]
    assert frame["parent_item_code"].to_list() == [None, "total"]


def test_a_rate_names_its_numerator_and_denominator(cleaned: Callable) -> None:
    (row,) = table(cleaned, "rate", "年初预算10万元，支出决算9.5万元，完成年初预算的95.00%。").iter_rows(named=True)
    assert (row["rate_kind"], row["basis"], row["reported_pct"], row["decimals"]) == (
        "execution", "initial", Decimal("95.0000"), 2,
    )  # fmt: skip
    assert (row["numerator_measure"], row["denominator_measure"], row["denominator_stage"]) == (
        "spending", "budget", "initial",
    )  # fmt: skip
    assert (row["denominator_classification"], row["denominator_fiscal_year"]) == ("total", 2023)


def test_a_rate_of_income_is_classified_as_revenue(cleaned: Callable) -> None:
    frame = table(cleaned, "rate", "收入合计10万元，其中：事业收入6万元，占60%。")
    assert frame.select("classification", "item_code").rows() == [("revenue", "institution_income")]


def test_a_fact_points_to_its_figure_and_the_figure_to_its_place(cleaned: Callable) -> None:
    tables = cleaned({"513223/2023/决算.txt": f"{TITLE}\n二、支出决算情况\n2023年支出决算９．５ 万元。"})
    (fact,) = tables["amount"].iter_rows(named=True)
    (figure,) = tables["figure"].filter(pl.col("figure_id") == fact["figure_id"]).iter_rows(named=True)
    assert (figure["raw_text"], figure["disposition"]) == ("９．５ 万元", "fact")
    block = tables["block"].row(by_predicate=pl.col("block") == figure["block"], named=True)
    assert block["text"][figure["char_start"] : figure["char_end"]] == "9.5万元"
    section = tables["section"].row(by_predicate=pl.col("section_id") == fact["section_id"], named=True)
    assert section["title"] == "支出决算情况"


def test_an_indicator_has_its_sides_in_columns_and_its_main_figure(cleaned: Callable) -> None:
    lines = ("（一）产出指标", "1.成本指标", "指标1：讲座，预期指标值：≥3场，实际完成值：，指标完成率：/；")
    (row,) = table(cleaned, "indicator", *lines).iter_rows(named=True)
    assert (row["level1"], row["level2"], row["indicator_name"]) == ("产出指标", "成本指标", "讲座")
    assert (row["operator"], row["target_value"], row["target_unit"], row["status"]) == (">=", 3, "场", "missing")
    assert (row["actual_value"], row["actual_text"], row["completion_pct"]) == (None, None, None)
    assert row["figure_id"] == row["target_figure_id"]
    assert row["actual_figure_id"] is None


def test_a_statistic_without_an_item_is_the_total(cleaned: Callable) -> None:
    frame = table(cleaned, "statistic", "共有车辆4辆，其中：轿车4辆。")
    assert frame.select("statistic", "item_name", "value").rows() == [("vehicles", None, 4), ("vehicles", "轿车", 4)]


def test_a_printed_class_code_names_its_parent(cleaned: Callable) -> None:
    frame = table(cleaned, "function_name", "教育支出（205）普通教育（20502）：支出决算为9万元。")
    assert frame.select("function_code", "function_name", "parent_code").sort("function_code").rows() == [
        ("205", "教育支出", None), ("20502", "普通教育", "205"),
    ]  # fmt: skip
