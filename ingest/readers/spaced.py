"""Forms of web pages saved as text with a space between their cells, a row a line or all rows in one.

年度资金总额: 55 55 50 10 90.91% 9.1 stands below 年初预算数 全年预算数 全年执行数 分值 执行率 得分. Empty cells have
left nothing, so a row is one only where its cells add up with the titles above it: as many values as titles, a
percentage under the rate, points under points. Other lines stay lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.document import Table
from ingest.readers import bar_counted, bar_money, bar_rows, grid, spaced_pairs, spaced_signs
from ingest.readers import bar_titles as kinds
from ingest.readers.spaced_pairs import label_of, words_of

_LEVELS = ["一级指标", "二级指标", "三级指标"]
#: Titles that stand right of the names of indicators: no sign, unit or explanation with words of its own.
_BRACKET = re.compile(r"[(（][^()（）]*[)）]")
_KNOWN = re.compile(r"(?:指标|目标|完成|实际|预期)值|完成情况|分值|得分|权重|完成率|原因|措施|备注")
#: 1-6月|执行数
_MONTHS = re.compile(r"^(?:20\d\d年)?\d{1,2}[-—~至]\d{1,2}月(?=.)")
_SIGN = re.compile("性质|符号|单位|解释|说明|标准")
_LEAST_WORDS, _MOST_WORDS, _MOST_LOOSE = 10, 400, 40
_LEAST_MONEY, _MOST_BEFORE, _LONGEST_PART, _LONGEST_HEAD = 2, 8, 8, 40
#: What a form is filled in for, and what stands behind its name.
_NAME = re.compile("(?:项目|专项|专项[(（]项目[)）]|转移支付[(（]项目[)）])名称[:：]?")
_PARTY = re.compile(
    r"\w{0,4}(?:主管|实施|执行|负责|申报|填报|预算|使用)(?:部门|单位)|项目(?:负责人|资金|属性|类[别型]|编码)|联系"
)


def parted(lines: list[str]) -> Iterator[list[str] | Table]:
    """The lines in order, those that are such forms as tables."""
    if not any("数" in line or "三级指标" in line or "总额" in line for line in lines):
        yield lines
        return
    pieces = [piece for line in lines for piece in _pieces(line)]
    start = at = 0
    found = False
    while at < len(pieces):
        rows, end = _rows(pieces, at) if _may_begin(pieces[at]) else ([], at + 1)
        if rows:
            first, named = _named(pieces, start, at)
            rows = named + rows
            if first > start:
                yield pieces[start:first]
            yield Table(grid.place([[grid.slot(cell) for cell in row] for row in rows]))
            start, found = end, True
        at = max(end, at + 1)
    if found and start < len(pieces):
        yield pieces[start:]
    elif not found:
        yield lines


def _may_begin(line: str) -> bool:
    """Whether a line may hold the titles of a form, told from its letters: most lines of a text hold none."""
    if "三级指标" in line:
        return True
    is_short = len(line) < _LONGEST_HEAD and ("资金" in line or "金额" in line)
    has_titles = "数" in line or "金额" in line or "预算" in line
    return is_short or (has_titles and len(line.split(None, _LEAST_MONEY)) > _LEAST_MONEY)


def _named(lines: Sequence[str], least: int, start: int) -> tuple[int, list[list[str]]]:
    """Where a form begins whose titles are in a line, and its rows from its project's name down to there."""
    for first in range(start - 1, max(least, start - _MOST_BEFORE) - 1, -1):
        words = lines[first].split()
        if words and _NAME.fullmatch(words[0]):
            own = next((at for at in range(1, len(words)) if _PARTY.match(words[at])), len(words))
            texts = [" ".join(words[own:]), *lines[first + 1 : start]]
            name = [words[0].rstrip(":："), " ".join(words[1:own])]
            return first, [name, *([text] for text in texts if text.strip())]
    return start, []


