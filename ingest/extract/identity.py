"""Whose report this is: county, department, fiscal year, period end, filing date, title.

Evidence is taken from the cover, the title, the sign-off, the body, the file's name and its folder. What cannot be
known, or contradicts the folder, is held: nothing is defaulted. The genre is `ingest.extract.genre`'s affair.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from ingest.counties import County, counties, mentioned
from ingest.extract.genre import titles
from ingest.figures import Figure
from ingest.lexicon.lexicon import rows
from ingest.outline import Outline

_LABEL = re.compile(
    r"^(?:部门\(?单位\)?名称|单位\(?部门\)?名称|部门单位名称|预算部门|预算单位|填报单位|填报部门|部门名称|单位名称|项目单位|项目实施单位"
    r"|编制单位|公开部门|公开单位|评价单位|自评单位|实施单位|主管部门)(?:\((?:公章|盖章|签章)\))?[:\t]+(?P<name>[^\t:，。;；]{3,40}?)(?:\((?:公章|盖章|签章)\))?(?=$|\t|填报|编制|日期|金额|单位:|20\d\d年|[，。；])"
)
_FILED = re.compile(
    r"(?:填报|填表|报送|编制|公开|填写|报告|发布|公布|成文|印发|上报)(?:时间|日期)[:\t]?\s*(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})"
)
_SIGNED = re.compile(r"^(?:[^，。；:\d]{2,30})?(20\d\d)年(\d{1,2})月(\d{1,2})日$")
_YEAR_OF_REPORT = re.compile(
    r"(20\d\d)年?度?(?=[^，。；\d]{0,14}(?:预算|决算|支出|收入|收、支|绩效|部门|整体|项目|自评))"
)
_FISCAL_YEAR = re.compile(r"(20\d\d)年")
#: Fewer votes than one clear statement gives (2023年度…支出) are a mere mention.
_ENOUGH = 10
_CUTOFF = re.compile(
    r"(?:截至|截止到?|截止至|至|到)(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|底|末)|(?:(20\d\d)年)?(?<!\d)1(?:月)?[-~—–至]+(\d{1,2})月"
    r"|(?:(20\d\d)年)?(上半年|一季度末|二季度末|三季度末|前三季度|第三季度末)"
)
_PART_OF_YEAR = re.compile("[月季]|半年")
_SEASON = {"上半年": 6, "一季度末": 3, "二季度末": 6, "三季度末": 9, "前三季度": 9, "第三季度末": 9}


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document says of itself; `problem` is (reason code, explanation) when it must be held."""

    county: County | None
    department: str
    aliases: tuple[str, ...]
    year: int | None
    period_end: date | None
    filed_on: date | None
    title: str
    problem: tuple[str, str] | None = None


@cache
def _office() -> str:
    """A department's name as a regular expression: anything that ends in one of the endings of offices.csv."""
    endings = sorted((row["ending"] for row in rows("offices")), key=len, reverse=True)
    return rf"[\u4e00-\u9fff·、()]{{2,30}}?(?:{'|'.join(endings)})"


@cache
def _title_name() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:20\d\d年?度?)?(?P<name>{_office()})(?:\(?部门\)?|单位|本级)?(?:20\d\d年?度?)?(?:\(?部门\)?|单位)?(?:整体|项目|专项|部门|单位|预算|决算|支出|绩效|财政|[\u4e00-\u9fff]{{2,20}}项目)"
    )


def _clean(name: str, county: County | None) -> str:
    name = re.sub(r"\((?:公章|盖章|签章|部门|单位|本级)\)|^20\d\d年?度?|20\d\d年?度?.*$|[“”\"\s]", "", name)
    name = re.sub(r"(?:部门|单位|本级)$", "", name)
    if county and county.name in name and not name.startswith(county.name):
        before, _, after = name.partition(county.name)
        if len(before) <= 4 and not before.startswith(("中共", "中国共产党", "共青团")):
            name = county.name + after
    return name


def departments(outline: Outline, file_name: str, county: County | None) -> list[str]:
    """Names of the reporting department, best evidence first: cover label, file name, title, form label."""
    texts = [block.text.text for block in outline.blocks]
    labels = [m.group("name") for text in texts[:40] if (m := _LABEL.match(text.strip()))]
    forms = [m.group("name") for text in texts[40:] if (m := _LABEL.match(text.strip()))]
    stem = re.split(r"[_—-]|20\d\d|整体|部门(?:预|决)算|项目支出", re.sub(r"\.\w+$", "", file_name))[0]
    body = "".join(texts)
    named = (
        [stem]
        if len(stem) >= 4 and re.fullmatch(_office(), stem) and (stem in body or (county and county.name in stem))
        else []
    )
    titled = [m.group("name") for line in titles(outline) if (m := _title_name().match(line))]
    found = [_clean(name, county) for name in (*labels, *named, *titled, *forms)]
    return list(dict.fromkeys(name for name in found if len(name) >= 3))


