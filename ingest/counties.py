"""County-level divisions by GB/T 2260 code and by name; names alone may be ambiguous (朝阳区 is in four cities)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ahocorasick_rs import AhoCorasick

_FILE = Path(__file__).parent / "lexicon" / "county.csv"
_FORMER = _FILE.with_name("county_names.csv")
_PEOPLES = (
    "满 回 苗 土家 彝 壮 瑶 侗 畲 黎 布依 仡佬 毛南 仫佬 水 哈尼 傣 拉祜 佤 布朗 傈僳 普米 怒 独龙 纳西 白 藏 羌 "
    "蒙古 达斡尔 朝鲜 土 撒拉 保安 东乡 裕固 哈萨克 塔吉克 锡伯 各"
)
_AUTONOMOUS = re.compile(rf"(..{{1,3}}?)(?:(?:{_PEOPLES.replace(' ', '|')})族)+自治县")


@dataclass(frozen=True, slots=True)
class County:
    code: str
    name: str
    prefecture: str
    province: str


@cache
def counties() -> dict[str, County]:
    """Every county by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        found = [County(*(row[c] for c in row)) for row in csv.DictReader(file)]
    return {county.code: county for county in found}


@cache
def _by_name() -> dict[str, tuple[County, ...]]:
    names: dict[str, tuple[County, ...]] = {}
    for county in counties().values():
        names[county.name] = (*names.get(county.name, ()), county)
    for name, county in _other_names():
        if name not in names or names[name] == (county,):
            names[name] = (county,)
    return names


def _other_names() -> Iterator[tuple[str, County]]:
    """Names that counties went by before, and those of autonomous counties without their peoples (彭水县)."""
    with _FORMER.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["former_name"], counties()[row["county_code"]]
    provinces = {county.province[:2] for county in counties().values()}
    for county in counties().values():
        short = _AUTONOMOUS.fullmatch(county.name)
        if short and short[1] not in provinces:
            yield f"{short[1]}县", county


def named(text: str) -> tuple[County, ...]:
    """Counties whose full, former or short name or code is exactly `text`."""
    if text in counties():
        return (counties()[text],)
    return _by_name().get(text, ())


#: What makes a level or an area of 县, 市, 区 rather than the end of a name.
_LEVEL = re.compile("本?级|直(?!辖)|域|内")


#: What a name of two characters may follow; 示范县, 疏浚县乡 and 市和县 name no county.
_OPENING = re.compile(r"(?:^|[^\u4e00-\u9fff]|第[一二三四五六七八九十]+部分|关于|中共|中国共产党|\d年度?)$")


@cache
def _after_place(name: str) -> re.Pattern[str]:
    """The end of a text that a county's prefecture or province closes: 阿坝州, 四川省, 甘孜藏族自治州."""
    places = {place for county in _by_name()[name] for place in (county.prefecture, county.province)}
    places |= {place[:2] for place in places} | {re.sub("[省市盟州]$|地区$", "", place) for place in places}
    return re.compile(rf"(?:{'|'.join(sorted(places))})(?:[^\s，。]{{0,8}}?(?:省|市|州|盟|地区|自治区))?$")


def _begins_name(text: str, start: int, name: str) -> bool:
    """Whether a county's name begins here; one of two characters is as often the end of a word."""
    before = text[max(0, start - 16) : start]
    return len(name) > 2 or bool(_OPENING.search(before) or _after_place(name).search(before))


@cache
def _finder() -> AhoCorasick:
    return AhoCorasick(list(_by_name()))


def _names(text: str) -> Iterator[str]:
    """Names in order, none within another: where several begin at one place the longest, else the leftmost."""
    places = [
        (start, -end)
        for _, start, end in _finder().find_matches_as_indexes(text, overlapping=True)
        # 和县级专项资金 names a level, not 和县
        if not _LEVEL.match(text, end) and _begins_name(text, start, text[start:end])
    ]
    upto = 0
    for start, end in sorted(places):
        if start >= upto:
            upto = -end
            yield text[start:upto]


def mentioned(texts: Iterable[str]) -> tuple[County, ...]:
    """Counties named in the texts, most often first; an ambiguous name is settled by its prefecture or province."""
    whole = "\n".join(texts)
    counts: dict[County, int] = {}
    for name in _names(whole):
        candidates = _by_name()[name]
        if len(candidates) > 1:
            near = tuple(c for c in candidates if c.prefecture in whole)
            candidates = near or tuple(c for c in candidates if c.province in whole)  # 四川 has two 市中区
        if len(candidates) == 1:
            counts[candidates[0]] = counts.get(candidates[0], 0) + 1
    return tuple(sorted(counts, key=lambda county: (-counts[county], county.code)))
