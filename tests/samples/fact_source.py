"""The notation in which a careful reader lists the true facts of a sample report, and its reading.

A `.facts` file has `report` lines and the sections budget, spending, revenue, rate, indicator, statistic, check and
finding (see README.md beside this file). Here is only the notation: arithmetic is `check.py`, files are `build.py`.
Amounts are written in the unit the report prints, which `unit` names (万元 unless said otherwise).
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).parent
SECTIONS = ("budget", "spending", "revenue", "rate", "indicator", "statistic", "check", "finding")
YUAN_PER_UNIT = {"元": Decimal(1), "万元": Decimal(10000)}
SHORT_ITEMS = {
    "tp": "three_public",
    "oc": "operating_cost",
    "pr": "procurement",
    "rev": "revenue",
}
NAMED_ITEMS = {"use": "use", "prj": "project", "sup": "supplementary"}
TYPES_OF_SPENDING = ("basic", "project", "remitted_to_superior", "business", "subsidy_to_affiliates")
INDICATOR_FIELDS = (
    "level1",
    "level2",
    "indicator_name",
    "operator",
    "target_value",
    "target_unit",
    "actual_value",
    "actual_unit",
    "completion_pct",
    "weight",
    "score",
    "status",
    "target_text",
    "actual_text",
)
REPORT_FIELDS = (
    "source_path",
    "state",
    "reason_code",
    "county_code",
    "department_name",
    "fiscal_year",
    "report_type",
    "period_end",
    "filed_on",
)


@dataclass(frozen=True, slots=True)
class Item:
    """What an amount or a rate is about; the code is empty where the contract says NULL."""

    classification: str
    code: str
    name: str


@dataclass(slots=True)
class Facts:
    """All that one `.facts` file says: its report rows, and per section the lines as written."""

    path: Path
    reports: list[dict[str, str]] = field(default_factory=list)
    unit: str = "万元"
    lines: dict[str, list[str]] = field(default_factory=lambda: {name: [] for name in SECTIONS})

    @property
    def source_path(self) -> str:
        return self.reports[0]["source_path"]

    @property
    def fiscal_year(self) -> str:
        return self.reports[0]["fiscal_year"]

    def dated(self, line: str) -> tuple[str, list[str]]:
        """Split a line into the year its value belongs to and its other words."""
        words = line.split()
        if len(words[0]) == 4 and words[0].isdigit():
            return words[0], words[1:]
        return self.fiscal_year, words

    def yuan(self, text: str) -> str:
        """The printed amount in yuan with two decimals."""
        return f"{Decimal(text) * YUAN_PER_UNIT[self.unit]:.2f}"


def economic_codes() -> dict[str, str]:
    """Names of the departmental economic classification to their codes."""
    with (HERE / "economic_class.csv").open(encoding="utf-8") as lines:
        return {row["name"]: row["code"] for row in csv.DictReader(lines)}


def read_item(word: str, economic: dict[str, str]) -> Item:
    """Read an item as written.

    >>> read_item("tp.reception", {})
    Item(classification='three_public', code='reception', name='')
    >>> read_item("f:2210201:住房公积金", {}).code
    '2210201'
    """
    if word == "total":
        return Item("total", "total", "")
    if word in TYPES_OF_SPENDING:
        return Item("expenditure_type", word, "")
    if word in ("personnel", "public"):
        return Item("basic_component", word, "")
    if word == "sup.total":
        return Item("supplementary", "total", "")
    head, _, rest = word.partition(":")
    if head == "f":
        code, _, name = rest.partition(":")
        return Item("function", code, name)
    if head == "e":
        return Item("economic", economic[rest], rest)
    if head == "rev":
        return Item("revenue", rest, "")
    if head in NAMED_ITEMS:
        return Item(NAMED_ITEMS[head], "", rest)
    head, _, rest = word.partition(".")
    return Item(SHORT_ITEMS[head], rest, "")


def read_facts(path: Path) -> Facts:
    """Read one `.facts` file; blank lines and lines that start with # are comments."""
    facts, section = Facts(path), ""
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("report "):
            values = [value.strip() for value in line.removeprefix("report ").split("|")]
            facts.reports.append(dict(zip(REPORT_FIELDS, values, strict=True)))
        elif line.startswith("unit "):
            facts.unit = line.split()[1]
        elif line.startswith("["):
            section = line.strip("[]")
        else:
            facts.lines[section].append(line)
    return facts


def read_all() -> list[Facts]:
    """Every `.facts` file, by name."""
    return [read_facts(path) for path in sorted((HERE / "facts").glob("*.facts"))]
