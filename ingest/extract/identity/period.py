"""When: the fiscal year a report speaks of, the end of its period, and the day it was filed.

A year is voted for: the title's votes count most, then the file name's, then years before 预算, 决算, 支出 …. A year
that only stands inside a project's name says when the project began, not which year is reported.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from ingest.extract.identity.genre import title_of, titles
from ingest.figures import Figure
from ingest.outline import Outline

_FILED = re.compile(
    r"(?:填报|填表|报送|编制|公开|填写|报告|发布|公布|成文|印发|上报)(?:时间|日期)[\]:|\t]*\s*(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})"
)
_SIGNED = re.compile(r"^(?:[^，。；:\d]{2,30})?(20\d\d)年(\d{1,2})月(\d{1,2})日$")
_YEAR_OF_REPORT = re.compile(
    r"(20\d\d)年?度?(?=[^，。；\d]{0,14}(?:预算|决算|支出|收入|收、支|绩效|部门|整体|项目|自评))"
)
#: The head of the national forms, a line of its own or a bracket in the title: （2021年度）.
_YEAR_OF_FORM = re.compile(r"(?:^|\()(20\d\d)年?度?(?=\)|$|1?-?\d{1,2}月\)$)")
#: 2019年造林补助项目…: no 年度, and the words of the project stand between the year and 项目 or 资金.
_IN_PROJECT = re.compile(
    r"(20\d\d)年(?!度|部门|整体|单位|本级|机关|预算|决算|项目|专项|绩效|财政|一般公共|[“\"]?三公)"
    r"(?=[\u4e00-\u9fff、“”\"]{2,30}(?:项目|资金|经费|工程))"
)
_CHINESE_YEAR = re.compile(r"二[〇○零O0]([一二三四])([〇○零O0一二三四五六七八九])年")
_DIGITS = dict(zip("〇○零O0一二三四五六七八九", "00000123456789", strict=True))
_FISCAL_YEAR = re.compile(r"(20\d\d)年")
#: Fewer votes than one clear statement gives (2023年度…支出) are a mere mention.
_ENOUGH = 10
#: A report is filed within the year after its own; a publication two years later speaks of another year.
_LATE = 2
_CUTOFF = re.compile(
    r"(?:截至|截止到?|截止至|至|到|监控(?:时点|节点|时间|期间|周期|区间|截止(?:日期?|时间))[:为](?:(?:20\d\d年)?1月(?:1日)?[-~—–至到]+)?)(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|底|末)|(?:(20\d\d)年)?(?<!\d)1(?:月)?[-~—–至]+(\d{1,2})月"
    r"|(?:(20\d\d)年)?(上半年|一季度末|二季度末|三季度末|前三季度|第三季度末)"
)
#: 监控时点：… says it of itself.
_WEIGHTS = {"监控": 10}
_PART_OF_YEAR = re.compile("[月季]|半年")
_SEASON = {"上半年": 6, "一季度末": 3, "二季度末": 6, "三季度末": 9, "前三季度": 9, "第三季度末": 9}


@dataclass(slots=True)
class Years:
    """Votes for the fiscal year; `of_projects` are years that a title states only inside a project's name."""

    votes: Counter[int] = field(default_factory=Counter)
    of_projects: set[int] = field(default_factory=set)

    def add(self, pattern: re.Pattern[str], text: str, weight: int) -> None:
        for year in pattern.findall(text):
            self.votes[int(year)] += weight


def _title_years(line: str, patterns: Sequence[re.Pattern[str]]) -> set[int]:
    """Years a title states."""
    line = _CHINESE_YEAR.sub(lambda found: f"20{_DIGITS[found[1]]}{_DIGITS[found[2]]}年", line)
    return {int(year) for pattern in patterns for year in pattern.findall(line)}


