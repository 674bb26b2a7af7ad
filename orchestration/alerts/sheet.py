"""The full list as an Excel workbook, one sheet per department, ready to be answered (出错说明) and read back.

What is no finding, files that gave no facts and messages that were given up, stands on sheets of its own at the end.

Texts of reports are written as text, never as a formula: a cell that begins like one carries Excel's text mark.
How answers are read is `orchestration.alerts.answered`.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from typing import Any

import xlsxwriter

from orchestration.alerts.amounts import difference, printed
from orchestration.alerts.columns import (
    ANSWERS,
    BY,
    CHECK,
    FILE_WIDTHS,
    FILES,
    GUIDE,
    KEY,
    LAST_PRINTED,
    REASON,
    UNDELIVERED,
    UNDELIVERED_WIDTHS,
    UNTIL,
    WIDTHS,
)
from orchestration.alerts.events import News
from orchestration.alerts.models import Finding, HeldFile, Undelivered
from orchestration.alerts.rendering import heading, words

#: How a formula begins, in Excel or after an export to CSV.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
#: What a sheet's name may not have, and how long it may be.
_FORBIDDEN = str.maketrans("[]:*?/\\'", "（）：＊？／＼’")
_LONGEST_NAME = 31
#: Points; Excel allows no more.
_TALLEST = 409
#: Findings that can be answered; what is settled is listed without.
_ANSWERABLE = ("open", "overdue")

_GUIDE = (
    "每个部门一张表，一行一个问题，严重的在前。",
    "黄色三栏由部门填写：出错说明（必填）、说明人、有效期（如 2026-12-31；不填则在数字改变前一直有效）。",
    "不需要说明的问题留空即可，改正报告后问题会自动消除。",
    "不要改动“问题编号”和“校验码”两栏。",
    "填好后发回；管理员用 budget-warehouse waive --from 文件 读入，有误的行会逐行指出。",
)


def workbook(news: Sequence[News], at: datetime) -> bytes:
    """Return the workbook of all `news` at the local time `at`; findings that wait for an answer come first.

    It says how findings stand, not what is news to whom: recipients with the same findings get the same one.
    """
    buffer = io.BytesIO()
    by_place: dict[str, list[News]] = {}
    files: list[Sequence[str]] = []
    undelivered: list[Sequence[str]] = []
    for one in news:
        match one.subject:
            case Finding() as finding:
                by_place.setdefault(finding.place, []).append(one)
            case HeldFile() as file:
                files.append((file.county_name, file.source_path, file.cause, file.ask))
            case Undelivered() as lost:
                undelivered.append((lost.recipient, lost.number, str(lost.attempts), lost.error))
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        formats = _formats(book)
        names = sheet_names(sorted(by_place))
        counts = {names[department]: len(of) for department, of in sorted(by_place.items())}
        both = (FILES, FILE_WIDTHS, files), (UNDELIVERED, UNDELIVERED_WIDTHS, undelivered)
        lists = [(name, widths, rows) for name, widths, rows in both if rows]
        _guide(book, formats, counts | {name: len(rows) for name, _, rows in lists}, at.date())
        for department, of_department in sorted(by_place.items()):
            _department(book, formats, names[department], of_department, at.tzinfo)
        for name, widths, rows in lists:
            _list(book, formats, name, widths, rows)
    return buffer.getvalue()


def sheet_names(departments: Iterable[str]) -> dict[str, str]:
    """Return a name for each department's sheet that Excel takes and no other has.

    >>> sheet_names(["水利局", "水利局/供水站"])
    {'水利局': '水利局', '水利局/供水站': '水利局／供水站'}
    """
    names: dict[str, str] = {}
    taken = {GUIDE, FILES, UNDELIVERED}
    for department in departments:
        base = department.translate(_FORBIDDEN)[:_LONGEST_NAME] or "部门不详"
        name, number = base, 2
        while name.lower() in taken:
            mark = f"~{number}"
            name, number = base[: _LONGEST_NAME - len(mark)] + mark, number + 1
        taken.add(name.lower())
        names[department] = name
    return names


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    cell = {"valign": "top", "text_wrap": True, "border": 1, "border_color": "#D1D5DB", "font_size": 10}
    return {
        "head": book.add_format({**cell, "bold": True, "bg_color": "#1F2937", "font_color": "#FFFFFF"}),
        "ask": book.add_format({**cell, "bold": True, "bg_color": "#B45309", "font_color": "#FFFFFF"}),
        "cell": book.add_format(cell),
        "mark": book.add_format({**cell, "quote_prefix": True}),
        "mark right": book.add_format({**cell, "quote_prefix": True, "align": "right"}),
        "right": book.add_format({**cell, "align": "right"}),
        "critical": book.add_format({**cell, "bold": True, "font_color": "#C62828"}),
        "answer": book.add_format({**cell, "bg_color": "#FFFBEB"}),
        "until": book.add_format({**cell, "bg_color": "#FFFBEB", "num_format": "yyyy-mm-dd"}),
        "code": book.add_format({**cell, "font_color": "#9CA3AF", "font_size": 8}),
        "title": book.add_format({"bold": True, "font_size": 14}),
        "plain": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format({"font_color": "#1565C0", "underline": 1}),
    }


def _guide(book: xlsxwriter.Workbook, formats: dict[str, Any], counts: dict[str, int], day: date) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 90)
    sheet.set_column(1, 1, 8)
    sheet.fit_to_pages(1, 0)
    sheet.write_string(0, 0, f"预算数据核查问题清单 {day.isoformat()}", formats["title"])
    for row, line in enumerate(_GUIDE, 2):
        sheet.write_string(row, 0, line, formats["plain"])
    first = len(_GUIDE) + 3
    for row, (name, count) in enumerate(counts.items(), first):
        sheet.write_url(row, 0, f"internal:'{name}'!A1", formats["link"], name)
        sheet.write_number(row, 1, count)


def _department(
    book: xlsxwriter.Workbook, formats: dict[str, Any], name: str, news: Sequence[News], zone: tzinfo | None
) -> None:
    sheet = book.add_worksheet(name)
    columns = list(WIDTHS)
    for column, (header, width) in enumerate(WIDTHS.items()):
        sheet.set_column(column, column, width, None, {"hidden": header == CHECK})
        sheet.write_string(0, column, header, formats["ask" if header in ANSWERS else "head"])
    ordered = sorted(news, key=lambda one: (one.state not in _ANSWERABLE, one.subject.rank))
    for row, one in enumerate(ordered, 1):
        assert isinstance(one.subject, Finding)
        cells = _cells(one, one.subject, zone)
        sheet.set_row(row, _height(cells))
        for column, (header, text) in enumerate(cells.items()):
            sheet.write_string(row, column, text, formats[_format_of(header, text, one)])
    until = columns.index(UNTIL)
    rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1), "error_type": "warning"}
    sheet.data_validation(1, until, max(1, len(ordered)), until, rule | {"error_message": "请填日期，如 2026-12-31"})
    sheet.freeze_panes(1, columns.index("报告数"))
    sheet.autofilter(0, 0, len(ordered), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, len(ordered), columns.index(LAST_PRINTED))


def _list(
    book: xlsxwriter.Workbook, formats: dict[str, Any], name: str, widths: Mapping[str, int], rows: list[Sequence[str]]
) -> None:
    """Add a sheet that is only read."""
    sheet = book.add_worksheet(name)
    for column, (header, width) in enumerate(widths.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, header, formats["head"])
    for line, row in enumerate(rows, 1):
        for column, text in enumerate(row):
            sheet.write_string(line, column, text, formats["mark" if text.startswith(_FORMULA) else "cell"])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _height(cells: Mapping[str, str]) -> float:
    """Return the height in points at which all texts of a row can be read; not every program finds it by itself."""
    # A Chinese sign is two bytes in GBK and two columns wide.
    lines = (
        math.ceil(len(text.encode("gbk", "replace")) / (WIDTHS[header] - 1))
        for header, text in cells.items()
        if header not in (KEY, CHECK)
    )
    return float(min(_TALLEST, 4 + 13.5 * max(2, *lines)))


def _cells(news: News, finding: Finding, zone: tzinfo | None) -> dict[str, str]:
    is_counted = finding.stated is not None and finding.unit != "处"
    limit = "≤ " if finding.relation == "le" else ""
    answered = {REASON: finding.waiver_reason or "", BY: finding.waived_by or ""} if finding.state == "waived" else {}
    slip = f"可能：{finding.likely_explanation}。" if finding.likely_explanation else ""
    values = {
        "状态": words("state")[news.state],
        "程度": words("severity")[finding.severity],
        "问题": heading(finding),
        "报告数": printed(finding.stated, finding.unit),
        "应有数": limit + printed(finding.expected, finding.unit) if is_counted else "",
        "差额": difference(finding.difference, finding.unit) if is_counted else "",
        "原文": (finding.sentence or "").replace("\t", " | ") or finding.says,
        "首次发现": finding.first_seen_at.astimezone(zone).date().isoformat(),
        "规则": f"{finding.rule_id} {finding.rule_title}",
        "请部门核实": slip + finding.ask,
        "文件": finding.document or "",
        KEY: finding.key,
        CHECK: finding.version,
        **answered,
    }
    return {header: values.get(header, "") for header in WIDTHS}


def _format_of(header: str, text: str, news: News) -> str:
    if header in ANSWERS and news.state in _ANSWERABLE:
        return "until" if header == UNTIL else "answer"
    mark = "mark" if text.startswith(_FORMULA) else ""
    if header in ("报告数", "应有数", "差额"):
        return f"{mark} right".strip()
    if mark:
        return mark
    if header == "程度" and isinstance(news.subject, Finding) and news.subject.severity == "critical":
        return "critical"
    return "code" if header in (KEY, CHECK) else "cell"
