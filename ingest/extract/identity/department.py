"""The name of the department whose report this is, from labels, the file's name, titles and the form.

A name ends where a year, 关于, a bracket or a word of titles follows one of the endings of offices.csv; what comes then
need not be known. The form's 主管部门 and 实施单位 are asked last: either may be the one that reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ingest.counties import County
from ingest.extract.identity.genre import NUMBERED, titles
from ingest.lexicon.lexicon import pattern, rows
from ingest.outline import Outline

_SEAL = r"(?:\((?:公章|盖章|签章|部门|单位)\))*"
#: What ends a name for certain …
_STOP = r"20\d\d|二[〇○零O]|关于|[“\"]?三公|整体|(?:部门|单位)(?!:)|预算|决算|支出|绩效|财政|一般公共预算"
#: … and what may also begin or continue the name of a project.
_PROJECT_STOP = r"项目|专项|资金|经费|重点|中央|省级|上级|转移支付"
_PLACE = r"[\u4e00-\u9fff]{1,14}(?:省|自治区|市|州|盟|地区)"
#: Blocks of the cover and of a form's head.
_HEAD = 40
_COVER = 12
#: Blocks at the end among which the name and the date are signed.
_SIGNED = 6
_SEALED = re.compile(r"(?P<name>[\u4e00-\u9fff·、]{4,36})\((?:公章|盖章|签章|加盖公章)\)")
_TOLD = re.compile(
    r"(?:主管部门|主管单位|实施单位|建设单位|责任单位|承担单位|实施主体)(?:为|是)(?P<name>[\u4e00-\u9fff]{3,30}?)(?=[，。；,;(])"
)
#: Institutions of a kind, which are what a project is for: 云县公立医院综合改革补助.
_KINDS = re.compile(
    "(?:[县区]级|公立|公办|民办|普惠性?|基层|[乡村]镇?|城乡|农村|中小|普通|义务教育)+(?:综合|中心)?"
    "(?:医院|卫生院|卫生室|幼儿园|学校|中学|小学|敬老院|养老院|福利院)"
)
_PUBLISHER = r"(?:来源|发布机构|发布单位|公开单位)[\]:|\t ]*"


@dataclass(frozen=True, slots=True)
class Names:
    """The department's names, the best first; none and a `conflict` (two names) where either may report."""

    names: tuple[str, ...] = ()
    conflict: tuple[str, str] | None = None


@cache
def _office() -> str:
    """A department's name as a regular expression: anything that ends in one of the endings of offices.csv."""
    return rf"[\u4e00-\u9fff·、]{{2,30}}?(?:{pattern([row['ending'] for row in rows('offices')]).pattern})"


def is_office(name: str) -> bool:
    """Whether a name is one of a department or of an office below it."""
    return re.fullmatch(_office(), name) is not None


@cache
def _in_title() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:关于)?(?:20\d\d年?度?)?(?P<name>{_office()})(?:\((?P<second>[^()]{{1,24}})\))?(?:本级)?"
        rf"(?=(?P<stop>{_STOP})|(?P<project>{_PROJECT_STOP}))"
    )


@cache
def _before_project() -> re.Pattern[str]:
    """The name's part that a project's own name may follow: 云县民政局 in 云县民政局临时救助项目…."""
    endings = pattern([row["ending"] for row in rows("offices") if row["may_precede_a_project"] == "true"]).pattern
    return re.compile(
        rf"^(?:关于)?(?:20\d\d年?度?)?(?P<name>[\u4e00-\u9fff]{{2,30}}?(?:{endings}))(?P<rest>.*(?:项目|绩效|资金|经费).*)"
    )


@cache
def _label() -> dict[str, re.Pattern[str]]:
    """By role: 填报单位(盖章):…, or a cell of a form and the cell beside it."""
    found = {}
    for role in ("own", "implementing", "superior"):
        words = pattern([row["label"] for row in rows("unit_labels") if row["role"] == role]).pattern
        found[role] = re.compile(
            rf"(?:^|\t)(?:[一二三]?级)?(?:{words}){_SEAL}(?P<mark>[:\t]+)(?P<name>[^\t:，。;；]{{3,40}}?){_SEAL}"
            r"(?=$|\t|填报|编制(?!委)|日期|金额|单位:|公开|监控(?:时|节|期|区|截)|评价[年时日]|联系|20\d\d年|[，。；])"
        )
    return found


