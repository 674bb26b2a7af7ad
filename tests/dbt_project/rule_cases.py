"""The cases of every rule as data: `cases/*.toml` read into small reports, each with the outcome it must have.

One table per rule. `genre` is the report's type, `pass` the facts of a report the rule passes. The other three follow:
`fail` takes the place of the last fact (a list takes that of all), `apart` is where the rule does not apply (by default
the same facts in a type it does not apply to), `short` has too little data (by default all facts but the last).

One fact per line, its first word the kind:
`budget|spending|revenue|balance|change SUBJECT AMOUNT`, an amount in 万元 and then, in any order, stage, fund, year,
`of=` the subject it is part of, `table` where it stands in one, `lost` where its decimals are not known; `rate KIND
SUBJECT PERCENT`; `indicator NAME TARGET ACTUAL COMPLETION`, `-` for none and `?` for no name; `statistic NAME
NUMBER`, `said=` the words before it; `code CODE NAME` of the functional classification; `text`, `heading` or `row`
WORDS; `holds` WORDS, a row with the last figure; `told` WORDS, a paragraph that opens with it; `quote` a paragraph
whose percentage is a figure; `report COLUMN=VALUE` of the cover; `file COUNT MISSING...`, the figures of a second
reading and those the first one missed, or `file scan`, which is read once; `doubt SECTION` a figure of a scan in that
section that waits to be confirmed, the facts standing in section s1; `carried PRINTED` one of 上年结转资金; `unread
PRINTED` a figure between them that nobody understood, `unread below PRINTED` one in the row below the last one's,
`unread behind PRINTED` one in the sentence behind it, `unread person PRINTED` one of persons in the first one's block.
`@earlier`, `@accounts`, `@budget`, `@peer1` or `@member1` before a fact puts it into another report: last year's, the
same year's of that type, another department's of the case's type, or another department's accounts; `@member1 owed`
says that these are owed.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from expectations.rules.catalogue import REPORT_TYPES, Rule
from tests.dbt_project.example_report import ExampleReport

CASES = Path(__file__).with_name("cases")
BESIDE = Path(__file__).with_name("beside.toml")
YEAR = 2023
KINDS = ("pass", "fail", "apart", "short")
STAGES = {"initial", "adjusted", "approved", "received", "executed"}
FUNDS = {"fiscal", "other", "general_public_budget", "government_fund", "state_capital", "local", "superior_transfer"}
#: Places that are another department's.
OTHERS = ("@peer", "@member")

_FIGURE = re.compile(r"(-?[\d.]+)(.*)")


@dataclass(frozen=True)
class RuleCase:
    """What a rule is shown, in which report type, and what has to come of it."""

    rule_id: str
    kind: str
    report_type: str
    facts: tuple[str, ...]

    @property
    def name(self) -> str:
        """The department's name, which makes the keys of the case its own."""
        return f"{self.rule_id}-{self.kind}"


def read_cases(rules: dict[str, Rule]) -> list[RuleCase]:
    """Return four cases per rule of the files, for rules that stand in the catalogue."""
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.toml"))]
    return [case for table in tables for rule_id, entry in table.items() for case in _cases(rules[rule_id], entry)]


def _cases(rule: Rule, entry: dict[str, Any]) -> Iterator[RuleCase]:
    genre, facts = entry["genre"], entry["pass"]
    foreign = next((other for other in REPORT_TYPES if other not in rule.applies_to), None)
    fail = [*facts[:-1], entry["fail"]] if isinstance(entry["fail"], str) else entry["fail"]
    assert "apart" in entry or foreign, f"{rule.id} applies to every type: say in `apart` where it does not apply"
    apart = (genre, entry["apart"]) if "apart" in entry else (str(foreign), facts)
    chosen = {"pass": (genre, facts), "fail": (genre, fail), "apart": apart}
    chosen["short"] = (genre, entry.get("short", facts[:-1]))
    for kind, (report_type, lines) in chosen.items():
        yield RuleCase(rule.id, kind, report_type, tuple(lines))


def read_beside(rules: dict[str, Rule]) -> list[tuple[RuleCase, str]]:
    """Return the cases of `beside.toml`, each with what may come of it; a rule may have any number."""
    tables = tomllib.loads(BESIDE.read_text(encoding="utf-8"))
    return [
        (RuleCase(rules[rule_id].id, entry["name"], entry["genre"], tuple(entry["facts"])), entry["outcome"])
        for rule_id, entries in tables.items()
        for entry in entries
    ]


def reports(case: RuleCase, county: str) -> list[ExampleReport]:
    """Return the case's report and those its facts name beside it, all of one county that is the case's own."""
    own = ExampleReport(case.name, report_type=case.report_type, fiscal_year=YEAR, county=county)
    made = {"": own}
    for line in case.facts:
        place, fact = line.split(" ", 1) if line.startswith("@") else ("", line)
        if place not in made:
            genre = {"@accounts": "final_accounts", "@budget": "budget", "@member": "final_accounts"}
            made[place] = ExampleReport(
                case.name + place,
                report_type=genre.get(place.rstrip("0123456789"), case.report_type),
                fiscal_year=YEAR - (place == "@earlier"),
                county=county,
                department=case.name + place if place.startswith(OTHERS) else case.name,
            )
        if fact != "owed":
            _add(made[place], fact)
    return list(made.values())


def owed(case: RuleCase, county: str) -> list[dict[str, Any]]:
    """Return the rows of expected reports that a case asks for."""
    row = {"county_code": county, "fiscal_year": YEAR, "report_type": "final_accounts", "due_on": None}
    places = [line.split(" ", 1)[0] for line in case.facts if line.endswith(" owed")]
    return [row | {"department_name": case.name + place} for place in places]


