"""The name of the department whose report this is, from labels, the file's name, titles and the form.

A name ends where a year, 关于, a bracket or a word of titles follows one of the endings of offices.csv; what comes then
need not be known. The form's 主管部门 and 实施单位 are asked last: either may be the one that reports.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.counties import County
from ingest.extract.identity.genre import NUMBERED, titles
from ingest.extract.identity.office_names import (
    PLACE,
    before_project,
    clean,
    glued,
    in_title,
    is_office,
    labels,
    office,
)
from ingest.outline import Outline

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


def _labelled(outline: Outline, role: str, first: int = 0, last: int | None = None) -> list[str]:
    names = []
    label = labels()[role]
    for block in outline.blocks[first:last]:
        text = block.text.text
        if "单位" not in text and "部门" not in text:
            continue  # every label of unit_labels.csv holds one of them
        text = text.strip()
        # The pattern is slow; it matches only at the beginning or behind a tab, and where a mark stands.
        whole = label.match(text) if ":" in text else None
        for match in label.finditer(text) if "\t" in text else (whole,) if whole else ():
            bare = role != "own" or "\t" in match["mark"] or match[0].lstrip("\t").startswith(("部门:", "单位:"))
            if not bare or is_office(clean(match["name"], None)):
                names.append(match["name"])
    return names


def _sealed(outline: Outline) -> list[str]:
    """云县民政局(盖章) as a line of the cover by itself."""
    lines = (_SEALED.fullmatch(block.text.text.strip()) for block in outline.blocks[:_COVER])
    return [match["name"] for match in lines if match and is_office(match["name"])]


def _alone(outline: Outline, county: County | None) -> list[str]:
    """A name with its county, or one in brackets, that is a line by itself: on the cover, else where one signs."""
    blocks = outline.blocks[:_COVER] + outline.blocks[_COVER:][-_SIGNED:]
    lines = [block.text.text.strip() for block in blocks if block.kind != "row"]
    place = county.name if county else "("
    names = [line.strip("()") for line in lines if line.startswith("(") or place in line]
    return [name for name in names if is_office(name)]


def _of_title(line: str, county: County | None) -> list[str]:
    """The name that a title begins with, and a second one in brackets."""
    strict = in_title().match(line)
    behind = re.search(r"表\(([^()]{4,36})\)$", line)  # 整体支出绩效自评结果汇总表(云县民政局)
    if behind and county and county.name in behind[1] and is_office(behind[1]):
        return [behind[1]]
    if strict and strict["stop"] is not None:
        second = strict["second"] or ""
        return [strict["name"], *([second] if is_office(second) else [])]
    # 公办幼儿园专项资金 is no kindergarten's: without a year in between, only a name with its county is one.
    shorter = before_project().match(line)
    name = strict["name"] if strict else shorter["name"] if shorter else ""
    if county and _KINDS.fullmatch(name.partition(county.name)[2]):
        return []
    if not shorter or county is None or county.name not in name:
        return [name] if strict and county and county.name in name else []
    # 云县教育局第一中学课桌项目: after the bureau another office is named, and either may report.
    if strict:
        return [name] if shorter["name"] == name else []
    return [] if re.match(rf"(?:{office()})(?!村)(?=.*(?:项目|绩效))", shorter["rest"]) else [name]


def _of_file(file_name: str, body: str, county: County | None) -> list[str]:
    stem = re.sub(r"\.\w+$", "", file_name).replace("（", "(").replace("：", ":")
    stem = re.sub(r"^(?:附[件表]\d*[:._、-]?)?\s*(?:20\d\d年?度?)?", "", stem)
    stem = re.split(r"[_—(-]|20\d\d|关于|整体|部门(?:预|决)算|项目支出", stem)[0]
    known = stem in body or (county is not None and county.name in stem)
    return [stem] if len(stem) >= 4 and is_office(stem) and known else []


def _of_form(outline: Outline, county: County | None) -> Names:
    """Who reports where only a form's 主管部门 and 实施单位 are known: either alone, or the one that published it."""
    found = {role: _labelled(outline, role, 0, _HEAD) for role in ("superior", "implementing")}
    if any("、" in name for name in found["implementing"]):
        found["implementing"] = []  # 实施单位:云县人民医院、云县中医院: neither of them reports
    for block in outline.blocks[:16]:
        for match in glued().finditer(block.text.text):
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
    if not is_office(implementing):
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
    place = re.compile(rf"{PLACE}|(?:{PLACE})?{re.escape(county.name) if county else '(?!)'}")
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
