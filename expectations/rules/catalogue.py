"""Reads the catalogue of rules from its TOML files, checks every entry, and hands it to dbt as a Parquet file.

What a rule compares is SQL's work (`dbt_project`), how it becomes an expectation is `expectations.suites`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from string import Formatter

FAMILIES = ("identity", "total", "rate", "indicator", "cross_report", "plausibility")
SEVERITIES = ("critical", "warning", "info")
REPORT_TYPES = (
    "performance_monitoring", "performance_evaluation", "project_evaluation", "final_accounts", "budget",
    "county_summary",
)  # fmt: skip
#: `active` makes findings; `shadow` is judged and stored without a finding; `planned` is not judged and never done.
STATES = ("active", "shadow", "planned")
#: What a report of the right type without any operand is: one that owes them, or one the rule has nothing to say of.
IF_ABSENT = ("insufficient_data", "not_applicable")
PLACEHOLDERS = ("subject", "stated", "expected", "difference", "tolerance", "unit")

_ID = re.compile(r"[A-E]\d{2}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the catalogue; the fields are the columns of `quality.dim_rule` and the two message templates.

    `since` is the day from which the rule has its `state`. A template may use the placeholders of `PLACEHOLDERS` in
    braces; whoever renders a finding replaces them with the operands of the failing check.
    """

    id: str
    state: str
    since: date
    family: str
    title_zh: str
    title_en: str
    formula: str
    severity: str
    is_blocking: bool
    applies_to: tuple[str, ...]
    if_absent: str
    basis: str
    message_zh: str
    message_en: str

    @property
    def is_judged(self) -> bool:
        """Whether the rule's operands are computed and judged."""
        return self.state != "planned"


class CatalogueError(ValueError):
    """An entry of the catalogue that cannot be used; the text names the file, the rule and what to write instead."""


def load_rules(directory: Path | None = None) -> tuple[Rule, ...]:
    """Return all rules of the TOML files in `directory` (the shipped catalogue by default), in order of their ids.

    Raises `CatalogueError` for the first entry that has an unknown or missing key, a value outside its enumeration,
    a template with an unknown placeholder, or an id that another entry already has.
    """
    directory = directory or Path(__file__).parent
    paths = sorted(directory.glob("*.toml"))
    if not paths:
        raise CatalogueError(f"{directory}: found no *.toml; a catalogue has at least one file of [[rule]] entries")
    home: dict[str, Path] = {}
    rules: list[Rule] = []
    for path in paths:
        for rule in _read(path):
            if rule.id in home:
                first = home[rule.id].name
                raise CatalogueError(f"{path}: rule {rule.id} already stands in {first}; give one of the two a new id")
            home[rule.id] = path
            rules.append(rule)
    return tuple(sorted(rules, key=lambda rule: rule.id))


def export_rules(rules: Sequence[Rule], path: Path) -> None:
    """Write `rules` to `path` as Parquet: the columns of `quality.dim_rule`, then `message_zh` and `message_en`."""
    from expectations.state import RULE, write  # polars takes longer to import than the catalogue takes to read

    rows = [asdict(rule) for rule in rules]
    write(path, RULE, [{"rule_id": row.pop("id"), **row, "applies_to": list(row["applies_to"])} for row in rows])


def _read(path: Path) -> list[Rule]:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueError(f"{path}: is no TOML in UTF-8 ({error}); correct the file at that place") from error
    if unknown := sorted(set(content) - {"rule"}):
        raise CatalogueError(f"{path}: unknown top-level key {', '.join(unknown)}; a file holds [[rule]] entries only")
    entries = content.get("rule", [])
    if not isinstance(entries, list):
        raise CatalogueError(f"{path}: found one [rule]; write [[rule]], in double brackets, for each entry")
    return [_rule(entry, path, number) for number, entry in enumerate(entries, start=1)]


def _rule(entry: Mapping[str, object], path: Path, number: int) -> Rule:
    place = f"{path}: rule {entry.get('id', f'number {number}')}"
    expected = {field.name: field.type for field in fields(Rule)}
    if unknown := sorted(set(entry) - set(expected)):
        raise CatalogueError(f"{place}: unknown key {', '.join(unknown)}; known are {', '.join(expected)}")
    if missing := [name for name in expected if name not in entry]:
        raise CatalogueError(f"{place}: key {', '.join(missing)} is missing; write it, `basis` may be empty")
    values: dict[str, object] = {}
    for name, kind in expected.items():
        values[name] = _value(entry[name], str(kind), f"{place}: {name}")
    rule = Rule(**values)  # type: ignore[arg-type]  # _value checked each value against its field's type
    _check(rule, path, place)
    return rule


def _value(value: object, kind: str, place: str) -> object:
    if kind == "bool":
        if not isinstance(value, bool):
            raise CatalogueError(f"{place} is {value!r}; write true or false")
        return value
    if kind == "date":
        if type(value) is not date:
            raise CatalogueError(f"{place} is {value!r}; write a day without quotes, as 2026-01-31")
        return value
    if kind == "tuple[str, ...]":
        if not (isinstance(value, list) and value and all(isinstance(item, str) for item in value)):
            raise CatalogueError(f"{place} is {value!r}; write a list of at least one report type")
        return tuple(value)
    if not isinstance(value, str):
        raise CatalogueError(f"{place} is {value!r}; write a text in quotes")
    return value


def _check(rule: Rule, path: Path, place: str) -> None:
    if not _ID.fullmatch(rule.id):
        raise CatalogueError(f"{place}: the id is not a letter A to E and two digits")
    if not path.name.startswith(f"{rule.id[0].lower()}_"):
        raise CatalogueError(f"{place}: stands in {path.name}; move it to the file of chapter {rule.id[0]}")
    _one_of(rule.family, FAMILIES, f"{place}: family")
    _one_of(rule.severity, SEVERITIES, f"{place}: severity")
    _one_of(rule.state, STATES, f"{place}: state")
    _one_of(rule.if_absent, IF_ABSENT, f"{place}: if_absent")
    for report_type in rule.applies_to:
        _one_of(report_type, REPORT_TYPES, f"{place}: applies_to")
    if len(set(rule.applies_to)) < len(rule.applies_to):
        raise CatalogueError(f"{place}: applies_to names a report type twice; name each once")
    for name in ("title_zh", "title_en", "formula", "message_zh", "message_en"):
        if not getattr(rule, name).strip():
            raise CatalogueError(f"{place}: {name} is empty; only `basis` may be")
    for name in ("message_zh", "message_en"):
        _check_template(getattr(rule, name), f"{place}: {name}")


def _one_of(value: str, known: Sequence[str], place: str) -> None:
    if value not in known:
        raise CatalogueError(f"{place} is {value!r}; known are {', '.join(known)}")


def _check_template(template: str, place: str) -> None:
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise CatalogueError(f"{place} has unbalanced braces ({error}); write placeholders as {{subject}}") from error
    used = [name for _, name, _, _ in parts if name is not None]
    for _, name, layout, conversion in parts:
        if name is not None and (layout or conversion):
            raise CatalogueError(f"{place} formats {{{name}}}; write the bare name, SQL replaces it as it stands")
    for name in used:
        _one_of(name, PLACEHOLDERS, f"{place}: placeholder")
    if "subject" not in used:
        raise CatalogueError(f"{place} does not say what it speaks of; use {{subject}}")
