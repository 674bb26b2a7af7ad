"""The facts of the last published snapshot as dbt reads them, so that `quality.release_change` can tell what changed.

One Parquet file per fact table below `<home>/state`, of the columns that identify a fact and of its values; what each
of them is compared with is in `dbt_project/macros/measures.sql`.
"""

from __future__ import annotations

import duckdb

from orchestration.home import Home

_ABOUT = ("report_key", "county_code", "department_key")
_ITEM = ("classification", "item_code", "item_name", "funding_source")
#: Fact table → the columns that are text, and those that are numbers.
FACTS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "fct_budget": (("budget_key", "budget_stage", *_ITEM), ("amount_yuan",)),
    "fct_spending": (("spending_key", *_ITEM), ("amount_yuan",)),
    "fct_revenue": (("revenue_key", "revenue_source", "stage"), ("amount_yuan",)),
    "fct_balance": (("balance_key", "stage", *_ITEM), ("amount_yuan",)),
    "fct_change": (("change_key", "measure", "stage", *_ITEM), ("amount_yuan",)),
    "fct_rate": (("rate_key", "rate_kind", "basis", *_ITEM), ("reported_pct",)),
    "fct_indicator": (
        ("indicator_key", "section_path", "indicator_name", "target_text", "actual_text"),
        ("target_value", "actual_value", "completion_pct", "score"),
    ),
    "fct_statistic": (("statistic_key", "statistic", "item_name"), ("value",)),
}


def hand_over_facts(home: Home) -> None:
    """Write `previous_<fact table>.parquet` for each fact table, without rows where nothing was published.

    A column that the snapshot, written by an older version, does not have is NULL.
    """
    home.state.mkdir(parents=True, exist_ok=True)
    snapshot = str(home.warehouse.resolve()) if home.warehouse.exists() else ":memory:"
    with duckdb.connect(snapshot, read_only=snapshot != ":memory:") as connection:
        for table, (texts, numbers) in FACTS.items():
            types = dict.fromkeys((*_ABOUT, *texts), "varchar") | {"fiscal_year": "integer"}
            types |= dict.fromkeys(numbers, "decimal(28, 8)")
            rows = connection.execute(
                "select column_name from duckdb_columns() where schema_name = 'marts' and table_name = ?", [table]
            ).fetchall()
            known = {name for (name,) in rows}
            listed = ", ".join(
                f'cast({name if name in known else "null"} as {kind}) as "{name}"' for name, kind in types.items()
            )
            source = f'from marts."{table}"' if known else "where false"
            path = home.state / f"previous_{table}.parquet"
            temporary = path.with_suffix(".tmp")
            connection.execute(f"copy (select {listed} {source}) to ? (format parquet)", [str(temporary)])
            temporary.replace(path)