def _add(report: ExampleReport, fact: str) -> None:
    kind, rest = fact.split(" ", 1)
    if kind in ("text", "heading", "row"):
        report.block(kind if kind != "text" else "paragraph", rest)
    elif kind == "holds":
        report.rows["figure"][-1]["block"] = report.block("row", rest)
    elif kind == "told":
        last = report.rows["figure"][-1]
        place = {"char_start": 0, "char_end": len(last["raw_text"])}
        last |= place | {"block": report.block("paragraph", last["raw_text"] + rest)}
    elif kind == "quote":
        report.quote(rest)
    elif kind == "report":
        column, value = rest.split("=")
        report.changes[column] = date.fromisoformat(value) if value[:2] == "20" else value or None
    elif kind == "file":
        counted, *lost = rest.split()
        report.recount = {"source_format": "scan"} if counted == "scan" else {"figures_read": int(counted)}
        if lost or counted != "scan":
            report.recount |= {"figures_recounted": int(counted), "figures_missing": lost, "figures_extra": []}
    elif kind == "doubt":
        report.figure("1.00")
        report.rows["figure"][-1] |= {"section_id": rest, "disposition": "context", "reason": "uncertain reading"}
    elif kind == "carried":
        report.figure(rest)
        report.rows["figure"][-1] |= {"disposition": "context", "label": "上年结转资金"}
    elif kind == "unread":
        _unread(report, *rest.split()[::-1])
    elif kind == "code":
        code, name = rest.split()
        row = report.about() | {"fiscal_year": YEAR, "function_code": code, "function_name": name}
        report.rows["function_name"].append(row)
    else:
        words = rest.split()
        {"rate": _rate, "indicator": _indicator, "statistic": _statistic}.get(kind, _amount)(report, kind, words)
        table = kind if kind in report.rows else "amount"
        report.rows[table][-1]["origin"] = "table" if "table" in words else "prose"
        if "lost" in words:
            report.rows[table][-1].update({name: None for name in report.rows[table][-1] if name.endswith("decimals")})


def _unread(report: ExampleReport, printed: str, place: str = "") -> None:
    last = report.rows["figure"][-1]
    if place == "below":
        last["block"] = report.block("row", "")
        report.figure(printed, disposition="unmapped", block=report.block("row", ""))
    elif place == "behind":
        last["block"] = report.block("paragraph", f"{last['raw_text']}万元。其后{printed}万元。")
        last |= {"char_start": 0, "char_end": len(last["raw_text"])}
        start = last["char_end"] + 5
        report.figure(printed, disposition="unmapped", block=last["block"], char_start=start)
    elif place == "person":
        report.figure(printed, "人", kind="count", disposition="context", block=report.rows["figure"][0]["block"])
    else:
        report.figure(printed, disposition="unmapped")


def _options(words: list[str]) -> dict[str, str]:
    return dict(word.split("=", 1) for word in words if re.match(r"\w+=", word))


def _amount(report: ExampleReport, kind: str, words: list[str]) -> None:
    subject, printed, *rest = words
    default = {"revenue": "revenue", "balance": "balance"}.get(kind, "total")
    columns: dict[str, Any] = {name: value for name, value in _options(rest).items() if name != "of"}
    if part_of := _options(rest).get("of"):
        columns["parent_classification"], columns["parent_item_code"] = part_of.split("/")
    for word in rest:
        if word in STAGES:
            columns["stage"] = word
        elif word in FUNDS:
            columns["funding_source"] = word
        elif word.isdigit():
            columns["fiscal_year"] = int(word)
    report.amount(kind, subject if "/" in subject else f"{default}/{subject}", printed, **columns)


def _rate(report: ExampleReport, _: str, words: list[str]) -> None:
    kind, subject, printed, *rest = words
    columns: dict[str, Any] = _options(rest)
    if over := columns.pop("over", None):
        columns["denominator_classification"], columns["denominator_item_code"] = over.split("/")
    report.rate(kind, subject if "/" in subject else f"{subject}/total", printed, **columns)


def _indicator(report: ExampleReport, _: str, words: list[str]) -> None:
    name, target, actual, *rest = words
    columns: dict[str, Any] = {{"op": "operator"}.get(key, key): value for key, value in _options(rest).items()}
    completion = next((word for word in rest if _FIGURE.fullmatch(word)), None)
    figures = [_FIGURE.fullmatch(side) for side in (target, actual)]
    aim = (figures[0][1], figures[0][2] or None) if figures[0] else ("0", None)
    done = (figures[1][1], figures[1][2] or None) if figures[1] else None
    if not figures[0] and target != "-":
        columns.setdefault("operator", "qualitative")
    report.indicator(name, aim, done, completion, **columns)
    row = report.rows["indicator"][-1]
    row["indicator_name"] = None if name == "?" else name
    if not figures[0]:
        row |= {"target_text": None if target == "-" else target, "target_value": None, "target_decimals": None}
    if not figures[1] and actual != "-":
        row |= {"actual_text": actual, "status": "qualitative"}
    for mark in ("weight", "score"):
        if mark in columns:
            row[f"{mark}_decimals"] = len(columns[mark].partition(".")[2])


def _statistic(report: ExampleReport, _: str, words: list[str]) -> None:
    name, printed, *rest = words
    found = _FIGURE.fullmatch(printed)
    assert found, printed
    columns: dict[str, Any] = {{"item": "item_name"}.get(key, key): value for key, value in _options(rest).items()}
    said = columns.pop("said", "")
    report.statistic(name, found[1], found[2], **columns)
    if said:
        block = report.block("paragraph", said + printed)
        place = {"block": block, "char_start": len(said), "char_end": len(said + printed), "label": name}
        report.rows["figure"][-1] |= place
