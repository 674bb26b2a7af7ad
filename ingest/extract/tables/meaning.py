"""What a cell of an amount table means: title, column and row labels put into one frame, or a reason why not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ingest.extract.found import CROSS, EXPENDITURE_TOTAL, GRAND_TOTAL, SINGLE_FUNDS, TOTAL, Frame, Subject, replace
from ingest.extract.headers import Column, apply, fund_of, is_total
from ingest.extract.tables.axes import belongs, clash, is_class_of_kind
from ingest.extract.tables.fund_rows import is_fund, named, plain
from ingest.lexicon.lexicon import economic_codes

_OF_FIRST_RANK = re.compile("[一二三四五六七八九十]+、(?:会议|培训)费")
_CODE = re.compile(r"\d{2,7}")
_YEAR_ROW = re.compile(r"(20\d\d)年?度?(?:[预决]算数?|执行数)?")
#: What income stands at when its column speaks of a budget: 1-9月到位 is what has come in.
_OF_INCOME = {"adjusted": "adjusted", "received": "executed"}
#: 任务1：农村供水.
_NUMBERED = re.compile(r"^(?:任务|项目)?\d{1,2}[:、.．](?!\d)")
#: A table whose rows are projects, where its header says no more than 项目.
_OF_PROJECTS = re.compile("项目.{0,12}(?:汇总|明细|一览|清单)表")
#: What 合计 of a side is called where it stands below what was carried over.
_SUMS = {"收入合计": "收入总计", "支出合计": "支出总计"}
#: Tables of the government's economic classes, which the contract has no place for.
_OF_GOVERNMENT = re.compile("^(?!.*部门预算(?:支出)?经济).*政府预算(?:支出)?经济分类")
#: Reports on the whole of a department's money.
_OF_WHOLE = frozenset(("budget", "final_accounts"))
#: Tables whose rows may name by a short word what no other table means by it: 货物, 购置费.
_OF_ONE_KIND = frozenset(("procurement", "three_public"))
CARRYOVERS = frozenset(("fiscal_carryover", "opening_carryover"))


class About(NamedTuple):
    """What a table speaks of; `economic`: its rows are economic classes, `is_only`: it is of the report's only project,
    `whole`: what its rows add up to, where that is not what it speaks of."""

    title: str
    base: Frame
    genre: str
    year: int | None
    economic: bool
    is_only: bool = False
    whole: Subject | None = None


class Labels(NamedTuple):
    """A cell's row labels, outermost first, the class code of the row, the column the innermost label stands in,
    the text under a header 项目名称 or 任务名称, which names a project, the unit in a cell of its own, and whether the
    project has several rows, each of another fund."""

    texts: Sequence[str] = ()
    code: str = ""
    column: Column | None = None
    named: str = ""
    unit: str = ""
    is_part: bool = False


class Told(NamedTuple):
    """What the labels of a cell say by themselves, whatever column it stands in.

    `inner` is the innermost label as `plain` gives it; `by_code` the class that the row's code names; `is_fund`: the
    innermost label names a fund and nothing else.
    """

    labels: Labels
    inner: str
    frame: Frame
    is_understood: bool
    by_code: Subject | None
    is_total: bool
    is_fund: bool


def read_labels(table: About, labels: Labels, is_part: bool, is_carried: bool = False) -> Told:
    """What labels say; `is_part`: their row breaks a row above it down; `is_carried`: 上年结转 stands above."""
    inner = plain(labels.texts[-1]) if labels.texts else ""
    if is_carried and inner in _SUMS:
        inner = _SUMS[inner]
        labels = labels._replace(texts=(*labels.texts[:-1], inner))
    total = is_total(inner)
    frame, understood = _row(table, labels, is_part)
    by_code = None if total else _class_of(table, labels.code, inner)
    return Told(labels, inner, frame, understood, by_code, total, bool(labels.texts) and is_fund(labels.texts[-1]))


def _class_of(table: About, code: str, name: str) -> Subject | None:
    """The functional or economic class that a row's code names."""
    if not name or not _CODE.fullmatch(code):
        return None
    if code in economic_codes() or (table.economic and code.startswith("3")):
        return Subject("economic", code, economic_codes().get(code, name))
    return Subject("function", code, name)


