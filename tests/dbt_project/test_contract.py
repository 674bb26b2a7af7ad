"""What stops a load: a broken key, reference or enumeration, each told with its model and column."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest

from orchestration.home import Home
from orchestration.modelling import ModelError, Modelling
from tests.dbt_project.example_home import PROJECT, ExampleHome

ENUMERATIONS = [
    ("marts.dim_report", ["report_type"]),
    ("marts.dim_economic_class", ["group"]),
    ("marts.fct_budget", ["budget_stage", "classification", "funding_source"]),
    ("marts.fct_spending", ["classification", "funding_source"]),
    ("marts.fct_revenue", ["revenue_source", "stage"]),
    ("marts.fct_rate", ["rate_kind", "classification", "funding_source", "basis", "verdict"]),
    ("marts.fct_indicator", ["operator", "status"]),
    ("quality.dim_rule", ["family", "severity"]),
    ("quality.operand", ["relation"]),
    ("quality.fct_check", ["outcome"]),
    ("quality.finding", ["severity", "state"]),
    ("quality.completeness", ["state"]),
    ("evidence.figure", ["kind", "disposition"]),
    ("ops.document", ["state"]),
]


@pytest.fixture
def copied(warehouse: ExampleHome, tmp_path: Path) -> ExampleHome:
    """A copy of the built warehouse and everything it was built from, for a test to damage."""
    shutil.copytree(warehouse.root, tmp_path / "home")
    return ExampleHome(tmp_path / "home")


def build_after(home: ExampleHome, table: str, damaged: pl.DataFrame) -> str:
    """Return what the second phase says when a clean table holds `damaged` rows."""
    damaged.write_parquet(home.root / "clean" / table / "652825-2021.parquet")
    modelling = Modelling(Home(home.root), datetime(2026, 1, 2, tzinfo=UTC), "test")
    modelling.build("operands")
    with pytest.raises(ModelError) as stopped:
        modelling.build("verdicts")
    return str(stopped.value)


def clean(home: ExampleHome, table: str) -> pl.DataFrame:
    return pl.read_parquet(home.root / "clean" / table / "652825-2021.parquet")


def test_key_that_stands_twice_is_told_with_its_model_and_columns(copied: ExampleHome) -> None:
    figures = clean(copied, "figure")
    said = build_after(copied, "figure", pl.concat([figures, figures.head(1)]))
    twice = figures["figure_id"][0]
    assert f"evidence_figure: figure_id: not unique: 1 stand in several rows, such as {twice}" in said
    assert "The published snapshot is untouched" in said


def test_word_outside_its_enumeration_is_told_with_its_model_and_column(copied: ExampleHome) -> None:
    figures = clean(copied, "figure")
    said = build_after(copied, "figure", figures.with_columns(disposition=pl.lit("mislaid")))
    assert "model evidence_figure (models/evidence/evidence_figure.sql)" in said
    assert 'table "figure" with expression CHECK((disposition IN (' in said


def test_value_that_its_dimension_does_not_know_is_told_with_its_model_and_column(copied: ExampleHome) -> None:
    reports = clean(copied, "report").with_columns(county_code=pl.lit("999999"))
    said = build_after(copied, "report", reports)
    assert "dim_report: county_code: 1 are unknown in dim_county, such as 999999" in said


@pytest.mark.parametrize(("table", "columns"), ENUMERATIONS, ids=lambda value: str(value))
def test_words_of_the_contract_are_enumerations(warehouse: ExampleHome, table: str, columns: list[str]) -> None:
    schema, name = table.split(".")
    found = warehouse.rows(
        "select constraint_text from duckdb_constraints() where constraint_type = 'CHECK' "
        f"and schema_name = '{schema}' and table_name = '{name}' and constraint_text like '% IN %'"
    )
    held = {match[1] for (text,) in found if (match := re.search(r'\(+"?(\w+)"? IN', text))}
    assert set(columns) <= held


def test_every_published_table_has_a_key_that_is_tested() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in (PROJECT / "tests").glob("keys*.sql"))
    keyed = set(re.findall(r"'(\w+)': \[", said))
    folders = ("marts", "quality", "evidence", "ops", "history")
    tables = {path.stem for folder in folders for path in (PROJECT / "models" / folder).glob("*.sql")}
    assert tables - keyed == set()
