"""What the result of a load depends on: while all of it stays the same, there is nothing to load.

The published snapshot keeps these marks in its manifest (`orchestration.release`). They cover what `survey.plan` does
not see: files that reached no partition, what people wrote down, the code after the facts, settings, and the passing of
the days on which a waiver ends or a report becomes overdue.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.routing import Landed
from orchestration.expected_reports import read_expected
from orchestration.home import Home
from orchestration.modelling import project_folder
from orchestration.waivers import read_waivers

if TYPE_CHECKING:
    from orchestration.resources import Workshop

#: Made while the code runs, and no part of it.
_MADE = frozenset(("__pycache__", "target", "logs"))


@dataclass(frozen=True)
class Inputs:
    """A mark for each input by its name, and the first day on which the same inputs give another result."""

    marks: Mapping[str, str]
    next_change: date | None


NO_INPUTS = Inputs({}, None)


def take_inputs(workshop: Workshop, landed: Sequence[Landed], today: date) -> Inputs:
    """Return the inputs of a load; to be called before they are used, so that none changes unseen in between.

    Two loads with equal marks give the same tables, but for their own times, until `next_change`.
    """
    home, expected = workshop.home, Path(workshop.expected_list)
    unrouted = [(file.source_path, file.sha256, file.reason) for file in landed if file.partition is None]
    partitions = [(path.name, path.read_text("utf-8")) for path in sorted(home.loaded_partitions.glob("*.json"))]
    marks = {
        "partitions": _mark(partitions),
        "files without a partition": _mark(sorted(unrouted, key=str)),
        "waivers": _mark_of(home.waivers),
        "expected reports": _mark_of(expected),
        "settings": _mark([workshop.timezone, workshop.data_docs]),
        "code": code_version(),
    }
    return Inputs(marks, next_change(home, expected, today))


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Return the names of the inputs that differ, in the order of `now`."""
    return [name for name, mark in now.items() if before.get(name) != mark]


def keep_inputs(home: Home, taken: Inputs) -> None:
    """Remember the inputs of the candidate until it is published."""
    day = taken.next_change.isoformat() if taken.next_change else None
    home.inputs.parent.mkdir(parents=True, exist_ok=True)
    home.inputs.write_text(json.dumps({"marks": taken.marks, "next_change": day}), encoding="utf-8")


def kept_inputs(home: Home) -> Inputs:
    """Return the inputs of the candidate."""
    said = json.loads(home.inputs.read_text(encoding="utf-8"))
    return Inputs(said["marks"], date.fromisoformat(said["next_change"]) if said["next_change"] else None)


def next_change(home: Home, expected_list: Path, today: date) -> date | None:
    """Return the first day after `today` on which the same inputs give another result, None where there is none."""
    waivers, _ = read_waivers(home.waivers)
    expected, _ = read_expected(expected_list)
    last_days = [waiver.waiver_until for waiver in waivers] + [report.due_on for report in expected]
    return min((day + timedelta(days=1) for day in last_days if day is not None and day >= today), default=None)


@cache
def code_version() -> str:
    """Return a mark of everything that makes a snapshot of clean facts: models, rules, and this package."""
    folders = (project_folder(), *(project_folder().parent / name for name in ("expectations", "orchestration")))
    digest = hashlib.sha256()
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        if path.is_file() and not _MADE.intersection(path.parts):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _mark(content: Iterable[object]) -> str:
    return hashlib.sha256(json.dumps(list(content), ensure_ascii=False).encode()).hexdigest()[:16]


def _mark_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else ""
