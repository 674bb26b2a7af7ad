"""What Great Expectations relies on: results outlive the connection's return, and the file is free after disposal."""

from pathlib import Path

import duckdb
import pytest
import sqlalchemy as sa

from expectations import dialect


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "一 50% candidate.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema quality")
        connection.execute(
            "create table quality.operand as select 'k' || i as check_key, i as excess from range(3) t(i)"
        )
    return path


@pytest.fixture
def engine(database: Path) -> sa.Engine:
    dialect.register()
    return sa.create_engine(dialect.url(database))


def test_a_result_can_be_fetched_after_its_connection_went_back(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        result = connection.execute(
            sa.text("select check_key from quality.operand where excess > :least"), {"least": 0}
        )
    assert result.fetchall() == [("k1",), ("k2",)]
    engine.dispose()


def test_columns_are_reflected_in_their_order(engine: sa.Engine) -> None:
    columns = sa.inspect(engine).get_columns("operand", schema="quality")
    assert [column["name"] for column in columns] == ["check_key", "excess"]
    assert sa.inspect(engine).get_columns("operand", schema="marts") == []
    engine.dispose()


def test_nothing_can_be_written(engine: sa.Engine) -> None:
    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="read-only"):
        connection.execute(sa.text("delete from quality.operand"))
    engine.dispose()


def test_disposal_frees_the_file_even_with_a_result_half_fetched(engine: sa.Engine, database: Path) -> None:
    with engine.connect() as connection:
        result = connection.execute(sa.text("select check_key from quality.operand"))
    assert result.fetchone() == ("k0",)
    with pytest.raises(duckdb.Error):
        duckdb.connect(str(database))
    engine.dispose()
    with duckdb.connect(str(database)) as connection:
        connection.execute("create table quality.verdict (rule_id varchar)")
