"""Other names of the one project that a report is on, and of the projects of a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest

GENRE = "project_evaluation"
TITLE = "茂县文化馆2023年度药品安全项目资金绩效自评报告"


def test_names_that_share_the_titles_words_are_the_whole(facts_of: Callable) -> None:
    facts = facts_of("下达药品安全监管补助资金9万元。", "支付药品安全补助资金9万元。", genre=GENRE, title=TITLE)
    assert facts.amounts == ["budget:approved total 9万元", "spending total 9万元"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("茂县文化馆2023年度疾病防治工作补助资金绩效自评报告", "防治疾病专项工作经费"),
        ("茂县文化馆危房改造转移支付2023年度绩效自评报告", "农村危房改造资金"),
        ("茂县文化馆四川省文化和旅游专项资金2023年度项目绩效自评报告", "文化和旅游专项资金"),
        ("2023年度省级财政资金支持小微企业融资及服务绩效评价报告", "小微企业融资及服务资金"),
    ],
    ids=["words turned round", "a word more", "the place less", "of no project's title"],
)
def test_names_of_the_titles_words(facts_of: Callable, title: str, name: str) -> None:
    assert facts_of(f"年初安排{name}12万元。", genre=GENRE, title=title).amounts[0].split("@")[0].split()[1] == "total"


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("下达项目资金20万元。", "下达药品安全监管补助资金9万元。"),
        ("项目资金20万元，其中药品安全监管补助资金9万元。",),
        ("下达药品安全监管补助资金9万元。", "下达药品安全宣传补助资金5万元。"),
        ("下达预算共有20万元，用于各项。", "下达药品安全监管补助资金9万元。"),
    ],
    ids=["less than the whole", "a part", "two of one kind", "beside more that was not understood"],
)
def test_parts_that_share_the_titles_words_are_parts(facts_of: Callable, paragraphs: tuple[str, ...]) -> None:
    amounts = facts_of(*paragraphs, genre=GENRE, title=TITLE).amounts
    assert not any("total 9万元" in amount for amount in amounts)


@pytest.mark.parametrize(("given", "is_same"), [("56", True), ("40", False)])
def test_money_of_another_name_is_the_whole_where_the_amounts_agree(
    facts_of: Callable, given: str, is_same: bool
) -> None:
    facts = facts_of("下达项目资金56万元。", f"下达车购税补助{given}万元。", genre=GENRE, title=TITLE)
    named = "total" if is_same else "project/车购税补助"
    assert facts.amounts == ["budget:approved total 56万元", f"budget:approved {named} {given}万元"]


def test_projects_of_a_list_keep_their_name(facts_of: Callable) -> None:
    facts = facts_of(
        "下达资金20万元，其中良种补贴项目12万元，驿站建设项目8万元。",
        "支付资金20万元，其中支付良种补贴12万元，驿站建设项目8万元。",
        genre=GENRE,
        title="茂县文化馆2023年度乡村建设资金绩效自评报告",
    )
    assert [a.split()[1] for a in facts.amounts if "12万元" in a] == ["project/良种补贴项目"] * 2


@pytest.mark.parametrize("batch", ["第一批中央财政专项修缮资金", "第二批省级财政修缮资金", "第三批县级配套资金"])
def test_a_givers_batch_is_no_project(facts_of: Callable, batch: str) -> None:
    amounts = facts_of(
        f"项目投入资金20万元，其中：{batch}12万元、市级财政修缮资金8万元。", genre=GENRE, title=TITLE
    ).amounts
    assert not any("project/第" in amount for amount in amounts)
