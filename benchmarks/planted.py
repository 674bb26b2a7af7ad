"""Errors put into whole documents on purpose: which does a load find, and what does it find besides?

    python -m benchmarks.planted                     every rule: planted, found, missing, unforeseen
    python -m benchmarks.planted --rules C05 D08     these rules only, each planted error with its outcome
    python -m benchmarks.planted --misses            also lists what is missing and what nobody planted

`tests/data/planted` is a landing area of documents written for this, in the wordings of many provinces and in all
genres, consistent but for the errors that `expected.csv` lists; its README tells the columns. An error is found where
its document has a finding of the rule about its words, one finding for each error. A finding beyond those, and not one
of the listed consequences of an error, is unforeseen: a false alarm, or an error nobody meant.

Cases of SQL alone are in `tests/dbt_project`, findings on real reports in `benchmarks.findings`.
"""

from __future__ import annotations

import argparse
import csv
import logging
import re
import shutil
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from benchmarks.facts import ROOT
from expectations.rules.catalogue import load_rules
from orchestration.load import Scope, run_load
from orchestration.settings import Settings

PLANTED = ROOT / "tests" / "data" / "planted"
EXPECTED = PLANTED / "expected.csv"
OWED = PLANTED / "expected_reports.csv"
#: Rules about words that should be there, and reports that should.
OF_WHAT_IS_MISSING = frozenset(("A05", "A22"))
#: The severity told of a rule on trial.
SHADOW = "shadow"

FINDINGS = """
with found as (
    select finding_key, report_key, rule_id, severity, subject, stated, expected, message_zh, figure_ids
    from quality.finding where state = 'open'
    union all
    select check_key, report_key, rule_id, 'shadow', subject, stated, expected, null, operand_figure_ids
    from quality.fct_check inner join quality.dim_rule using (rule_id)
    where outcome = 'fail' and dim_rule.state = 'shadow'
),

resting as (
    select finding_key, string_agg(block.text, ' ') as text
    from (select finding_key, unnest(figure_ids) as figure_id from found)
    inner join evidence.figure using (figure_id)
    inner join evidence.block using (report_key, block)
    group by finding_key
)

select source_path, rule_id, severity, subject, stated, expected, concat_ws(' ', subject, message_zh, resting.text),
    resting.text is not null
from found left join history.dim_report using (report_key) left join resting using (finding_key)
order by all
"""


@dataclass(frozen=True)
class Error:
    """A planted error: its document, the rule that should find it, the words it stands in, what is wrong."""

    source_path: str
    rule_id: str
    fragment: str
    note: str
    is_consequence: bool


@dataclass(frozen=True)
class Finding:
    """An open finding, or the failed check of a rule on trial; `place` is what it says and the text it rests on."""

    source_path: str
    rule_id: str
    severity: str
    subject: str
    stated: str
    due: str
    place: str
    has_figures: bool

    def is_about(self, error: Error) -> bool:
        """Whether it can be the error's: the error's words, or one of its numbers, stand where the finding points.

        A finding that points at no figure is about words of the document or about what is not there: it may be any's.
        """
        if not self.has_figures:
            return True
        place = bare(self.place)
        numbers = re.findall(r"\d[\d,]*(?:\.\d+)?", re.sub(r"20\d\d年", "", error.fragment))
        values = {float(one.replace(",", "")) * unit for one in numbers for unit in (1, 10_000)}
        told = {float(one) for one in (self.stated, self.due) if one}
        return bare(error.fragment) in place or any(one in place for one in numbers if len(one) > 2) or told & values


@dataclass
class Told:
    """What became of the planted errors, and the findings that none of them explains."""

    found: list[Error] = field(default_factory=list)
    missing: list[Error] = field(default_factory=list)
    unforeseen: list[Finding] = field(default_factory=list)

    def by_rule(self) -> dict[str, tuple[int, int, int]]:
        """Planted, found and unforeseen of every rule that has one."""
        found, missing = (Counter(one.rule_id for one in errors) for errors in (self.found, self.missing))
        unforeseen = Counter(one.rule_id for one in self.unforeseen)
        rules = sorted(found.keys() | missing.keys() | unforeseen.keys())
        return {rule: (found[rule] + missing[rule], found[rule], unforeseen[rule]) for rule in rules}


