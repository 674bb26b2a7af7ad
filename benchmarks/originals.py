"""Loaded reports with the figures that take part in checks, and what each figure is to its checks.

A figure takes part in an identity where it is an operand of a critical or warning check, done on the report, that
compares two numbers for being equal. A check of upper limits, or one that only counts places (处) such as units that
differ, says nothing of a figure's value. Of a row left out only a sum says something, and only where the row holds a
part that is not zero and the sum stands in another row.

Two figures that change places are invisible where every identity they take part in holds as before: both are parts of
the same sums, or a target and its completion, whose product is the actual value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.copies import Change, Figure, Place
from ingest.counties import County, counties

#: Symmetric are the parts of a sum (D16 and D18 subtract some) and, of target, actual value and completion, which are
#: printed in this order, the first and the last.
#: No identities, though they compare for being equal: B17 asks why a budget was adjusted, C02 whether a ceiling was
#: kept, and D20 compares a figure with itself unless last year's is zero.
_OPERANDS = """
with operand as (
    select
        checked.report_key, checked.check_key, checked.rule_id, checked.subject, checked.outcome,
        operand.relation = 'eq' and checked.unit <> '处' and checked.rule_id not in ('B17', 'C02', 'D20')
            as is_identity,
        rule.family = 'total' as is_sum, checked.stated, checked.expected,
        unnest(checked.operand_figure_ids) as figure_id
    from quality.fct_check as checked
    inner join quality.dim_rule as rule on checked.rule_id = rule.rule_id
    inner join quality.operand as operand on checked.check_key = operand.check_key
    where
        checked.outcome in ('pass', 'pass_rounded', 'pass_truncated', 'fail')
        and rule.severity in ('critical', 'warning')
),
printed as (
    select operand.*, figure.*, coalesce(operand.stated in (figure.value, figure.value * 10000), false) as is_whole
    from operand
    inner join evidence.figure as figure
        on operand.report_key = figure.report_key and operand.figure_id = figure.figure_id
),
placed as (
    select
        *,
        list(block) filter (where is_whole) over (partition by report_key, check_key) as blocks_of_whole,
        (block, char_start) in (
            min((block, char_start)) over (partition by report_key, check_key),
            max((block, char_start)) over (partition by report_key, check_key)
        ) as is_outer
    from printed
)
select
    report_key, rule_id, subject, outcome = 'fail', stated, expected, is_identity,
    is_identity and is_sum and not is_whole and value <> 0 and not list_contains(blocks_of_whole, block),
    case
        when rule_id in ('C01', 'C03') then is_outer
        else is_sum and not is_whole and rule_id not in ('D16', 'D18')
    end,
    block, char_start, raw_text, kind, value, unit
from placed
order by all
"""


class Check(NamedTuple):
    """A check by its rule and subject."""

    rule: str
    subject: str


class Failure(NamedTuple):
    """A check that failed, with the numbers it failed with."""

    check: Check
    stated: Decimal | None
    expected: Decimal | None


@dataclass(frozen=True)
class Role:
    """What a figure is to a check.

    `is_identity` where its value matters, `is_part` where a row without it breaks the sum, `is_symmetric` where it may
    change places with another such figure of the check.
    """

    check: Check
    is_identity: bool
    is_part: bool
    is_symmetric: bool

    def matters(self, kind: str) -> bool:
        """Whether a change of this kind is one to an identity."""
        if kind == "dropped row":
            return self.is_part
        return self.is_identity or (kind == "unit" and self.check.rule == "C04")


@dataclass(frozen=True)
class Original:
    """A report as loaded: its bytes and the figures that take part in checks, each with its roles in them."""

    source_path: str
    genre: str
    county: County
    data: bytes
    figures: Sequence[Figure]
    roles: Mapping[Place, Sequence[Role]]
    failing: frozenset[Failure]

    def candidates(self, kind: str) -> list[Figure]:
        """The figures for which a change of this kind breaks an identity."""
        return [figure for figure in self.figures if any(role.matters(kind) for role in self.roles[figure.place])]

    def checks(self, places: Iterable[Place]) -> frozenset[Check]:
        """The checks that figures take part in."""
        return frozenset(role.check for place in places for role in self.roles.get(place, ()))

    def broken(self, kind: str, places: Iterable[Place]) -> frozenset[Check]:
        """The identities that a change of this kind should break."""
        roles = (role for place in places for role in self.roles.get(place, ()))
        return frozenset(role.check for role in roles if role.matters(kind))

    def hides(self, change: Change) -> bool:
        """Whether figures changed places so that every identity holds as before."""
        if not change.kind.startswith("swapped"):
            return False
        sides = [[role for role in self.roles.get(place, ()) if role.is_identity] for place in change.places]
        checks = [{role.check for role in side} for side in sides]
        return checks[0] == checks[1] and all(role.is_symmetric for side in sides for role in side)


def originals(warehouse: Path, landing: Path) -> Iterator[Original]:
    """Every loaded report with the operands of its checks."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        operands = connection.execute(_OPERANDS).fetchall()
        reports = connection.execute(
            "select report_key, source_path, report_type, county_code from marts.dim_report order by 2"
        ).fetchall()
    roles: dict[str, dict[Place, list[Role]]] = defaultdict(lambda: defaultdict(list))
    figures: dict[str, dict[Place, Figure]] = defaultdict(dict)
    failing: dict[str, set[Failure]] = defaultdict(set)
    for key, rule, subject, fails, stated, expected, *is_what, block, start, raw, kind, value, unit in operands:
        check, place = Check(rule, subject), Place(block, start)
        roles[key][place].append(Role(check, *map(bool, is_what)))
        figures[key][place] = Figure(place, raw, kind, value, unit)
        if fails:
            failing[key].add(Failure(check, stated, expected))
    for key, path, genre, county in reports:
        yield Original(
            source_path=path,
            genre=genre,
            county=counties()[county],
            data=(landing / path).read_bytes(),
            figures=list(figures[key].values()),
            roles=roles[key],
            failing=frozenset(failing[key]),
        )
