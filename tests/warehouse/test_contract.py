"""The snapshot has the contract's tables, and what a number in it means can be followed to its place."""

from __future__ import annotations

import duckdb
import pytest

TABLES = {
    "marts": "dim_county dim_department dim_report dim_function dim_economic_class fct_budget fct_spending fct_revenue"
    " fct_rate fct_indicator fct_statistic",
    "quality": "dim_rule fct_check finding coverage completeness validation_result",
    "evidence": "figure block section",
    "ops": "document load",
}
FACTS = ("fct_budget", "fct_spending", "fct_revenue", "fct_rate", "fct_indicator", "fct_statistic")
COMMON = {
    "report_key", "county_code", "department_key", "fiscal_year", "figure_id", "mention_count", "unit", "decimals",
    "has_open_finding",
}  # fmt: skip


@pytest.mark.parametrize(("schema", "names"), TABLES.items())
def test_every_table_of_the_contract_exists(db: duckdb.DuckDBPyConnection, schema: str, names: str) -> None:
    found = db.execute("select table_name from information_schema.tables where table_schema = ?", [schema]).fetchall()
    assert set(names.split()) <= {name for (name,) in found}


@pytest.mark.parametrize("table", FACTS)
def test_facts_carry_the_common_columns_and_lead_to_a_figure(db: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = {row[0] for row in db.sql(f"describe marts.{table}").fetchall()}
    assert columns >= COMMON
    without = f"select count(*) from marts.{table} where figure_id not in (select figure_id from evidence.figure)"
    assert db.sql(without).fetchall() == [(0,)]
    assert db.sql(f"select count(*) > 0 from marts.{table}").fetchall() == [(True,)]


def test_no_figure_of_a_document_is_missing_from_the_ledger(db: duckdb.DuckDBPyConnection) -> None:
    missing = db.sql(
        """
        with digit as (
            select report_key, document_sha256, block, unnest(range(1, length(text) + 1)) as place, text
            from evidence.block
        )
        select count(*) from digit
        where regexp_matches(substr(text, place, 1), '[0-9]') and not exists (
            select 1 from evidence.figure
            where figure.document_sha256 = digit.document_sha256 and figure.block = digit.block
                and place - 1 >= char_start and place - 1 < char_end
        )
        """
    ).fetchall()
    assert missing == [(0,)]


def test_figures_have_one_of_three_dispositions_and_most_are_accounted_for(db: duckdb.DuckDBPyConnection) -> None:
    counts = dict(db.sql("select disposition, count(*) from evidence.figure group by 1").fetchall())
    assert set(counts) <= {"fact", "context", "unmapped"}
    assert counts.get("unmapped", 0) / sum(counts.values()) < 0.02


def test_columns_carry_a_chinese_label_as_comment(db: duckdb.DuckDBPyConnection) -> None:
    bare = db.sql(
        "select table_name, column_name from duckdb_columns() where schema_name = 'marts' and table_name <> 'dim_word'"
        " and not regexp_matches(coalesce(comment, ''), '[一-龥]')"
    ).fetchall()
    assert bare == []
