"""The books: what becomes of every file ever seen, and what one load hands to the next."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from ingest.records import TABLES
from orchestration.home import Home
from orchestration.state import DOCUMENT, FINDING, LOAD, enter_documents, open_books
from orchestration.survey import SURVEY

YESTERDAY, TODAY = datetime(2024, 6, 1, 18, tzinfo=UTC), datetime(2024, 6, 2, 18, tzinfo=UTC)
KEY = "652825|2021"


def book(
    before: list[dict[str, object]] | None = None,
    survey: list[dict[str, object]] | None = None,
    clean: list[dict[str, object]] | None = None,
    broken: dict[str, str] | None = None,
    made_at: datetime = TODAY,
) -> dict[str, dict[str, object]]:
    entered = enter_documents(
        pl.DataFrame(before or [], schema=DOCUMENT),
        pl.DataFrame(survey or [], schema=SURVEY),
        pl.DataFrame(clean or [], schema=TABLES["document"]),
        {KEY: made_at},
        broken or {},
        TODAY,
    )
    assert entered["source_path"].is_unique().all()
    return {str(row["source_path"]): row for row in entered.iter_rows(named=True)}


def seen(path: str, **values: object) -> dict[str, object]:
    return {"source_path": path, "sha256": path, "bytes": 1, "partition": KEY} | values


def read(path: str, **values: object) -> dict[str, object]:
    known = {"source_path": path, "sha256": path, "bytes": 1, "county_code": "652825", "fiscal_year": 2021}
    return known | {"state": "loaded"} | values


def test_new_document_is_seen_and_loaded_today() -> None:
    row = book(survey=[seen("a")], clean=[read("a")])["a"]
    assert (row["state"], row["first_seen_at"], row["last_loaded_at"]) == ("loaded", TODAY, TODAY)


def test_unchanged_document_keeps_both_times() -> None:
    entry = read("a", first_seen_at=YESTERDAY, last_loaded_at=YESTERDAY)
    row = book([entry], [seen("a")], [read("a")], made_at=YESTERDAY)["a"]
    assert (row["state"], row["first_seen_at"], row["last_loaded_at"]) == ("loaded", YESTERDAY, YESTERDAY)


def test_document_loaded_again_keeps_when_it_was_first_seen() -> None:
    entry = read("a", first_seen_at=YESTERDAY, last_loaded_at=YESTERDAY)
    row = book([entry], [seen("a")], [read("a")])["a"]
    assert (row["first_seen_at"], row["last_loaded_at"]) == (YESTERDAY, TODAY)


def test_rejected_document_was_never_loaded() -> None:
    row = book(survey=[seen("a")], clean=[read("a", state="rejected", reason_code="unreadable", reason="empty")])["a"]
    assert (row["state"], row["reason_code"], row["last_loaded_at"]) == ("rejected", "unreadable", None)


def test_document_that_reached_no_partition_is_held_with_its_reason() -> None:
    held = seen("a", partition=None, state="held", reason_code="unknown_county", reason="no county named 某县")
    row = book(survey=[held])["a"]
    assert (row["state"], row["county_code"], row["reason"]) == ("held", None, "no county named 某县")


def test_document_whose_partition_broke_is_held_with_the_error() -> None:
    row = book(survey=[seen("a")], broken={KEY: "extracted: ValueError: boom"})["a"]
    assert (row["state"], row["reason_code"]) == ("held", "internal_error")
    assert (row["county_code"], row["fiscal_year"]) == ("652825", 2021)
    assert "boom" in str(row["reason"])


def test_document_of_a_broken_partition_that_is_still_in_clean_stays_loaded() -> None:
    rows = book(survey=[seen("a"), seen("b")], clean=[read("a")], broken={KEY: "boom"}, made_at=YESTERDAY)
    assert (rows["a"]["state"], rows["b"]["state"]) == ("loaded", "held")


def test_document_that_is_gone_stays_in_the_book_as_removed() -> None:
    row = book([read("a", first_seen_at=YESTERDAY, last_loaded_at=YESTERDAY)])["a"]
    assert (row["state"], row["last_loaded_at"]) == ("removed", YESTERDAY)


def test_document_that_changed_stands_in_the_book_once() -> None:
    before = read("a", sha256="old", first_seen_at=YESTERDAY, last_loaded_at=YESTERDAY)
    assert book([before], [seen("a", sha256="new")], [read("a", sha256="new")])["a"]["sha256"] == "new"


def test_changed_document_whose_partition_broke_stands_in_the_book_once() -> None:
    before = read("a", sha256="old", first_seen_at=YESTERDAY, last_loaded_at=YESTERDAY)
    rows = book([before], [seen("a", sha256="new")], [read("a", sha256="old")], broken={KEY: "boom"})
    assert (rows["a"]["sha256"], rows["a"]["state"]) == ("old", "loaded")


def test_document_that_was_not_asked_for_is_not_entered() -> None:
    assert book(survey=[seen("a")]) == {}


def test_known_document_that_was_not_asked_for_keeps_its_entry() -> None:
    entry = read("a", state="held", first_seen_at=YESTERDAY)
    assert book([entry], [seen("a")])["a"]["state"] == "held"


def test_books_are_empty_before_the_first_load(tmp_path: Path) -> None:
    home = Home(tmp_path)
    open_books(home)
    for name, columns in (("document", DOCUMENT), ("finding", FINDING), ("load", LOAD)):
        frame = pl.read_parquet(home.state / f"{name}.parquet")
        assert (frame.height, frame.columns) == (0, list(columns))


def test_books_say_what_the_published_snapshot_says(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.warehouse.parent.mkdir(parents=True)
    with duckdb.connect(home.warehouse) as connection:
        connection.execute("create schema quality; create schema ops")
        # An older version: no figure_ids, and a column that is gone.
        connection.execute("create table quality.finding as select 'k' as finding_key, 'open' as state, 1 as former")
    open_books(home)
    frame = pl.read_parquet(home.state / "finding.parquet")
    assert frame.columns == list(FINDING)
    assert frame.select("finding_key", "state", "figure_ids").rows() == [("k", "open", None)]
    assert pl.read_parquet(home.state / "load.parquet").height == 0
