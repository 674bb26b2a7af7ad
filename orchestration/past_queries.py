"""The queries that were asked of a home: one line of JSON each in `query_history.jsonl`, newest last.

Someone who may read the home but not write to it asks all the same; his queries are only not remembered.
"""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path

from orchestration.snapshot import Answer

#: Queries that are kept; the file is cut to them when it holds twice as many.
KEPT = 1000

COLUMNS = ("asked_at", "rows", "sql")


def remember(path: Path, sql: str, rows: int) -> None:
    """Add a query that was answered with `rows` rows."""
    entry = {"asked_at": datetime.now(UTC).isoformat(timespec="seconds"), "rows": rows, "sql": sql.strip()}
    try:
        # One write of one line: two who ask at once do not tear each other's.
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if len(lines) > 2 * KEPT:
            fresh = path.with_name(f".{path.name}.{os.getpid()}")
            fresh.write_text("".join(lines[-KEPT:]), encoding="utf-8")
            os.replace(fresh, path)
    except OSError:
        return


def past_queries(path: Path) -> Answer:
    """Return what was asked, newest first; a line that is no entry is passed over."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    rows = []
    for line in reversed(lines):
        try:
            entry = json.loads(line)
            rows.append(tuple(entry[column] for column in COLUMNS))
        except (ValueError, KeyError, TypeError):
            continue
    return Answer(COLUMNS, rows)
