"""Money in prose that is not the department's: a county's income, a part's total, what investors brought."""

from __future__ import annotations

import re

from ingest.extract.prose.state import State
from ingest.figures import Figure

#: 一般公共预算收入完成 3 亿元: what a county took in and spent, in a report of its finance bureau or of a township.
_OF_ALL_COUNTY = re.compile(
    "(?:预算|财政|税收)(?:总)?(?:收入|支出)完成为?$"
    "|(?:完成|实现)(?:全[镇乡县区])?(?:地方|一般公共预算|财政|公共财政|税收)总?收入为?$"
)
#: 2021-2023年总预算 36 万元: of several years together.
_OF_YEARS = re.compile(
    r"20\d\d年?(?:[-—–~至]|到)20\d\d年(?:度|累计|共|项目|总|合计|期间|计划)*(?:预算|支出|资金|投资|投入|到位|安排|下达)"
)
#: 2016-2020年果品项目建设资金 900 万元: of more than two years, whatever is named behind them.
_OF_MANY_YEARS = re.compile(
    r"20(?P<first>\d\d)年?(?:[-—–~至]|到)20(?P<last>\d\d)年度?[^，。；:\d《》]{0,30}(?:资金|投资|投入|经费|预算|支出|补助)[共计为:]*$"
)
#: 项目总预算 900 万元，2023年安排 300 万元: of all its years.
_IN_ALL = re.compile("总预算(?:资金|金额)?[为共是]*$")
_OF_ONE_YEAR = re.compile(r"，(?:其中)?:?20\d\d年(?:度)?(?:计划)?(?:安排|下达|到位|预算|拨付)")
#: 累计拨付 900 万元，其中2022年 400 万元，2023年 500 万元.
_SO_FAR = re.compile("累计|共")
_BY_YEARS = re.compile(
    r"[，,(]?其中:?(?P<one>20\d\d)年[^，。；\d]{0,12}[\d.,]+[万亿]?元[，,、；](?P<other>20\d\d)年[^，。；\d]{0,12}[\d.,]+[万亿]?元"
)
#: 项目总预算 900 万元，分三年实施: of several years, too.
_OVER_YEARS = re.compile(
    r"[，,(]?(?:项目|工程)?(?:计划|拟|共)?(?:(?:建设|实施|执行)(?:期限?|周期)为?)?"
    r"分?(?:[两二三四五六七八九十]|[2-9])个?年度?(?:期间|期|内)?(?=[，。；)实建投安下拨完支])"
)
#: …，2023年预算 300 万元: what is told next is of one year again.
_ONE_YEAR_NEXT = re.compile(r"[^，。；]{0,20}，(?:[^，。；]{0,12}，)?20\d\d年")
#: 财政收入 1.86 亿元 is a township's; that of a department is called otherwise, and is less.
_OF_PLACE = re.compile("(?:财政|税收)(?:总)?收入(?:共|达到?|实现|为)*$")
#: How far before an amount those who brought it are sought.
_NEAR = 80
_OF_INVESTORS = re.compile("招商|引资|签约|[内外]资")
#: 县级配套 654 万元未落实: what did not come, or was not spent.
_UNDONE = re.compile(
    "(?:资金)?(?:[因由][^，。；\\d]{2,12}?)?(?:尚|仍|还|均)?(?:未|没有)(?:能|及时)*(?:到位|落实|拨付|下达|支付|支出|使用|执行|发放)"
)

_TOTALS = "(?:年初|全年|本年|部门|财政拨款|总)*(?:预算|支出|收入|经费)(?:预算|决算)?(?:总?[计额数]|合计)?[为共是]*"
_MEMBERS = "(?:所属|下属|下辖|直属|二级|[局委办]属)(?:[一-龥]{0,8}?(?:单位|机构|学校|中心|站所))"
_OF_MEMBERS = re.compile(f"{_MEMBERS}{_TOTALS}$")
#: 本级支出 1000 万元，所属单位支出 500 万元: the office alone, where its units are told beside it.
_OF_OFFICE = re.compile(f"(?:本级|机关){_TOTALS}$")
_MEMBERS_NEXT = re.compile(f"(?:[(（][^()（）]{{1,12}}[)）])?[，、；和](?:20\\d\\d年度?)?{_MEMBERS}{_TOTALS}\\d")


def is_of_others(state: State, figure: Figure) -> bool:
    """Whether money is not the department's own total, or was neither given nor spent.

    It is the whole county's, that of the office alone or of its units, or what investors brought:
    引进招商项目 5 个，到位资金 2 亿元.
    """
    phrase = state.phrase(figure.start)
    if _OF_ALL_COUNTY.search(phrase) or _OF_MEMBERS.search(phrase) or _UNDONE.match(state.text, figure.end):
        return True
    if _OF_OFFICE.search(phrase) and _MEMBERS_NEXT.match(state.text, figure.end):
        return True
    if (figure.unit or "").startswith("亿") and _OF_PLACE.search(phrase):
        return True
    named = state.segment.by_role.get("measure")
    if named is None or named.stage != "received":
        return False
    start = max(*(state.text.rfind(mark, 0, figure.start) + 1 for mark in "。；"), figure.start - _NEAR)
    return _OF_INVESTORS.search(state.text, start, figure.start) is not None


def is_of_years(state: State, figure: Figure) -> bool:
    """Whether money is that of several years; what follows is unclear until a year is named."""
    phrase = state.phrase(figure.start)
    if "20" in phrase:
        many = _OF_MANY_YEARS.search(phrase)
        if (many and int(many["last"]) - int(many["first"]) > 1) or _OF_YEARS.search(phrase):
            return True
    if _SO_FAR.search(phrase) and (one := _BY_YEARS.match(state.text, figure.end)) and one["one"] != one["other"]:
        return True
    if "总预算" in phrase and _IN_ALL.search(phrase) and _OF_ONE_YEAR.match(state.text, figure.end):
        return True
    return _OVER_YEARS.match(state.text, figure.end) is not None


def names_year_next(state: State, figure: Figure) -> bool:
    """Whether the clause behind a figure, or behind the next, opens with a year."""
    return _ONE_YEAR_NEXT.match(state.text, figure.end) is not None
