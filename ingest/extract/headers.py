"""Words of headers and labels: the path of header cells above a column, units, and what a label says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from ingest.extract.found import Frame, Subject, replace
from ingest.extract.grid import Grid, Slot
from ingest.extract.scope import subject_of
from ingest.extract.tokens import tokenise
from ingest.lexicon.lexicon import Concept, rows

_UNIT_LINE = re.compile(r"单位[:：为]?\s*(?:人民币)?(万元|亿元|千元|元)")
_OPERAND = r"[A-D](?:[/÷][A-D])?"
_UNIT_BRACKET = re.compile(rf"\((?:{_OPERAND}[,，、；]?)?(?:单位[:：])?(万元|亿元|千元|元)(?:[,，、；]?{_OPERAND})?\)")
#: What stands around the words of a header: 其中:, 截至6月底, 1-6月.
AROUND_PART = re.compile(
    r"^其中[:：]|^项目(?=金额$)|^截[至止](?:20\d\d年)?\d{1,2}月(?:\d{1,2}日|底|末)?(?:累计)?|\d{1,2}月?(?:[-~—–至]+\d{1,2}月)(?:份|底|末)?"
)
_WORD = re.compile(r"[\u4e00-\u9fff]")
_OPERANDS = re.compile(rf"\({_OPERAND}\)|(?<=[数率])[A-D]$")
NUMBERING = re.compile(
    r"^(?:[A-C](?=[货工服])|[一二三四五六七八九十]+、|[(]?[一二三四五六七八九十\d]{1,3}[)]|\d{1,2}[.、])+"
)
#: A title or label that says nothing of what the whole measures.
_WHOLE = re.compile(r"(?:年度|项目)*(?:资金)?总(?:金)?额")
_AT_YEARS_END = frozenset(("年末", "期末", "年末数", "期末数"))
#: 中央和省级 | 财政补助资金: who gave it, and words for money.
_GIVEN = re.compile(
    "(?P<givers>.+?)(?:财政|预算内?|专项|补助|补贴|配套|奖补|转移支付|安排|投入|直达)*(?:资金|拨款|补助|投入|支出|投资)?"
)
_AND = re.compile(r"[、和及与](?![^(]*\))")
_OF_GOVERNMENT = frozenset(("superior_transfer", "local"))
_TOTALS = frozenset(
    ("合计", "总计", "小计", "本年合计", "金额合计", "总额", "共计", "资金合计", "资金总计", "经费合计")
)
#: The level of a code that names no class but who spends: 单位代码.
OF_UNIT = -1


class Column(NamedTuple):
    """What a column holds. `role`: amount, count, value, rate, change, growth, code, label, unit (whose row it is),
    score, line, note, or unknown (words no lexicon row covers: nothing below is a fact); `level` of a code (类 1 款 2
    项 3, OF_UNIT); `is_reduction`: a change or growth printed without its minus sign."""

    role: str
    frame: Frame = Frame()
    unit: str = ""
    text: str = ""
    level: int = 0
    rate: Concept | None = None
    side: str = ""
    is_reduction: bool = False


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


@cache
def _fund_rows() -> dict[str, str]:
    """What names a fund among a project's funds and nowhere else: 自筹, 中央, 县级."""
    return {row["wording"]: row["fund"] for row in rows("fund_rows")}


@lru_cache(maxsize=4096)
def fund_of(label: str) -> str:
    """The fund that a label names among a project's funds, empty for none or more than one.

    >>> [fund_of(label) for label in ("自筹资金", "中央和省级财政补助资金", "县级配套", "省、县资金")]
    ['other', 'superior_transfer', 'local', '']
    """
    known = _fund_rows()
    if label in known:
        return known[label]
    match = _GIVEN.fullmatch(label)
    givers = _AND.split(match["givers"]) if match else []
    funds = {known.get(giver) or known.get(f"{giver}级") or known.get(giver.removesuffix("级"), "") for giver in givers}
    return next(iter(funds & _OF_GOVERNMENT), "") if len(funds) == 1 else ""


@cache
def unit_labels() -> frozenset[str]:
    """What stands before the name of a unit: 填报单位, 资金使用单位."""
    return frozenset(row["label"] for row in rows("unit_labels"))


def path(grid: Grid, header: Sequence[int], column: int) -> list[str]:
    """The header texts above a column, outermost first, without repeats."""
    found: list[str] = []
    above: Slot | None = None
    for row in header:
        slots = grid.rows[row]
        slot: Slot | None = slots[column] if column < len(slots) else None
        is_merged_down = above is not None and above.own and not above.is_blank
        above = slot
        if row != header[-1] and (slot is None or slot.is_blank) and not is_merged_down:
            # a span that the file lost: the header to the left covers this column too
            slot = next((s for s in reversed(slots[:column]) if s and not s.is_blank), None)
        if slot and not slot.is_blank and (not found or found[-1] != slot.text):
            found.append(slot.text)
    return found


@cache
def _measures() -> dict[str, dict[str, str]]:
    """Headers whose words say less in prose: 下达资金, where 中央下达资金 is of a giver."""
    return {row["header"]: row for row in rows("header_measures")}


@lru_cache(maxsize=4096)
def apply(frame: Frame, text: str, economic: bool = False) -> tuple[Frame, bool, Concept | None]:
    """A frame with what a label says, whether every word of it was understood, and the rate it names, if any."""
    if meant := _measures().get(text):
        return replace(frame, measure=meant["measure"], stage=meant["stage"]), True, None
    understood = True
    # 预算执行情况: 资金总额 | 财政拨款
    is_told = bool(frame.measure) and _WHOLE.fullmatch(text) is not None
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
        if role == "measure" and is_told:
            continue
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


def thing_of(header: str) -> str:
    """What a header's lowest part names; 小计 and 年末 stand for the title above them: 车辆(辆)|小计."""
    title, _, leaf = header.rpartition("|")
    return title.rpartition("|")[2] if title and (is_total(leaf) or leaf in _AT_YEARS_END) else leaf


@lru_cache(maxsize=4096)
def is_total(text: str) -> bool:
    """Whether a row label is a plain total."""
    return NUMBERING.sub("", text).strip(" :：") in _TOTALS