@cache
def _any_label() -> re.Pattern[str]:
    """项目单位茂县水利局: a label that only a space parted from the name behind it."""
    labels = [row["label"] for row in rows("unit_labels") if row["label"].startswith("项目")]
    return re.compile(rf"^(?:{pattern(labels).pattern})(?=..)")


@cache
def _glued() -> re.Pattern[str]:
    """A form whose cells have run together: 主管部门云县水利局实施单位云县河道管理所项目资金."""
    return re.compile(
        rf"主管部门:?(?P<superior>{_office()})?(?:项目)?(?:实施|执行)单位:?(?P<implementing>{_office()})"
        r"(?=项目|资金|$|\t)"
    )


@cache
def _body() -> re.Pattern[str]:
    """What may stand before a county in a name: a body (中共) and the places above it."""
    bodies = pattern([row["prefix"] for row in rows("bodies")]).pattern
    return re.compile(rf"(?P<body>{bodies})?{_PLACE}")


def clean(name: str, county: County | None) -> str:
    """A name without seals, codes and the province or city that stands before its county.

    >>> clean("[155]云县民政局(本级)", None)
    '云县民政局'
    """
    name = re.sub(r"\((?:公章|盖章|签章|部门|单位|本级|机关|汇总)\)|^20\d\d年?度?|20\d\d年?度?.*$|[“”\"\s]", "", name)
    name = _any_label().sub("", re.sub(r"^[\[(]?\d{2,9}[\])]?-?", "", name))
    name = re.sub(r"(?:部门|单位|本级)$|(?<=[局委府])机关$", "", name)
    name = re.sub(r"(?<=[乡镇])(?:政府)?$", "人民政府", name) if re.search(r"..[乡镇](?:政府)?$", name) else name
    if county is None:
        return name
    if name[:1] == county.name[-1] and re.fullmatch(_office(), name[1:]):
        return county.name + name[1:]
    before, found, after = name.partition(county.name)
    match = _body().fullmatch(before)
    return (match["body"] or "") + county.name + after if found and match else name


def _labelled(outline: Outline, role: str, first: int = 0, last: int | None = None) -> list[str]:
    names = []
    label = _label()[role]
    for block in outline.blocks[first:last]:
        text = block.text.text
        if "单位" not in text and "部门" not in text:
            continue  # every label of unit_labels.csv holds one of them
        text = text.strip()
        # The pattern is slow; it matches only at the beginning or behind a tab, and where a mark stands.
        whole = label.match(text) if ":" in text else None
        for match in label.finditer(text) if "\t" in text else (whole,) if whole else ():
            bare = role != "own" or "\t" in match["mark"] or match[0].lstrip("\t").startswith(("部门:", "单位:"))
            if not bare or re.fullmatch(_office(), clean(match["name"], None)):
                names.append(match["name"])
    return names


def _sealed(outline: Outline) -> list[str]:
    """云县民政局(盖章) as a line of the cover by itself."""
    lines = (_SEALED.fullmatch(block.text.text.strip()) for block in outline.blocks[:_COVER])
    return [match["name"] for match in lines if match and re.fullmatch(_office(), match["name"])]


def _alone(outline: Outline, county: County | None) -> list[str]:
    """A name with its county, or one in brackets, that is a line by itself: on the cover, else where one signs."""
    blocks = outline.blocks[:_COVER] + outline.blocks[_COVER:][-_SIGNED:]
    lines = [block.text.text.strip() for block in blocks if block.kind != "row"]
    place = county.name if county else "("
    names = [line.strip("()") for line in lines if line.startswith("(") or place in line]
    return [name for name in names if re.fullmatch(_office(), name)]


def _of_title(line: str, county: County | None) -> list[str]:
    """The name that a title begins with, and a second one in brackets."""
    strict = _in_title().match(line)
    behind = re.search(r"表\(([^()]{4,36})\)$", line)  # 整体支出绩效自评结果汇总表(云县民政局)
    if behind and county and county.name in behind[1] and re.fullmatch(_office(), behind[1]):
        return [behind[1]]
    if strict and strict["stop"] is not None:
        second = strict["second"] or ""
        return [strict["name"], *([second] if re.fullmatch(_office(), second) else [])]
    # 公办幼儿园专项资金 is no kindergarten's: without a year in between, only a name with its county is one.
    shorter = _before_project().match(line)
    name = strict["name"] if strict else shorter["name"] if shorter else ""
    if county and _KINDS.fullmatch(name.partition(county.name)[2]):
        return []
    if not shorter or county is None or county.name not in name:
        return [name] if strict and county and county.name in name else []
    # 云县教育局第一中学课桌项目: after the bureau another office is named, and either may report.
    if strict:
        return [name] if shorter["name"] == name else []
    return [] if re.match(rf"(?:{_office()})(?!村)(?=.*(?:项目|绩效))", shorter["rest"]) else [name]


