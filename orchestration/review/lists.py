"""The lists that pages load as scripts, for a page from the file system may not fetch: all findings, and the search.

Text is told once and referred to by its place in a list: 20,000 reports have tens of thousands of findings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from orchestration.review.rows import Row
from orchestration.review.words import REMARKS, Words, day, gap, sided

#: Departments that are named for an indicator; more are found by a longer word.
_MOST_PER_INDICATOR = 12


class _Texts:
    """Texts in the order of their first mention."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def place(self, text: str | None) -> int:
        return self.places.setdefault(text or "", len(self.places))


def script(name: str, value: object) -> str:
    """Return a script that sets `DATA.<name>`; no text in it can end the script or be taken for markup."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f'"use strict";\n(window.DATA = window.DATA || {{}}).{name} = {text};\n'


def findings_data(findings: Iterable[Row], words: Words) -> dict[str, Any]:
    """Return all findings; columns that repeat are places in `texts`."""
    texts = _Texts()
    rows = [
        [
            one.finding_key, words[("severity", one.severity)], words[("finding_state", one.state)],
            texts.place(one.county_name or one.county_code), texts.place(one.department_name or "未入库的部门"),
            one.fiscal_year, one.rule_id, texts.place(one.title_zh), one.subject, *_sides(one),
            float(abs(one.difference or 0)), day(one.first_seen_at), int(one.is_dependent),
        ]
        for one in findings
    ]  # fmt: skip
    return {"texts": list(texts.places), "rows": rows}


def _sides(one: Row) -> tuple[str, str, str]:
    """Both sides and their difference; a rule about wording counts places, which compares nothing."""
    if one.unit in REMARKS:
        return "", "", ""
    return sided(one.stated, one.unit), sided(one.expected, one.unit), gap(one.difference, one.unit)


def search_data(
    matrix: Sequence[Row],
    departments: Sequence[Row],
    rules: Sequence[Row],
    indicators: Iterable[tuple[str, Sequence[str]]],
) -> dict[str, Any]:
    """Return what the search finds: counties, departments and rules with what is said of them, indicators by name."""
    counties = {row.county_code: (row.county_name or row.county_code, row.prefecture_name or "") for row in matrix}
    known = {row.department_key: row for row in departments if row.department_name}
    order = {key: place for place, key in enumerate(known)}
    return {
        "counties": [[code, name, above] for code, (name, above) in counties.items()],
        "departments": [
            [key, row.department_name, counties.get(row.county_code, (row.county_code, ""))[0]]
            for key, row in known.items()
        ],
        "rules": [[rule.rule_id, rule.title_zh] for rule in rules],
        "indicators": [
            [name, [order[key] for key in keys if key in order][:_MOST_PER_INDICATOR], len(keys)]
            for name, keys in indicators
        ],
    }