def expected() -> list[Error]:
    """The rows of expected.csv."""
    with EXPECTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["is_consequence"] = row["is_consequence"] == "true"
    return [Error(**row) for row in rows]


def load(home: Path, only: Collection[str] = ()) -> Path:
    """Load the planted documents, or only those of these source paths, from nothing into a home."""
    landing = home / "landing"
    shutil.copytree(PLANTED, landing, ignore=shutil.ignore_patterns("*.csv", "*.md"), dirs_exist_ok=True)
    for path in landing.rglob("*.*") if only else ():
        if path.relative_to(landing).as_posix() not in only:
            path.unlink()
    owed = None if only else OWED
    return run_load(Settings(home=home, landing=landing, expected_reports=owed), Scope()).snapshot


def untagged(text: str) -> str:
    """Text of a page without its tags, so that words run on from cell to cell."""
    return re.sub(r"<[^<>]*>", "", text)


def bare(text: str) -> str:
    """Text of one width, without white space and table marks: words are found whatever a reader did to them."""
    return re.sub(r"[\s|]", "", unicodedata.normalize("NFKC", text))


def findings(snapshot: Path) -> list[Finding]:
    """Open findings, and failed checks of rules on trial. One without a report is told by what it says."""
    with duckdb.connect(str(snapshot), read_only=True) as connection:
        rows = connection.execute(FINDINGS).fetchall()
    return [Finding(*("" if one is None else str(one) for one in row[:-1]), has_figures=row[-1]) for row in rows]


def judge(errors: Iterable[Error], found: Iterable[Finding]) -> Told:
    """Set findings against the planted errors of their document and rule, and what is left against consequences."""
    left = list(found)
    told = Told()
    for error in sorted(errors, key=lambda one: one.is_consequence):
        same = [one for one in left if (one.source_path, one.rule_id) == (error.source_path, error.rule_id)]
        if error.is_consequence:
            left = [one for one in left if one not in same or not one.is_about(error)]
            continue
        about = next((one for one in same if one.is_about(error)), None)
        (told.found if about else told.missing).append(error)
        if about:
            left.remove(about)
    told.unforeseen = [one for one in left if one.severity != SHADOW]
    return told


def report(told: Told, rules: Collection[str], misses: bool) -> Iterator[str]:
    """The table by rule, the totals, and with `misses` every error not found and every finding nobody planted."""
    counts = told.by_rule()
    yield f"{'rule':<6}{'planted':>9}{'found':>7}{'missing':>9}{'unforeseen':>12}"
    for rule, (planted, found, unforeseen) in counts.items():
        yield f"{rule:<6}{planted:>9}{found:>7}{planted - found:>9}{unforeseen:>12}"
    planted, found, unforeseen = (sum(column) for column in zip(*counts.values(), strict=True))
    yield f"{'all':<6}{planted:>9}{found:>7}{planted - found:>9}{unforeseen:>12}"
    judged = {rule.id for rule in load_rules() if rule.is_judged}
    if not rules:
        seen = {one.rule_id for one in told.found}
        yield f"{len(judged)} judged rules, {len(judged & seen)} found at least one planted error"
        yield "never planted: " + " ".join(sorted(judged - seen - {one.rule_id for one in told.missing}))
    if not misses and not rules:
        return
    for title, errors in (("found", told.found if rules else ()), ("missing", told.missing)):
        yield from (f"{title}: {one.source_path} {one.rule_id} {one.fragment} ({one.note})" for one in errors)
    for one in told.unforeseen:
        yield f"unforeseen: {one.source_path} {one.rule_id} {one.severity} {one.subject}: {one.stated} / {one.due}"


def chosen(told: Told, rules: Collection[str]) -> Told:
    """What is about these rules only; all of it where none is named."""
    if not rules:
        return told
    found, missing = ([one for one in errors if one.rule_id in rules] for errors in (told.found, told.missing))
    return Told(found, missing, [one for one in told.unforeseen if one.rule_id in rules])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rules", nargs="+", default=(), help="rules to tell about, as C05 D08")
    parser.add_argument("--misses", action="store_true", help="list what is missing and what is unforeseen")
    parser.add_argument("--home", type=Path, help="keep the warehouse in this folder")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as temporary:
        told = judge(expected(), findings(load(options.home or Path(temporary))))
    print(*report(chosen(told, options.rules), options.rules, options.misses), sep="\n")


if __name__ == "__main__":
    main()
