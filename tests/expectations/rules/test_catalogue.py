"""The shipped catalogue says what the domain's catalogue says; a faulty entry is refused with its place."""

import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from expectations.rules.catalogue import PLACEHOLDERS, CatalogueError, Rule, export_rules, load_rules

CHAPTERS = {"A": 23, "B": 27, "C": 32, "D": 33, "E": 22}
CATALOGUED = [f"{letter}{number:02}" for letter, count in CHAPTERS.items() for number in range(1, count + 1)]
WARNINGS = (
    "A03 A04 A05 A10 A11 A12 A15 A19 A21 A22 A23 B04 B11 B13 B14 B15 B17 B20 B24 B26 B27 C03 C04 C08 C12 C16 C17 C18 "
    "C22 C23 C24 C25 C28 C30 C32 D07 D15 D17 D29 D31 D32 D33 E07 E08 E09 E10 E11 E13 E14 E20"
)
INFOS = "A09 A17 A20 C19 C21 C26 C27 C29 D25 E21"

ENTRY = """
[[rule]]
id = "B01"
state = "active"
since = 2026-01-31
family = "rate"
title_zh = "到位率"
title_en = "Received"
formula = "a = b"
severity = "critical"
is_blocking = false
applies_to = ["budget"]
if_absent = "insufficient_data"
basis = ""
message_zh = "{subject}：{stated}"
message_en = "{subject}: {stated}"
"""


@pytest.fixture(scope="module")
def shipped() -> dict[str, Rule]:
    return {rule.id: rule for rule in load_rules()}


def test_the_whole_catalogue_stands_in_order(shipped: dict[str, Rule]) -> None:
    assert list(shipped) == CATALOGUED


def test_a_hundred_rules_make_findings(shipped: dict[str, Rule]) -> None:
    assert len([rule for rule in shipped.values() if rule.state == "active"]) >= 100


def test_only_what_the_domain_marks_as_doubtful_is_less_than_critical(shipped: dict[str, Rule]) -> None:
    assert [rule.id for rule in shipped.values() if rule.severity == "warning"] == WARNINGS.split()
    assert [rule.id for rule in shipped.values() if rule.severity == "info"] == INFOS.split()


def test_an_outlier_is_never_an_error(shipped: dict[str, Rule]) -> None:
    doubts = {rule.id for rule in shipped.values() if rule.family == "plausibility" and rule.severity == "critical"}
    assert doubts == {"B03"}, "B03 compares two amounts the report prints"


def test_a_contradiction_a_department_printed_blocks_nothing(shipped: dict[str, Rule]) -> None:
    assert not [rule.id for rule in shipped.values() if rule.is_blocking]


def test_no_regulation_is_cited_before_its_text_was_confirmed(shipped: dict[str, Rule]) -> None:
    assert not [rule.id for rule in shipped.values() if rule.basis or "〔" in rule.message_zh]


@pytest.mark.parametrize(
    ("rule_id", "report_type", "applies"),
    [
        pytest.param("C09", "final_accounts", True, id="self-evaluation forms annexed to final accounts are judged"),
        pytest.param("D05", "budget", True, id="a budget prints spending by kind"),
        pytest.param("D13", "budget", True, id="a budget prints what basic spending is made of"),
        pytest.param("D15", "budget", False, id="a budget does not print the economic classes of basic spending"),
        pytest.param("C11", "performance_monitoring", False, id="a monitoring form carries no scores"),
        pytest.param("C01", "budget", False, id="a budget has no actual values"),
        pytest.param("B06", "final_accounts", False, id="final accounts compare all kinds of spending in D05"),
        pytest.param("B02", "final_accounts", False, id="the rates of final accounts are D21"),
        pytest.param("A16", "budget", True, id="any report may print one figure twice"),
    ],
)
def test_a_rule_applies_where_its_operands_are_printed(
    shipped: dict[str, Rule], rule_id: str, report_type: str, applies: bool
) -> None:
    assert (report_type in shipped[rule_id].applies_to) is applies


