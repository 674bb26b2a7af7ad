"""Which document is which report: keys, duplicates, revisions, and what cannot be ordered."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

TITLE = "茂县文化馆2023年部门整体支出绩效监控报告"


def text(spending: str = "9", filed: str | None = "2023年7月10日", title: str = TITLE) -> str:
    lines = [title, "部门名称：茂县文化馆", f"截至2023年6月底资金执行数{spending}万元。"]
    return "\n".join([*lines, f"填报日期：{filed}"] if filed else lines)


def states(tables: dict[str, pl.DataFrame]) -> dict[str, tuple[str, str | None]]:
    rows = tables["document"].select("source_path", "state", "reason_code").rows()
    return {path: (state, code) for path, state, code in rows}


def test_the_same_bytes_twice_are_one_report(cleaned: Callable) -> None:
    tables = cleaned({"b.txt": text(), "a.txt": text()})
    assert states(tables) == {"a.txt": ("loaded", None), "b.txt": ("rejected", "duplicate_file")}
    reason = tables["document"].filter(pl.col("source_path") == "b.txt")["reason"].item()
    assert "a.txt" in reason
    assert tables["report"].height == 1


def test_the_same_bytes_twice_have_their_facts_once(cleaned: Callable) -> None:
    once, twice = cleaned({"a.txt": text()}), cleaned({"a.txt": text(), "b.txt": text()})
    for name in ("amount", "figure", "block", "section"):
        assert twice[name].height == once[name].height, name


def test_the_same_facts_in_another_container_are_one_report(cleaned: Callable) -> None:
    tables = cleaned({"a.txt": text(), "b.txt": text().replace("\n", "\n\n").replace("9万元", "９ 万元")})
    assert states(tables) == {"a.txt": ("loaded", None), "b.txt": ("rejected", "duplicate_content")}
    assert tables["amount"].height == 1


def test_reports_filed_on_different_days_are_revisions_and_the_last_one_counts(cleaned: Callable) -> None:
    files = {
        "a.txt": text("9", "2023年8月1日"),
        "b.txt": text("8", "2023年7月10日"),
        "c.txt": text("7", "2023年7月20日"),
    }
    tables = cleaned(files)
    rows = tables["report"].select("source_path", "revision", "is_current").sort("source_path").rows()
    assert rows == [("a.txt", 3, True), ("b.txt", 1, False), ("c.txt", 2, False)]
    assert tables["report"]["report_key"].n_unique() == 1
    assert states(tables) == {
        "a.txt": ("loaded", None), "b.txt": ("loaded", "superseded"), "c.txt": ("loaded", "superseded"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other"),
    [(None, None), ("2023年7月10日", None), ("2023年7月10日", "2023年7月10日")],
    ids=["without dates", "one without a date", "on the same day"],
)
def test_reports_that_cannot_be_ordered_are_all_held(cleaned: Callable, one: str | None, other: str | None) -> None:
    tables = cleaned({"a.txt": text("9", one), "b.txt": text("8", other)})
    assert states(tables) == {"a.txt": ("held", "ambiguous_revision"), "b.txt": ("held", "ambiguous_revision")}
    reasons = tables["document"]["reason"].to_list()
    assert all("a.txt" in reason and "b.txt" in reason for reason in reasons)
    assert tables["report"].height == tables["amount"].height == 0


def test_a_report_held_for_another_does_not_hold_a_third_department(cleaned: Callable) -> None:
    third = text("7").replace("茂县文化馆", "茂县图书馆")
    tables = cleaned({"a.txt": text("9", None), "b.txt": text("8", None), "c.txt": third})
    assert states(tables)["c.txt"] == ("loaded", None)
    assert tables["report"]["department_name"].to_list() == ["茂县图书馆"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("茂县文化馆", "茂县图书馆", id="of another department"),
        pytest.param("截至2023年6月底", "截至2023年9月底", id="of another cut-off"),
        pytest.param("绩效监控报告", "绩效自评报告", id="of another kind"),
    ],
)
def test_a_report_of_something_else_is_another_report(cleaned: Callable, old: str, new: str) -> None:
    tables = cleaned({"a.txt": text(), "b.txt": text("8").replace(old, new)})
    assert set(states(tables).values()) == {("loaded", None)}
    assert tables["report"]["report_key"].n_unique() == 2


def test_two_projects_of_one_department_are_two_reports(cleaned: Callable) -> None:
    titles = [f"茂县文化馆2023年{name}项目支出绩效自评报告" for name in ("展厅", "藏品")]
    tables = cleaned({"a.txt": text("9", None, titles[0]), "b.txt": text("8", None, titles[1])})
    assert tables["report"]["report_key"].n_unique() == 2


def form(project: str, spending: str, filed: str | None) -> str:
    """Forms of one department that differ in nothing but the project's cell."""
    lines = ["茂县文化馆项目支出绩效自评表", "（2023年度）", f"项目名称：{project}", f"全年执行数{spending}万元。"]
    return "\n".join([*lines, f"填报日期：{filed}"] if filed else lines)


