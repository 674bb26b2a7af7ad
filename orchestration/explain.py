"""From a key to the characters it came from: a figure, fact, finding or check with its sentence or row.

Reads the published snapshot only; how the lines reach the terminal is `orchestration.cli`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.answers import shown
from orchestration.errors import WrongUsage

#: Columns that name a row of their own table, in the order of looking; any other `*_key` refers to another table.
OWN_KEYS = {
    "evidence.figure": "figure_id",
    "quality.finding": "finding_key",
    "quality.fct_check": "check_key",
    "marts.dim_report": "report_key",
}

#: Shorter beginnings of a key are not looked up: they would match by accident.
SHORTEST_KEY = 6

_SENTENCE_END = re.compile(r"[。！？；\n]")


class UnknownKey(WrongUsage):
    """No row, or more than one, has this key."""


@dataclass(frozen=True)
class Place:
    """Where a figure is printed; `marked` is its sentence or table row with the figure between » and «."""

    figure_id: str
    marked: str
    section: str | None
    page: int | None
    document: str | None
    title: str | None


@dataclass(frozen=True)
class Explanation:
    """What a key names, its row, the rule behind it if it is a check or finding, and the figures it rests on."""

    kind: str
    row: dict[str, object]
    rule: dict[str, object] | None
    places: tuple[Place, ...]


def explain(connection: duckdb.DuckDBPyConnection, key: str) -> Explanation:
    """Return what `key`, or its beginning of at least six signs, stands for. Raises UnknownKey."""
    if len(key) < SHORTEST_KEY:
        raise UnknownKey(f"{key!r}: a key, or its beginning, has at least {SHORTEST_KEY} signs")
    # A finding has the key of its check: the first table that knows the key has the most to say of it.
    tables = ((table, _rows(connection, table, column, key)) for table, column in _keyed(connection))
    table, rows = next(((table, rows) for table, rows in tables if rows), ("", []))
    if not rows:
        raise UnknownKey(
            f"{key!r}: no figure, fact, finding, check or report has this key; keys stand in the columns figure_id, "
            "finding_key, check_key, report_key and the fact tables' own key"
        )
    if len(rows) > 1:
        raise UnknownKey(f"{key!r}: begins more than one key of {table}; give more of it")
    row = rows[0]
    rule = None
    if row.get("rule_id"):
        rules = _select(connection, "select * from quality.dim_rule where rule_id = ?", [row["rule_id"]])
        rule = next(iter(rules), None)
    places = tuple(_places(connection, _figure_ids(row)))
    return Explanation(table.removeprefix("marts."), row, rule, places)


def told(explanation: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation for a reader at a terminal."""
    yield explanation.kind
    hidden = {"figure_ids", "operand_figure_ids"}
    for name, value in explanation.row.items():
        if value is not None and name not in hidden:
            yield f"  {name:<22} {shown(value)}"
    if explanation.rule is not None:
        rule = explanation.rule
        yield f"rule {rule['rule_id']} {rule['title_zh']} ({rule['title_en']})"
        yield f"  {'formula':<22} {rule['formula']}"
        if rule.get("basis"):
            yield f"  {'basis':<22} {rule['basis']}"
    said = ""
    for place in explanation.places:
        page = f", page {place.page}" if place.page is not None else ""
        where = " › ".join(part for part in (f"{place.document or 'unknown document'}{page}", place.section) if part)
        if where != said:
            yield where
            said = where
        yield f"  {place.marked}"


def review_page(explanation: Explanation, site: Path) -> Path | None:
    """Return the review page of what was explained; None where it has none, or the site was not built."""
    folders = {"quality.finding": ("finding", "finding_key"), "dim_report": ("report", "report_key")}
    folder, column = folders.get(explanation.kind, ("", ""))
    page = site / folder / f"{explanation.row.get(column)}.html"
    return page if page.is_file() else None


def mark(text: str, start: int, end: int, unit: str | None) -> str:
    """Return the sentence around `text[start:end]` with the figure, and a unit printed right after it, marked.

    >>> mark("前文。预算 506.83 万元，到位 391.2 万元。后文", 6, 12, "万元")
    '预算 »506.83 万元«，到位 391.2 万元。'
    """
    if unit:
        rest = text[end:]
        gap = len(rest) - len(rest.lstrip(" "))
        if rest[gap:].startswith(unit):
            end += gap + len(unit)
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, start)]
    after = _SENTENCE_END.search(text, end)
    left, right = (before[-1] if before else 0), (after.end() if after else len(text))
    return f"{text[left:start]}»{text[start:end]}«{text[end:right]}".strip()


def _keyed(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return each table with the column that names its rows."""
    facts = connection.execute(
        "select 'marts.' || table_name, column_name from information_schema.columns where table_schema = 'marts'"
        " and table_name like 'fct\\_%' escape '\\' and column_name like '%\\_key' escape '\\'"
        " and column_name not in ('report_key', 'department_key') order by all"
    ).fetchall()
    return [*OWN_KEYS.items(), *facts]


def _rows(connection: duckdb.DuckDBPyConnection, table: str, column: str, key: str) -> list[dict[str, object]]:
    exact = _select(connection, f'select * from {table} where "{column}" = ?', [key])
    return exact or _select(connection, f'select * from {table} where starts_with("{column}", ?) limit 2', [key])


def _figure_ids(row: dict[str, object]) -> list[str]:
    """Return the figures a row rests on, the main one first."""
    found: list[str] = []
    for name in ("figure_id", "figure_ids", "operand_figure_ids"):
        value = row.get(name)
        found += value if isinstance(value, list) else [str(value)] if value else []
    return list(dict.fromkeys(identifier for identifier in found if identifier))


def _places(connection: duckdb.DuckDBPyConnection, figure_ids: Sequence[str]) -> Iterator[Place]:
    query = """
        select figure.*, block.text, section.path, report.source_path, report.title
        from evidence.figure as figure
        left join evidence.block as block using (report_key, block)
        left join evidence.section as section
            on section.report_key = figure.report_key and section.section_id = figure.section_id
        left join history.dim_report as report on report.report_key = figure.report_key and report.is_current
        where figure.figure_id = ?
    """
    for figure_id in figure_ids:
        for row in _select(connection, query, [figure_id])[:1]:
            text, unit = str(row["text"] or ""), row["unit"]
            start, end = int(str(row["char_start"])), int(str(row["char_end"]))
            yield Place(
                figure_id=figure_id,
                marked=mark(text, start, end, str(unit) if unit else None),
                section=str(row["path"]) if row["path"] else None,
                page=int(str(row["page"])) if row["page"] is not None else None,
                document=str(row["source_path"]) if row["source_path"] else None,
                title=str(row["title"]) if row["title"] else None,
            )


def _select(connection: duckdb.DuckDBPyConnection, query: str, values: Sequence[object]) -> list[dict[str, object]]:
    answer = connection.execute(query, list(values))
    names = [column[0] for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