def meaning(
    table: About, told: Told, spec: Column, outer: Frame | None, whole: Frame | None = None
) -> tuple[Frame | None, str]:
    """The frame of a cell, or None and the reason; `outer`, `whole`: what a 其中 row and its column break down."""
    labels, row = told.labels, told.frame
    if labels.column and labels.column.role == "unit" and not told.is_total:
        return None, ""  # a row of one of several units
    is_class = row.subject and row.subject.classification == "economic" and not _is_unknown_project(labels)
    if is_class and not table.economic and not labels.code and not _OF_FIRST_RANK.match(labels.texts[-1]):
        return None, CROSS  # 住房公积金 among functional classes; 二、会议费 beside 一、“三公”经费 is of no other axis
    subject = block_of(labels) if told.is_total else told.by_code or row.subject
    is_name = told.is_total or told.by_code or labels.named or row.year
    if told.is_understood and not is_name and _says_nothing(told.inner):
        return None, ""
    if not told.is_total and told.by_code is None and not (told.is_understood and not _is_unknown_project(labels)):
        subject = _by_header(table, told, spec) if subject is None or _is_unknown_project(labels) else None
        if subject is None:
            return None, ""
        if subject.classification == "project":
            if labels.is_part and not told.is_fund:
                return None, CROSS
            fund = named(told.inner, Frame(), False)[0].fund if labels.is_part else ""
            row = Frame(fund=fund, year=row.year)  # 医保县级配套 and 橡胶收入保险 are names
    is_kind = row.subject is not None and row.subject.classification == "expenditure_type" and not row.measure
    is_within = not row.measure and "".join(labels.texts[-1:]).startswith("其中")
    is_part = is_kind or is_within or (told.is_fund and (whole or not row.measure))
    if is_part and (above := whole or outer) and not spec.frame.measure:
        row = replace(above, fund=row.fund or above.fund)
    return _compose(table, row, subject, spec, told)


def block_of(labels: Labels) -> Subject | None:
    """What a total sums up that stands beside the label of a block: 项目支出 | 小计."""
    if len(labels.texts) < 2:
        return None
    block, is_understood, _ = apply(Frame(), plain(labels.texts[-2]))
    return block.subject if is_understood and not block.measure else None


def _says_nothing(label: str) -> bool:
    """经费拨款: words of the lexicon that name neither an amount nor what it is of, and so no total."""
    return bool(label) and not fund_of(label) and apply(Frame(), label) == (Frame(), True, None)


def _is_unknown_project(labels: Labels) -> bool:
    """Whether a row's name is a project's, whatever words of the lexicon are in it: 治超站运行经费 | 交通运输局.

    部门总体预算 under 任务名称 is the whole.
    """
    name = plain(labels.named)
    return bool(name) and not is_total(name) and not apply(Frame(), name)[1]


def _row(table: About, labels: Labels, is_part: bool) -> tuple[Frame, bool]:
    """The frame that the row labels give together, and whether the innermost was fully understood.

    Words such as 中央补助 name a fund only among a project's funds: below their total (`is_part`) or beside 项目资金.
    """
    base = table.base.subject or table.whole
    row, understood = Frame(subject=base if base and base.classification in _OF_ONE_KIND else None), True
    told = (*labels.texts[:-1], labels.column.text if labels.column else "")
    of_funds = is_part or any("资金" in label for label in told)
    for label in labels.texts:
        if year := _YEAR_ROW.fullmatch(label):
            row = replace(row, year=int(year.group(1)))
        text = plain(label)
        if text and not is_total(text):
            economic = table.economic and not labels.code.startswith("2")
            row, known = named(text, row, economic) if of_funds else apply(row, text, economic)[:2]
            understood = known if label == labels.texts[-1] else understood
    is_bare = base is not None and base.classification == "three_public" and row.subject == base
    return replace(row, subject=None) if is_bare else row, understood


def _by_header(table: About, told: Told, spec: Column) -> Subject | None:
    """A name no lexicon row knows, under a header that says what kind of name it is."""
    labels = told.labels
    measured = table.base.measure or spec.frame.measure or spec.rate or spec.frame.subject
    if measured and not labels.code and labels.named and not labels.named.endswith("小计"):  # of a unit
        return Subject("project", "", _NUMBERED.sub("", labels.named))
    # A row of 单位(科目名称) without a code is a unit's, one of 支出经济科目 no function.
    header = labels.column.text if labels.column else ""
    if measured and header == "项目" and _OF_PROJECTS.search(table.title) and not labels.texts[-1].startswith("其中"):
        return Subject("project", "", told.inner)
    is_class = re.search("科目|功能", header) and not re.search(r"单位|经济|项目[(/、或]科目", header)
    return Subject("function", "", told.inner) if is_class else None