def _pieces(line: str) -> list[str]:
    """A line that holds titles and rows, one piece each; any other as it is."""
    # no ten words have room on a shorter line
    words = line.split() if len(line) > 2 * _LEAST_WORDS - 2 and line.count(" ") < _MOST_WORDS else []
    if len(words) < _LEAST_WORDS or not ("三级指标" in words or any(map(kinds.MONEY.search, words))):
        return [line]
    words = words_of(line)
    begins = [at for at in range(1, len(words)) if _begins(words, at)]
    return [" ".join(words[at:to]) for at, to in pairwise([0, *begins, len(words)])]


def _begins(words: Sequence[str], at: int) -> bool:
    """Whether titles or a row begin at a word."""
    if (
        words[at] == "一级指标"
        or _NAME.fullmatch(words[at])
        or (kinds.is_money(words[at]) and _is_title(words[at]) and not _is_title(words[at - 1]))
    ):
        return True
    if kinds.is_level(words[at]):
        return not kinds.is_level(words[at - 1])
    return label_of(words, at) > 0 and not label_of(words, at - 1)


def _rows(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """The rows of the form whose titles are in a line, and where it ends; no rows where that line holds none."""
    words = words_of(lines[start])
    money = next((at for at in range(len(words)) if all(map(_is_title, words[at:]))), len(words))
    if sum(map(kinds.is_money, words[money:])) >= _LEAST_MONEY and len(words) - money > _LEAST_MONEY:
        return _amounts(lines, start, [" ".join(words[:money]), *words[money:]])
    titles = _titles(words)
    return _indicators(lines, start, titles) if titles else spaced_pairs.read(lines, start)


def _amounts(lines: Sequence[str], start: int, header: list[str]) -> tuple[list[list[str]], int]:
    rows: list[list[str]] = []
    at = start + 1
    while at < len(lines):
        words = words_of(lines[at])
        count = label_of(words, 0) or int(bool(rows) and _names_fund(words))
        row = ["".join(words[:count]), *words[count:]]
        if not count:
            break
        is_row = all(map(_is_value, row[1:])) and len(row) <= len(header)
        put = _put(header, row) if is_row and any(map(kinds.is_value, row[1:])) else row[: int(is_row)]
        if not put:
            rows, at = rows[:1], start + 1 + len(rows[:1])  # of whose money the others are not all is known
            break
        rows.append(put)
        at += 1
    return ([header, *rows], at) if any(len(row) > 1 for row in rows) else ([], start + 1)


def _names_fund(words: Sequence[str]) -> bool:
    """自治区补助 100 100 90: whether a line below the first row of money is one more."""
    is_name = bool(words) and not kinds.is_level(words[0]) and not re.search(r"\d|分$", words[0])
    return is_name and len(words) > _LEAST_MONEY and all(map(_is_value, words[1:])) and not bar_counted.ends(words[0])


def _put(header: list[str], row: list[str]) -> list[str]:
    """A row of amounts under its titles, empty where that is not certain."""
    rates = [at for at, title in enumerate(header) if kinds.is_rate(title)]
    percents = [at for at, cell in enumerate(row) if kinds.PERCENT.fullmatch(cell)]
    if not percents and len(row) == len(header) - len(rates):
        behind = iter(row)
        row = ["" if at in rates else next(behind) for at in range(len(header))]
    points = [cell for title, cell in zip(header, row, strict=False) if kinds.POINTS.search(title)]
    if any((kinds.number(cell) or 0) > kinds.MOST_POINTS for cell in points):
        return []
    if len(row) == len(header):
        return row if all(at in rates for at in percents) else []
    return bar_money.amounts(header, row, row)


def _indicators(lines: Sequence[str], start: int, titles: list[str]) -> tuple[list[list[str]], int]:
    rows = [[*_LEVELS, *titles]]
    at = end = start + 1
    held: list[str] = []
    has_signs = any(map(spaced_signs.TITLE.fullmatch, titles))
    while at < len(lines) and at - end < _MOST_LOOSE:
        words = words_of(lines[at])
        count = next((n for n, word in enumerate(words) if not kinds.is_level(word)), len(words))
        own = words[count:]
        if has_signs and own and not kinds.is_value(own[0]):
            own = [own[0], *cells] if (cells := spaced_signs.placed(titles, own[1:])) else own
        if count < 3 and (len(own) == len(titles) + 1 if has_signs else _is_row(titles, own)):
            told = words[:count] or [one for one in held if kinds.is_level(one)][-2:]
            is_first = len(told) == 1 and kinds.is_first_level(told[0])
            levels = [*told, ""] if is_first else [*[""] * (2 - len(told)), *told]
            rows += [*_between(lines[end:at], told), [*levels, *own]]
            held, end = [], at + 1
        elif len(rows) > 1 and len(words) > 1 and bar_rows.SUMS.match(words[0]) and all(map(_is_value, words[1:])):
            rows, end = [*rows, *_between(lines[end:at], held), bar_rows.sums(rows[0], words)], at + 1
            break
        elif _is_other(titles, words, own):
            break
        else:
            held = words[:count] if count and own else _held(held, "".join(words))
        at += 1
    return (rows, end) if len(rows) > 1 else ([], start + 1)


def _between(lines: Sequence[str], told: Sequence[str]) -> list[list[str]]:
    """The lines between two rows, a row each, but for …… and for levels the row below has: no figure is lost."""
    levels = "".join(told)
    return [[line] for line in lines if re.search(r"\w", line) and "".join(line.split()) not in levels]


def _is_row(titles: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a name and the words behind it are those of the titles: a number each for points, or a target stated."""
    if not own or kinds.is_value(own[0]) or not bar_rows.stands(titles, own[1:], has_empty=False):
        return False
    if any(map(kinds.is_level, own)) or any(map(_is_title, own[1:])):
        return False
    points = [word for title, word in zip(titles, own[1:], strict=False) if kinds.POINTS.search(title)]
    return bool(points and all(map(kinds.is_value, points))) or bar_counted.states(titles, own)


def _is_other(titles: Sequence[str], words: Sequence[str], own: Sequence[str]) -> bool:
    """Whether a line ends the indicators: it sums them up, begins another form, or has words of unknown levels."""
    is_wide = len(own) > len(titles) + 1 and any(map(kinds.is_value, own))
    begins = any(map(_NAME.fullmatch, words)) or sum(map(_is_title, words)) > 1
    return (
        is_wide or begins or bar_counted.ends(words[0] if words else "") or (label_of(words, 0) > 0 and len(words) > 1)
    )


def _held(held: Sequence[str], text: str) -> list[str]:
    """The levels that lines name, which may break their names: 可持续影 and 响指标."""
    if len(text) > _LONGEST_PART or not re.fullmatch(r"[^\W\d]+", text):
        return [*held]
    if held and (kinds.is_level(held[-1] + text) or not kinds.is_level(held[-1])):
        return [*held[:-1], held[-1] + text][-2:]
    return [*held, text][-2:]


def _titles(words: Sequence[str]) -> list[str]:
    """The titles behind 三级指标 in a line, where all are known and one is a target's."""
    if "三级指标" not in words[:4]:
        return []
    titles = [*words[words.index("三级指标") + 1 :]]
    is_known = all(
        spaced_signs.TITLE.fullmatch(title) or (_KNOWN.search(title) and not _SIGN.search(title)) for title in titles
    )
    return titles if is_known and any(map(kinds.TARGET.search, titles)) else []


def _is_title(word: str) -> bool:
    word = _MONTHS.sub("", _BRACKET.sub("", word))
    is_titled = kinds.is_money(word) or kinds.is_rate(word) or kinds.POINTS.search(word) is not None
    return is_titled and len(word) < 24 and not re.search(r"[:：。；]|\d", word)


def _is_value(word: str) -> bool:
    return kinds.is_value(word) or kinds.DASH.fullmatch(word) is not None
