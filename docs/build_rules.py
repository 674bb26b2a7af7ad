"""Writes docs/rules.md from expectations/rules: run `python docs/build_rules.py` after a change there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from expectations.rules.catalogue import Rule, load_rules

PAGE = Path(__file__).with_name("rules.md")

HEAD = """\
# The rules

Written by `python docs/build_rules.py` from `expectations/rules`; do not edit by hand. How a tolerance comes about, and
what the outcomes mean, is in [data-flow.md](data-flow.md#what-becomes-of-a-check). `critical` is an error by the rules
of accounting or of the form, `warning` something to ask about. Applies to: M 绩效监控 `performance_monitoring`,
E 绩效评价/自评 `performance_evaluation`, P 项目支出绩效自评 `project_evaluation`, A 部门决算 `final_accounts`,
B 部门预算 `budget`.
"""

CHAPTERS = {
    "A": "A. One document, one value (标识与一致)",
    "B": "B. Funds received and execution (资金到位与执行)",
    "C": "C. Indicators and scores (绩效指标与得分)",
    "D": "D. Budgets and final accounts (预算与决算)",
    "E": "E. Three public expenses, procurement, vehicles (三公、采购、车辆)",
}

GENRES = {
    "performance_monitoring": "M",
    "performance_evaluation": "E",
    "project_evaluation": "P",
    "final_accounts": "A",
    "budget": "B",
}


def page() -> str:
    """Return the text of docs/rules.md."""
    return "\n".join([HEAD, *_chapters(), ""])


def _chapters() -> Iterator[str]:
    for letter, rules in groupby(load_rules(), key=lambda rule: rule.id[0]):
        yield from (f"## {CHAPTERS[letter]}", "", "| rule | what is compared | severity | applies to |")
        yield "\n".join(["| --- | --- | --- | --- |", *map(_row, rules), ""])


def _row(rule: Rule) -> str:
    severity = f"{rule.severity}, blocking" if rule.is_blocking else rule.severity
    what = f"{rule.title_zh} ({rule.title_en})<br>{rule.formula}".replace("|", "\\|")
    return f"| {rule.id} | {what} | {severity} | {' '.join(GENRES[genre] for genre in rule.applies_to)} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
