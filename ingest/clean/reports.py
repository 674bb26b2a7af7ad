"""Which document is which report: keys, duplicates, revisions, and what must be held because it is ambiguous."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

import polars as pl

from ingest.clean.keys import key_of

_AMBIGUOUS = (
    "differs from another report of the same department, year and kind, and no filing dates order them ({others}); "
    "remove the outdated file"
)


_UNRELATED = (
    "shares no fact with another report of the same department, year and kind ({others}), so neither can be a revision "
    "of the other; name in the title what each is about, or remove the outdated file"
)
#: What a fact is about, without its value: a revision says something else about the same.
_ABOUT = {
    "amount": ("measure", "stage", "classification", "item_code", "item_name", "funding_source", "fiscal_year"),
    "rate": ("rate_kind", "classification", "item_code", "item_name", "funding_source", "fiscal_year"),
    "indicator": ("indicator_name",),
    "statistic": ("statistic", "item_name", "fiscal_year"),
}


def _digest(extracted: Mapping[str, pl.DataFrame], sha: str) -> str:
    """What a document says, apart from its container: two files with the same facts are one report filed twice.

    A document without facts says nothing that another one could repeat: its digest is its own.
    """
    parts: list[list[str]] = []
    for name in _ABOUT:
        frame = extracted[name].filter(pl.col("sha256") == sha)
        columns = [c for c in frame.columns if c not in ("sha256", "form") and not c.endswith(("block", "index"))]
        parts.append(sorted(map(str, frame.select(columns).rows())))
    return key_of(*parts) if any(parts) else sha


def _subjects(extracted: Mapping[str, pl.DataFrame], sha: str) -> set[object]:
    frames = {name: extracted[name].filter(pl.col("sha256") == sha).select(keys) for name, keys in _ABOUT.items()}
    return {(name, row) for name, frame in frames.items() for row in frame.rows()}


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
            shas = [str(row["sha256"]) for row in claim]
            subjects = {sha: _subjects(extracted, sha) for sha in shas}
            _settle(claim, {sha: _digest(extracted, sha) for sha in shas}, subjects)
    return rows


def _end(row: dict[str, object], state: str, code: str, reason: str) -> None:
    row |= {"state": state, "reason_code": code, "reason": f"{row['source_path']}: {reason}", "report_key": None}


def _settle(claim: list[dict[str, object]], digests: Mapping[str, str], subjects: Mapping[str, set[object]]) -> None:
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
    if len(rest) == 1:
        return
    dates = [row["filed_on"] for row in rest]
    others = ", ".join(str(row["source_path"]) for row in rest)
    reason = _AMBIGUOUS if None in dates or len(set(dates)) < len(dates) else None
    ordered = sorted(rest, key=lambda row: row["filed_on"] if isinstance(row["filed_on"], date) else date.min)
    spoken_of = [subjects[str(row["sha256"])] for row in ordered]
    if not reason and any(one.isdisjoint(following) for one, following in pairwise(spoken_of)):
        reason = _UNRELATED
    if reason:
        for row in rest:
            _end(row, "held", "ambiguous_revision", reason.format(others=others))
        return
    for number, row in enumerate(ordered, 1):
        row |= {"revision": number, "is_current": number == len(ordered)}
        if number < len(ordered):
            newest = ordered[-1]
            row |= {
                "reason_code": "superseded",
                "reason": f"{row['source_path']}: superseded by {newest['source_path']}, filed {newest['filed_on']}",
            }