def _of_file(file_name: str, body: str, county: County | None) -> list[str]:
    stem = re.sub(r"\.\w+$", "", file_name).replace("（", "(").replace("：", ":")
    stem = re.sub(r"^(?:附[件表]\d*[:._、-]?)?\s*(?:20\d\d年?度?)?", "", stem)
    stem = re.split(r"[_—(-]|20\d\d|关于|整体|部门(?:预|决)算|项目支出", stem)[0]
    known = stem in body or (county is not None and county.name in stem)
    return [stem] if len(stem) >= 4 and re.fullmatch(_office(), stem) and known else []


def _of_form(outline: Outline, county: County | None) -> Names:
    """Who reports where only a form's 主管部门 and 实施单位 are known: either alone, or the one that published it."""
    found = {role: _labelled(outline, role, 0, _HEAD) for role in ("superior", "implementing")}
    if any("、" in name for name in found["implementing"]):
        found["implementing"] = []  # 实施单位:云县人民医院、云县中医院: neither of them reports
    for block in outline.blocks[:16]:
        for match in _glued().finditer(block.text.text):
            for role, name in match.groupdict().items():
                found[role] += [name] if name else []
    superior, implementing = (next((clean(n, county) for n in found[role]), "") for role in found)
    if county and implementing and superior.startswith((county.prefecture, county.province)):
        superior = ""  # 主管部门 of a prefecture does not report to a county
    if not (superior and implementing) or superior.endswith(implementing) or implementing.endswith(superior):
        return Names(tuple(name for name in (max(superior, implementing, key=len),) if name))
    cover = "\n".join(block.text.text for block in outline.blocks[:8])
    for name in (superior, implementing):
        bare = name.removeprefix(county.name) if county else name
        published = re.search(rf"{_PUBLISHER}(?P<name>[\u4e00-\u9fff]{{0,14}}?{re.escape(bare)})", cover)
        if published:
            return Names((clean(published["name"], county),))
    if not re.fullmatch(_office(), implementing):
        return Names((superior,))
    return Names((), (superior, implementing))


def _of_prose(outline: Outline, county: County | None) -> Names:
    """The one department that a sentence names as the project's, where nothing else does: 项目建设单位为云县水利局."""
    texts = (block.text.text for block in outline.blocks if block.kind != "row")
    told = {clean(match["name"], county) for text in texts for match in _TOLD.finditer(text)}
    whole = {name for name in told if county and county.name in name and is_office(name)}
    return Names(tuple(whole)) if len(whole) == 1 == len(told) else Names()


def _fuller(name: str, others: list[str], county: County | None) -> str:
    """云县林业局 where the title says 林业局: the longer name that only adds the place."""
    place = re.compile(rf"{_PLACE}|(?:{_PLACE})?{re.escape(county.name) if county else '(?!)'}")
    longer = [other for other in others if other.endswith(name) and place.fullmatch(other.removesuffix(name))]
    return max(longer, key=len, default=name)


def departments(outline: Outline, file_name: str, county: County | None) -> Names:
    """Names of the reporting department, best evidence first: cover label, file name, title, form label."""
    body = "".join(block.text.text for block in outline.blocks)
    lines = [line for line in titles(outline) if not NUMBERED.match(line)]
    named = [
        *_labelled(outline, "own", 0, _HEAD),
        *_sealed(outline),
        *_of_file(file_name, body, county),
        *(name for line in lines for name in _of_title(line, county)),
        *_labelled(outline, "own", _HEAD),
    ]
    found = list(
        dict.fromkeys(name for one in named or _alone(outline, county) if len(name := clean(one, county)) >= 3)
    )
    if county:  # 云县政府网首页政务公开云县林业局: the way to the page and the title below it are no name
        found = [name for name in found if name.count(county.name) < 2]
    if not found:
        form = _of_form(outline, county)
        return form if form != Names() else _of_prose(outline, county)
    others = [
        clean(name, county) for role in ("superior", "implementing") for name in _labelled(outline, role, 0, _HEAD)
    ]
    best = _fuller(found[0], found + others, county)
    return Names((best, *(name for name in found if name != best)))
