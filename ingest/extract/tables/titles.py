"""What a table is called, the unit it states once for all, and the project it is filled in for."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.extract.found import Frame, Subject, replace
from ingest.extract.grid import Grid
from ingest.extract.header_rows import is_header, is_header_word
from ingest.extract.headers import apply, stated_unit, unit_of
from ingest.extract.indicators.statements import level_of
from ingest.extract.projects.own import names_form, without_code
from ingest.extract.scope import title_frame
from ingest.extract.tables.fund_rows import plain
from ingest.extract.tables.meaning import About
from ingest.extract.tables.row_labels import names_project

#: 公开07表, 部门公开表4, 预算01表, 附表1-2, 表十一: which table it is, not what it is called.
_TABLE_NUMBER = re.compile(
    r"公开\d{1,2}表|(?:^|(?<=[\s(]))(?:附|财决|决算|预算|部门|单位|公开)*"
    r"(?:[A-Z]{0,3}\d{1,2}(?:-\d+)?表|表[A-Z]{0,3}(?:\d[-\d]*|[一二三四五六七八九十]+(?![级次])))"
)
_TITLE = re.compile("表|情况|三公”?经费[预决]算(?:公开)?$")
_SPENDS = re.compile(r"支出.{0,6}(?:决算|预算|情况|明细|总)?表|支付|决算表")
_MORE = re.compile("会议费|培训费|机关运行")
_NOT_SPENDING = re.compile(r"绩效|自评|收入|收支")
_WITHIN = re.compile(r"\D.{4,58}(?:预算|决算|收支|支出|收入|情况|汇总|明细|对比|统计|信息|数据)[总分]?表")
_HEADING = re.compile(
    r"(?:[一二三四五六七八九十]{1,2}、|\([一二三四五六七八九十]{1,2}\))[^，。；]{2,30}(?:情况|信息|数据)"
)
#: 注：以上金额单位为元。
_NOTE = re.compile("(?:备?注|说明)[:：]|(?:以上|本表).{0,8}单位")
#: Tables of all money, whatever fund the section that they stand in speaks of.
_OF_ALL = re.compile(r"(?:收支|收入支出|收入|支出)(?:预算|决算)?(?:总|汇总)?表(?:\([^()]*\))?$")
#: 基本支出表-人员经费(工资福利支出): of one class alone.
_PART = re.compile(r"经费\(([^()]+)\)$")
#: (按经济分类-不含上级专项资金), (人员类、运转类公用经费项目): what is not in it, and several kinds of what is.
_ASIDE = re.compile(r"[-—,，]?不含[^()]*|\([^()]*、[^()]*项目\)$")
#: A title is no longer than this, and stands in one of the first rows.
_LONGEST = 60
_TOP = 4


def title_of(grid: Grid) -> tuple[str, str]:
    """The title and the unit of a table, from its first rows and the lines above it, the nearest first."""
    top = range(min(_TOP, len(grid.rows)))
    heads = [texts[0] for row in top if len(texts := grid.texts(row)) == 1]
    printed = (*heads, *(text for text in reversed(grid.above) if len(text) <= _LONGEST))
    cells = (grid.texts(row) for row in top)  # 公开表1 | 单位:万元, or 金额单位: | 万元
    units = (text for row in cells for text in (*row, *map("".join, pairwise(row))) if stated_unit(text))
    title = next((text for text in printed if _TITLE.search(_TABLE_NUMBER.sub("", text))), "")
    notes = (text for text in grid.below if _NOTE.match(text))
    stated = (*heads, *units, *reversed(grid.above), title, *notes)
    return title, next((unit for text in stated if (unit := unit_of(text))), "")


def title_within(grid: Grid, row: int) -> tuple[str, bool]:
    """The title of another table that begins in a row below the first one's amounts, alone in it, and whether it is
    only the heading of a part: 三、预算执行情况."""
    texts = grid.texts(row)
    if len(texts) != 1 or grid.first(row) != texts[0]:
        return "", False
    if _WITHIN.fullmatch(plain(texts[0]).rstrip("()")):
        return texts[0], False
    is_heading = _HEADING.fullmatch(texts[0]) and row + 1 < len(grid.rows) and is_header(grid, row + 1, True)
    return texts[0] if is_heading else "", True


def project_of(grid: Grid) -> str:
    """The first project that a form is filled in for, empty for none."""
    return next((name for row in range(len(grid.rows)) if (name := project_within(grid, row))), "")


def project_within(grid: Grid, row: int) -> str:
    """The project that a form names in a row 项目名称 | …, or 项目编码 | … | 项目名称 | …."""
    for label, name in pairwise(grid.texts(row)):
        if names_form(label):
            # 单位名称 | 项目名称 | 项目金额
            return "" if is_header(grid, row, False) or is_header_word(name) else without_code(name)
    return ""


def begins_list(grid: Grid, row: int) -> bool:
    """序号 | 项目名称 | 预算数 | 自评得分: whether a row below a form names the columns of a list of projects."""
    texts = grid.texts(row)
    return any(map(names_project, texts)) and is_header(grid, row, False) and not any(map(level_of, texts))


def about_below(table: About, title: str) -> About:
    """What rows are about below one that is only a numbered title: 一、“三公”经费支出."""
    frame, understood, _ = apply(Frame(), plain(title))
    if understood and frame.subject and frame.subject.classification in ("three_public", "operating_cost"):
        return replace(table, base=replace(table.base, subject=frame.subject))
    return table


def about(title: str, section: Frame, genre: str, year: int | None, project: str, is_only: bool) -> About:
    """Read a table's title; `project` is what a form is about, if it names one, `is_only` the whole document too."""
    above = replace(section, subject=None, measure="", stage="")
    frame = title_frame(_ASIDE.sub("", plain(title)), replace(above, fund="") if _OF_ALL.search(title) else above)
    frame = replace(frame, year=year)
    if not frame.measure and _SPENDS.search(title) and not _NOT_SPENDING.search(title):
        frame = replace(frame, measure="spending")
    if frame.subject and frame.subject.classification == "three_public" and _MORE.search(title):
        frame = replace(frame, subject=replace(frame.subject, code=""))  # its 合计 is more than 三公经费
    part = _PART.search(title)
    if part and (classed := apply(Frame(), part[1], True)[0].subject) and classed.classification == "economic":
        frame = replace(frame, subject=classed)
    if project:  # 县级专项资金项目支出绩效自评表: the form tells of the project's whole, its rows of what gave to it
        frame = replace(frame, subject=None if is_only else Subject("project", "", project), fund="")
    economic = bool(frame.subject and frame.subject.code == "basic") or "经济" in title
    return About(title, frame, genre, year, economic, is_only)
