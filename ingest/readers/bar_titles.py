"""What the titles and cells of forms between bars are: of money, of rates, of points, of levels."""

from __future__ import annotations

import re

NUMBER = re.compile(r"-?[\d,，]*\d(?:\.\d+)?(?:[万亿]?元|[万亿])?")
PERCENT = re.compile(r"-?[\d,]*\d(?:\.\d+)?[%％]")
DASH = re.compile(r"[-—–/]*")
POINTS, RATE = re.compile("(?:分值|得分|权重)(?!计算|说明|方法|标准)"), re.compile("率|进度")
UNIT = re.compile(r"[（(]万?元[)）]$")
MONEY, NAME = (
    re.compile(r"(?:预算|执行|支出|到位|决算)数|金额"),
    re.compile("(?:三级指标|指标名称|指标内容)(?:名称)?"),
)
LEVEL_TITLE, TARGET = re.compile("[一二]级指标"), re.compile("指标值|目标值")
NOTE = re.compile("原因|措施|备注|说明|方法")
#: Titles over the labels of the rows of money.
SOURCE = re.compile("来源|构成|类别|名称")
LEVEL = re.compile(
    r"(?:产出|效益|效果|满意度|成本|数量|质量|时效|(?:经济|社会|生态)(?:环境)?(?:效益|成本)|可持续(?:影响|发展)?"
    r"|(?:社会公众或)?(?:服务|受益)对象(?:满意度)?|项目(?:产出|完成|效益))(?:指标)?(?:等)?(?:\(?（?\d+分?）?\)?)?"
)
FIRST_LEVEL = re.compile("产出(?:指标)?(?!数|质|时|成)|(?<!.)效益|满意度|项目(?:产出|完成|效益)")
MOST_POINTS = 100


def is_value(cell: str) -> bool:
    return bool(NUMBER.fullmatch(cell) or PERCENT.fullmatch(cell))


def is_level(cell: str) -> bool:
    """Whether a cell is the name of a level: 产出指标, 数量指标."""
    return LEVEL.fullmatch(cell) is not None


def is_first_level(cell: str) -> bool:
    return FIRST_LEVEL.match(cell) is not None


def is_money(title: str) -> bool:
    return MONEY.search(title) is not None or title.endswith("预算")


def is_rate(title: str) -> bool:
    return RATE.search(title) is not None


def is_of_value(title: str) -> bool:
    """Whether a number stands under a title."""
    found = MONEY.search(title) or RATE.search(title) or POINTS.search(title)
    return found is not None and not NOTE.search(title)


def number(cell: str) -> float | None:
    bare = cell.replace(",", "").replace("，", "").removesuffix("元").removesuffix("万")
    return float(bare) if re.fullmatch(r"-?\d+(?:\.\d+)?", bare) else None
