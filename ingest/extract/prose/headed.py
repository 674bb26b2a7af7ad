"""The project that a section is on, by its title or one above it: （一）文物保护项目.

What names of projects end in tells most of them. Beside two such titles, and below 重点项目, any other title names one,
too, unless it tells what is said of them.
"""

from __future__ import annotations

import re
from collections import Counter

from ingest.extract.found import Subject
from ingest.extract.projects.titles import is_unit
from ingest.extract.projects.words import is_name
from ingest.extract.prose.state import NUMBERING
from ingest.lexicon.lexicon import concepts
from ingest.outline import Outline, Section

#: What titles that are names of projects end in; （二）扶贫资金 is a part of one.
_ENDINGS = ("项目", "工程", "专项", "经费")
#: Below such a title every other one names a project, unless it tells what is said of one.
_LISTS_PROJECTS = re.compile("(?:重点|主要|具体|部分|各|分)项目(?!.*(?:报告|公开))")
_NO_PROJECT = re.compile(
    "范围|结论|总体|情况|分析|指标|管理|目标|产出|效益|效果|满意|过程|决策|投入|组织|实施|问题|建议|经验|做法|评价|自评|"
    "结果|预算|概况|说明|措施|完成|进度|绩效|其他|工作|困难|下一步|打算|成效|支出|收入|资金|结余|结转|合计|总计"
)
#: How many titles beside one must be names by themselves.
_BESIDE = 2
#: 一、中央救灾资金(护林飞机租用经费): the project whose money it is.
_IN_BRACKETS = re.compile(r"^[^()]*(?:资金|补助)\(([^()]{4,}(?:项目|工程|专项|经费))\)$")
#: （一）河道清淤项目资金情况.
_OF_MONEY = re.compile(
    r"^(?P<name>.{3,}(?:项目|工程))(?:资金)?(?:(?:使用|管理|安排|支出|执行|拨付|到位|投入|结余)[及和与、]?)*情况(?:分析|说明)?$"
)
_YEAR = re.compile("^20[0-9]{2}年度?")
#: （三）就业补助资金使用情况: the one of several funds that a department's report tells of there.
_USED = re.compile(
    "^([\u4e00-\u9fff“”]{2,24}?(?:资金|补助|补贴|经费|专项|公益金))的?"
    "(?:(?:使用|管理|安排|支出|收支|执行|拨付|落实|到位|投入|结余)[及和与、]?)+情况(?:分析|说明)?$"
)
_NO_FUND = re.compile("预算|决算|执行|收支|收入|支出|部门|单位|整体|管理|年度|[及和与、]|总体|各类|全部|三公")


def headed(outline: Outline, known: frozenset[str], *, is_on_whole: bool = False) -> dict[int, Subject]:
    """Section number → the project that its title, or the nearest one above it, names; `known` are no projects."""
    titles = {one.number: _YEAR.sub("", NUMBERING.sub("", one.title)).strip("。:： ") for one in outline.sections}
    titles = {number: _IN_BRACKETS.sub(r"\1", title) for number, title in titles.items()}
    of_money = ((number, _OF_MONEY.match(title)) for number, title in titles.items())
    titles |= {number: match["name"] for number, match in of_money if match and _is_fund(match["name"])}
    names = {n: t for n, t in titles.items() if t.endswith(_ENDINGS) and is_name(t) and t not in known}
    if is_on_whole:
        used = ((n, _USED.match(t)) for n, t in titles.items())
        names |= {n: m[1] for n, m in used if m and _is_fund(m[1]) and m[1] not in known}
    beside = Counter((outline.sections[number].parent, outline.sections[number].rank) for number in names)
    found: dict[int, Subject] = {}
    for section in outline.sections:  # what stands above is numbered before
        name = names.get(section.number) or _listed(section, titles, beside)
        above = found.get(section.parent) if section.parent is not None else None
        if name:
            found[section.number] = Subject("project", "", name)
        elif above:
            found[section.number] = above
    return found


def _is_fund(name: str) -> bool:
    """Whether words name one fund: 就业补助资金, not 预算执行及资金 nor 公用经费."""
    return is_name(name) and name not in concepts() and _NO_FUND.search(name) is None


def _listed(section: Section, titles: dict[int, str], beside: Counter[tuple[int | None, int]]) -> str:
    """三、重点项目绩效 / （二）义务兵家庭优待金: a name by where it stands; empty where it is none."""
    title = titles[section.number]
    is_list = section.parent is not None and _LISTS_PROJECTS.search(titles[section.parent]) is not None
    if not is_list and beside[section.parent, section.rank] < _BESIDE:
        return ""
    return title if is_name(f"{title}项目") and not _NO_PROJECT.search(title) and not is_unit(title) else ""
