"""The blocks of a form with a cell a line whose rows can be counted off: its indicators, and its money.

Behind the titles of an indicator table follow, row by row, the words of its levels and then a cell for each title, up
to a cell that ends such tables; behind titles of money follow a label and as many numbers as there are titles, whose
rate is their quotient.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from ingest.readers import bar_rows, bare_rows
from ingest.readers import bar_titles as kinds

#: Whose name a form begins with.
OF_FORMS = r"(?:项目|专项|(?:预算)?部门(?:[(（]单位[)）]|、单位)?|(?:专项|转移支付)[（(]项目[)）])"
NAME = re.compile(rf"(?:{OF_FORMS}|单位|预算单位)名称")
_LEVELS = ("一级指标", "二级指标", "三级指标")
_TARGET = re.compile(r"(?:年度|年初|预期)?(?:指标|目标)值.*")
_STATED = re.compile(r"(?!(?:19|20)\d\d[年./-])[=＝≥≤><＞＜≧≦]*\d[\d,.]*\D{0,8}")
_SIGN_TITLE, _SIGN = re.compile("指标性质|计算符号|运算符号"), re.compile("[=＝≥≤><＞＜≧≦]|定[性量].*|")
_ENDS = re.compile(
    r"(?:合计|总分|总计|总得分)|(?:评价|自评)结论|.{0,8}(?:问题|措施|说明|备注).{0,8}|.*(?:负责人|填表人|联系人).*"
    r"|(?:浏览|阅读|点击|访问|打印|关闭|邮编|邮政编码|(?:联系)?电话|[上下]一篇|来源|责任编辑|扫一扫).{0,8}"
)
_LABEL = re.compile(
    r"(?:年度|项目)?(?:资金)?总额[:：]?|(?:其中[:：]?)?(?:\d[.、])?(?:(?:中央|自治区级?|[省市州盟县旗区]级?|市县|本级|上级|地方|当年|本年)?"
    r"(?:财政)?(?:资金|拨款|投款|补助)数?|财政专户管理资金|单位资金|自有资金|(?:上年)?结转资金|其他(?:资金)?|其它资金)[:：]?"
)
_VALUE = re.compile(r"-?[\d,]*\d(?:\.\d+)?(?:万?元)?|-?[\d,]*\d(?:\.\d+)?[%％]|[-—–/]*")
_MOST_TITLES, _CLOSE = 9, 0.5


class Block(NamedTuple):
    """Rows that some cells are, and where the cells behind them begin."""

    rows: list[list[str]]
    end: int


def is_label(text: str) -> bool:
    """Whether a text is the label of a row of money: 年度资金总额, 其中:财政拨款."""
    return _LABEL.fullmatch(text) is not None


def ends(text: str) -> bool:
    """Whether a text stands below the indicators of a form: 总分, 评价结论, 填表人."""
    return _ENDS.fullmatch(text) is not None


def indicators(cells: Sequence[str], bare: Sequence[str], start: int, has_bars: bool) -> Block | None:
    """The indicator table whose titles begin in a cell, if its rows can be counted off."""
    if tuple(bare[start : start + 3]) != _LEVELS:
        return None
    end = next((at for at in range(start + 3, len(bare)) if kinds.is_level(bare[at])), start)
    titles = bare[start + 3 : end]
    if not 0 < len(titles) <= _MOST_TITLES or not any(map(_TARGET.fullmatch, titles)) or "" in titles:
        return None
    counted = _full_rows(cells, bare, start, end, has_bars)
    if counted or has_bars:
        return counted
    stop = next((at for at in range(end, len(bare)) if _ENDS.fullmatch(bare[at]) or NAME.fullmatch(bare[at])), end)
    rows, last = bare_rows.read(titles, bare, end, stop)
    if not any(states(titles, row[2:]) for row in rows):
        return None
    header = [*cells[start:end]]
    points = sum(kinds.POINTS.search(title) is not None for title in titles)
    sums = bare[last : last + 1 + points]
    is_sum = len(sums) > points and bar_rows.SUMS.fullmatch(sums[0]) and all(map(kinds.NUMBER.fullmatch, sums[1:]))
    if not is_sum or any(map(_VALUE.fullmatch, bare[last + 1 + points : last + 2 + points])):
        return Block([header, *rows], last)
    return Block([header, *rows, bar_rows.sums(header, sums)], last + 1 + points)


def _full_rows(cells: Sequence[str], bare: Sequence[str], start: int, end: int, has_bars: bool) -> Block | None:
    """The rows behind titles between two places where each has a cell for each title."""
    titles = bare[start + 3 : end]
    rows = [[*cells[start:end]]]
    last = at = end
    while at < len(bare) and not _ENDS.fullmatch(bare[at]) and not NAME.fullmatch(bare[at]):
        levels = sum(map(kinds.is_level, bare[at : at + 2])) if kinds.is_level(bare[at]) else 0
        behind = at + levels + 1 + len(titles)
        own = bare[at + levels : behind]
        if levels == 1 and kinds.is_first_level(bare[at]):
            return None
        if not has_bars and not levels and not any(map(kinds.is_level, bare[at:])) and not states(titles, own):
            break  # lines behind the form
        if len(own) <= len(titles) or not _is_row(titles, own):
            return None
        rows.append([*[""] * (2 - levels), *cells[at:behind]])
        last, at = at, behind
    if not has_bars and len(rows) > 1 and not states(titles, rows[-1][2:]):
        rows, at = rows[:-1], last  # what stands there may be a line behind the form
    return Block(rows, at) if len(rows) > 1 else None


def states(titles: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a cell under the title of a target is one: ≥95%, 30场; no date, and no words."""
    return any(
        _TARGET.fullmatch(title) and _STATED.fullmatch(cell) for title, cell in zip(titles, own[1:], strict=False)
    )