def years(outline: Outline, figures: Sequence[Sequence[Figure]], file_name: str) -> Counter[int]:
    """Votes for the fiscal year: the title's weigh most, then the file name's, then years before 预算, 决算, 支出 …."""
    votes: Counter[int] = Counter()

    def vote(pattern: re.Pattern[str], text: str, weight: int) -> None:
        for year in pattern.findall(text):
            votes[int(year)] += weight

    for line in titles(outline):
        vote(_YEAR_OF_REPORT, line, 100)
    vote(_FISCAL_YEAR, file_name, 30)
    for block in outline.blocks:
        vote(_YEAR_OF_REPORT, block.text.text, 10)
        vote(_FISCAL_YEAR, block.text.text, 5)
        for figure in figures[block.number]:
            if figure.year:
                votes[figure.year] += 1
    return votes


def _year(votes: Counter[int], folder: int | None) -> tuple[int | None, tuple[str, str] | None]:
    best, count = votes.most_common(1)[0] if votes else (0, 0)
    if folder is None:
        if count >= _ENOUGH:
            return best, None
        return None, (
            "unknown_year",
            "no fiscal year is printed and no folder names one; put the file into <county>/<year>/",
        )
    if votes[folder] and (votes[folder] * 2 > count or count < _ENOUGH):
        return folder, None
    if count < _ENOUGH:
        return None, (
            "unknown_year",
            f"no fiscal year is printed, expected {folder} as the folder says; check the document",
        )
    explanation = (
        f"the text speaks of {best}, expected {folder} as the folder says; move the file or ask the department"
    )
    return None, ("year_contradiction", explanation)


def _valid(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _period_end(outline: Outline, year: int, genre: str) -> date | None:
    if genre != "performance_monitoring":
        return date(year, 12, 31)
    votes: Counter[date] = Counter()
    for text in (block.text.text for block in outline.blocks):
        # The pattern is slow; it matches only where a month or a season is named.
        for y, m, d, y2, m2, y3, season in _CUTOFF.findall(text) if _PART_OF_YEAR.search(text) else ():
            month = int(m or m2 or _SEASON.get(season, 0))
            own = int(y or y2 or y3 or year)
            if own == year and 1 <= month <= 12:
                end = _valid(own, month, int(d)) if d else date(own, month, monthrange(own, month)[1])
                if end:
                    votes[end] += 1
    return votes.most_common(1)[0][0] if votes else None


def _filed(outline: Outline) -> date | None:
    texts = [block.text.text.strip() for block in outline.blocks]
    for text in texts[:30]:
        if match := _FILED.search(text):
            return _valid(*map(int, match.groups()))
    for text in (*texts[-6:][::-1], *texts[:8]):
        if match := _SIGNED.match(text):
            return _valid(*map(int, match.groups()))
    return next((_valid(*map(int, m.groups())) for text in texts if (m := _FILED.search(text))), None)


def _title(outline: Outline, file_name: str) -> str:
    for line in titles(outline):
        if re.search(r"(?:报告|公开|说明|自评表|评价表|决算|预算)(?:\(.{1,12}\))?$", line) and not re.match(
            r"第?[一二三四五六七八九十]+[、.部]|\(", line
        ):
            return line
    return re.sub(r"\.\w+$", "", file_name)


def identify(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    file_name: str,
    genre: str,
    county_code: str | None,
    folder_year: int | None,
) -> Identity:
    """Read the document's identity; `county_code` and `folder_year` are what the landing folder says, if anything."""
    texts = [block.text.text for block in outline.blocks]
    cover = (*texts[:8], *texts[-4:], file_name)
    county = counties().get(county_code or "")
    problem = None
    if county is None:
        found = mentioned((*cover, *texts[:60]))
        county = found[0] if len(found) == 1 or (found and _leads(found, texts)) else None
        if county is None:
            named = "、".join(c.name for c in found) or "none"
            problem = (
                "unknown_county",
                f"counties named in the text: {named}; expected one; put the file into <county code>/<year>/",
            )
    else:
        others = [c for c in mentioned(cover) if c != county and c.name not in county.name]
        if others and not any(_belongs(text, county) for text in texts):
            problem = (
                "county_contradiction",
                f"found {others[0].name} on the cover, expected {county.name} as the folder says",
            )
    names = departments(outline, file_name, county)
    year, year_problem = _year(years(outline, figures, file_name), folder_year)
    problem = problem or year_problem
    if not problem and not names:
        problem = (
            "unknown_department",
            "no cover label, title or file name tells the department; name the file <department>_<report>",
        )
    period_end = _period_end(outline, year, genre) if year else None
    if not problem and period_end is None:
        problem = (
            "unknown_period_end",
            "no cut-off such as 截至…6月底 is printed, which a monitoring report needs; ask the department",
        )
    name = names[0] if names else ""
    return Identity(
        county, name, tuple(names[1:]), year, period_end, _filed(outline), _title(outline, file_name), problem
    )


def _leads(found: Sequence[County], texts: Sequence[str]) -> bool:
    whole = "".join(texts)
    return whole.count(found[0].name) >= 3 * whole.count(found[1].name)


def _belongs(text: str, county: County) -> bool:
    short = county.name[:-1] if len(county.name) > 2 else county.name
    return short in text