def years(outline: Outline, figures: Sequence[Sequence[Figure]], file_name: str, projects: Sequence[str]) -> Years:
    """All votes; the years in the names of `projects` are no evidence, save where the title itself holds the name."""
    found = Years()
    stated: set[int] = set()
    telling = title_of(outline)
    dated = [name for name in projects if re.search(r"20\d\d", name)]

    def without_projects(text: str) -> str:
        for name in dated:
            text = text.replace(name, "")
        return text

    for printed in titles(outline):
        line = printed if printed == telling else without_projects(printed)
        patterns = (_YEAR_OF_REPORT, _YEAR_OF_FORM, *((_FISCAL_YEAR,) if line == telling else ()))
        own, every = _title_years(_IN_PROJECT.sub("", line), patterns), _title_years(line, patterns)
        stated |= own
        found.of_projects |= every - own
        for year in every:
            found.votes[year] += 100
    found.add(_FISCAL_YEAR, file_name, 30)
    found.of_projects |= {int(year) for name in dated for year in re.findall(r"20\d\d", name)}
    found.of_projects -= stated
    for block in outline.blocks:
        if "20" in block.text.text:
            text = without_projects(block.text.text)
            if dated:  # of the years left none is told but by the filing date, which follows the year reported
                text = _FILED.sub("", text)
            found.add(_YEAR_OF_REPORT, text, 10)
            found.add(_FISCAL_YEAR, text, 5)
        for figure in figures[block.number]:
            if figure.year:
                found.votes[figure.year] += 1
    return found


def fiscal_year(found: Years, folder: int | None, filed_on: date | None) -> tuple[int | None, tuple[str, str] | None]:
    """The year, or None and why (reason code, explanation)."""
    best, count = found.votes.most_common(1)[0] if found.votes else (0, 0)
    if folder is None:
        if count < _ENOUGH:
            return None, (
                "unknown_year",
                "no fiscal year is printed and no folder names one; put the file into <county>/<year>/",
            )
        if best in found.of_projects and filed_on and filed_on.year - best >= _LATE:
            return None, (
                "unknown_year",
                f"the text speaks of {best}, which may be the project's year: it was filed on {filed_on}; "
                "put the file into <county>/<year>/",
            )
        return best, None
    if found.votes[folder] and (found.votes[folder] * 2 > count or count < _ENOUGH):
        return folder, None
    if count < _ENOUGH and filed_on and filed_on.year - folder in (0, 1):
        return folder, None  # 填报日期 in the year or the one after it, and no other year is spoken of
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


def period_end(outline: Outline, year: int, genre: str) -> date | None:
    """The cut-off of a monitoring report, the end of the year for any other."""
    if genre != "performance_monitoring":
        return date(year, 12, 31)
    votes: Counter[date] = Counter()
    for text in (block.text.text for block in outline.blocks):
        # The pattern is slow; it matches only where a month or a season is named.
        for match in _CUTOFF.finditer(text) if _PART_OF_YEAR.search(text) else ():
            y, m, d, y2, m2, y3, season = match.groups()
            month = int(m or m2 or _SEASON.get(season, 0))
            own = int(y or y2 or y3 or year)
            if own == year and 1 <= month <= 12:
                end = _valid(own, month, int(d)) if d else date(own, month, monthrange(own, month)[1])
                if end:
                    # 截至 names the cut-off; 至 alone may end a project's term (1月1日至12月31日).
                    votes[end] += _WEIGHTS.get(match[0][:2], 1 if match[0][0] in "至到" else 2)
    return votes.most_common(1)[0][0] if votes else None


def filed_on(outline: Outline) -> date | None:
    """The day printed as that of filing or publication, else the day of the signature."""
    texts = [block.text.text.strip() for block in outline.blocks]
    for text in texts[:30]:
        if match := _filed_in(text):
            return _valid(*map(int, match.groups()))
    for text in (*texts[-6:][::-1], *texts[:8]):
        if match := _SIGNED.match(text):
            return _valid(*map(int, match.groups()))
    return next((_valid(*map(int, match.groups())) for match in map(_filed_in, texts) if match), None)


def _filed_in(text: str) -> re.Match[str] | None:
    # The pattern is slow; it matches only where 时间 or 日期 stands.
    return _FILED.search(text) if "时间" in text or "日期" in text else None
