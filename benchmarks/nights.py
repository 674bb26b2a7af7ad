"""Whether a warehouse built night by night, of the departments that changed, is the one that a full build gives.

    python -m benchmarks.nights                       5 sequences of 4 nights over 40 reports
    python -m benchmarks.nights --sequences 20 --reports 100

Generated reports are filed, changed and taken away at random. After the last night every published table is compared,
row by row, with that of a build that has forgotten everything kept between loads, in the same home at the same time.
The judging is one line of SQL here; Great Expectations sees all operands every night.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from expectations.rules.catalogue import load_rules
from expectations.state import UNEXPECTED, VALIDATION_RESULT, VERDICT, write
from ingest import pipeline, store
from ingest.generate.generate import Report, reports
from ingest.routing import survey
from orchestration import gathered, modelled
from orchestration import survey as surveys
from orchestration.assets.warehouse import prepare
from orchestration.home import Home
from orchestration.modelling import ACROSS, VERDICTS, Modelling
from orchestration.publish import SCAFFOLDING
from orchestration.resources import Workshop
from orchestration.retired import retire
from orchestration.settings import Settings

AT = datetime(2024, 6, 1, 18, tzinfo=UTC)
#: What becomes of a report in a night, and how often.
_FATES = {"stays": 6, "changes": 3, "goes": 2}
_AMOUNT = re.compile(r"(\d)(\.\d\d)")


def differing_tables(root: Path, seed: int, reports: int, nights: int) -> tuple[set[str], list[str]]:
    """Run `nights` over `reports` reports below `root`; return the tables compared and those that differ."""
    home = Home(root / "home")
    landing, rules = root / "landing", load_rules()
    workshop = Workshop.under(Settings(home=home.root, landing=landing), started_at=AT.isoformat(), is_prepared=True)
    for night in _nights(seed, reports, nights):
        _lay_out(landing, night)
        _load(home, landing, workshop)
        prepare(workshop, rules)
        modelling = Modelling(home, AT, "benchmark")
        modelling.build_departments("1")
    nightly = _published(home, modelling)
    modelled.forget(home)
    gathered.forget(home)
    prepare(workshop, rules)
    modelling = Modelling(home, AT, "benchmark")
    modelling.build_departments("1")
    full = _published(home, modelling)
    return set(full), sorted(name for name in full.keys() | nightly.keys() if full.get(name) != nightly.get(name))


def _nights(seed: int, number: int, nights: int) -> list[dict[str, bytes]]:
    """What lies in the landing folder each night, by its path."""
    every, chance = list(islice(reports(seed, ("text",)), number)), random.Random(seed)
    here = {report.source_path: report.data for report in every if chance.random() < 0.8}
    found = [here]
    for _ in range(nights - 1):
        here = {path: data for report in every for path, data in _after(report, here, chance)}
        found.append(here)
    return found


def _after(report: Report, before: dict[str, bytes], chance: random.Random) -> list[tuple[str, bytes]]:
    """The report the night after, none where it is gone; one that was not there may come."""
    (fate,) = chance.choices(list(_FATES), list(_FATES.values()))
    data = before.get(report.source_path)
    if data is None:
        return [] if fate == "goes" else [(report.source_path, report.data)]
    if fate == "goes":
        return []
    return [(report.source_path, _changed(data, chance) if fate == "changes" else data)]


def _changed(data: bytes, chance: random.Random) -> bytes:
    """The report with the last digit before the point of one amount changed, so that something contradicts it."""
    text = data.decode()
    found = list(_AMOUNT.finditer(text))
    if not found:
        return data + b"\n"
    at = chance.choice(found)
    return (text[: at.start()] + str((int(at[1]) + 1) % 10) + text[at.end(1) :]).encode()


def _lay_out(landing: Path, night: dict[str, bytes]) -> None:
    for path in landing.rglob("*.txt"):
        if str(path.relative_to(landing)) not in night:
            path.unlink()
    for name, data in night.items():
        path = landing / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _load(home: Home, landing: Path, workshop: Workshop) -> None:
    """Do what the assets raw, extracted and clean do, in this process."""
    landed = survey(landing)
    surveys.write_survey(home, landed, workshop.version)
    plan = surveys.plan(landed, surveys.read_manifests(home), workshop.version)
    for partition in plan.vanished:
        surveys.remove(home, partition)
    files = surveys.by_partition(landed)
    for partition in plan.changed:
        tables = pipeline.clean(pipeline.extract(pipeline.read(files[partition]), partition), partition, AT)
        retire(home, partition, tables["report"]["document_sha256"])
        store.write_tables(home.clean, partition.stem, tables)
        surveys.write_manifest(home, partition, tables["document"], workshop.version, AT)


def _published(home: Home, modelling: Modelling) -> dict[str, list[tuple[Any, ...]]]:
    """Build the rest and return the rows of every table and view that would be published, in one order."""
    modelling.build(ACROSS)
    _judge(home)
    modelling.build(VERDICTS)
    with duckdb.connect(home.candidate, read_only=True) as connection:
        names = connection.execute(
            "select table_schema, table_name from information_schema.tables where not list_contains(?, table_schema)",
            [list(SCAFFOLDING)],
        ).fetchall()
        return {
            f"{schema}.{name}": sorted(connection.execute(f'from "{schema}"."{name}"').fetchall(), key=repr)
            for schema, name in names
        }


def _judge(home: Home) -> None:
    with duckdb.connect(home.candidate, read_only=True) as connection:
        query = "select check_key, rule_id from quality.operand where is_ready and excess > tolerance order by all"
        failing = [{"check_key": key, "rule_id": rule} for key, rule in connection.execute(query).fetchall()]
    rules = [{"rule_id": rule.id, "executed": True, "error": None} for rule in load_rules() if rule.is_judged]
    write(home.state / "unexpected.parquet", UNEXPECTED, failing)
    write(home.state / "verdict.parquet", VERDICT, rules)
    write(home.state / "validation_result.parquet", VALIDATION_RESULT, [])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sequences", type=int, default=5)
    parser.add_argument("--nights", type=int, default=4)
    parser.add_argument("--reports", type=int, default=40)
    options = parser.parse_args(arguments)
    wrong = 0
    for seed in range(1, options.sequences + 1):
        with tempfile.TemporaryDirectory() as folder:
            compared, differing = differing_tables(Path(folder), seed, options.reports, options.nights)
        wrong += bool(differing)
        print(f"sequence {seed}: {len(compared)} tables, differing: {', '.join(differing) or 'none'}", flush=True)
    if wrong:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
