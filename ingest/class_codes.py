"""Codes of functional and economic classes that stand right before their names: 2050202小学教育, 205 教育支出.

A number of seven digits before a word is such a code; a shorter one only before the name of a class, for 300 may count
anything. The codes are those of 政府收支分类科目.
"""

from __future__ import annotations

from functools import cache

from ingest.lexicon.lexicon import pattern, rows

#: A code printed level by level: 201(类)31(款)01(项), (208类)05款05项.
BY_LEVEL = r"[(]?2[0-3]\d[(]?类[)]?[(]?\d\d[(]?款[)]?[(]?\d\d[(]?项[)]?"
#: As many characters of a name as tell it from what is counted.
_HEAD = 3


@cache
def before_name() -> str:
    """Return the text of a regular expression for a code whose name follows, perhaps behind a space.

    >>> import re
    >>> [bool(re.search(before_name(), text)) for text in ("2050202小学教育", "205教育支出", "205人", "2050202元")]
    [True, True, False, False]
    """
    names = [row["name"] for row in rows("function_items")]
    names += [row["wording"] for table in ("functions", "economic") for row in rows(table)]
    heads = pattern(sorted({name[:_HEAD] for name in names if not name.startswith("其他")} | {"教育"})).pattern
    item = r"2[0-3]\d{5}(?=[_ ]?[\u4e00-\u9fff])(?![_ ]?[元万亿多余])"
    upper = rf"(?:2[0-3]\d(?:\d{{2}})?|3[01]\d(?:\d{{2}})?|399(?:\d{{2}})?)(?=[_ ]?(?:{heads}))"
    return rf"(?<!\d)(?<!\d,)(?:{item}|(?<!\d\.){upper})"
