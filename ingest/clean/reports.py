"""Which document is which report: keys, duplicates, revisions, and what must be held because it is ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime

import polars as pl

from ingest.clean.keys import key_of

_AMBIGUOUS = (
    "differs from another report of the same department, year and kind, and no filing dates order them ({others}); "
    "remove the outdated file"
)


def _digest(extracted: Mapping[str, pl.DataFrame], sha: str) -> str:
    """What a document says, apart from its container: two files with the same facts are one report filed twice."""
    parts: list[object] = []
    for name in ("amount", "rate", "indicator", "statistic"):
        frame = extracted[name].filter(pl.col("sha256") == sha)
        columns = [c for c in frame.columns if c not in ("sha256", "form") and not c.endswith(("block", "index"))]
        parts.append(sorted(map(str, frame.select(columns).rows())))
    return key_of(*parts)


def resolve(extracted: Mapping[str, pl.DataFrame], recorded_at: datetime) -> list[dict[str, object]]:
    """Report rows with report_key, revision and is_current; state and reason changed where two files claim one report.

    The same bytes or the same facts again are rejected as duplicates. Different documents for one department, year,
    genre, cut-off and subject (the project, 三公经费, 本级) are revisions when their filing dates order them; else none
    can be preferred and all are held.
    """
    rows = extracted["report"].sort("source_path").to_dicts()
    seen: dict[str, str] = {}
    claims: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in rows:
        row |= {
            "report_key": None,
            "department_key": None,
            "revision": 1,
            "is_current": True,
            "recorded_at": recorded_at,
        }
        if row["state"] != "loaded":
            continue
        sha = str(row["sha256"])
        if sha in seen:
            _end(row, "rejected", "duplicate_file", f"has the same bytes as {seen[sha]}; delete one of the two")
            continue
        seen[sha] = str(row["source_path"])
        row["department_key"] = key_of(row["county_code"], row["department_name"])
        row["report_key"] = key_of(
            row["county_code"],
            row["department_name"],
            row["fiscal_year"],
            row["report_type"],
            row["period_end"],
            row["subject"],
        )
        claims[str(row["report_key"])].append(row)
    for claim in claims.values():
        if len(claim) > 1:
            _settle(claim, {str(row["sha256"]): _digest(extracted, str(row["sha256"])) for row in claim})
    return rows


def _end(row: dict[str, object], state: str, code: str, reason: str) -> None:
    row |= {"state": state, "reason_code": code, "reason": f"{row['source_path']}: {reason}", "report_key": None}


def _settle(claim: list[dict[str, object]], digests: Mapping[str, str]) -> None:
    first: dict[str, dict[str, object]] = {}
    for row in claim:
        same = first.setdefault(digests[str(row["sha256"])], row)
        if same is not row:
            _end(
                row,
                "rejected",
                "duplicate_content",
                f"states the same facts as {same['source_path']}; keep one of the two",
            )
    rest = list(first.values())
    dates = [row["filed_on"] for row in rest]
    if len(rest) == 1:
        return
    if None in dates or len(set(dates)) < len(dates):
        others = ", ".join(str(row["source_path"]) for row in rest)
        for row in rest:
            _end(row, "held", "ambiguous_revision", _AMBIGUOUS.format(others=others))
        return
    ordered = sorted(rest, key=lambda row: row["filed_on"] if isinstance(row["filed_on"], date) else date.min)
    for number, row in enumerate(ordered, 1):
        row |= {"revision": number, "is_current": number == len(ordered)}
        if number < len(ordered):
            newest = ordered[-1]
            row |= {
                "reason_code": "superseded",
                "reason": f"{row['source_path']}: superseded by {newest['source_path']}, filed {newest['filed_on']}",
            }
