"""The wordings: every file loads, and a row that cannot be right is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ingest.lexicon import lexicon
from ingest.lexicon.lexicon import LexiconError

FILES = sorted(path.stem for path in lexicon.FOLDER.glob("*.csv"))


@pytest.mark.parametrize("name", FILES)
def test_a_file_of_the_lexicon_loads(name: str) -> None:
    assert len(list(lexicon.rows(name))) > 0


def test_every_concept_loads_with_a_role_and_keeps_its_wording() -> None:
    for wording, concepts in lexicon.concepts().items():
        assert all(concept.wording == wording and concept.role for concept in concepts)


def test_one_wording_may_have_a_role_in_each_of_two_files() -> None:
    assert {concept.role for concept in lexicon.concepts()["公务接待费"]} == {"subject", "economic"}


@pytest.mark.parametrize("spelling", ["三公经费", "“三公”经费", "”三公”经费", '"三公"经费'])
def test_quotation_marks_make_no_difference(spelling: str) -> None:
    assert [concept.code for concept in lexicon.concepts()[spelling]] == ["total"]


def test_classes_are_known_by_code_and_by_name() -> None:
    assert lexicon.economic_codes()["30201"] == "办公费"
    assert lexicon.function_names()["205"] == "教育支出"
    assert lexicon.function_codes()["教育支出"] == "205"


def test_a_unit_knows_its_kind_and_factor() -> None:
    assert (lexicon.units()["万元"].kind, lexicon.units()["万元"].factor) == ("money", 10_000)
    assert lexicon.units()["万人"].factor == 10_000


def test_a_pattern_prefers_the_longest_word_and_takes_words_literally() -> None:
    found = lexicon.pattern(["元", "元/人", "(套)"])
    assert found.findall("9元/人 8元 (套) 套") == ["元/人", "元", "(套)"]


@pytest.fixture
def rows_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Iterator[dict[str, str]]]:
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)

    def read(text: str) -> Iterator[dict[str, str]]:
        (tmp_path / "funds.csv").write_text(text, encoding="utf-8")
        return lexicon.rows("funds")

    return read


def test_rows_come_in_order_with_every_column(rows_of: Callable[[str], Iterator[dict[str, str]]]) -> None:
    assert list(rows_of("wording,fund\n自筹资金,other\n财政拨款,fiscal\n")) == [
        {"wording": "自筹资金", "fund": "other"},
        {"wording": "财政拨款", "fund": "fiscal"},
    ]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        pytest.param(
            "自筹资金,other\n自筹资金,local",
            r"funds\.csv:3: '自筹资金' already means .*other.*keep one",
            id="contradicts",
        ),
        pytest.param(
            "自筹资金,other\n自筹资金,other", r"funds\.csv:3: '自筹资金' stands twice; delete", id="stands twice"
        ),
        pytest.param("自筹资金", r"funds\.csv:2: found .*expected .*'fund'.*add the columns", id="misses a column"),
        pytest.param("自筹资金,other,9", r"funds\.csv:2: found ", id="has a column too many"),
        pytest.param("财政拨款,fiscal\n,other", r"funds\.csv:3: the first column is empty", id="has no wording"),
    ],
)
def test_a_row_that_cannot_be_right_is_refused_with_its_line(
    rows_of: Callable[[str], Iterator[dict[str, str]]], rows: str, message: str
) -> None:
    with pytest.raises(LexiconError, match=message):
        list(rows_of(f"wording,fund\n{rows}\n"))


def test_a_contradiction_stops_the_whole_lexicon(
    rows_of: Callable[[str], Iterator[dict[str, str]]], tmp_path: Path
) -> None:
    rows_of("wording,fund\n自筹资金,other\n自筹资金,local\n")
    (tmp_path / "units.csv").write_text("unit,kind,factor\n元,money,1\n元,money,10\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"units\.csv:3"):
        lexicon.units.__wrapped__()
