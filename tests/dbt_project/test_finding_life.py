"""A finding's life over any sequence of nights: the SQL of `quality.finding`, night after night, on tiny tables.

The tables have the columns of the built warehouse, so that only what a night is about is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dbt_project.example_home import FIRST_NIGHT, ExampleHome

KEYS = ("k1", "k2")
FORMULAS = ("a = b", "a = b + c")
FIRST = datetime.fromisoformat(FIRST_NIGHT)


@dataclass(frozen=True)
class Waiver:
    """What a line of waivers.csv was given for; `days` is how long it holds after the first night."""

    stated: int
    formula: str
    days: int | None


@dataclass(frozen=True)
class Night:
    """What a load finds: the stated side of each failing check, the waivers in the file, the rule."""

    days_later: int
    stated: dict[str, int | None]
    waivers: dict[str, Waiver | None]
    formula: str
    is_judged: bool


def of_each(values: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(dict.fromkeys(KEYS, values))


NIGHTS = st.lists(
    st.builds(
        Night,
        days_later=st.integers(0, 2),
        stated=of_each(st.sampled_from([None, 1, 2])),
        waivers=of_each(
            st.none()
            | st.builds(Waiver, st.integers(1, 2), st.sampled_from(FORMULAS), st.sampled_from([None, 0, 1, 3]))
        ),
        formula=st.sampled_from(FORMULAS),
        is_judged=st.sampled_from([True, True, True, False]),
    ),
    min_size=2,
    max_size=6,
)


class Life:
    """One in-memory warehouse in which nights follow each other."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, sql: str) -> None:
        self._connection = connection
        self._sql = sql
        self.versions: dict[str, str] = {}
        self.versions = {formula: self._version(formula) for formula in FORMULAS}

    def _version(self, formula: str) -> str:
        self.forget()
        night = Night(0, dict.fromkeys(KEYS, 1), dict.fromkeys(KEYS), formula, is_judged=True)
        self.lay_out(night)
        return str(self.load(FIRST)["k1"]["rule_version"])

    def forget(self) -> None:
        self._connection.execute("delete from candidate.staging.stg_previous_finding")

    def lay_out(self, night: Night) -> None:
        """Write what the load of a night reads, beside the findings of the night before."""
        fill = self._fill
        rule = {"rule_id": "B01", "state": "active", "severity": "critical", "since": date(2026, 1, 1)}
        fill("staging.stg_rule", rule | {"formula": night.formula, "message_zh": "{stated}", "message_en": "{stated}"})
        fill("staging.stg_verdict", {"rule_id": "B01", "executed": night.is_judged})
        about = {"rule_id": "B01", "report_key": "r", "subject": "s", "unit": "%", "expected": 9, "tolerance": 0}
        seen = {key: stated for key, stated in night.stated.items() if stated and night.is_judged}
        checks = [about | {"check_key": key, "stated": stated, "outcome": "fail"} for key, stated in seen.items()]
        fill("quality.fct_check", *checks)
        fill("quality.operand", *({"check_key": key, "county_code": "652825", "fiscal_year": 2021} for key in seen))
        waivers = {key: waiver for key, waiver in night.waivers.items() if waiver}
        given_by = {"expected": 9, "tolerance": 0, "waived_by": "李", "waiver_reason": "复核无误"}
        rows = (
            given_by
            | {"finding_key": key, "stated": waiver.stated, "waiver_until": until(waiver)}
            | {"rule_version": self.versions[waiver.formula]}
            for key, waiver in waivers.items()
        )
        fill("staging.stg_waiver", *rows)

    def load(self, now: datetime) -> dict[str, dict[str, Any]]:
        """Findings after the load that began at `now`, by key; the next load finds them as those of the last."""
        sql = self._sql.replace("2026-01-02T02:00:00", now.strftime("%Y-%m-%dT%H:%M:%S"))
        sql = sql.replace("2026-01-02", now.strftime("%Y-%m-%d"))
        self._connection.execute(f"create or replace temp table found as {sql}")
        self.forget()
        self._connection.execute("insert into candidate.staging.stg_previous_finding by name from found")
        rows = self._connection.execute("from found order by finding_key")
        names = [column[0] for column in rows.description or ()]
        return {row[0]: dict(zip(names, row, strict=True)) for row in rows.fetchall()}

    def _fill(self, table: str, *rows: dict[str, Any]) -> None:
        self._connection.execute(f"delete from candidate.{table}")
        for row in rows:
            values = ", ".join(f'? as "{name}"' for name in row)
            self._connection.execute(f"insert into candidate.{table} by name select {values}", list(row.values()))


def until(waiver: Waiver) -> date | None:
    return None if waiver.days is None else FIRST.date() + timedelta(waiver.days)


@pytest.fixture(scope="module")
def life(warehouse: ExampleHome) -> Iterator[Life]:
    """Empty tables with the columns of those that the compiled model reads."""
    (compiled,) = warehouse.root.glob("work/target/compiled/**/quality/finding.sql")
    sql = compiled.read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute("set TimeZone = 'Asia/Shanghai'")
        connection.execute(f"attach '{warehouse.root}/work/candidate.duckdb' as built (read_only)")
        connection.execute("attach ':memory:' as candidate")
        for schema, table in sorted(set(re.findall(r'"candidate"\."(\w+)"\."(\w+)"', sql))):
            connection.execute(f"create schema if not exists candidate.{schema}")
            connection.execute(f"create table candidate.{schema}.{table} as from built.{schema}.{table} limit 0")
        yield Life(connection, sql)


@given(NIGHTS)
@settings(max_examples=25, deadline=None)
def test_a_finding_over_any_sequence_of_nights(life: Life, nights: list[Night]) -> None:
    life.forget()
    now, before = FIRST, dict[str, dict[str, Any]]()
    for night in nights:
        now += timedelta(days=night.days_later, minutes=1)
        life.lay_out(night)
        found = life.load(now)
        again = life.load(now + timedelta(minutes=5))
        assert again == found, "the second load of a night changes nothing"
        assert before.keys() <= found.keys(), "no finding is ever lost"
        for key, finding in found.items():
            check(finding, before.get(key), night, now, life.versions)
        before = found


def check(finding: dict[str, Any], earlier: dict[str, Any] | None, night: Night, now: datetime, versions: Any) -> None:
    """What must hold of one finding after one load."""
    is_failing = bool(night.stated[finding["finding_key"]]) and night.is_judged
    was = earlier["state"] if earlier else None
    waiver = night.waivers[finding["finding_key"]]
    holds = (
        waiver is not None
        and waiver.stated == finding["stated"]
        and versions[waiver.formula] == finding["rule_version"]
        and (waiver.days is None or until(waiver) >= now.date())
    )
    if is_failing or (not night.is_judged and was != "resolved"):
        assert finding["state"] == ("waived" if holds else "open")
    else:
        assert finding["state"] == "resolved"
    assert (finding["resolved_at"] is None) == (finding["state"] != "resolved")
    assert (finding["waived_by"] is None) == (finding["state"] != "waived")
    assert (finding["reopened_at"] is None) == (finding["reopened_because"] is None)
    assert finding["first_seen_at"] == (earlier["first_seen_at"] if earlier else now)
    if is_failing:
        assert finding["last_seen_at"].date() == now.date()
    if was in ("waived", "resolved") and finding["state"] == "open":
        assert finding["reopened_at"] == now
        if waiver is None:
            assert finding["reopened_because"] == ("failed_again" if was == "resolved" else "waiver_withdrawn")
        else:
            assert finding["reopened_because"] in ("waiver_expired", "rule_changed", "figures_changed")
