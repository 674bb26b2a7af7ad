"""Every code that a page may show has a Chinese name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

import pytest
import yaml

from orchestration.review.words import page_words
from tests.orchestration.review.snapshots import MODELS, ROOT, SEEDS


def allowed(schema: str, model: str, column: str) -> Iterator[str]:
    """Yield the codes that the contract allows in a column."""
    said = yaml.safe_load((MODELS / schema / f"{schema}.yml").read_text(encoding="utf-8"))
    columns = next(one["columns"] for one in said["models"] if one["name"] == model)
    constraints = next(one["constraints"] for one in columns if one["name"] == column)
    yield from re.findall(r"'([^']+)'", " ".join(one.get("expression", "") for one in constraints))


def named() -> set[tuple[str, str]]:
    """Return the codes with a name, by domain; a name stands in one place."""
    with (SEEDS / "word.csv").open(encoding="utf-8", newline="") as file:
        published = {(row["domain"], row["code"]) for row in csv.DictReader(file)}
    of_pages = set(page_words())
    assert not published & of_pages
    return published | of_pages


@pytest.mark.parametrize(
    ("domain", "schema", "model", "column"),
    [
        ("outcome", "quality", "fct_check", "outcome"),
        ("family", "quality", "dim_rule", "family"),
        ("rule_state", "quality", "dim_rule", "state"),
        ("completeness", "quality", "completeness", "state"),
        ("document_state", "ops", "ops_document", "state"),
        ("operator", "marts", "fct_indicator", "operator"),
        ("if_absent", "quality", "dim_rule", "if_absent"),
    ],
    ids=lambda part: str(part),
)
def test_each_code_of_the_contract_has_a_name(domain: str, schema: str, model: str, column: str) -> None:
    codes = set(allowed(schema, model, column))
    assert codes
    assert {code for known, code in named() if known == domain} == codes


def test_each_reason_of_a_file_without_facts_has_a_name() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (?:held|rejected|loaded|removed) \| ([^|]*) \|", page, re.MULTILINE)
    documented = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    assert documented
    assert {code for known, code in page_words() if known == "reason_code"} == documented
