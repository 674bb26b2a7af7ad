"""Planted errors: the list is about documents and rules that there are, and a load of some finds what they hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import planted
from expectations.rules.catalogue import load_rules

#: One of each genre, two formats, and one department's accounts of two years.
SOME = (
    "341525/2023/霍山县水利局_部门决算.txt",
    "211381/2023/北票市水利事务服务中心_部门预算公开.html",
    "511722/2023/宣汉县乡村振兴局_产业发展项目支出绩效自评表.html",
    "140922/2022/五台县人力资源和社会保障局_整体支出绩效自评报告.html",
    "350725/2022/政和县卫生健康局_部门决算.txt",
    "350725/2023/政和县卫生健康局_部门决算.txt",
)


def test_every_row_names_a_judged_rule_and_words_of_a_document() -> None:
    rules = {rule.id for rule in load_rules() if rule.is_judged}
    texts = {
        path.relative_to(planted.PLANTED).as_posix(): planted.bare(path.read_text(encoding="utf-8"))
        for path in planted.PLANTED.rglob("*.*")
        if path.parent != planted.PLANTED
    }
    for error in planted.expected():
        assert error.rule_id in rules, error
        if error.rule_id in planted.OF_WHAT_IS_MISSING:
            continue
        words = planted.bare(error.fragment)
        assert words in texts[error.source_path] or words in planted.untagged(texts[error.source_path]), error


def test_every_document_has_a_planted_error_or_belongs_to_a_department_that_has() -> None:
    departments = {error.source_path.partition("_")[0].split("/")[-1] for error in planted.expected()}
    counties = {error.source_path.split("/")[0] for error in planted.expected()}
    for path in planted.PLANTED.rglob("*.*"):
        if path.parent != planted.PLANTED:
            county = path.relative_to(planted.PLANTED).parts[0]
            assert path.name.partition("_")[0] in departments or county in counties, path


def test_a_finding_is_told_by_rule_and_place() -> None:
    error = planted.Error("a.txt", "D17", "占41.04%", "", is_consequence=False)
    other = planted.Error("a.txt", "A18", "占41.04%", "", is_consequence=True)
    place = "基本支出 1,486.20 万元，占 41.04%；项目支出"
    found = [
        planted.Finding("a.txt", rule, "critical", "", "", "", place, has_figures=True)
        for rule in ("D17", "A18", "E01")
    ]
    elsewhere = planted.Finding("a.txt", "D17", "critical", "", "12.00", "13.00", "占12.00%", has_figures=True)
    told = planted.judge([error, other], [elsewhere, *found])
    assert told.found == [error]
    assert told.missing == []
    assert [one.rule_id for one in told.unforeseen] == ["D17", "E01"]


@pytest.mark.parametrize(("stated", "is_found"), [("410400", True), ("41.04", True), ("41.40", False)])
def test_a_number_of_the_words_may_be_the_stated_one(stated: str, is_found: bool) -> None:
    error = planted.Error("a.txt", "D17", "占41.04%", "", is_consequence=False)
    finding = planted.Finding("a.txt", "D17", "critical", "", stated, "", "", has_figures=True)
    assert bool(planted.judge([error], [finding]).found) is is_found


def test_planted_errors_are_found(tmp_path: Path) -> None:
    errors = [error for error in planted.expected() if error.source_path in SOME]
    told = planted.judge(errors, planted.findings(planted.load(tmp_path, SOME)))
    assert {(one.source_path, one.rule_id, one.fragment) for one in told.missing} <= _of_two_reports()
    assert [one for one in told.unforeseen if one.severity != planted.SHADOW] == []
    assert len(told.found) >= 30


def _of_two_reports() -> set[tuple[str, str, str]]:
    """What takes a report that is not among these: the budget of the year."""
    return {(one.source_path, one.rule_id, one.fragment) for one in planted.expected() if one.rule_id == "D30"}
