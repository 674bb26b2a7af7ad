"""Data Docs of a judgement: what the pages say, and that they open without a network."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import duckdb
import pytest

from expectations.rules.catalogue import load_rules
from expectations.validate import validate
from tests.expectations.test_validate import complete

RULES = load_rules()


class Reader(HTMLParser):
    """Collects the tags that load something, the links, and the text row by row of the tables."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.rows: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src") and (value or "#")[0] != "#"]
        if tag == "tr":
            self.rows.append("")
        if tag == "i" and self.rows:
            self.rows[-1] += str(dict(attrs).get("class"))

    def handle_data(self, data: str) -> None:
        if self.rows:
            self.rows[-1] += f" {data.strip()}"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages about B01 that fails once, B02 that passes, and rules without operands."""
    home = tmp_path_factory.mktemp("home")
    with duckdb.connect(str(home / "candidate.duckdb")) as connection:
        connection.execute("""
            create schema quality;
            create table quality.operand as select *, true as is_ready from (values
                ('k1', 'B01', 2::decimal(28, 8), 1::decimal(28, 8)), ('k2', 'B01', 0, 1), ('k3', 'B02', 1, 1)
            ) as v (check_key, rule_id, excess, tolerance);
        """)
        complete(connection)
    validate(home / "candidate.duckdb", RULES, home / "state", datetime(2026, 1, 2, tzinfo=UTC), home / "docs")
    return home / "docs"


def test_there_is_a_page_per_suite_and_an_index_that_leads_to_each(docs: Path) -> None:
    suites = {"operand_shape", "mart_volume", "mart_vocabulary", *(rule.family for rule in RULES if rule.is_judged)}
    assert {path.stem for path in docs.iterdir()} == {"index", *suites}
    assert set(Reader(docs / "index.html").links) == {f"{suite}.html" for suite in suites}


def test_nothing_is_loaded_from_elsewhere_and_no_link_is_dead(docs: Path) -> None:
    for path in docs.iterdir():
        page = Reader(path)
        assert not {"script", "link", "img", "iframe"} & set(page.tags), path.name
        assert not re.search(r"https?:|url\(|@import", path.read_text(encoding="utf-8")), path.name
        assert all((docs / link).is_file() for link in page.links), (path.name, page.links)


def test_a_rule_is_shown_with_its_title_and_what_became_of_it(docs: Path) -> None:
    titles = {rule.id: rule.title_zh for rule in RULES}
    rows = Reader(docs / "rate.html").rows
    (failed,) = [row for row in rows if f"B01 {titles['B01']}" in row]
    assert "fa-times" in failed
    assert "1 unexpected values found" in failed
    (passed,) = [row for row in rows if f"B02 {titles['B02']}" in row]
    assert "fa-check-circle" in passed


def test_a_rule_without_anything_to_judge_does_not_stand_among_those_that_passed(docs: Path) -> None:
    page = (docs / "rate.html").read_text(encoding="utf-8")
    judged, idle = page.split("nothing to judge")
    assert "B12" not in judged
    assert "<li>B12 " in idle
    (row,) = [row.split() for row in Reader(docs / "index.html").rows if row.split()[:1] == ["rate"]]
    count = sum(rule.family == "rate" and rule.is_judged for rule in RULES)
    assert row == ["rate", "1", "1", "0", str(count - 2)]


def test_no_pages_where_none_are_asked_for(docs: Path, tmp_path: Path) -> None:
    validate(docs.parent / "candidate.duckdb", RULES, tmp_path / "state")
    assert [path.name for path in tmp_path.iterdir()] == ["state"]
