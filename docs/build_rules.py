"""Writes docs/rules.md from expectations/rules and the rules' test cases: run it after a change to either.

The examples are the cases the tests build: a reader of the page sees what the tests have seen.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:  # started as a script, Python looks beside the script only
    sys.path.insert(0, str(ROOT))

from expectations.rules.catalogue import Rule, load_rules  # noqa: E402
from tests.dbt_project.rule_cases import RuleCase, read_cases  # noqa: E402

PAGE = Path(__file__).with_name("rules.md")

HEAD = """\
# The rules

Written by `python docs/build_rules.py` from `expectations/rules` and the cases of `tests/dbt_project/cases`; do not
edit by hand. How a tolerance comes about, and what the outcomes mean, is in
[data-flow.md](data-flow.md#what-becomes-of-a-check). `critical` is an error by the rules of accounting or of the form,
`warning` something to ask about, `info` a hint. Applies to: M 绩效监控 `performance_monitoring`, E 绩效评价/自评
`performance_evaluation`, P 项目支出绩效自评 `project_evaluation`, A 部门决算 `final_accounts`, B 部门预算 `budget`,
S 全县汇总 `county_summary` (a finance bureau's page that adds up its departments).
An `active` rule makes findings, a `shadow` rule is judged and stored without one, a `planned` rule is not judged and
counts as not done. The examples are the facts of a report, amounts in 万元, as
[the tests](../tests/dbt_project/rule_cases.py) write them; the failing one differs in the last of them unless it is
written out.
"""

CHAPTERS = {
    "A": "A. Identity, structure and wording (标识、结构、文字)",
    "B": "B. Funds received and execution (资金到位与执行)",
    "C": "C. Indicators and scores (绩效指标与得分)",
    "D": "D. Budgets and final accounts (预算与决算)",
    "E": "E. Three public expenses, procurement, assets, staff (三公、采购、资产、人员)",
}

GENRES = {
    "performance_monitoring": "M",
    "performance_evaluation": "E",
    "project_evaluation": "P",
    "final_accounts": "A",
    "budget": "B",
    "county_summary": "S",
}


def page() -> str:
    """Return the text of docs/rules.md."""
    rules = load_rules()
    cases = {(case.rule_id, case.kind): case for case in read_cases({rule.id: rule for rule in rules})}
    counts = ", ".join(
        f"{sum(rule.state == state for rule in rules)} {state}" for state in ("active", "shadow", "planned")
    )
    parts = [HEAD, f"{len(rules)} rules: {counts}.", ""]
    for letter, chapter in groupby(rules, key=lambda rule: rule.id[0]):
        parts.append(f"## {CHAPTERS[letter]}\n")
        for rule in chapter:
            parts += [*_section(rule, cases), ""]
    return "\n".join(parts)


def _section(rule: Rule, cases: Mapping[tuple[str, str], RuleCase]) -> Iterator[str]:
    severity = f"{rule.severity}, blocking" if rule.is_blocking else rule.severity
    applies = " ".join(GENRES[genre] for genre in rule.applies_to)
    yield f"### {rule.id} {rule.title_zh}\n"
    yield f"{rule.title_en}. {severity}; {applies}; {rule.state} since {rule.since}.\n"
    yield f"`{rule.formula}`"
    if (rule.id, "pass") in cases:
        passing, failing = cases[rule.id, "pass"].facts, cases[rule.id, "fail"].facts
        changed = failing[-1:] if passing[:-1] == failing[:-1] else failing
        yield "\n```text"
        yield from (f"pass  {fact}" for fact in _shown(passing))
        yield from (f"fail  {fact}" for fact in _shown(changed))
        yield "```"


def _shown(facts: tuple[str, ...]) -> Iterator[str]:
    return (fact.replace("\t", " | ") for fact in facts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
