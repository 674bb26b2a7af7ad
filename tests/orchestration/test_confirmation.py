"""Figures that OCR was not sure of: confirmed by a person, they are facts of the next load."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from ingest.extract.found import Mark
from ingest.readers import picture
from orchestration import confirmation
from orchestration.confirmation import NoSuchFigure, WrongConfirmation, certainty, confirm, fingerprint
from orchestration.errors import WrongUsage
from orchestration.home import Home
from orchestration.load import Scope, run_load
from orchestration.settings import Settings

SCAN = Path(__file__).parents[1] / "data/scan/monitoring.png"
SHA = "0123456789abcdef"


@pytest.fixture
def snapshot() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute(f"""
            create schema evidence;
            create table evidence.figure as select * from (values
                ('{SHA}-3-0', '84.20万元', 'money', 0.62), ('{SHA}-3-1', '2023年', 'date', 0.7),
                ('{SHA}-4-0', '6人', 'count', null)
            ) as v (figure_id, raw_text, kind, confidence);
        """)
        yield connection


def test_a_confirmation_is_written_and_read_again(snapshot: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    home = Home(tmp_path)
    confirm(snapshot, home, f"{SHA}-3-0", None, "李")
    told = confirm(snapshot, home, f"{SHA}-3-0", "1,284.20", "李")
    assert "1284.20, read 84.20万元" in told
    said = certainty(home, 0.8)[SHA]
    assert said.confidence == 0.8
    assert said.confirmed[Mark(3, 0)].value == Decimal("1284.20")
    assert len(home.confirmed.read_text(encoding="utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("figure", "value", "error", "message"),
    [
        pytest.param(f"{SHA}-9", None, NoSuchFigure, "no figure in the snapshot", id="no such figure"),
        pytest.param(SHA, None, NoSuchFigure, "3 figures in the snapshot", id="not told apart"),
        pytest.param(f"{SHA}-4-0", None, NoSuchFigure, "read from text", id="never was a picture"),
        pytest.param(f"{SHA}-3-1", "2022", WrongUsage, "it can be confirmed as read", id="a date has no value"),
        pytest.param(f"{SHA}-3-0", "84,2o", WrongConfirmation, "is no number", id="no number"),
    ],
)
def test_what_cannot_be_confirmed(
    figure: str,
    value: str | None,
    error: type[Exception],
    message: str,
    snapshot: duckdb.DuckDBPyConnection,
    tmp_path: Path,
) -> None:
    with pytest.raises(error, match=message):
        confirm(snapshot, Home(tmp_path), figure, value, "李")
    assert not Home(tmp_path).confirmed.exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            "figure,value\n", "line 1: no column figure_id, read, by, on among figure, value", id="other columns"
        ),
        pytest.param("figure_id,read,value,by,on\nabc,1,2,李,\n", "line 2: 'abc' is no figure_id", id="no id"),
        pytest.param(f"figure_id,read,value,by,on\n{SHA}-1-2,1,x,李,\n", "line 2: 'x' is no number", id="no number"),
    ],
)
def test_a_file_spoilt_by_hand_says_where(content: str, message: str, tmp_path: Path) -> None:
    Home(tmp_path).confirmed.write_text(content, encoding="utf-8")
    with pytest.raises(WrongConfirmation, match=message):
        certainty(Home(tmp_path), 0.9)


def test_only_partitions_of_confirmed_documents_are_done_again(
    snapshot: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    before = certainty(Home(tmp_path), 0.9)
    confirm(snapshot, Home(tmp_path), f"{SHA}-3-0", None, "李")
    after = certainty(Home(tmp_path), 0.9)
    mine, other = [SHA + "0" * 48], ["f" * 64]
    assert fingerprint(before, mine) != fingerprint(after, mine)
    assert fingerprint(before, other) == fingerprint(after, other)
    assert fingerprint(after, other) != fingerprint(certainty(Home(tmp_path), 0.8), other)


@pytest.mark.skipif(not picture.installed(), reason="needs the extra: pip install '.[ocr]'")
def test_a_scan_from_file_to_confirmed_fact(tmp_path: Path) -> None:
    landing = tmp_path / "landing/513223/2023"
    landing.mkdir(parents=True)
    shutil.copy(SCAN, landing / "监控报告.png")
    # No reading is believed, so that every figure waits for a person.
    settings = Settings(tmp_path / "home", tmp_path / "landing", ocr_confidence=1.0, workers=1)
    home = Home(settings.home)
    run_load(settings, Scope())
    with duckdb.connect(home.warehouse.resolve(), read_only=True) as connection:
        waiting = dict(
            connection.execute(
                "select raw_text, figure_id from evidence.figure where reason = 'uncertain reading' and confidence < 1"
            ).fetchall()
        )
        assert connection.execute("select state from ops.document").fetchall() == [("loaded",)]
        assert connection.execute("select count(*) from marts.fct_budget").fetchone() == (0,)
        assert {"168.40万元", "84.20万元", "320天", "163天"} <= waiting.keys()
        confirm(connection, home, waiting["320天"], None, "李")
        confirm(connection, home, waiting["163天"], "164", "李")
    run_load(settings, Scope())
    with duckdb.connect(home.warehouse.resolve(), read_only=True) as connection:
        rows = connection.execute(
            "select indicator_name, target_value::int, actual_value::int from marts.fct_indicator order by 1 desc"
        ).fetchall()
        assert rows == [("开放天数", 320, 164), ("培训场次", None, None)]
        figures = "select disposition, confidence, raw_text from evidence.figure where figure_id = ?"
        assert connection.execute(figures, [waiting["163天"]]).fetchone() == ("fact", 1.0, "163天")


def test_columns_of_the_file_are_those_documented() -> None:
    assert confirmation.COLUMNS == ("figure_id", "read", "value", "by", "on")
