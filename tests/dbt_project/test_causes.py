"""Findings that one wrong figure causes are one case; findings with causes of their own are not."""

from __future__ import annotations

import duckdb
import pytest

from expectations.rules.catalogue import load_rules
from orchestration.listings import findings_list
from tests.dbt_project.example_home import ExampleHome
from tests.dbt_project.rule_cases import RuleCase, reports

PARTS = ["spending expenditure_type/basic 1096.19", "spending expenditure_type/project 171.61"]
CLASSES = ["spending function/201 1132.21", "spending function/208 135.59"]
FUNDS = ["spending basic_component/personnel 953.71", "spending basic_component/public 142.48"]

#: A total of 1267.80, whose types and classes hold, and 基本支出 of 1096.19 with its two components.
REPORTS = {
    "one wrong total": ["spending total 1297.80", *PARTS, *CLASSES, "rate share expenditure_type/project 13.54"],
    "one wrong part": ["spending total 1267.80", PARTS[0], "spending expenditure_type/project 191.61", *CLASSES,
                       "rate share expenditure_type/project 13.54"],
    "two wrong parts": ["spending total 1267.80", *PARTS, *CLASSES[:1], "spending function/208 155.59", *FUNDS[:1],
                        "spending basic_component/public 112.48", "rate share expenditure_type/basic 86.46",
                        "rate share expenditure_type/project 13.54"],
    "weights and scores": ["indicator 数量 10件 9件 90.00 weight=30 score=30 table",
                           "indicator 质量 10件 9件 90.00 weight=30 score=30 table",
                           "indicator 收入 10件 10件 100 weight=30 score=30 level1=效益指标 table"],
}  # fmt: skip
GENRES = {"weights and scores": "project_evaluation"}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> ExampleHome:
    home = ExampleHome(tmp_path_factory.mktemp("causes"))
    cases = [RuleCase(name, "", GENRES.get(name, "final_accounts"), tuple(facts)) for name, facts in REPORTS.items()]
    rules = [home.rule_row(rule) for rule in load_rules()]
    home.write([report for case in cases for report in reports(case, "652825")], rule=rules)
    home.build()
    return home


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        pytest.param("one wrong total", {"D05": {"D06", "D17"}}, id="a total that three checks rest on"),
        pytest.param("one wrong part", {"D05": {"D17"}}, id="a part and its share, the total being kept by others"),
        pytest.param("two wrong parts", {"D06": set(), "D13": set()}, id="two causes in one report"),
        pytest.param(
            "weights and scores",
            {"C09": set(), "C12": set()},
            id="figures suspected alike that break other checks each",
        ),
    ],
)
def test_findings_of_one_cause_are_one_case(home: ExampleHome, name: str, cases: dict[str, set[str]]) -> None:
    found = home.rows(
        "select leader.rule_id, array_agg(finding.rule_id) filter (where is_dependent) from quality.cause "
        "inner join quality.finding using (finding_key) "
        "inner join quality.finding as leader on cause.cause_key = leader.finding_key "
        f"where cause.report_key = 'report-{name}-' and finding.severity <> 'info' group by 1"
    )
    assert {leader: set(others or ()) for leader, others in found} == cases


def test_every_open_finding_has_one_cause_and_dependants_are_counted(home: ExampleHome) -> None:
    assert home.rows("select count(*) from quality.finding anti join quality.cause using (finding_key)") == [(0,)]
    sql = "select sum(dependants), count(case when is_dependent then 1 end), count(*) > 5 from quality.cause"
    [(counted, dependent, _)] = home.rows(sql)
    assert counted == dependent > 0


def test_the_list_puts_dependants_behind_their_leader(home: ExampleHome) -> None:
    with duckdb.connect(str(home.root / "work/candidate.duckdb"), read_only=True) as connection:
        answer = findings_list(connection, None, None, None, "open")
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    places = {row["finding_key"][:12]: place for place, row in enumerate(rows)}
    behind = [(place, places[row["because_of"]]) for place, row in enumerate(rows) if row["because_of"]]
    assert behind
    assert any(row["likely_explanation"] for row in rows)
    for place, leader in behind:
        between = rows[leader + 1 : place + 1]
        assert leader < place
        assert {row["because_of"] for row in between} == {rows[leader]["finding_key"][:12]}
