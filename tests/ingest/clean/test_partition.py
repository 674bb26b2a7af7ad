"""The clean tables of a partition: exactly the agreed columns, and facts of loaded documents only."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from ingest.clean.partition import OUTSIDE_MARTS
from ingest.records import TABLES

GOOD = (
    "茂县文化馆2023年部门决算公开\n教育支出（205）普通教育（20502）：支出决算9万元，完成预算90%。\n共有车辆4辆。\n"
    "（一）产出指标\n指标1：讲座，预期指标值：3场，实际完成值：3场。"
)
OTHER_YEAR = "茂县图书馆2021年部门决算公开\n2021年支出决算7万元。"
NO_REPORT = "关于放假的通知\n放假7天。"


def test_tables_have_exactly_the_agreed_columns(cleaned: Callable) -> None:
    tables = cleaned({"513223/2023/好.txt": GOOD})
    assert {name: frame.schema for name, frame in tables.items()} == {
        name: pl.Schema(schema) for name, schema in TABLES.items()
    }


def test_a_partition_without_a_readable_report_has_all_tables_and_no_facts(cleaned: Callable) -> None:
    tables = cleaned({"513223/2023/通知.txt": NO_REPORT})
    assert {name: frame.schema for name, frame in tables.items()} == {
        name: pl.Schema(schema) for name, schema in TABLES.items()
    }
    assert {name for name, frame in tables.items() if frame.height} == {"document"}


def test_every_file_has_a_document_row_and_only_the_loaded_ones_facts(cleaned: Callable) -> None:
    tables = cleaned({"513223/2023/好.txt": GOOD, "513223/2023/年.txt": OTHER_YEAR, "513223/2023/通知.txt": NO_REPORT})
    assert tables["document"].select("source_path", "state", "reason_code").sort("source_path").rows() == [
        ("513223/2023/好.txt", "loaded", None),
        ("513223/2023/年.txt", "held", "year_contradiction"),
        ("513223/2023/通知.txt", "rejected", "not_a_report"),
    ]
    (key,) = tables["report"]["report_key"]
    for name, frame in tables.items():
        if name != "document":
            assert frame["report_key"].unique().to_list() == [key], name


def test_a_countys_total_is_read_but_stands_outside_the_marts(cleaned: Callable) -> None:
    summary = "茂县财政局2023年全县“三公”经费决算情况说明\n2023年全县“三公”经费支出决算20.30万元。"
    tables = cleaned({"513223/2023/好.txt": GOOD, "513223/2023/汇总.txt": summary})
    kept_out = {"final_accounts": None, "county_summary": OUTSIDE_MARTS}
    assert dict(tables["report"].select("report_type", "blocked_reason").rows()) == kept_out
    of_county = tables["amount"].join(tables["report"].filter(pl.col("blocked_reason").is_not_null()), on="report_key")
    assert [str(value) for value in of_county["amount_yuan"]] == ["203000.00"]


def test_the_order_of_the_files_changes_nothing(cleaned: Callable) -> None:
    files = {
        "a/b/好.txt": GOOD,
        "a/b/年.txt": OTHER_YEAR,
        "a/b/乙.txt": GOOD.replace("文化馆", "图书馆").replace("9万", "8万"),
    }
    one, other = cleaned(files), cleaned(dict(reversed(files.items())))
    for name in TABLES:
        assert sorted(map(str, one[name].rows())) == sorted(map(str, other[name].rows())), name


def test_figure_ids_are_unique_and_every_fact_has_one(cleaned: Callable) -> None:
    tables = cleaned({"a/b/好.txt": GOOD})
    ids = tables["figure"]["figure_id"]
    assert ids.is_unique().all()
    for name in ("amount", "statistic", "indicator"):
        assert tables[name].height > 0
        assert set(tables[name]["figure_id"]) <= set(ids)