def _compose(table: About, row: Frame, subject: Subject | None, spec: Column, told: Told) -> tuple[Frame | None, str]:
    if table.base.fund in SINGLE_FUNDS and spec.frame.fund == "fiscal":
        return None, CROSS  # 当年财政拨款安排 beside 上年结转 in a table of 一般公共预算
    across = spec.frame.subject if spec.frame.subject != TOTAL else None
    kinds = across is not None and across.classification == "expenditure_type"
    if _OF_GOVERNMENT.search(table.title) and "economic" in {one.classification for one in (subject, across) if one}:
        return None, ""  # 509 对个人和家庭的补助 is not 303
    if subject and across and belongs(subject, across):
        across = None
    if subject and across and clash(subject, across):
        return None, CROSS
    base = table.base.subject
    if subject and base and is_class_of_kind(subject, base):
        return None, CROSS
    if told.is_total and not base and "专项" in table.title and table.genre in _OF_WHOLE:
        return None, ""  # 专项业务经费支出表 is of some projects, no one says which kind of spending they make up
    measure, stage = _measure(table, row, spec)
    if told.inner == "总计" and (measure == "revenue" or spec.side):
        if spec.side == "支出":
            measure, stage, subject = "balance", "", EXPENDITURE_TOTAL
        else:
            subject = GRAND_TOTAL
    if subject and subject.code in CARRYOVERS and spec.role == "rate":
        return None, "rate outside the contract"  # what was spent of a carryover
    told_year = spec.frame.year or row.year
    is_before = told_year not in (None, -1, table.year) and not spec.frame.measure and row.measure in ("", "spending")
    if table.genre == "budget" and ((not measure and (table.base.subject or across)) or is_before):
        # 2023年 | 20.00 in next year's budget may be that year's budget as well as what was spent
        told_of = told.labels.column.text if told.labels.column else ""
        kind = measure if measure == "revenue" else "budget"
        measure, stage = (kind, "initial") if "预算" in table.title + told_of else ("", "")
    if not measure and (kinds or spec.role in ("rate", "growth")):
        measure = "spending"  # 基本支出 and 项目支出 below a title of 收入支出
    whole = subject or across or _total(table, measure)
    if not measure:  # 上年结转资金 of a project is understood, but has no place
        is_known = subject is not None and subject.code == "opening_carryover" and bool(spec.frame.measure)
        return None, "amount outside the contract" if is_known else ""
    is_spent = measure == "revenue" and whole.classification not in ("revenue", "total", "balance")
    if is_spent or (whole.classification == "three_public" and not whole.code):
        return None, CROSS
    spoken = spec.frame.year or row.year
    year = table.year - 1 if spoken == -1 and table.year else spoken or table.year
    # 财政拨款“三公”经费、机关运行经费情况表: the title's fund is of the first alone
    titled = "" if whole.classification == "operating_cost" and "三公" in table.title else table.base.fund
    return Frame(measure, stage, whole, row.fund or spec.frame.fund or titled, year), ""


def _total(table: About, measure: str) -> Subject:
    base = table.whole or table.base.subject
    return base if base and measure in ("budget", "spending") and base.classification != "revenue" else TOTAL


def _measure(table: About, row: Frame, spec: Column) -> tuple[str, str]:
    """Measure and stage: the row's where it names revenue, else column, then title; 收入 and 支出 decide sides."""
    if row.measure == "balance":
        return "balance", ""
    carried = row.subject is not None and row.subject.code == "opening_carryover"
    if carried and spec.frame.measure and not spec.side and "收" not in table.title:
        return "", ""  # 上年结转资金 in a project's funds is no revenue
    source = spec.frame if spec.frame.measure else row if row.measure else table.base
    of_revenue = row.measure == "revenue" or spec.side == "收入" or (table.base.measure == "revenue" and not spec.side)
    if of_revenue and spec.side != "支出":
        if spec.frame.measure == "budget":
            return "revenue", _OF_INCOME.get(source.stage, "initial")
        return "revenue", "initial" if table.genre == "budget" else "executed"
    if spec.side == "支出" and source.measure in ("", "revenue"):
        return "spending", ""
    return source.measure, source.stage
