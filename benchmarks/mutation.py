"""Mutation of reports: are clean reports left alone, and is one wrong figure found?

    python -m benchmarks.mutation                              500 generated reports, 3,000 changes; the real reports
    python -m benchmarks.mutation --reports 60 --changes 300   a quick look

Generated reports are loaded as they are: every critical or warning finding on them is a false alarm. Then one figure
at a time is changed in a copy of a report, which is filed under another county, and all copies are loaded together. A
change is found when a critical or warning finding of the copy, which the clean report does not have, is about the
figure: it rests on it, or is the very check it took part in. The changes are `benchmarks.changes`.

Changed are figures that take part in an identity: `benchmarks.originals`. Rounding explains many changes of the
last digit, and two parts of one sum may change places unseen: these are listed, and not counted with the others.
"""

from __future__ import annotations

import argparse
import logging
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import duckdb

from benchmarks.changes import ROUNDING, changes
from benchmarks.copies import Change, Copy, Place
from benchmarks.originals import Check, Failure, Original, originals
from ingest.counties import counties, named
from ingest.generate import generate
from ingest.generate.files import WRITERS
from ingest.readers.reading import read
from orchestration.load import Scope, run_load
from orchestration.settings import Settings

REAL = Path(__file__).resolve().parents[1].parent / "shared" / "reports" / "docx"
#: Copies are filed under these many counties, so that a load has hundreds of partitions and not thousands.
COUNTIES = 60
INVISIBLE = "invisible"
_BAD = "('critical', 'warning')"


@dataclass(frozen=True)
class Trial:
    """One changed copy: where it is filed, what was changed."""

    source_path: str
    original: Original
    change: Change

    @property
    def broken(self) -> frozenset[Check]:
        """The identities that the change should break."""
        return self.original.broken(self.change.kind, self.change.places)


def load(landing: Path, home: Path) -> Path:
    """Load a landing folder from nothing; returns the warehouse."""
    return run_load(Settings(home=home, landing=landing), Scope()).snapshot


def false_alarms(warehouse: Path) -> list[tuple[str, ...]]:
    """Critical and warning findings: source path, rule, subject, stated, expected, tolerance."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        return connection.execute(
            f"""
            select source_path, rule_id, subject, stated, expected, tolerance
            from quality.finding inner join marts.dim_report using (report_key)
            where severity in {_BAD} and state = 'open'
            order by all
            """
        ).fetchall()


def file_copies(found: Iterable[Original], landing: Path, number: int, random: Random) -> list[Trial]:
    """Write changed copies, each of another county: several changes of each report, kinds as evenly as they occur."""
    pool = [county for county in counties().values() if county.name.endswith("县") and len(named(county.name)) == 1]
    pool = random.sample(pool, COUNTIES)
    found = list(found)
    each = -(-number // max(len(found), 1))
    taken: set[Path] = set()
    trials: list[Trial] = []
    for original in found:
        document = read(original.data, original.source_path)
        copy = Copy(document)
        for change in changes(copy, original.candidates, each, random):
            for county in pool if len(found) > COUNTIES else counties().values():
                path = f"{county.code}/{Path(original.source_path).relative_to(original.county.code)}"
                # one department's two files for a year are a revision, whatever their formats
                name = Path(path).with_suffix("")
                if name not in taken and county != original.county:
                    break
            else:
                continue
            taken.add(name)
            form = Path(path).suffix
            write = next(writer for ending, writer in WRITERS.values() if ending == form)
            content = copy.with_change(change, original.county.name, county.name)
            (landing / path).parent.mkdir(parents=True, exist_ok=True)
            (landing / path).write_bytes(write(content))
            trials.append(Trial(path, original, change))
    return trials


@dataclass(frozen=True)
class Verdict:
    trial: Trial
    outcome: str  # found, other subject, missed, not loaded, invisible

    @property
    def kind(self) -> str:
        """The kind of change, or that no identity can tell it."""
        return INVISIBLE if self.outcome == INVISIBLE else self.trial.change.kind


def judged(trials: Sequence[Trial], warehouse: Path) -> Iterator[Verdict]:
    """What became of every change."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            f"""
            select source_path, rule_id, subject, stated, expected, list((figure.block, figure.char_start))
            from (
                select report_key, rule_id, subject, stated, expected, unnest(figure_ids) as figure_id
                from quality.finding
                where severity in {_BAD} and state = 'open'
            )
            inner join marts.dim_report using (report_key)
            left join evidence.figure using (report_key, figure_id)
            group by all
            """
        ).fetchall()
        loaded = {path for (path,) in connection.execute("select source_path from marts.dim_report").fetchall()}
    findings: dict[str, list[tuple[Failure, set[Place]]]] = defaultdict(list)
    for path, rule, subject, stated, expected, places in rows:
        failure = Failure(Check(rule, subject), stated, expected)
        findings[path].append((failure, {Place(*place) for place in places}))
    for trial in trials:
        original, change = trial.original, trial.change
        new = [(failed, places) for failed, places in findings[trial.source_path] if failed not in original.failing]
        own = original.checks(change.places)
        if trial.source_path not in loaded:
            outcome = "not loaded"
        elif any(failed.check in own or places & set(change.places) for failed, places in new):
            outcome = "found"
        elif original.hides(change):
            outcome = INVISIBLE
        else:
            outcome = "other subject" if new else "missed"
        yield Verdict(trial, outcome)


def table(title: str, groups: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Lines with one group each: changes, found, share, and how the others fared."""
    yield f"\n{title:<32}{'changes':>9}{'found':>8}{'share':>9}{'other subject':>15}{'missed':>8}{'not loaded':>12}"
    for name, counts in sorted(groups.items()):
        whole = sum(counts.values())
        yield (
            f"{name:<32}{whole:>9}{counts['found']:>8}{counts['found'] / whole:>9.1%}"
            f"{counts['other subject']:>15}{counts['missed']:>8}{counts['not loaded']:>12}"
        )


