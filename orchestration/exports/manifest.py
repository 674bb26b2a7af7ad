"""`manifest.json` of an export: from which load it is, and what each file holds, so that a copy can be checked."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from orchestration.exports.selection import MANIFEST, Selection


@dataclass(frozen=True)
class Written:
    """A file of an export; `path` is relative to the export's folder, `table` what it holds rows of."""

    path: str
    table: str
    rows: int


def write_manifest(
    folder: Path, form: str, selection: Selection, files: list[Written], connection: duckdb.DuckDBPyConnection
) -> None:
    """Write the manifest of what was exported to `folder`. It holds no time of its own: one load, one manifest."""
    ((load_id, finished_at),) = connection.execute(
        "select load_id, finished_at::varchar from ops.load order by started_at desc limit 1"
    ).fetchall()
    tables: dict[str, int] = {}
    for file in files:
        tables[file.table] = tables.get(file.table, 0) + file.rows
    manifest = {
        "load_id": load_id,
        "loaded_at": finished_at,
        "format": form,
        "counties": list(selection.counties) or "all",
        "years": list(selection.years) or "all",
        "tables": tables,
        "files": [asdict(file) | _proof(folder / file.path) for file in files],
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _proof(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return {"bytes": path.stat().st_size, "sha256": hashlib.file_digest(file, "sha256").hexdigest()}
