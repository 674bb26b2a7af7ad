"""Lists of some of a department's projects: what such a list adds up to is not the 项目支出 printed beside it.

An evaluation prints 项目支出 4,572 万元, the list of results below it adds up the three projects that were looked at:
1,137 万元. Where the two agree in any amount, the list is of all projects.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from ingest.extract.found import PROJECTS, Amount, Findings
from ingest.outline import Outline

_MEASURES = ("budget", "spending")


def drop_sums_of_some_projects(parts: Outline, found: Findings) -> None:
    """Take back what a list's last row says of all projects, where the document prints other amounts of those."""
    sums = [a for a in found.amounts if a.frame.subject == PROJECTS and a.frame.measure in _MEASURES]
    if len({a.mark.block for a in sums}) < 2:
        return
    tables = {block.number: block.table for block in parts.blocks if block.table is not None}
    of_projects = {
        tables.get(a.mark.block)
        for a in found.amounts
        if a.origin == "table" and a.frame.subject and a.frame.subject.classification == "project"
    }
    rows: dict[int, list[Amount]] = defaultdict(list)
    for amount in sums:
        if amount.origin == "table" and tables.get(amount.mark.block) in of_projects:
            rows[amount.mark.block].append(amount)
    gone = {block for block, own in rows.items() if _is_of_some(block, own, sums, tables)}
    if not gone:
        return
    dropped = {a.mark for a in sums if a.mark.block in gone}
    dropped |= {r.mark for r in found.rates if r.mark.block in gone and r.frame.subject == PROJECTS}
    found.take_back(dropped, "amount outside the contract", "部分项目合计")


def _is_of_some(block: int, own: list[Amount], sums: list[Amount], tables: Mapping[int, int]) -> bool:
    table = tables[block]
    others = {a.value * a.factor for a in sums if tables.get(a.mark.block, -1) != table}
    return bool(others) and others.isdisjoint(a.value * a.factor for a in own)
