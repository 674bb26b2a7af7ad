"""Header rows of amount tables: what each column holds, from the path of header cells above it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.extract.counted import is_score
from ingest.extract.found import SINGLE_FUNDS, TOTAL, Frame, Subject, replace
from ingest.extract.grid import Grid, Slot
from ingest.extract.scope import subject_of
from ingest.extract.tokens import tokenise
from ingest.lexicon.lexicon import Concept, rows

_UNIT_LINE = re.compile(r"单位[:：为]?\s*(?:人民币)?(万元|亿元|千元|元)")
_OPERAND = r"[A-D](?:[/÷][A-D])?"
_UNIT_BRACKET = re.compile(rf"\((?:{_OPERAND}[,，、；]?)?(?:单位[:：])?(万元|亿元|千元|元)(?:[,，、；]?{_OPERAND})?\)")
_YEAR = re.compile(r"(20\d\d)年?")
#: What stands around the words of a header: 其中:, 截至6月底, 1-6月.
AROUND_PART = re.compile(
    r"^其中[:：]|^截[至止](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?(?:累计)?|\d{1,2}月?(?:[-~—–至]+\d{1,2}月)(?:份|底|末)?"
)
_WORD, _PERCENT = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"%$|\(%\)|完成(?:率|比例|比率)$")
_OPERANDS = re.compile(rf"\({_OPERAND}\)|(?<=[数率])[A-D]$")
#: What a column holds that has no amounts, by its lowest header.
_COUNT = re.compile(r"(?:20\d\d年度?)?(?:数量|批次|人次)")
_NOTE = re.compile(r"备注|原因|说明|措施|分值|权重|得分|完成情况|进展|预计")
_LABEL = re.compile(r"项目$|科目|名称|明细|内容|事项|用途|^功能分类|^经济分类|按功能|按经济|按支出性质")
#: What stands below the title of a side: 本年收入 | 项目, 预算数.
_OF_SIDE = re.compile(r"^(?:20\d\d年度?)?(?:项目|行次|金额|[预决]算数?|执行数)")
#: What a column below 预算数 says of it.
_OF_PLAN = {
    "年初数": "年初",
    "年初": "年初",
    "调整后": "调整后",
    "调整后数": "调整后",
    "调整数": "调整后",
    "全年数": "全年",
}
_SIDE = re.compile("(?:部门|预算)?(?:收入|支出)(?:预算|情况|部分)?")
_CHANGE = re.compile(r"增减|增加|减少|增长|下降|比上年|较上年|变动")
#: 比预算增减, 与年初预算相比: no change against the year before.
_AGAINST_PLAN = re.compile(r"[比较与同][^上去年]{0,4}(?:年初|调整后?|全年|当年|本年)*(?:预算|计划|目标)")
NUMBERING = re.compile(
    r"^(?:[A-C](?=[货工服])|[一二三四五六七八九十]+、|[(]?[一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、])+"
)
_AT_YEARS_END = frozenset(("年末", "期末", "年末数", "期末数"))
_TOTALS = frozenset(
    ("合计", "总计", "小计", "本年合计", "金额合计", "总额", "共计", "资金合计", "资金总计", "经费合计")
)


class Column(NamedTuple):
    """What a column holds. `role`: amount, count, rate, change, growth, code, label, unit (whose row it is), score,
    line, note, or unknown (words no lexicon row covers: nothing below is a fact); `level` of a code (类 1 款 2 项 3);
    `is_reduction`: a change or growth printed without its minus sign."""

    role: str
    frame: Frame = Frame()
    unit: str = ""
    text: str = ""
    level: int = 0
    rate: Concept | None = None
    side: str = ""
    is_reduction: bool = False


@cache
def _unit_labels() -> frozenset[str]:
    return frozenset(row["label"] for row in rows("unit_labels"))


def unit_of(text: str) -> str:
    """A money unit stated in a title, header or label, or an empty string."""
    match = (_UNIT_LINE.search(text) or _UNIT_BRACKET.search(text)) if "元" in text else None
    return match.group(1) if match else ""


def stated_unit(text: str) -> str:
    """The money unit of a cell that says nothing else, or an empty string.

    >>> stated_unit("金额单位:万元"), stated_unit("年初预算(万元)")
    ('万元', '')
    """
    match = _UNIT_LINE.match(text.lstrip("(").removeprefix("金额"))
    return match.group(1) if match else ""


def without_unit(text: str) -> str:
    """A header without its unit and the letter that formulas know it by: 全年预算数(A，万元)."""
    return _OPERANDS.sub("", _UNIT_BRACKET.sub("", text))


def path(grid: Grid, rows: Sequence[int], column: int) -> list[str]:
    """The header texts above a column, outermost first, without repeats."""
    found: list[str] = []
    above: Slot | None = None
    for row in rows:
        slots = grid.rows[row]
        slot: Slot | None = slots[column] if column < len(slots) else None
        is_merged_down = above is not None and above.own and not above.is_blank
        above = slot
        if row != rows[-1] and (slot is None or slot.is_blank) and not is_merged_down:
            # a span that the file lost: the header to the left covers this column too
            slot = next((s for s in reversed(slots[:column]) if s and not s.is_blank), None)
        if slot and not slot.is_blank and (not found or found[-1] != slot.text):
            found.append(slot.text)
    return found


@lru_cache(maxsize=4096)
def apply(frame: Frame, text: str, economic: bool = False) -> tuple[Frame, bool, Concept | None]:
    """A frame with what a label says, whether every word of it was understood, and the rate it names, if any."""
    understood = True
    named: Subject | None = None
    rate: Concept | None = None
    for token in tokenise(text, (), frozenset()):
        if token.kind == "rest":
            understood = understood and not _WORD.search(token.text)
        if token.kind != "concept":
            continue
        wanted = "economic" if economic else "subject"
        about = frame.subject.classification if frame.subject else ""
        fitting = [c for c in token.concepts if not c.within or c.within == about]
        if not fitting:
            understood = False
            continue
        concept = next((c for c in fitting if c.role == wanted), fitting[0])
        role = concept.role
        if role == "measure":
            frame = replace(frame, measure=concept.measure, stage=concept.stage)
            if concept.measure in ("revenue", "balance") and concept.subject:
                classification = concept.measure if concept.measure == "balance" else "revenue"
                frame = replace(frame, subject=Subject(classification, concept.subject, concept.wording))
            frame = replace(frame, fund=concept.fund or frame.fund)
        elif role == "subject":
            subject = subject_of(concept)
            # 人员经费和公用经费 is neither of them
            understood = understood and (named is None or named.classification != subject.classification)
            frame, named = replace(frame, subject=subject), subject
        elif role in ("function", "economic"):
            classification = role
            frame = replace(frame, subject=Subject(classification, concept.code, concept.name or concept.wording))
        elif role == "fund":
            frame = replace(frame, fund=concept.fund)
        elif role == "source":
            frame = replace(frame, measure="revenue", subject=Subject("revenue", concept.code, concept.wording))
        elif role == "rate" and concept.rate != "checked":
            rate = concept
        elif role in ("rate", "outside", "foreign", "aside"):
            understood = False
        elif role == "last_year":
            frame = replace(frame, year=-1)
    return frame, understood, rate


def column(texts: list[str], left: Column | None, year: int | None) -> Column:
    """What a column holds by its header path; `left` is the column before it, from which 其中 inherits."""
    text = "|".join(texts)
    leaf = "".join(texts[-1].split()) if texts else ""
    if not texts:
        return Column("label")
    if leaf in ("类", "款", "项"):
        return Column("code", text=text, level="类款项".index(leaf) + 1)
    if ("编码" in leaf or "代码" in leaf) and not leaf.startswith(("项目名称", "单位名称")):
        return Column("code", text=text)
    if leaf in ("行次", "序号", "栏次"):
        return Column("line", text=text)
    if _COUNT.match(leaf):
        return Column("count", text=text)
    if leaf in _unit_labels():
        return Column("unit", text=text)
    if is_score(leaf):
        return Column("score", text=text)
    if _NOTE.search(leaf):
        return Column("note", text=text)
    if _LABEL.search(leaf) and not leaf.endswith("数") and "金额" not in leaf:
        return Column("label", text=text)
    frame = Frame()
    rate = None
    side = ""
    understood = True
    tells = bool(apply(Frame(), without_unit(AROUND_PART.sub("", texts[-1])))[0].measure)
    for part in texts:
        plain = AROUND_PART.sub("", part)
        if tells and part != texts[-1] and _SIDE.fullmatch(without_unit(plain)):
            side = "收入" if "收入" in plain else "支出"  # 收入预算 | 全年预算, 1-9月到位
            continue
        if (plain in ("收入", "支出") and plain == part) or (
            plain in ("本年收入", "本年支出") and _OF_SIDE.search(leaf)
        ):
            side = plain[-2:]
            continue
        outer = frame.fund
        stage = _OF_PLAN.get(plain, "") if frame.measure == "budget" else ""
        frame, known, named = apply(frame, f"{stage}预算" if stage else without_unit(plain))
        # 财政拨款 below 一般公共预算 is less than either
        understood = understood and known and not (outer in SINGLE_FUNDS and frame.fund == "fiscal")
        rate = named or rate
    if texts[-1].startswith("其中") and left:
        frame = replace(left.frame, fund=frame.fund or left.frame.fund, subject=frame.subject or left.frame.subject)
    if frame.year == -1 and not frame.measure and left and left.role == "amount" and left.frame.measure == "spending":
        frame = replace(frame, measure="spending")  # 决算数 | 上年数
    if frame.fund and not frame.measure and left and left.role == "amount" and not left.frame.fund:
        frame = replace(frame, measure=left.frame.measure, stage=left.frame.stage)  # 资金总额 | 财政拨款 | 其他资金
    if match := _YEAR.search(text):
        frame = replace(frame, year=int(match.group(1)))
    elif frame.year == -1 and year:
        frame = replace(frame, year=year - 1)
    unit = unit_of(text) or (left.unit if left and texts[-1].startswith("其中") else "")
    if _CHANGE.search(leaf):
        if _AGAINST_PLAN.search(leaf):
            return Column("note", text=text)
        role = "growth" if re.search(r"率|%|幅", leaf) else "change"
        reduction = bool(re.search(r"减少|下降", leaf)) and not re.search(r"增", leaf)
        if not frame.measure and left and left.role in ("amount", "change"):
            frame = replace(frame, measure=left.frame.measure, stage=left.frame.stage)
        # 比上年增减 is this year's change; the year it names is the one compared with
        return Column(role, replace(frame, year=None), unit, text, side=side, is_reduction=reduction)
    if rate is not None or _PERCENT.search(leaf):
        return Column("rate", frame, unit, text, rate=rate, side=side)
    if not understood:
        return Column("unknown", text=text)
    if leaf in _TOTALS and frame.subject is None:
        frame = replace(frame, subject=TOTAL)
    return Column("amount", frame, unit, text, side=side)


def thing_of(header: str) -> str:
    """What a header's lowest part names; 小计 and 年末 stand for the title above them: 车辆(辆)|小计."""
    title, _, leaf = header.rpartition("|")
    return title.rpartition("|")[2] if title and (is_total(leaf) or leaf in _AT_YEARS_END) else leaf


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Whether a row label is a plain total."""
    return NUMBERING.sub("", text).strip(" :：") in _TOTALS
