"""Amounts beside their labels with a space between them, below the words for money and their unit.

项目资金 (万元), and below it 年度资金总额: 50, 其中:财政拨款 50: forms of targets have no columns of money. What the
words of a line are is told here, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.readers import bar_counted
from ingest.readers import bar_titles as kinds

_LEAST, _LONGEST_LABEL = 2, 3
#: What stands left of amounts without columns: 项目资金 (万元), 投入目标 (万元) 资金来源 年初安排金额(万元).
_OF_MONEY = re.compile(r"[^，。；\d]{0,12}(?:资金|投入|金额)[^，。；\d]{0,24}")
_UNIT = re.compile(r"[（(](?:单位[:：]?)?(万?元)[)）]?")


def read(lines: Sequence[str], start: int) -> tuple[list[list[str]], int]:
    """Amounts beside their labels below the words for money with their unit: 资金总额 3, 其中:财政拨款 3."""
    words = words_of(lines[start])
    below = "".join(lines[start + 1].split()) if start + 1 < len(lines) else ""
    is_below = _UNIT.fullmatch(below) is not None
    head = "".join(words) + (below if is_below else "")
    unit = _UNIT.search(head)
    if unit is None or not _OF_MONEY.fullmatch("".join(words)):
        return [], start + 1
    pairs: list[list[str]] = []
    at = start + 1 + is_below
    while at < len(lines):
        words = words_of(lines[at])
        count = label_of(words, 0)
        if not count or len(words) - count > 1 or not all(map(kinds.NUMBER.fullmatch, words[count:])):
            break
        pairs.append(["".join(words[:count]), *words[count:]])
        at += 1
    if len(pairs) < _LEAST or "总额" not in pairs[0][0] or len(pairs[0]) < _LEAST:
        return [], start + 1
    head = _UNIT.sub(f"({unit[1]})", head)
    return [["" if row else head, *pair] for row, pair in enumerate(pairs)], at


def words_of(line: str) -> list[str]:
    """What spaces keep apart in a line; words in a bracket are one: 执行率(全年 执行数/全年 预算数)."""
    found: list[str] = []
    for word in line.split():
        is_open = found and len(re.findall("[(（]", found[-1])) > len(re.findall("[)）]", found[-1]))
        found = [*found[:-1], f"{found[-1]} {word}"] if is_open and len(found[-1]) < 30 else [*found, word]
    return found


def label_of(words: Sequence[str], at: int) -> int:
    """How many words from one on are the label of a row of money: 其中:当年财政 拨款."""
    for count in range(1, min(_LONGEST_LABEL, len(words) - at) + 1):
        if bar_counted.is_label("".join(words[at : at + count])):
            return count
    return 0
