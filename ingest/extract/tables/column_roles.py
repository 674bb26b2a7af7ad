"""What a column of an amount table holds, by the header texts above it."""

from __future__ import annotations

import re

from ingest.extract.counted import is_score
from ingest.extract.found import SINGLE_FUNDS, TOTAL, Frame, replace
from ingest.extract.headers import (
    AROUND_PART,
    OF_UNIT,
    Column,
    apply,
    fund_of,
    is_total,
    unit_labels,
    unit_of,
    without_unit,
)

_YEAR = re.compile(r"(20\d\d)年?")
_PERCENT = re.compile(r"%$|\(%\)|完成(?:率|比例|比率)$")
#: What a column holds that has no amounts, by its lowest header.
_COUNT = re.compile(r"(?:20\d\d年度?)?(?:数量|批次|人次)")
#: What a kind of assets is worth.
_VALUE = re.compile(r"(?:账面)?(?:价值|原值)(?:\(.*\))?")
_NOTE = re.compile(r"备注|原因|说明|措施|分值|权重|得分|完成情况|进展|预计")
_OF_UNIT = re.compile("单位|部门|机构")
_LABEL = re.compile(r"项目$|科目|名称|明细|内容|事项|用途|^功能分类|^经济分类|按功能|按经济|按支出性质")
#: What stands below the title of a side: 本年收入 | 项目, 预算数.
_OF_SIDE = re.compile(r"^(?:20\d\d年度?)?(?:项目(?!支出)|行次|金额|[预决]算数?|执行数)")
#: 项目预算数 | 项目支出数, beside 基本支出预算 or in a list of projects.
_OF_PROJECT = re.compile(r"^项目(?:资金)?(?=(?:年初|全年|调整后?)?(?:预算|执行|决算)数?(?:\(|$))")
#: What a column below 预算数 says of it.
_OF_PLAN = {
    "年初数": "年初",
    "年初": "年初",
    "调整后": "调整后",
    "调整后数": "调整后",
    "调整数": "调整后",
    "全年数": "全年",
}
#: 年度资金总额 | 金额(万元) over 财政拨款小计 | 6.30: the title of the labels says what the amounts are of.
_IS_LISTED = re.compile(r"(?:^|\|)年度资金总额 金额(?:\(万?元\))?$")
_SIDE = re.compile("(?:部门|预算)?(?:收入|支出)(?:预算|情况|部分)?")
_CHANGE = re.compile(r"增、?减|增加|减少|增长|下降|比上年|较上年|变动")
#: 比预算增减, 与年初预算相比: no change against the year before.
_AGAINST_PLAN = re.compile(r"[比较与同][^上去年]{0,4}(?:年初|调整后?|全年|当年|本年)*(?:预算|计划|目标)")


def column(texts: list[str], left: Column | None, year: int | None) -> Column:
    """What a column holds by its header path; `left` is the column before it, from which 其中 inherits."""
    text = "|".join(texts)
    leaf = "".join(texts[-1].split()) if texts else ""
    if not texts:
        return Column("label")
    if leaf in ("类", "款", "项"):
        return Column("code", text=text, level="类款项".index(leaf) + 1)
    if ("编码" in leaf or "代码" in leaf) and not leaf.startswith(("项目名称", "单位名称")):
        return Column("code", text=text, level=OF_UNIT if _OF_UNIT.search(leaf) else 0)
    if leaf in ("行次", "序号", "栏次"):
        return Column("line", text=text)
    if _COUNT.match(leaf):
        return Column("count", text=text)
    if _VALUE.fullmatch(leaf):
        return Column("value", unit=unit_of(text), text=text)
    if leaf in unit_labels():
        return Column("unit", text=text)
    if is_score(leaf):
        return Column("score", text=text)
    if _NOTE.search(leaf) or "预计" in text:  # 全年预计执行情况 | 执行率
        return Column("note", text=text)
    if _LABEL.search(leaf) and not leaf.endswith("数") and "金额" not in leaf:
        return Column("label", text=text)
    frame = Frame()
    rate = None
    side = ""
    understood = True
    tells = bool(apply(Frame(), without_unit(AROUND_PART.sub("", texts[-1])))[0].measure)
    for part in texts:
        plain = _OF_PROJECT.sub("项目支出", AROUND_PART.sub("", part))
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
        above = frame
        frame, known, named = apply(frame, f"{stage}预算" if stage else without_unit(plain))
        if not known and above.measure and (fund := fund_of(plain)) not in ("", "other"):
            frame, known = replace(above, fund=fund), True  # 预算数: 合计 | 省级 | 县级
        # 财政拨款 below 一般公共预算 is less than either
        understood = understood and known and not (outer in SINGLE_FUNDS and frame.fund == "fiscal")
        rate = named or rate
    if texts[-1].startswith("其中") and left:
        fund = fund_of(without_unit(AROUND_PART.sub("", texts[-1])))
        if not (fund or frame.fund or frame.subject):
            return Column("unknown", text=text)  # 其中:本年新增 is not the whole
        frame, understood = replace(frame, fund=fund or frame.fund), understood or bool(fund)
        frame = replace(left.frame, fund=frame.fund or left.frame.fund, subject=frame.subject or left.frame.subject)
    if frame.year == -1 and not frame.measure and left and left.role == "amount" and left.frame.measure == "spending":
        frame = replace(frame, measure="spending")  # 决算数 | 上年数
    if frame.fund and not frame.measure and left and left.role == "amount" and not left.frame.fund:
        frame = replace(frame, measure=left.frame.measure, stage=left.frame.stage)  # 资金总额 | 财政拨款 | 其他资金
    if not frame.measure and left and left.role == "amount" and _IS_LISTED.search(f"{left.text} {leaf}"):
        frame = replace(frame, measure=left.frame.measure, stage=left.frame.stage)
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
    if not understood or (leaf == "其他支出" and frame.fund):  # 单位资金 | 其他支出 is no functional class
        return Column("unknown", text=text)
    if is_total(leaf) and frame.subject is None:
        frame = replace(frame, subject=TOTAL)
    return Column("amount", frame, unit, text, side=side)
