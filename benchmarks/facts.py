"""The facts of a landing area as benchmarks compare them, and where the reports they are measured on lie."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from ingest import pipeline, routing

ROOT = Path(__file__).resolve().parents[1]
#: Real reports, where they are at hand.
REAL = ROOT.parent / "shared" / "reports"


def extract(landing: Path) -> dict[str, list[dict[str, object]]]:
    """Facts of every report of a landing area by table, each with its source_path; one row per mention."""
    partitions: dict[routing.Partition, list[routing.Landed]] = defaultdict(list)
    for file in routing.survey(landing):
        if file.partition:
            partitions[file.partition].append(file)
    tables: dict[str, list[pl.DataFrame]] = defaultdict(list)
    for partition, files in partitions.items():
        raw = pipeline.read(files)
        for name, frame in pipeline.clean(pipeline.extract(raw, partition), partition, datetime.now(UTC)).items():
            tables[name].append(frame)
    frames = {name: pl.concat(several) for name, several in tables.items()}
    paths = dict(frames["report"].select("document_sha256", "source_path").rows())
    rows = {
        name: [_row | {"source_path": paths.get(_row.get("document_sha256"))} for _row in frame.to_dicts()]
        for name, frame in frames.items()
    }
    for measure in ("budget", "spending", "revenue"):
        rows[measure] = [row for row in rows["amount"] if row["measure"] == measure]
    return rows