@pytest.mark.parametrize("filed", [(None, None), ("2024年1月10日", "2024年2月10日")], ids=["undated", "dated"])
def test_forms_of_several_projects_stand_side_by_side(cleaned: Callable, filed: tuple[str | None, str | None]) -> None:
    tables = cleaned({"a.txt": form("展厅改造", "9", filed[0]), "b.txt": form("藏品修复", "8", filed[1])})
    assert set(states(tables).values()) == {("loaded", None)}
    assert tables["report"]["report_key"].n_unique() == 2
    assert tables["report"]["is_current"].to_list() == [True, True]


def test_a_form_of_the_same_project_filed_later_is_its_revision(cleaned: Callable) -> None:
    tables = cleaned({"a.txt": form("展厅改造", "9", "2024年1月10日"), "b.txt": form("展厅改造", "8", "2024年2月10日")})
    assert states(tables) == {"a.txt": ("loaded", "superseded"), "b.txt": ("loaded", None)}


def test_forms_without_figures_are_not_taken_for_one(cleaned: Callable) -> None:
    texts = [f"茂县文化馆2023年{name}项目绩效自评报告\n工作有序。" for name in ("展厅", "藏品")]
    assert set(states(cleaned({"a.txt": texts[0], "b.txt": texts[1]})).values()) == {("loaded", None)}
    titleless = [f"茂县文化馆2023年项目绩效自评报告\n{line}" for line in ("工作有序。", "工作完成。")]
    codes = states(cleaned({"a.txt": titleless[0], "b.txt": titleless[1]}))
    assert set(codes.values()) == {("held", "ambiguous_revision")}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("茂县文化馆2023年部门预算公开", "茂县文化馆2023年“三公”经费预算情况说明"),
        ("茂县文化馆2023年度部门决算公开", "茂县文化馆（本级）2023年度部门决算公开"),
        ("茂县文化馆2023年部门预算公开", "茂县文化馆2023年整体支出绩效目标表"),
    ],
    ids=["a page of 三公经费", "the office without its units", "a form of targets"],
)
def test_a_page_that_says_less_does_not_supersede_the_whole_report(cleaned: Callable, one: str, other: str) -> None:
    body = "2023年“三公”经费预算数9万元。\n公开日期："
    tables = cleaned({"a.txt": f"{one}\n{body}2023年2月10日", "b.txt": f"{other}\n{body}2023年2月12日"})
    assert set(states(tables).values()) == {("loaded", None)}
    assert tables["report"]["department_name"].to_list() == ["茂县文化馆"] * 2


def test_reports_that_speak_of_nothing_in_common_are_no_revisions(cleaned: Callable) -> None:
    other = text("8", "2023年8月1日").replace("资金执行数8万元", "接待7批次")
    tables = cleaned({"a.txt": text(), "b.txt": other})
    assert set(states(tables).values()) == {("held", "ambiguous_revision")}
    assert all("no fact" in reason for reason in tables["document"]["reason"])


FILES = {
    "a.txt": text("9", "2023年8月1日"), "b.txt": text("8", "2023年7月10日"), "c.txt": text("8", "2023年7月10日"),
    "d.txt": text("7").replace("文化馆", "图书馆"), "e.txt": text("6", None).replace("文化馆", "档案馆"),
    "f.txt": text("5", None).replace("文化馆", "档案馆"),
}  # fmt: skip


@settings(max_examples=6)
@given(st.permutations(sorted(FILES)))
def test_keys_revisions_and_reasons_do_not_depend_on_the_order_of_files(cleaned: Callable, order: list[str]) -> None:
    def outcome(tables: dict[str, pl.DataFrame]) -> tuple:
        reports = tables["report"].select("source_path", "report_key", "revision", "is_current").rows()
        return states(tables), sorted(reports)

    assert outcome(cleaned({path: FILES[path] for path in order})) == outcome(cleaned(FILES))


def test_a_key_does_not_depend_on_what_else_is_in_the_partition(cleaned: Callable) -> None:
    alone = cleaned({"a.txt": text()})["report"]
    others = {path: FILES[path] for path in ("d.txt", "e.txt", "f.txt")}
    among = cleaned(others | {"a.txt": text()})["report"].filter(pl.col("source_path") == "a.txt")
    assert alone["report_key"].to_list() == among["report_key"].to_list()
    assert alone["department_key"].to_list() == among["department_key"].to_list()
