"""What is built from a snapshot and published beside it: review pages, exports, the data dictionary.

A companion has a name and one function. It is built from the finished snapshot into a folder of its own before the
pointer moves, so that whoever follows `<home>/published/<name>` sees pages that belong to the snapshot. One that
cannot be built costs neither the load nor the others: the snapshot is published without it, and the log says why.
Which companions there are is in `orchestration.assets.published`; Data Docs are made while the candidate is judged and
only moved (`orchestration.publish`).
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from orchestration.home import Home

logger = logging.getLogger("budget_warehouse")


@dataclass(frozen=True)
class Companion:
    """`build(snapshot, out, before)` fills the empty folder `out`; `before` is that of the last snapshot, if any.

    What did not change may be hard-linked from `before`: neither folder is ever written again.
    """

    name: str
    build: Callable[[Path, Path, Path | None], None]


def build_companions(home: Home, snapshot: Path, companions: Sequence[Companion]) -> None:
    """Build each companion of `snapshot` into its folder beside it; one that fails has none."""
    for companion in companions:
        _build(home, snapshot, companion)


def companions_of(snapshot: Path) -> list[Path]:
    """Return the folders that were published with `snapshot`.

    They are named `<load_id>.<name>`, beside `<load_id>.duckdb`.
    """
    return [path for path in snapshot.parent.glob(f"{snapshot.stem}.*") if path.is_dir()]


def _build(home: Home, snapshot: Path, companion: Companion) -> None:
    link = home.published(companion.name)
    folder = snapshot.with_suffix(f".{companion.name}")
    temporary = snapshot.with_name(f".{folder.name}.partial")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    try:
        companion.build(snapshot, temporary, link.resolve() if link.is_dir() else None)
    except Exception:
        shutil.rmtree(temporary, ignore_errors=True)
        logger.exception("%s: not built; the snapshot is published without it", companion.name)
        return
    os.replace(temporary, folder)