@pytest.mark.parametrize("rule_id", CATALOGUED)
def test_messages_show_both_sides_and_ask_whoever_printed_them(shipped: dict[str, Rule], rule_id: str) -> None:
    rule = shipped[rule_id]
    said = {name: f"<{name}>" for name in PLACEHOLDERS}
    shown = []
    zh, en = ("财政局", "finance bureau") if rule.applies_to == ("county_summary",) else ("部门", "department")
    for text, request in [(rule.message_zh, f"请{zh}"), (rule.message_en, f"Ask the {en}")]:
        rendered = text.format(**said)
        assert request in rendered
        assert "<subject>" in rendered
        shown.append({side for side in ("<stated>", "<expected>", "<difference>") if side in rendered})
    assert shown[0] == shown[1], "both languages show the same sides"
    if "<expected>" in shown[0]:
        assert "<stated>" in shown[0], "one side alone is no comparison"


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        pytest.param('basis = ""', 'base = ""', "unknown key base", id="an unknown key"),
        pytest.param('basis = ""', "", "key basis is missing", id="a missing key"),
        pytest.param('"rate"', '"ratio"', "family is 'ratio'; known are identity", id="an unknown family"),
        pytest.param('"critical"', '"E"', "severity is 'E'; known are critical", id="an unknown severity"),
        pytest.param('["budget"]', '["Y"]', "applies_to is 'Y'; known are", id="an unknown report type"),
        pytest.param('["budget"]', '["budget", "budget"]', "names a report type twice", id="a type named twice"),
        pytest.param('["budget"]', "[]", "at least one report type", id="no report type"),
        pytest.param('"active"', '"on"', "state is 'on'; known are active", id="an unknown state"),
        pytest.param("2026-01-31", '"2026-01-31"', "write a day without quotes", id="a day that is a text"),
        pytest.param('"insufficient_data"', '"pass"', "if_absent is 'pass'; known are", id="an absence that passes"),
        pytest.param("false", '"no"', "write true or false", id="a flag that is a text"),
        pytest.param('"a = b"', "1", "write a text in quotes", id="a text that is a number"),
        pytest.param('"a = b"', '""', "formula is empty", id="an empty formula"),
        pytest.param('"{subject}: {stated}"', '"{stated}"', "use {subject}", id="a message without its subject"),
        pytest.param('"{subject}: {stated}"', '"{subject} {sum}"', "placeholder is 'sum'", id="an unknown placeholder"),
        pytest.param('"{subject}: {stated}"', '"{subject} {"', "unbalanced braces", id="an open brace"),
        pytest.param('"{subject}: {stated}"', '"{subject:>9}"', "write the bare name", id="a format in a placeholder"),
        pytest.param('"B01"', '"B1"', "a letter A to E and two digits", id="an id of another form"),
        pytest.param('"B01"', '"C01"', "move it to the file of chapter C", id="a rule of another chapter"),
        pytest.param("[[rule]]", "[rule]", "in double brackets", id="a single bracket"),
        pytest.param("[[rule]]", "[[rules]]", "unknown top-level key rules", id="a misspelt table"),
        pytest.param('"a = b"', '"a', "is no TOML in UTF-8", id="a quote left open"),
    ],
)
def test_a_faulty_entry_is_refused_with_its_file_and_reason(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    assert old in ENTRY
    (tmp_path / "b_execution.toml").write_text(ENTRY.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"b_execution\.toml") as refused:
        load_rules(tmp_path)
    assert complaint in str(refused.value)


def test_an_id_that_stands_twice_is_refused_with_both_files(tmp_path: Path) -> None:
    (tmp_path / "b_one.toml").write_text(ENTRY, encoding="utf-8")
    (tmp_path / "b_two.toml").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"b_two\.toml: rule B01 already stands in b_one\.toml"):
        load_rules(tmp_path)


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"found no \*\.toml"):
        load_rules(tmp_path)


def test_the_export_has_the_columns_of_dim_rule_and_the_messages(shipped: dict[str, Rule], tmp_path: Path) -> None:
    export_rules(list(shipped.values()), tmp_path / "state" / "rule.parquet")
    table = pl.read_parquet(tmp_path / "state" / "rule.parquet")
    assert table.columns == [
        "rule_id", "state", "since", "family", "title_zh", "title_en", "formula", "severity",
        "is_blocking", "applies_to", "if_absent", "basis", "message_zh", "message_en",
    ]  # fmt: skip
    assert table["rule_id"].to_list() == CATALOGUED
    assert table.schema["applies_to"] == pl.List(pl.String)
    row = table.row(by_predicate=pl.col("rule_id") == "D15", named=True)
    assert (row["applies_to"], row["severity"], row["is_blocking"]) == (["final_accounts"], "warning", False)
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["rule.parquet"]


def test_reading_the_catalogue_imports_nothing_slow() -> None:
    program = (
        "import sys, expectations.validate; from expectations.rules.catalogue import load_rules; load_rules();"
        "print([name for name in ('great_expectations', 'polars', 'duckdb', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
