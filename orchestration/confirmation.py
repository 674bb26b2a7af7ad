"""What people confirmed of figures that OCR was not sure of: `<home>/confirmed.csv`, written here, edited by anyone.

One row per figure: figure_id, read (the figure as it was read then), value (in the printed unit; empty: as read), by,
on. A row holds as long as the figure is read the same way, so that a confirmation never slips to another figure.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

import duckdb

from ingest.extract.certainty import Certainty, Confirmed
from ingest.extract.found import Mark
from orchestration.errors import Trouble, WrongUsage
from orchestration.handwritten import Row, read_sheet, write_sheet
from orchestration.home import Home

COLUMNS = ("figure_id", "read", "value", "by", "on")
#: How a figure_id names its document: by the beginning of its SHA-256.
_PREFIX = 16


class NoSuchFigure(Trouble):
    """The figure is not in the published snapshot, or not one that waits for confirmation."""


class WrongConfirmation(Trouble):
    """A row of confirmed.csv that cannot be used."""


def confirm(connection: duckdb.DuckDBPyConnection, home: Home, figure: str, value: str | None, by: str) -> str:
    """Write down that a figure of the snapshot is as read, or is `value`; returns what was written, for the terminal.

    `figure` is a figure_id, or its beginning where no other begins so. A second confirmation replaces the first.
    """
    rows = connection.execute(
        "select figure_id, raw_text, kind, confidence from evidence.figure where starts_with(figure_id, ?)",
        [figure],
    ).fetchall()
    if len(rows) != 1:
        found = "no figure" if not rows else f"{len(rows)} figures"
        raise NoSuchFigure(f"{figure!r}: {found} in the snapshot with this id; see evidence.figure, column figure_id")
    figure_id, read, kind, confidence = rows[0]
    if confidence is None:
        raise NoSuchFigure(f"{figure_id}: {read!r} was read from text, not from a picture; there is nothing to confirm")
    if value is not None and kind in ("date", "code", "ordinal"):
        raise WrongUsage(f"{figure_id}: {read!r} is a {kind}; it can be confirmed as read, but not given a value")
    number = None if value is None else _number(value, "--value")
    kept = {row["figure_id"]: row for _, row in _rows(home)}
    kept[figure_id] = {
        "figure_id": figure_id, "read": read, "value": "" if number is None else str(number), "by": by,
        "on": date.today().isoformat(),
    }  # fmt: skip
    write_sheet(home.confirmed, COLUMNS, kept.values())
    told = f"as read, {read}" if number is None else f"{number}, read {read}"
    return f"{figure_id}: confirmed {told}; the next `budget-warehouse load` takes it"


def certainty(home: Home, confidence: float) -> Mapping[str, Certainty]:
    """What is believed of documents, by the first 16 digits of their SHA-256; "" is for those without confirmations."""
    by_document: dict[str, dict[Mark, Confirmed]] = {"": {}}
    for line, row in _rows(home):
        place = f"{home.confirmed}, line {line}"
        value = row["value"]
        prefix, _, mark = row["figure_id"].partition("-")
        block, _, index = mark.partition("-")
        if len(prefix) != _PREFIX or not block.isdecimal() or not index.isdecimal():
            raise WrongConfirmation(f"{place}: {row['figure_id']!r} is no figure_id; see evidence.figure, or remove it")
        said = Confirmed(row["read"], _number(value, place) if value else None)
        by_document.setdefault(prefix, {})[Mark(int(block), int(index))] = said
    return {prefix: Certainty(confidence, said) for prefix, said in by_document.items()}


def believed(all_of: Mapping[str, Certainty], sha256: str) -> Certainty:
    """What is believed of one document."""
    return all_of.get(sha256[:_PREFIX], all_of[""])


def fingerprint(all_of: Mapping[str, Certainty], sha256s: Iterable[str]) -> str:
    """Changes when a confirmation of one of the documents, or the confidence asked for, does."""
    said = [
        [
            sha,
            *sorted((mark.block, mark.index, one.read, str(one.value)) for mark, one in all_of[sha].confirmed.items()),
        ]
        for sha in sorted({sha256[:_PREFIX] for sha256 in sha256s} & all_of.keys())
    ]
    return hashlib.sha256(json.dumps([all_of[""].confidence, said]).encode()).hexdigest()[:_PREFIX]


def _number(text: str, place: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise WrongConfirmation(f"{place}: {text!r} is no number; expected one in the printed unit, such as 506.83")
    return number


def _rows(home: Home) -> list[tuple[int, Row]]:
    """The rows with their lines; a file of which a row would be lost is not used at all."""
    sheet = read_sheet(home.confirmed, dict.fromkeys(COLUMNS, ()))
    if sheet.bad:
        raise WrongConfirmation(f"{home.confirmed.parent / str(sheet.bad[0])}")
    if sheet.header not in ((), COLUMNS):
        found = ", ".join(sheet.header)
        raise WrongConfirmation(f"{home.confirmed}: columns {found}, expected {', '.join(COLUMNS)}")
    return list(sheet.rows)
