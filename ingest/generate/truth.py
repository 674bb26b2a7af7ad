"""The true facts of one department's year in exact yuan; sums follow from their parts.

How they are drawn is `draw`, how rounded is `page`, how worded is `reports`; nothing here knows a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from ingest.counties import County

CENT = Decimal("0.01")
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Aim:
    """One indicator; `actual` None means that its time has not come."""

    level1: str
    level2: str
    name: str
    unit: str
    is_ceiling: bool
    target: Decimal
    actual: Decimal | None
    weight: Decimal

    @property
    def share(self) -> tuple[Decimal, Decimal]:
        """Completion as part and whole: actual of target, or all where less is better and it was kept."""
        return (Decimal(1), Decimal(1)) if self.is_ceiling else (self.actual or ZERO, self.target)

    @property
    def score(self) -> Decimal:
        """Points by the usual rule: the share reached, never more than the weight."""
        if self.actual is None:
            return self.weight
        part, whole = self.share
        return (self.weight * min(part / whole, Decimal(1))).quantize(CENT, ROUND_HALF_UP)


def grade(score: Decimal) -> str:
    """优, 良, 中 or 差 by the usual bounds 90, 80 and 60."""
    return next((name for least, name in ((90, "优"), (80, "良"), (60, "中")) if score >= least), "差")


@dataclass(frozen=True)
class Spent:
    """A budget line: what was planned and what was spent, yuan."""

    planned: Decimal
    spent: Decimal


@dataclass(frozen=True)
class Truth:
    """What is true of the department in `year`; money is exact yuan."""

    county: County
    department: str
    year: int
    personnel: Mapping[tuple[str, str], Decimal]
    public: Mapping[tuple[str, str], Decimal]
    projects: Mapping[str, Spent]
    functions: Mapping[tuple[str, ...], Decimal]
    three_public: Mapping[str, Spent]
    other_income: Decimal
    opening: Decimal
    raised: Decimal
    unspent_basic: Decimal
    received: Decimal
    prior_total: Decimal
    prior_grand_total: Decimal
    prior_reception: Decimal
    aims: tuple[Aim, ...]
    staff: int
    quota: int
    retired: int
    vehicles: Mapping[str, int]

    @property
    def department_name(self) -> str:
        """As printed on the cover, with the county before it."""
        return f"{self.county.name}{self.department}"

    @property
    def wages(self) -> Decimal:
        """人员经费."""
        return sum(self.personnel.values(), ZERO)

    @property
    def running_costs(self) -> Decimal:
        """公用经费."""
        return sum(self.public.values(), ZERO)

    @property
    def basic(self) -> Spent:
        spent = self.wages + self.running_costs
        return Spent(spent + self.unspent_basic, spent)

    @property
    def project(self) -> Spent:
        return total(self.projects.values())

    @property
    def total(self) -> Spent:
        return total((self.basic, self.project))

    @property
    def income(self) -> Decimal:
        return self.total.spent + self.other_income

    @property
    def closing(self) -> Decimal:
        """年末结转和结余: what came in and was not spent stays."""
        return self.income + self.opening - self.total.spent

    @property
    def grand_total(self) -> Decimal:
        return self.income + self.opening

    @property
    def score(self) -> Decimal:
        return sum((aim.score for aim in self.finished), ZERO)

    @property
    def finished(self) -> tuple[Aim, ...]:
        """The indicators at the end of the year, when none is still to come."""
        return tuple(replace(aim, actual=aim.target if aim.actual is None else aim.actual) for aim in self.aims)


def total(lines: Iterable[Spent]) -> Spent:
    """The sum of budget lines."""
    items = list(lines)
    return Spent(sum((i.planned for i in items), ZERO), sum((i.spent for i in items), ZERO))
