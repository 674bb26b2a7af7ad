"""The projects that a form or report names as its own: beside 项目名称, in a cell or line, or below the title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, groupby, pairwise

from ingest.extract.header_rows import is_header_word
from ingest.extract.projects.words import is_name
from ingest.outline import Block, Outline

_LABEL = (
    r"(?:自评|评价)?(?:(?:支出|二级)?项目(?:支出)?|专项|转移支付|(?:专项|转移支付)?资金"
    r"|项目\((?:专项|政策)\)|(?:转移支付|专项)\(项目\))名称"
)
_CELL = re.compile(rf"{_LABEL}(?:(?:[及和、]|\()(?:编码|代码)\)?)?:?")
#: The number of a project behind or below its name: 低保补助640425210000; or before it: 51302323T000010263357-低保补助.
_CODE = re.compile(r"^\d{8}[A-Z]\d{9,12}-(?=.)|\s*\(?\d{8,}\)?$")
_NUMBER = re.compile(r"[\d,.]+(?:万?元|%)?")
#: A line, or a form whose cells have run together into one line (项目名称…主管部门…).
_STATED = re.compile(
    rf"^(?:\d+[.、]|\([一二三四五\d]\))?{_LABEL}:(?P<name>[^\t:，。；]{{2,60}}?)(?=$|[\t，。；]|主管部门|项目负责人)"
)
_GLUED = re.compile(rf"{_LABEL}:?(?P<name>[^\t:，。；]{{2,60}}?)(?=主管部门|项目主管部门|项目负责人|实施单位)")
#: Names of columns, where 项目名称 heads a list of projects.
_COLUMN = re.compile(r".{0,6}(?:数|额|率|值|分|单位|部门|备注|情况|内容|类别|性质|代码|编码|目标|总投资|\))")
_BELOW_TITLE = re.compile(
    r"^(?:[—-]{1,4}(?P<dashed>[^，。；:]{3,40})|\((?P<bracketed>[^，。；:()]{2,36}(?:项目|资金|经费|补助|工程))\))$"
)
#: What is said of the one project that a report or a paragraph is about, instead of its name.
ITSELF = frozenset((
    "项目", "项目资金", "项目经费", "专项资金", "专项经费", "项目专项资金", "补助资金", "补贴资金", "建设资金",
    "评价资金", "本次评价资金",
    "衔接资金", "财政衔接资金", "乡村振兴衔接资金", "衔接补助资金", "财政衔接推进乡村振兴补助资金",
    "衔接推进乡村振兴补助资金", "涉农整合资金", "财政涉农资金",
    *(f"{this}{word}" for this in "本该此" for word in ("项目", "项目资金", "专项资金", "专项经费", "项经费")),
))  # fmt: skip
#: What a title says between the year and the kind of report.
_OF_TITLE = re.compile(
    r"^(?:20\d\d年?度?)?(?P<name>.+?)(?:(?<!转移)支付)?(?:\(?20\d\d年?度?\)?(?:项目(?=绩效))?)?(?:(?:管理)?使用情况|实施情况|执行情况)?"
    r"(?:支出)?(?:绩效|自评|评价|监控)"
)
_YEAR_BEFORE = re.compile(r"^20\d\d年?度?")
_LEVEL = re.compile("^(?:中央|自治区|[省市县区州旗]级?)(?:财政)?")
#: What one project is called now so, now so: 农村公路养护项目, 养护资金, 养护经费.
_KIND = re.compile("(?:项目|资金|经费|补助|补贴|专项|转移支付)+$")
_TRANSFER = re.compile("(?:专项)?转移支付(?:资金)?$")
_SEVERAL = re.compile("[、和及与]")
_PLACE = re.compile("(?:我|本|全|.{1,7})[省市县区旗州]")
_COUNT = re.compile(
    r"项目(?:共计?|共?有)?([\d二三四五六七八九十]+)个(?!月)"
    r"|(?<![第\d])([\d二三四五六七八九十]+)个(?:[^\W\d]{0,6})项目(?!点|区|村)"
)
#: A form begins with the name of its project, below its titles and the page's particulars.
_TOP = 16


@lru_cache(maxsize=4096)
def names_form(label: str) -> bool:
    """Whether the name of what a form is filled in for stands right of a label: 项目名称, 转移支付(项目)名称."""
    return _CELL.fullmatch(label) is not None


def without_code(name: str) -> str:
    """就业补助资金(451027220105): the name alone."""
    return _CODE.sub("", name)


def _heads_list(cells: Sequence[str]) -> bool:
    """项目名称 | 年初预算安排 | 实际支出: whether the cells of a row head a list."""
    return sum(map(is_header_word, cells)) > 1 and not any(map(_NUMBER.fullmatch, cells))


def _named(block: Block) -> str:
    text = block.text.text.strip()
    if "名称" not in text:
        return ""
    if block.kind == "row":
        cells = [cell.text for cell in block.cells if cell.text]
        if _heads_list(cells):
            return ""
        for label, value in pairwise(cells):
            if names_form(label) and not _COLUMN.fullmatch(value):
                return without_code(value)
    match = _STATED.match(text) or _GLUED.search(text)
    return match["name"] if match else ""


def _beside(outline: Outline, forms: frozenset[str]) -> list[str]:
    """The projects of the lists that hold one a form is filled in for: 汇总表 of six, and the 自评表 of the third."""
    found: list[str] = []
    rows = (block for block in outline.blocks if block.kind == "row" and block.table is not None)
    for _, table in groupby(rows, lambda block: block.table):
        column, listed = None, []
        for block in table:
            texts = {cell.column: cell.text for cell in block.cells if cell.text}
            label = next((at for at, text in texts.items() if names_form(text)), None)
            if label is not None and _heads_list([*texts.values()]):
                column = label
            elif column in texts and any(map(_NUMBER.fullmatch, texts.values())):
                listed.append(texts[column])
        found += listed if forms & set(listed) else []
    return found


def projects(outline: Outline) -> tuple[str, ...]:
    """Names of the projects that the document is filled in for, each once, in order."""
    names = [name for block in outline.blocks if (name := _named(block))]
    if names:
        names += _beside(outline, frozenset(names))
    else:
        below = (_BELOW_TITLE.match(block.text.text.strip()) for block in outline.blocks[1:6])
        names = [match["dashed"] or match["bracketed"] for match in below if match]
    return tuple(dict.fromkeys(re.sub(r"[\s“”\"]", "", name) for name in names))


def title_alone(title: str, departments: Iterable[str]) -> str:
    """A report's title without the names of its department and place."""
    for name in sorted(departments, key=len, reverse=True):
        title = title.replace(name, "").rpartition(":")[2]
    return title


