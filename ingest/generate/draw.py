"""Random facts of plausible size, consistent by construction; names are rows of the CSV files beside.

The years of a department are of one piece: what one year closes with the next one opens with, and its amounts are last
year's amounts in the next year's report.
"""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from pathlib import Path
from random import Random
from typing import TypeVar

from ingest.counties import County
from ingest.generate.truth import CENT, ZERO, Aim, Spent, Truth

HERE = Path(__file__).parent

#: The year before the first one that is reported.
START = 2018
YEARS = range(START + 1, 2025)
#: How a year's amounts stand to the department's usual ones: two years are level, or clearly apart.
SCALES = tuple(Decimal(scale) for scale in ("0.70", "0.80", "0.90", "1.00", "1.15", "1.30", "1.50"))
DEPARTMENTS = 12

T = TypeVar("T")


@cache
def names(kind: str) -> tuple[tuple[str, str], ...]:
    """Code and name of every row of a kind."""
    with (HERE / "names.csv").open(encoding="utf-8", newline="") as file:
        return tuple((row["code"], row["name"]) for row in csv.DictReader(file) if row["kind"] == kind)


@cache
def functions(is_main: bool) -> tuple[tuple[str, ...], ...]:
    """Name and code of class, group and item, of a department's own task or of what every department pays."""
    with (HERE / "functions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return tuple(tuple(row[:6]) for row in rows if (row[6] == "true") is is_main)


@cache
def indicators() -> tuple[tuple[str, str, str, str, bool], ...]:
    """Level 1, level 2, name, unit, whether less is better, in the order of the form."""
    with (HERE / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return tuple((row[0], row[1], row[2], row[3], row[4] == "true") for row in rows)


@lru_cache(maxsize=1000)
def departments(seed: int, county: County) -> tuple[str, ...]:
    """Different departments of a county."""
    draw = Draw(Random(f"{seed}/{county.code}"))
    found: dict[str, None] = {}
    while len(found) < DEPARTMENTS:
        found[draw.department()] = None
    return tuple(found)


@lru_cache(maxsize=1000)
def truth_of(seed: int, county: County, department: str, year: int) -> Truth:
    """A year of a department, whichever of its reports tells of it; years begin with START."""
    earlier = truth_of(seed, county, department, year - 1) if year > START else None
    about = f"{seed}/{county.code}/{department}"
    yearly = Draw(Random(f"{about}/{year}"))
    lasting = Draw(Random(about), scale=yearly.random.choice(SCALES))
    return lasting.truth(county, department, year, yearly.aims(), earlier)


class Draw:
    """Random facts of plausible size; the same generator gives the same facts, their amounts in the given scale."""

    def __init__(self, random: Random, scale: Decimal = SCALES[3]) -> None:
        self.random = random
        self.scale = scale

    def money(self, low: int, high: int) -> Decimal:
        """Yuan between two amounts in 万元: to the fen, or in round hundreds, as departments have both."""
        fen = self.random.randint(low * 1_000_000, high * 1_000_000)
        yuan = Decimal(fen if self.random.random() < 0.7 else round(fen, -4)) / 100
        return (yuan * self.scale).quantize(CENT, ROUND_HALF_UP)

    def part(self, value: Decimal, low: int, high: int) -> Decimal:
        """Between `low` and `high` percent of an amount."""
        return (value * self.random.randint(low * 100, high * 100) / 10_000).quantize(CENT, ROUND_HALF_UP)

    def spent(self, low: int, high: int) -> Spent:
        planned = self.money(low, high)
        return Spent(planned, self.part(planned, 50, 100))

    def some(self, kinds: tuple[T, ...], least: int, most: int) -> list[T]:
        """Some of the kinds, in their order."""
        chosen = self.random.sample(range(len(kinds)), self.random.randint(least, min(most, len(kinds))))
        return [kinds[i] for i in sorted(chosen)]

    def department(self) -> str:
        """A bureau, or, as often, a town: there are many of these in every county."""
        if self.random.random() < 0.5:
            return self.random.choice(names("department"))[1]
        first, second = (self.random.choice(names(kind))[1] for kind in ("town", "brook"))
        return f"{first}{second}镇人民政府"

    def aims(self) -> tuple[Aim, ...]:
        """Some of the indicators, whose weights make 100 together."""
        kinds = self.some(indicators(), 3, 9)
        weights = [Decimal(100 // len(kinds))] * len(kinds)
        weights[-1] = 100 - sum(weights[:-1], Decimal())
        found = []
        for (level1, level2, name, unit, is_ceiling), weight in zip(kinds, weights, strict=True):
            target = Decimal(self.random.randint(80, 99) if unit == "%" else self.random.randint(3, 900))
            actual = (target * self.random.randint(60, 100) / 100).to_integral_value(ROUND_HALF_UP)
            is_due = self.random.random() < 0.8
            found.append(Aim(level1, level2, name, unit, is_ceiling, target, actual if is_due else None, weight))
        return tuple(found)

    def functions(self, spent: Decimal) -> dict[tuple[str, ...], Decimal]:
        """Spending by function: some of what every department pays, the rest its own task."""
        found, left = {}, spent
        for kind in self.some(functions(False), 0, 3):
            found[kind] = self.part(left, 5, 40)
            left -= found[kind]
        found[self.random.choice(functions(True))] = left
        return found

    def three_public(self, source: Decimal) -> dict[str, Spent]:
        """三公经费, which are paid out of public funds and projects and so never exceed them."""
        found = {}
        for item, low, high, chance in (
            ("overseas", 1, 8, 0.4), ("vehicle_purchase", 5, 15, 0.4), ("vehicle_operation", 2, 15, 1),
            ("reception", 1, 9, 1),
        ):  # fmt: skip
            planned = self.part(source, low, high) if self.random.random() < chance else ZERO
            found[item] = Spent(planned, self.part(planned, 50, 100))
        return found

    def truth(
        self, county: County, department: str, year: int, aims: tuple[Aim, ...], earlier: Truth | None = None
    ) -> Truth:
        """A year of a department after the `earlier` one; without one it follows on a year like itself."""
        random = self.random
        personnel = {item: self.money(20, 900) for item in self.some(names("personnel"), 1, 4)}
        public = {item: self.money(1, 90) for item in self.some(names("public"), 1, 4)}
        projects = {name: self.spent(5, 2000) for _, name in self.some(names("project"), 1, 4)}
        spent = sum((*personnel.values(), *public.values(), *(p.spent for p in projects.values())), ZERO)
        public_and_projects = sum((*public.values(), *(p.spent for p in projects.values())), ZERO)
        three_public = self.three_public(public_and_projects)
        unspent = self.money(0, 20)
        planned = spent + unspent + sum((p.planned - p.spent for p in projects.values()), ZERO)
        other_income = self.money(1, 50) if random.random() < 0.5 else ZERO
        opening = self.money(1, 60) if random.random() < 0.6 else ZERO
        prior_reception = (earlier.three_public if earlier else three_public)["reception"].spent
        staff = random.randint(3, 60)
        return Truth(
            county=county,
            department=department,
            year=year,
            personnel=personnel,
            public=public,
            projects=projects,
            functions=self.functions(spent),
            three_public=three_public,
            other_income=other_income,
            opening=earlier.closing if earlier else opening,
            raised=self.part(min(p.planned for p in projects.values()), 5, 40),
            unspent_basic=unspent,
            received=max(self.part(planned, 50, 100), spent),
            prior_total=earlier.total.spent if earlier else spent,
            prior_grand_total=earlier.grand_total if earlier else spent + other_income + opening,
            prior_reception=prior_reception,
            aims=aims,
            staff=staff,
            quota=staff + random.randint(0, 5),
            retired=random.randint(1, 30),
            vehicles={name: random.randint(1, 5) for _, name in self.some(names("vehicle"), 1, 3)},
        )
