"""Whether a page that is called 三公经费情况说明 and no more is of accounts or of a budget: its text says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.outline import Outline

_GAP = r"(?:(?!预算|决算)[^，。；:])"
_TITLE = re.compile(rf"(?P<year>20\d\d)年?度?{_GAP}*三公经费{_GAP}{{0,8}}(?:情况|说明|公开)")
#: What was spent is told: 决算数, 完成预算的 80%, 较年初预算减少.
_SPENT = re.compile(r"决算|实际支出|完成(?:年初|全年)?预算|[比较与同](?:年初|全年)预算")
#: What will be spent is told with its amount: 经费支出预算合计 9 万元.
_PLANNED = re.compile(r"(?<!年初)预算(?:数|总额|安排|合计|总计|共计|为|是)*\d[\d.,]*万?元")
#: Whose year a clause speaks of: a budget compares with last year's accounts.
_YEAR = re.compile(r"(20\d\d|上|去)一?年")
_CLAUSE = re.compile("[，。；:]")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」")


def kind_of_page(outline: Outline, lines: Sequence[str]) -> str | None:
    """final_accounts or budget by the text below `lines`, the titles; None where they or the text say otherwise."""
    titles = (_TITLE.search(line.translate(_QUOTES)) for line in lines)
    title = next((match for match in titles if match), None)
    if title is None:
        return None
    texts = [block.text.text for block in outline.blocks if block.text.text not in lines]
    if _tells(_SPENT, texts, title["year"]):
        return "final_accounts"
    return "budget" if _tells(_PLANNED, texts, title["year"]) else None


def _tells(said: re.Pattern[str], texts: Sequence[str], year: str) -> bool:
    """Whether a clause says so of the page's own year."""
    for text in texts:
        for match in said.finditer(text):
            years = _YEAR.findall(_CLAUSE.split(text[max(0, match.start() - 40) : match.start()])[-1])
            if not years or years[-1] == year:
                return True
    return False
