"""Every judged rule on a report it passes, one that breaks it, one it does not apply to, one with too little data."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pytest

from expectations.rules.catalogue import load_rules
from tests.dbt_project.example_home import PROJECT, ExampleHome
from tests.dbt_project.rule_cases import CASES, KINDS, RuleCase, owed, read_beside, read_cases, reports

RULES = {rule.id: rule for rule in load_rules()}
# A22 and A23 are about reports that are not there: their cases are in test_findings.py and tests/warehouse.
JUDGED = [rule.id for rule in RULES.values() if rule.is_judged and rule.id not in ("A22", "A23")]
CASE_LIST = read_cases(RULES)
PASSED, FAILED, NOT_JUDGED = {"pass", "pass_rounded", "pass_truncated"}, {"fail"}, {"insufficient_data"}
ALLOWED = {"passed": PASSED, "failed": FAILED, "judged": PASSED | FAILED, "not judged": NOT_JUDGED} | {
    "not applicable": {"not_applicable"}
}
BESIDE = read_beside(RULES)


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], set[str]]:
    """The outcomes of each rule in each report, all cases built at once with the catalogue as it is shipped."""
    home = ExampleHome(tmp_path_factory.mktemp("cases"))
    with (PROJECT / "seeds" / "county.csv").open(encoding="utf-8", newline="") as file:
        counties = [row["county_code"] for row in csv.DictReader(file)]
    placed = list(zip(CASE_LIST + [case for case, _ in BESIDE], counties, strict=False))
    made = [report for case, county in placed for report in reports(case, county)]
    expected = [row for case, county in placed for row in owed(case, county)]
    home.write(made, rule=[home.rule_row(rule) for rule in RULES.values()], expected_report=expected)
    home.build()
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report_key, rule_id, outcome in home.rows("select report_key, rule_id, outcome from quality.fct_check"):
        found[report_key, rule_id].add(outcome)
    return found


def test_every_judged_rule_has_its_four_cases() -> None:
    kinds = defaultdict(set)
    for case in CASE_LIST:
        kinds[case.rule_id].add(case.kind)
    assert {rule_id: set(KINDS) - kinds[rule_id] for rule_id in JUDGED if kinds[rule_id] != set(KINDS)} == {}


@pytest.mark.parametrize("rule_id", JUDGED)
def test_a_report_that_keeps_the_rule_passes(outcomes: dict[tuple[str, str], set[str]], rule_id: str) -> None:
    found = outcomes[f"report-{rule_id}-pass", rule_id]
    assert found & PASSED
    assert "fail" not in found


@pytest.mark.parametrize("rule_id", JUDGED)
def test_a_report_that_breaks_the_rule_fails(outcomes: dict[tuple[str, str], set[str]], rule_id: str) -> None:
    assert "fail" in outcomes[f"report-{rule_id}-fail", rule_id]


@pytest.mark.parametrize("rule_id", JUDGED)
def test_a_report_the_rule_says_nothing_of(outcomes: dict[tuple[str, str], set[str]], rule_id: str) -> None:
    assert outcomes[f"report-{rule_id}-apart", rule_id] == {"not_applicable"}


@pytest.mark.parametrize("rule_id", JUDGED)
def test_a_report_with_too_little_data_is_no_pass(outcomes: dict[tuple[str, str], set[str]], rule_id: str) -> None:
    assert outcomes[f"report-{rule_id}-short", rule_id] == {"insufficient_data"}


@pytest.mark.parametrize(("case", "outcome"), BESIDE, ids=[case.name for case, _ in BESIDE])
def test_wording_and_what_stands_beside_it_decide_what_becomes_of_a_check(
    outcomes: dict[tuple[str, str], set[str]], case: RuleCase, outcome: str
) -> None:
    found = outcomes[f"report-{case.name}", case.rule_id]
    assert found & ALLOWED[outcome]
    # one comparison that fails fails the report; beside one that was made, another may lack its data
    assert found <= ALLOWED[outcome] | (PASSED | NOT_JUDGED if outcome == "failed" else set())


def test_no_tolerance_is_written_as_a_number() -> None:
    literal = re.compile(r"(tolerance|half_width)\s*(<=|>=|=|\+|as)\s*0*[1-9.]|[<>]=?\s*0?\.0*[1-9]")
    models = [*(PROJECT / "models").rglob("*.sql"), *(PROJECT / "macros").glob("*.sql")]
    assert len(models) > 50
    assert literal.search("tolerance + 0.01 as tolerance"), "the pattern finds what it is to find"
    assert literal.search("abs(stated - expected) <= 0.05"), "the pattern finds what it is to find"
    said = [f"{path.name}: {found[0]}" for path in models if (found := literal.search(path.read_text("utf-8")))]
    assert said == []


def test_cases_stand_in_the_file_of_their_chapter() -> None:
    for path in CASES.glob("*.toml"):
        assert set(re.findall(r"^\[(\w)", path.read_text("utf-8"), re.M)) == {path.stem.upper()}
