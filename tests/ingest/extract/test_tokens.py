"""Sentences as tokens: concepts, figures, punctuation, unknown words, and paths of functional classes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.extract.class_paths import function_paths
from ingest.extract.tokens import Token, tokenise
from ingest.figures import find_figures
from ingest.lexicon.lexicon import concepts
from ingest.text import normalise


def tokens(text: str, *known: str) -> list[Token]:
    plain = normalise(text).text
    return tokenise(plain, find_figures(plain), frozenset(known))


def kinds(text: str, *known: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text, *known)]


def test_a_sentence_falls_into_concepts_figures_marks_and_the_rest() -> None:
    assert kinds("年初预算蓝天9万元，") == [
        ("concept", "年初预算"), ("rest", "蓝天"), ("figure", "9万元"), ("mark", "，"),
    ]  # fmt: skip


def test_every_wording_of_the_lexicon_is_found_between_unknown_words() -> None:
    def understood(wording: str) -> bool:
        return [text for kind, text in kinds(f"蓝{wording}莓") if kind == "rest"] == ["蓝", "莓"]

    whole = [wording for wording in concepts() if "预算" not in wording or "相比" not in wording]
    assert len(whole) > 500
    assert [wording for wording in whole if not understood(wording)] == []


def test_a_wording_beside_a_comparison_with_the_budget_is_found() -> None:
    assert kinds("决算数与预算数相比减少")[0] == ("concept", "决算数")


@pytest.mark.parametrize(
    ("text", "first"), [("年初预算数为", "年初预算数"), ("年初预算执行", "年初预算"), ("与蓝天", "与"), ("的", "的")]
)
def test_the_longest_wording_wins(text: str, first: str) -> None:
    assert kinds(text)[0] == ("concept", first)


def test_the_departments_own_name_is_a_filler() -> None:
    assert kinds("文化馆预算9万元")[0] == ("rest", "文化馆")
    first = tokens("文化馆预算9万元", "文化馆")[0]
    assert (first.kind, first.concepts[0].role) == ("concept", "filler")


@pytest.mark.parametrize("text", ["比2022年减少", "较2022年度减少", "与2022年相比减少", "比2022年决算数减少"])
def test_a_comparison_with_a_named_year_is_one_concept(text: str) -> None:
    first = tokens(text)[0]
    assert first.concepts[0].role == "prior"
    assert text.startswith(first.text)


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param(
            "教育支出（205）普通教育（20502）小学教育（2050202）：支出",
            [("205", "教育支出"), ("20502", "普通教育"), ("2050202", "小学教育")],
            id="codes in brackets",
        ),
        pytest.param("2050202-小学教育支出决算为9万元", [("2050202", "小学教育")], id="a code and a dash"),
        pytest.param(
            "教育支出（类）普通教育（款）小学教育（项）支出9万元",
            [("", "教育支出"), ("", "普通教育"), ("", "小学教育")],
            id="levels in brackets",
        ),
        pytest.param("普通教育（款）小学教育（项）9万元", [("", "普通教育"), ("", "小学教育")], id="without the class"),
        pytest.param("教育支出（类）9万元", [("", "教育支出")], id="the class alone"),
        pytest.param("办公费（30201）9万元", [("30201", "办公费")], id="an economic class in brackets"),
    ],
)
def test_a_path_of_classes_is_read_from_its_outermost_to_its_innermost(text: str, pairs: list[tuple[str, str]]) -> None:
    assert [list(path) for _, _, path in function_paths(normalise(text).text)] == [pairs]


@pytest.mark.parametrize(
    "mark",
    [
        "，",
        "；",
        "、",
    ],
)
def test_two_paths_in_a_row_are_two_classes(mark: str) -> None:
    text = normalise(f"普通教育（20502）9万元{mark}水利（21303）8万元").text
    assert [path for _, _, path in function_paths(text)] == [(("20502", "普通教育"),), (("21303", "水利"),)]


def test_the_name_of_a_class_keeps_its_last_word() -> None:
    assert [path for _, _, path in function_paths("205-教育支出决算为9万元")] == [(("205", "教育支出"),)]


def test_a_code_decides_whether_a_class_is_functional_or_economic() -> None:
    roles = {t.concepts[0].code: t.concepts[0].role for t in tokens("教育支出(205)办公费(30201)") if t.concepts}
    assert roles == {"205": "function", "30201": "economic"}


VOCABULARY = """
预算 支出 其中 蓝天 (205) 教育支出 （类） （项） - 2022年 比 ， 。 ： 9万元 3.5% 三公经费 公务接待费 、“
"""
WORDS = st.sampled_from([*VOCABULARY.split(), "\t"])


@given(st.lists(WORDS, max_size=12).map("".join))
def test_tokens_are_in_order_and_leave_out_no_figure(text: str) -> None:
    plain = normalise(text).text
    figures = find_figures(plain)
    found = tokenise(plain, figures, frozenset())
    assert "".join(token.text for token in found) == plain
    assert all(plain[token.start : token.end] == token.text for token in found)
    inside = [(token.start, token.end) for token in found if token.kind == "concept"]
    for index, figure in enumerate(figures):
        is_token = any(token.figure == index for token in found)
        assert is_token or any(start <= figure.start < end for start, end in inside)
