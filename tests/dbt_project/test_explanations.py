"""What explains a failing check where the arithmetic supports exactly one slip, and that two slips explain nothing."""

from __future__ import annotations

import pytest

from expectations.rules.catalogue import load_rules
from tests.dbt_project.example_home import ExampleHome
from tests.dbt_project.rule_cases import RuleCase, reports

BASIC, PROJECT = "spending expenditure_type/basic", "spending expenditure_type/project"
THREE = "spending three_public"
SLIP = "有一位数字不同或相邻两位颠倒"

#: The rule that fails, the facts, and what is said of it.
CASES = {
    "yuan for ten thousand yuan in a part": (
        "D05", ["spending total 1267.80", f"{BASIC} 1096.1900", f"{PROJECT} 0.0171610"], "元与万元混用"
    ),
    "two digits in each other's place": (
        "D05", ["spending total 1267.80", f"{BASIC} 1096.19", f"{PROJECT} 117.61"], SLIP
    ),
    "one digit for another in a percentage": (
        "D17", ["spending total 1267.80", f"{BASIC} 1096.19", "rate share expenditure_type/basic 84.46"], SLIP
    ),
    "a savings rate for a completion rate": (
        "D21",
        ["budget total 100.00 initial", "spending total 57.00", "rate execution total 43.00 basis=initial"],
        "疑把节约率（100－完成率）写成完成率",
    ),
    "less for more": (
        "D18",
        ["spending total 1267.80", "change total 18.85 stage=spending", "spending total 1286.65 2022"],
        "正负号或增减方向相反",
    ),
    "last year's value": (
        "A16",
        ["spending total 1267.80", "spending total 1267.80", "spending total 986.65", "spending total 986.65 2022"],
        "疑误用上年数",
    ),
    "two shares in each other's place": (
        "D17",
        [
            "spending total 100.00", f"{BASIC} 81.00", f"{PROJECT} 19.00", "rate share expenditure_type/basic 19.00",
            "rate share expenditure_type/project 81.00",
        ],
        "两个数互换了位置",
    ),
    "an item left out of the sum": (
        "D05",
        ["spending total 1267.80", f"{BASIC} 1000.00", f"{PROJECT} 171.61", "spending procurement/goods 96.19"],
        "缺少一项，金额与差额相等",
    ),
    "a savings rate that is also one digit off": (
        "D21",
        ["budget total 100.00 initial", "spending total 55.00", "rate execution total 45.00 basis=initial"],
        None,
    ),
    "nothing that explains it": (
        "D05", ["spending total 1267.80", f"{BASIC} 1000.00", f"{PROJECT} 171.61"], None
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], set[str | None]]:
    home = ExampleHome(tmp_path_factory.mktemp("explanations"))
    rules = [home.rule_row(rule) for rule in load_rules()]
    cases = [RuleCase(f"case{n}", "", "final_accounts", tuple(facts)) for n, (_, facts, _) in enumerate(CASES.values())]
    home.write([report for case in cases for report in reports(case, "652825")], rule=rules)
    home.build()
    found: dict[tuple[str, str], set[str | None]] = {}
    for key, rule_id, words in home.rows("select report_key, rule_id, likely_explanation from quality.finding"):
        found.setdefault((key, rule_id), set()).add(words)
    return found


@pytest.mark.parametrize("name", CASES)
def test_one_slip_explains_a_failing_check(said: dict[tuple[str, str], set[str | None]], name: str) -> None:
    rule_id, _, words = CASES[name]
    assert said[f"report-case{list(CASES).index(name)}-", rule_id] == {words}
