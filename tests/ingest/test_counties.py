"""County-level divisions: by code, by name, and which one a text speaks of."""

from __future__ import annotations

import re

import pytest

from ingest.counties import counties, mentioned, named


def names(*texts: str) -> list[str]:
    return [county.code for county in mentioned(texts)]


def test_every_county_has_a_code_of_six_digits_and_names_its_province() -> None:
    assert len(counties()) > 2800
    for code, county in counties().items():
        assert re.fullmatch(r"\d{6}", code), county
        assert county.name, county
        assert county.province, county


@pytest.mark.parametrize("text", ["茂县", "513223"])
def test_a_county_is_named_by_its_name_or_code(text: str) -> None:
    assert [(c.code, c.name) for c in named(text)] == [("513223", "茂县")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("横县", "横州市"),
        ("彭水县", "彭水苗族土家族自治县"),
        ("张家川县", "张家川回族自治县"),
        ("积石山县", "积石山保安族东乡族撒拉族自治县"),
    ],
)
def test_former_and_short_names_name_a_county(text: str, name: str) -> None:
    assert [county.name for county in named(text)] == [name]
    assert [county.name for county in mentioned([f"{text}林业局2023年部门决算公开"])] == [name]


def test_a_short_name_that_is_a_provinces_names_no_county() -> None:
    assert named("河南县") == ()


@pytest.mark.parametrize("text", ["茂", "茂县文化馆", "999999", ""])
def test_anything_else_names_no_county(text: str) -> None:
    assert named(text) == ()


def test_a_name_that_several_counties_bear_names_all_of_them() -> None:
    assert {county.prefecture for county in named("朝阳区")} == {"北京市", "长春市"}


def test_the_county_named_most_often_comes_first() -> None:
    assert names("茂县支援且末县", "且末县公开") == ["652825", "513223"]


def test_an_ambiguous_name_is_settled_by_its_city_and_else_names_nothing() -> None:
    assert names("长春市朝阳区文化馆") == ["220104"]
    assert names("朝阳区文化馆") == []
    assert names("四川省乐山市市中区文化馆") == ["511102"]


def test_a_text_without_counties_names_none() -> None:
    assert names("文化馆部门决算") == []


def test_a_level_of_government_is_no_county() -> None:
    assert [county.name for county in mentioned(["茂县财政局：扶贫整合资金和县级专项资金、和县直单位"])] == ["茂县"]


@pytest.mark.parametrize(
    "text", ["创建河南省示范县", "疏浚县乡河道", "省、市和县财政", "健康县城", "全县新时代县域经济"]
)
def test_a_word_that_ends_like_a_short_name_is_no_county(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("before", ["", "安徽省马鞍山市", "马鞍山", "2023年", "填报单位：", "关于"])
def test_a_short_name_stands_where_a_word_begins(before: str) -> None:
    assert [county.name for county in mentioned([f"{before}和县水利局"])] == ["和县"]