def report(verdicts: Sequence[Verdict], misses: int) -> Iterator[str]:
    """What was found by kind of change, genre and rule, and what was missed."""
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    by_genre: dict[str, Counter[str]] = defaultdict(Counter)
    by_rule: dict[str, Counter[str]] = defaultdict(Counter)
    for verdict in verdicts:
        trial = verdict.trial
        by_kind[verdict.kind][verdict.outcome] += 1
        if verdict.kind in (ROUNDING, INVISIBLE):
            continue
        by_kind["all"][verdict.outcome] += 1
        by_genre[trial.original.genre][verdict.outcome] += 1
        for rule in {check.rule for check in trial.broken}:
            by_rule[rule][verdict.outcome] += 1
    yield from table("kind of change", by_kind)
    yield from table("genre", by_genre)
    yield from table("rule the figure takes part in", by_rule)
    for kind in sorted(by_kind.keys() - {"all"}):
        missed = [verdict for verdict in verdicts if verdict.kind == kind and verdict.outcome != "found"]
        if missed and misses:
            yield f"\n{kind}: not found {len(missed)}"
        for verdict in missed[:misses]:
            trial = verdict.trial
            own = sorted(trial.broken)
            yield f"  {verdict.outcome}: {trial.source_path} (from {trial.original.source_path})"
            yield f"      {trial.change.told}"
            yield f"      {'; '.join(' '.join(check) for check in own)}"


def mutate(landing: Path, warehouse: Path, folder: Path, number: int, random: Random) -> list[Verdict]:
    """Change, load, judge."""
    trials = file_copies(originals(warehouse, landing), folder / "landing", number, random)
    return list(judged(trials, load(folder / "landing", folder / "home")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--changes", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=5, help="how many misses of each kind to list")
    parser.add_argument("--work", type=Path, help="keep reports and warehouses in this folder")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    with tempfile.TemporaryDirectory() as temporary:
        work = options.work or Path(temporary)
        landing = work / "clean" / "landing"
        generate.write(landing, work / "clean" / "truth", options.reports, options.seed, tuple(WRITERS))
        warehouse = load(landing, work / "clean" / "home")
        alarms = false_alarms(warehouse)
        print(f"{options.reports} clean generated reports: {len(alarms)} false alarms")
        for alarm in alarms:
            print("  " + " | ".join(map(str, alarm)))
        verdicts = mutate(landing, warehouse, work / "changed", options.changes, Random(options.seed))
        print(f"\nGenerated reports, {len(verdicts)} changes", *report(verdicts, options.misses), sep="\n")
        if REAL.is_dir():
            warehouse = load(REAL, work / "real" / "home")
            verdicts = mutate(REAL, warehouse, work / "changed real", options.changes // 8, Random(options.seed))
            print(f"\nReal reports, {len(verdicts)} changes", *report(verdicts, options.misses), sep="\n")


if __name__ == "__main__":
    main()
