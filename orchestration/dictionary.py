"""The data dictionary: every table and column with its Chinese name, meaning, unit, source, an example and its checks.

Written as a page and a workbook from the dbt YAML (`orchestration.described`) and the snapshot, which gives the
examples and tells which rules have judged figures of a table. Both open without a network.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.answers import shown
from orchestration.described import Column, Table, published_tables
from orchestration.workbook import add_sheet, workbook

PAGES = Path(__file__).parent / "pages"

#: Rows that are looked at for an example, and signs of it that are shown.
SAMPLED, LONGEST = 1000, 60

HEADER = ("模式", "表", "表名", "列", "中文名", "口径", "单位", "来源", "示例", "校验", "英文说明")


@dataclass(frozen=True)
class Entry:
    """A column as the dictionary shows it."""

    column: Column
    example: str
    checks: str


@dataclass(frozen=True)
class Section:
    """A table as the dictionary shows it, with how many rows the snapshot has of it."""

    table: Table
    rows: int
    rules: str
    entries: tuple[Entry, ...]


def build_dictionary(snapshot: Path, out: Path, before: Path | None = None) -> None:
    """Write `index.html` and `dictionary.xlsx` of `snapshot` into `out`."""
    with duckdb.connect(snapshot, read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        sections = tuple(described(connection))
        load_id = ", ".join(
            str(value) for (value,) in connection.execute("select max(load_id) from ops.load").fetchall()
        )
    (out / "index.html").write_text(_page(sections, load_id), encoding="utf-8")
    with workbook(out / "dictionary.xlsx") as book:
        add_sheet(book, "数据字典", HEADER, _rows(sections))


def described(connection: duckdb.DuckDBPyConnection) -> Iterator[Section]:
    """Yield the tables of the snapshot, each with examples and checks."""
    rules = _rules(connection)
    for table in published_tables():
        name = f'{table.schema}."{table.name}"'
        examples, rows = _examples(connection, name, table)
        said = "、".join(rules.get(f"{table.schema}.{table.name}", ()))
        entries = (
            Entry(
                column,
                _brief(shown(examples[column.name])),
                "；".join([*column.checks, *([f"规则 {said}"] if column.is_printed and said else [])]),
            )
            for column in table.columns
        )
        yield Section(table, rows, said, tuple(entries))


def _examples(connection: duckdb.DuckDBPyConnection, name: str, table: Table) -> tuple[Mapping[str, object], int]:
    """Return the least value of each column among the first rows, and how many rows there are."""
    least = ", ".join(f'min("{column.name}")' for column in table.columns)
    found = connection.execute(f"select {least} from (from {name} limit {SAMPLED})").fetchall()[0]
    ((rows,),) = connection.execute(f"select count(*) from {name}").fetchall()
    return dict(zip((column.name for column in table.columns), found, strict=True)), rows


def _rules(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[str, ...]]:
    """Return, for each fact table, the rules that have judged a figure of one of its rows."""
    connection.execute(
        """
        create or replace temp table judged as
        select distinct rule_id, unnest(operand_figure_ids) as figure_id
        from quality.fct_check
        where outcome in ('pass', 'pass_rounded', 'pass_truncated', 'fail')
        """
    )
    facts = connection.execute(
        "select table_name from duckdb_columns() where schema_name = 'marts' and column_name = 'figure_id' order by 1"
    ).fetchall()
    judging = 'select distinct rule_id from judged semi join marts."{}" using (figure_id) order by 1'
    return {
        f"marts.{table}": tuple(rule for (rule,) in connection.execute(judging.format(table)).fetchall())
        for (table,) in facts
    }


def _brief(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _page(sections: tuple[Section, ...], load_id: str) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template("dictionary.html.j2").render(sections=sections, load_id=load_id)


def _rows(sections: tuple[Section, ...]) -> Iterator[tuple[str, ...]]:
    for section in sections:
        table = section.table
        for entry in section.entries:
            column = entry.column
            yield (
                *(table.schema, table.name, table.label, column.name, column.label, column.definition, column.unit),
                *("、".join(table.sources), entry.example, entry.checks, column.description),
            )