def _is_row(titles: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a name and the cells behind it are those of the titles."""
    signs = [cell for title, cell in zip(titles, own[1:], strict=True) if _SIGN_TITLE.search(title)]
    return (
        bool(own[0])
        and not any(cell.endswith((":", "：")) for cell in own)
        and not _VALUE.fullmatch(own[0])
        and not any(map(kinds.is_level, own))
        and all(map(_SIGN.fullmatch, signs))
        and bar_rows.stands(titles, own[1:], has_empty=True)
    )


def amounts(cells: Sequence[str], bare: Sequence[str], start: int) -> Block | None:
    """The rows of money whose titles begin in a cell."""
    if not kinds.is_money(bare[start]):
        return None
    end = next((at for at in range(start, len(bare)) if _LABEL.fullmatch(bare[at])), start)
    header = bare[start:end]
    if not 2 < len(header) <= _MOST_TITLES or any(map(_VALUE.fullmatch, header)):
        return None
    rows: list[list[str]] = []
    at = end
    width = 0
    while at < len(bare) and (_LABEL.fullmatch(bare[at]) or _names_fund(bare, at, width)):
        behind = next((next_ for next_ in range(at + 1, len(bare)) if not _VALUE.fullmatch(bare[next_])), len(bare))
        if not rows and behind + 1 < len(bare) and _LABEL.fullmatch(bare[behind + 1]):
            behind += 1  # the note, merged over all rows
        width = width or behind - at - 1
        if not width - 1 <= behind - at - 1 <= width or width > len(header):
            if rows and width <= len(header):
                break  # empty cells have left nothing
            return None
        rows.append([*cells[at:behind]])
        at = behind
    titles = header[len(header) - width :]
    if not rows or not _adds_up(titles, [row[1:] for row in rows]):
        return None
    before = end - width - 1
    return Block([[cells[before] if before >= 0 else "", *cells[end - width : end]], *rows], at)


def _names_fund(bare: Sequence[str], at: int, width: int) -> bool:
    """政府性基金 with a number for each title behind it: whether a cell below a row of money begins one more."""
    own = bare[at + 1 : at + 1 + width]
    is_name = not _VALUE.fullmatch(bare[at]) and not kinds.is_level(bare[at]) and not _ENDS.fullmatch(bare[at])
    return width > 2 and is_name and len(own) >= width - 1 and all(own[:-1]) and all(map(_VALUE.fullmatch, own[:-1]))


def _adds_up(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows have their percentages under a rate, and one is the quotient of the amounts before it."""
    rates = [at for at, title in enumerate(titles) if kinds.is_rate(title)]
    money = [at for at, title in enumerate(titles[: rates[0]]) if kinds.is_money(title)] if len(rates) == 1 else []
    points = sum(kinds.POINTS.search(title) is not None for title in titles[: rates[0]]) if money else 0
    if len(money) < 2 or len(money) + points != rates[0]:
        return False
    proven = False
    for row in rows:
        given, spent = (kinds.number(row[at]) for at in money[-2:])
        told = kinds.number(row[rates[0]].rstrip("%％"))
        if any(cell.endswith(("%", "％")) for at, cell in enumerate(row) if at != rates[0]):
            return False
        if given and spent is not None and told is not None:
            if abs(spent / given * 100 - told) > _CLOSE:
                return False
            proven = True
    return proven


def pairs(cells: Sequence[str], bare: Sequence[str], start: int) -> Block | None:
    """A title of money with its unit, and behind it labels with a number each: 项目资金(万元) | 资金总额 | 50."""
    if not re.search(r"(?:资金|金额).*[（(]万?元[)）]$", bare[start]):
        return None
    rows: list[list[str]] = []
    at = start + 1
    while at + 1 < len(bare) and _LABEL.fullmatch(bare[at]) and _VALUE.fullmatch(bare[at + 1]):
        rows.append(["" if rows else cells[start], cells[at], cells[at + 1]])
        at += 2
    held = [row[2] for row in rows]
    is_ended = at >= len(bare) or not _VALUE.fullmatch(bare[at])
    are_apart = all(upper or lower for upper, lower in pairwise(held))
    return Block(rows, at) if held and held[0] and is_ended and are_apart else None
