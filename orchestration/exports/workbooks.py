"""An Excel workbook per county and year, with the Chinese views as its sheets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from orchestration.exports.manifest import Written, write_manifest
from orchestration.exports.selection import Selection, check_known, whole_folder
from orchestration.workbook import add_sheet, workbook

#: Sheets come in this order, others after them.
FIRST = (
    "执行情况",
    "问题清单",
    "同比",
    "人均经费",
    "指标得分卡",
    "指标完成",
    "预算",
    "支出",
    "收入",
    "比率",
    "绩效指标",
)

COUNTY, YEAR = "县区代码", "年度"

#: What a reader of one county and year does not look at is there and hidden, as are keys, for `explain` and formulas.
HIDDEN = {"省份", "县区", COUNTY, YEAR, "英文说明", "涉及数字", "规则版本", "文件指纹", "提及次数", "原文小数位"}

#: Columns in the order in which a table is worth sorting, where it has them.
SORTED = ("部门", "严重程度", "分类", "科目代码", "一级指标", "顺序")


def export_workbooks(snapshot: Path, out: Path, selection: Selection) -> list[Written]:
    """Write `<code>_<county>_<year>.xlsx` for each county and year with a report, and a manifest, below `out`.

    Amounts are in 万元. A sheet without rows is left out. Raises OutTaken, NothingThere, TooManyRows.
    """
    with whole_folder(out) as folder, duckdb.connect(snapshot, read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        check_known(connection, selection)
        files: list[Written] = []
        for code, county, year in connection.execute(
            "select distinct county_code, county_name, fiscal_year"
            " from marts.dim_report inner join marts.dim_county using (county_code)"
            f"{selection.where('county_code', 'fiscal_year')} order by all"
        ).fetchall():
            path = folder / f"{code}_{county}_{year}.xlsx"
            counted = _write(connection, path, code, county, year)
            files += [Written(path.name, f"zh.{name}", rows) for name, rows in counted.items()]
        write_manifest(folder, "xlsx", selection, files, connection)
    return files


def _write(connection: duckdb.DuckDBPyConnection, path: Path, code: str, county: str, year: int) -> dict[str, int]:
    """Write one workbook; return the rows of each sheet."""
    found: dict[str, tuple[list[str], list[list[object]]]] = {}
    for view, columns in _views(connection):
        kept = _arranged(columns)
        listed = ", ".join(f'"{column}"' for column in kept)
        order = [f'"{column}"' for column in SORTED if column in columns] or ["all"]
        rows = connection.execute(
            f'select {listed} from zh."{view}" where "{COUNTY}" = ? and "{YEAR}" = ? order by {", ".join(order)}',
            [code, year],
        ).fetchall()
        if rows:
            found[view] = (kept, [[_told(value) for value in row] for row in rows])
    with workbook(path) as book:
        book.set_properties({"title": f"{county}{year}年预算绩效与部门决算数据"})
        counted = {view: len(rows) for view, (_, rows) in found.items()}
        add_sheet(book, "说明", ("项目", "内容"), _cover(connection, county, year, counted))
        for view, (kept, told) in found.items():
            add_sheet(book, view, kept, told, hidden=HIDDEN.union(filter(_is_key, kept)))
    return counted


def _views(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, list[str]]]:
    """Yield the Chinese views that tell a county and a year, with their columns."""
    rows = connection.execute(
        "select table_name, list(column_name order by column_index) from duckdb_columns()"
        " where schema_name = 'zh' group by 1"
    ).fetchall()
    wanted = [(view, columns) for view, columns in rows if COUNTY in columns and YEAR in columns]
    yield from sorted(wanted, key=lambda row: (FIRST.index(row[0]) if row[0] in FIRST else len(FIRST), row[0]))


def _arranged(columns: list[str]) -> list[str]:
    return sorted(columns, key=_is_key)


def _told(value: object) -> object:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else value


def _is_key(column: str) -> bool:
    """Say whether a column is a key: it comes last and is hidden, but `budget-warehouse explain` takes it."""
    return column.endswith("键")


def _cover(
    connection: duckdb.DuckDBPyConnection, county: str, year: int, counted: dict[str, int]
) -> Iterator[tuple[str, object]]:
    ((load_id, finished_at),) = connection.execute(
        "select load_id, finished_at from ops.load order by started_at desc limit 1"
    ).fetchall()
    yield "县区", county
    yield "年度", str(year)
    yield "载入编号", load_id
    yield "载入时间（UTC）", finished_at
    yield "单位", "金额为万元，百分比为 %；空白即未知，不是零"
    yield "口径", "照报告所印，不作更正；“有未处理问题”为是的行，所用数字与报告其他数字不一致，见“问题清单”"
    yield "来源", "隐藏列中的键可用 budget-warehouse explain 查到原文"
    for view, rows in counted.items():
        yield f"工作表 {view}", f"{rows} 行"