def own_names(outline: Outline, title: str, departments: Iterable[str]) -> frozenset[str]:
    """What the one project of a report is called in its own sentences: by its title, or the form's 项目名称."""
    told = _OF_TITLE.match(re.sub(r"^关于|\s", "", title_alone(title, departments)))
    stated = projects(outline)
    found = {told["name"] if told else "", _YEAR_BEFORE.sub("", stated[0]) if len(stated) == 1 else ""}
    found |= {_LEVEL.sub("", name) for name in found}  # 省级驻镇帮镇扶村资金
    found |= {f"{bare}{kind}" for bare in map(_without_transfer, found) if bare for kind in ("", "资金", "补助资金")}
    names = {name for name in found if is_name(name)}
    bare = {name.removesuffix("项目") for name in names}
    money = {f"{name}{kind}" for name in names if name.endswith("项目") for kind in ("资金", "经费")}
    return frozenset(names | bare | {f"{name}项目" for name in names} | money)  # 展厅改造项目|资金


def _without_transfer(name: str) -> str:
    """危房改造|转移支付, 农机购置补贴项目|转移支付: what a transfer is for; empty where none is named."""
    bare = _TRANSFER.sub("", name)
    return "" if bare == name or len(bare) < 4 else bare


def stem(name: str) -> str:
    """养护 for 养护项目, 养护资金: what is told of a project without telling that it is one."""
    return _KIND.sub("", name) or name


def own_name(names: Iterable[str], name: str) -> str:
    """劝导员补助 in a report on 交通安全劝导员补助项目: the report's one project by the end of its name, else "".

    So is 科左中旗公共卫生补助资金, which names the place, too, and 移民后扶资金 for 大中型水库移民后期扶持资金.
    """
    stem = _KIND.sub("", name)
    for own in names:
        if own.endswith(name) and (not _SEVERAL.search(own) or _PLACE.fullmatch(own.removesuffix(name))):
            return name  # 湖南省|文化和旅游专项资金
        if stem and _KIND.sub("", own).endswith(stem) and not _SEVERAL.search(own):
            return next((other for other in names if other.endswith(name[-2:])), own)
        if len(stem) > 3 and _is_short_for(stem, _KIND.sub("", own)) and not _SEVERAL.search(own):
            return own
        if name.endswith(own) and own not in ITSELF and _PLACE.fullmatch(name.removesuffix(own)):
            return own
    return ""


def _is_short_for(short: str, whole: str) -> bool:
    """Whether all letters of a name stand in another one in their order, the last of a word that it cuts off.

    文化馆免费开放 may be a part of 文化馆、图书馆免费开放.
    """
    letters = iter(whole)
    return whole[-1:] != short[-1] and short not in whole and all(letter in letters for letter in short)


def are_several(outline: Outline) -> bool:
    """Whether prose counts more than one project (共实施项目5个): what it says of no project is said of all of them."""
    counts = (_COUNT.search(block.text.text) for block in outline.blocks if block.kind != "row")
    return any(found and (found[1] or found[2]) not in ("1", "一") for found in counts)


def are_several_forms(outline: Outline) -> bool:
    """Whether the document is filled in for more than one project; 公路养护 and 公路养护项目 are one."""
    names = [_KIND.sub("", name) for name in projects(outline)]
    return any(one not in other and other not in one for one, other in combinations(names, 2))


def is_one_form(outline: Outline) -> bool:
    """Whether the document begins as a form of one project."""
    return any(_named(block) for block in outline.blocks[:_TOP])
