"""Every judged rule on a report it passes, one that breaks it, one it does not apply to, one with too little data."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

import pytest

from expectations.rules.catalogue import load_rules
from tests.dbt_project.example_home import PROJECT, ExampleHome
from tests.dbt_project.rule_cases import CASES, KINDS, RuleCase, owed, read_cases, reports

RULES = {rule.id: rule for rule in load_rules()}
# A22 and A23 are about reports that are not there: their cases are in test_findings.py and tests/warehouse.
JUDGED = [rule.id for rule in RULES.values() if rule.is_judged and rule.id not in ("A22", "A23")]
CASE_LIST = read_cases(RULES)
WRONG = (
    "spending total 1267.80",
    "spending expenditure_type/basic 1096.19",
    "spending expenditure_type/project 191.61",
)
RIGHT = (*WRONG[:2], "spending expenditure_type/project 171.61")
NOT_JUDGED, FAILED, PASSED = {"insufficient_data"}, {"fail"}, {"pass", "pass_rounded", "pass_truncated"}
#: What stands beside a report's facts and decides whether they are judged: case, outcomes that it may have.
BESIDE = [
    (RuleCase("D05", "doubt in the section", "final_accounts", (*WRONG, "doubt s1")), NOT_JUDGED),
    (RuleCase("D05", "doubt elsewhere", "final_accounts", (*WRONG, "doubt s2")), FAILED),
    (RuleCase("D05", "unread figure at its end", "final_accounts", (*WRONG, "unread 5.00")), NOT_JUDGED),
    (RuleCase("D05", "unread figure within", "final_accounts", (*WRONG[:2], "unread 5.00", WRONG[2])), NOT_JUDGED),
    (RuleCase("D05", "unread figure, sum fits", "final_accounts", (*RIGHT, "unread 5.00")), PASSED),
    (
        RuleCase("D05", "unread figure further on", "final_accounts", (
            *WRONG, "budget total 9.00 approved", "unread 5.00",
        )),
        FAILED,
    ),
    (RuleCase("D05", "unread figure in the row below", "final_accounts", (*WRONG, "unread below 5.00")), NOT_JUDGED),
    (RuleCase("D05", "unread figure in the next sentence", "final_accounts", (*WRONG, "unread behind 5.00")), FAILED),
    (
        RuleCase("C09", "points of the funds beside the full mark", "project_evaluation", (
            "indicator 执行率 - 100% level1=预算执行率 weight=10", "indicator 数量 10件 10件 100 weight=60",
            "indicator 质量 10件 10件 100 weight=40",
        )),
        PASSED,
    ),
    (
        RuleCase("C09", "points of the funds within the full mark", "project_evaluation", (
            "indicator 执行率 - 100% level1=预算执行率 weight=10 table",
            "indicator 数量 10件 10件 100 weight=50 table", "indicator 质量 10件 10件 100 weight=40 table",
        )),
        PASSED,
    ),
    (
        RuleCase("A02", "year compared with", "final_accounts", (
            "heading 2023年度部门决算情况说明", "text 2023年公务接待费9.95万元，较2022年决算数下降5.5%。",
        )),
        PASSED,
    ),
    (
        RuleCase("C15", "points of a part before the score", "performance_evaluation", (
            "text 投入（分值15分）得14.2分，产出（分值85分）得80分，总得分94.2分，评价等级为优。",
        )),
        PASSED,
    ),
    (
        RuleCase("C15", "points of parts behind the score", "performance_evaluation", (
            "text 自评得分97.6分，其中满意度指标10分得10分，自评等级为优。",
        )),
        PASSED,
    ),
    (
        RuleCase("C15", "the score behind the grade", "performance_evaluation", (
            "text 2023年评价等级为优，得分83分。",
        )),
        FAILED,
    ),
    (
        RuleCase("C09", "some points told in prose", "project_evaluation", (
            "indicator 数量 10件 10件 100 weight=10", "indicator 质量 10件 10件 100 weight=8",
        )),
        NOT_JUDGED,
    ),
    (
        RuleCase("C13", "some scores told in prose", "project_evaluation", (
            "indicator 数量 10件 10件 100 weight=10 score=10", "indicator 质量 10件 10件 100 weight=8 score=8",
            "statistic evaluation_score 96分",
        )),
        NOT_JUDGED,
    ),
    (
        RuleCase("C05", "fewer first levels told in prose", "performance_monitoring", (
            "indicator 培训 300人 151人 50.3", "statistic indicator_count_level1 4个",
            "statistic indicator_count_level3 18个",
        )),
        NOT_JUDGED,
    ),
    (
        RuleCase("C05", "all first levels told in prose", "performance_monitoring", (
            "indicator 培训 300人 151人 50.3", "statistic indicator_count_level1 1个",
            "statistic indicator_count_level3 18个",
        )),
        FAILED | PASSED,
    ),
    (
        RuleCase("E19", "examples of the staff", "performance_evaluation", (
            "statistic staff 11人", "statistic staff 1人 item=临聘人员", "statistic staff 1人 item=志愿者",
        )),
        NOT_JUDGED,
    ),
    (
        RuleCase("A07", "table in whole numbers", "final_accounts", (
            "text “三公”经费支出决算表", "row “三公”经费合计\t公务接待费", "row 79\t4", "text “三公”经费支出为79万元。",
        )),
        NOT_JUDGED,
    ),
]  # fmt: skip


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


@pytest.mark.parametrize(("case", "allowed"), BESIDE, ids=[case.name for case, _ in BESIDE])
def test_what_stands_beside_it_decides_whether_a_sum_is_judged(
    outcomes: dict[tuple[str, str], set[str]], case: RuleCase, allowed: set[str]
) -> None:
    assert outcomes[f"report-{case.name}", case.rule_id]
    assert outcomes[f"report-{case.name}", case.rule_id] <= allowed


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
