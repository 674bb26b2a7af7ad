"""Recomputes every sample with Decimal arithmetic: what is not marked as a contradiction must hold, what is must not.

Run `python tests/samples/check.py`. It knows only the `.facts` notation and the texts, nothing of the product, so
that truth and extraction cannot share a mistake. Tolerances are those of the design: half a unit of the last printed
place per operand, and the interval of the ratio for a percentage.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from decimal import Decimal
from itertools import product

from build import text_of
from fact_source import INDICATOR_FIELDS, Facts, read_all

HALF = Decimal("0.5")
EXACT_RULES = ("A16", "C05", "C09", "C13", "E17", "E19")


def half_width(number: str, decimals: int | None = None) -> Decimal:
    """Half a unit of the last printed place.

    >>> half_width("12.30")
    Decimal('0.005')
    """
    places = len(number.partition(".")[2]) if decimals is None else decimals
    return HALF.scaleb(-places)


def sum_holds(total: str, parts: list[str], is_exact: bool) -> bool:
    """Whether the parts add up to the total within rounding; all are read with the most decimals printed among them.

    Counts, weights and scores are exact: they are not rounded amounts.
    """
    if is_exact:
        return Decimal(total) == sum(map(Decimal, parts))
    places = max(len(number.partition(".")[2]) for number in [total, *parts])
    difference = abs(Decimal(total) - sum(map(Decimal, parts)))
    return difference <= half_width("0", places) * (1 + len(parts))


def ratio_holds(percent: str, numerator: str, denominator: str) -> bool:
    """Whether the percentage lies in the interval of the ratio, widened by half of its own last place."""
    places = max(len(number.partition(".")[2]) for number in (numerator, denominator))
    wide = half_width("0", places)
    top = [Decimal(numerator) - wide, Decimal(numerator) + wide]
    bottom = [Decimal(denominator) - wide, Decimal(denominator) + wide]
    ratios = [100 * n / d for n, d in product(top, bottom)]
    slack = half_width(percent)
    return min(ratios) - slack <= Decimal(percent) <= max(ratios) + slack


def marked(line: str) -> tuple[str, str]:
    """Split `! RULE rest` into rule and rest; without the mark the rule is empty."""
    if line.startswith("!"):
        _, rule, rest = line.split(maxsplit=2)
        return rule, rest
    return "", line


def check_sums(facts: Facts) -> tuple[list[str], set[str]]:
    problems, broken = [], set()
    for line in facts.lines["check"]:
        rule, rest = marked(line)
        name, rest = (rule, rest) if rule else rest.split(maxsplit=1)
        total, _, parts = rest.partition(" = ")
        holds = sum_holds(total.strip(), parts.replace(" - ", " + -").split(" + "), name in EXACT_RULES)
        if holds == bool(rule):
            problems.append(f"{'holds but is marked' if rule else 'does not hold'}: {line}")
        if rule:
            broken.add(rule)
    return problems, broken


def check_rates(facts: Facts) -> tuple[list[str], set[str]]:
    problems, broken = [], set()
    for line in facts.lines["rate"]:
        rule, rest = marked(line)
        head, _, ratio = rest.partition(" = ")
        if not ratio:
            continue
        numerator, _, denominator = ratio.partition(" / ")
        if ratio_holds(head.split()[-1], numerator.strip(), denominator.strip()) == bool(rule):
            problems.append(f"{'holds but is marked' if rule else 'does not hold'}: {line}")
        if rule:
            broken.add(rule)
    return problems, broken


def check_indicators(facts: Facts) -> tuple[list[str], set[str]]:
    """Completion against target, score against weight, status against the values that are there."""
    problems, broken = [], set()
    for line in facts.lines["indicator"]:
        values = (line.split("|") + [""] * len(INDICATOR_FIELDS))[: len(INDICATOR_FIELDS)]
        row = dict(zip(INDICATOR_FIELDS, values, strict=True))
        target, actual, completion = row["target_value"], row["actual_value"], row["completion_pct"]
        if target and actual and completion and not ratio_holds(completion, actual, target):
            broken.add("C01")
        if target and actual and row["target_unit"] != row["actual_unit"]:
            broken.add("C04")
        if row["weight"] and row["score"] and Decimal(row["score"]) > Decimal(row["weight"]):
            broken.add("C11")
        if row["status"] == "measured" and not actual:
            problems.append(f"measured without an actual value: {line}")
        if row["status"] in ("not_due", "missing") and (actual or completion or row["score"]):
            problems.append(f"{row['status']} with an actual value: {line}")
        if (row["operator"] == "qualitative") == bool(target):
            problems.append(f"a qualitative target has no number, any other has one: {line}")
    return problems, broken


def printed_numbers(facts: Facts) -> list[str]:
    """Every number that the facts say is printed."""
    numbers = []
    for table, place in (("budget", 3), ("spending", 2), ("revenue", 2), ("statistic", 2)):
        for line in facts.lines[table]:
            if not line.endswith("~"):
                numbers.append(facts.dated(line)[1][place])
    numbers += [marked(line)[1].split(" = ")[0].split()[-1].lstrip("-") for line in facts.lines["rate"]]
    for line in facts.lines["indicator"]:
        values = line.split("|")
        numbers += [values[place] for place in (4, 6, 8, 9, 10) if values[place]]
    return numbers


def check_presence(facts: Facts) -> list[str]:
    """Every number and name of the facts stands in the text."""
    text = unicodedata.normalize("NFKC", text_of(facts.source_path))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    found = set(re.findall(r"\d+(?:\.\d+)?", text))
    values = {Decimal(number) for number in found}
    problems = [f"not printed: {number}" for number in printed_numbers(facts) if Decimal(number) not in values]
    flat = re.sub(r"\s", "", text)
    for line in facts.lines["indicator"]:
        name = unicodedata.normalize("NFKC", line.split("|")[2])
        if re.sub(r"\s", "", name) not in flat:
            problems.append(f"indicator not printed: {name}")
    return problems


def unused_numbers(facts: Facts) -> list[str]:
    """Numbers with a money or percent sign that no fact and no check names: to be looked at by eye."""
    text = unicodedata.normalize("NFKC", text_of(facts.source_path))
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    used = {Decimal(number) for number in printed_numbers(facts)}
    used |= {Decimal(number) for line in facts.lines["check"] for number in re.findall(r"\d+(?:\.\d+)?", line)}
    used |= {Decimal(n) for line in facts.lines["rate"] for n in re.findall(r"\d+(?:\.\d+)?", line)}
    matches = re.findall(r"(\d+(?:\.\d+)?)\s*(?:亿元|万元|元|%|分)", text)
    return sorted({number for number in matches if Decimal(number) not in used})


def check_report(facts: Facts) -> list[str]:
    """All problems of one report; none where only the marked contradictions do not hold."""
    problems, broken = check_sums(facts)
    for check in (check_rates, check_indicators):
        more, rules = check(facts)
        problems += more
        broken |= rules
    stated = {line.split("|")[0] for line in facts.lines["finding"]}
    if broken != stated:
        problems.append(f"rules broken {sorted(broken)}, findings listed {sorted(stated)}")
    return problems + check_presence(facts)


def main() -> int:
    """Print every problem; the exit status says whether there was one."""
    failed = False
    for facts in read_all():
        if facts.reports[0]["state"] != "loaded":
            continue
        problems = check_report(facts)
        failed |= bool(problems)
        print(f"{'FAIL' if problems else 'ok  '} {facts.source_path}")
        for problem in problems:
            print(f"     {problem}")
        if "--unused" in sys.argv:
            print(f"     no fact: {', '.join(unused_numbers(facts))}")
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
