"""What a department is called: names that end as offices do, where they stand in titles, labels and forms."""

from __future__ import annotations

import re
from functools import cache

from ingest.counties import County
from ingest.lexicon.lexicon import pattern, rows

_SEAL = r"(?:\((?:公章|盖章|签章|部门|单位)\))*"
#: What ends a name for certain …
_STOP = r"20\d\d|二[〇○零O]|关于|[“\"]?三公|整体|(?:部门|单位)(?!:)|预算|决算|支出|绩效|财政|一般公共预算"
#: … and what may also begin or continue the name of a project.
_PROJECT_STOP = r"项目|专项|资金|经费|重点|中央|省级|上级|转移支付"
PLACE = r"[\u4e00-\u9fff]{1,14}(?:省|自治区|市|州|盟|地区)"


@cache
def office() -> str:
    """A department's name as a regular expression: anything that ends in one of the endings of offices.csv."""
    return rf"[\u4e00-\u9fff·、]{{2,30}}?(?:{pattern([row['ending'] for row in rows('offices')]).pattern})"


def is_office(name: str) -> bool:
    """Whether a name is one of a department or of an office below it."""
    return re.fullmatch(office(), name) is not None


@cache
def in_title() -> re.Pattern[str]:
    """The name that a title begins with, up to what ends it (`stop`) or may be a project's (`project`)."""
    return re.compile(
        rf"^(?:关于)?(?:20\d\d年?度?)?(?P<name>{office()})(?:\((?P<second>[^()]{{1,24}})\))?(?:本级)?"
        rf"(?=(?P<stop>{_STOP})|(?P<project>{_PROJECT_STOP}))"
    )


@cache
def before_project() -> re.Pattern[str]:
    """The name's part that a project's own name may follow: 云县民政局 in 云县民政局临时救助项目…."""
    endings = pattern([row["ending"] for row in rows("offices") if row["may_precede_a_project"] == "true"]).pattern
    return re.compile(
        rf"^(?:关于)?(?:20\d\d年?度?)?(?P<name>[\u4e00-\u9fff]{{2,30}}?(?:{endings}))(?P<rest>.*(?:项目|绩效|资金|经费).*)"
    )


@cache
def labels() -> dict[str, re.Pattern[str]]:
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
def glued() -> re.Pattern[str]:
    """A form whose cells have run together: 主管部门云县水利局实施单位云县河道管理所项目资金."""
    return re.compile(
        rf"主管部门:?(?P<superior>{office()})?(?:项目)?(?:实施|执行)单位:?(?P<implementing>{office()})"
        r"(?=项目|资金|$|\t)"
    )


@cache
def _body() -> re.Pattern[str]:
    """What may stand before a county in a name: a body (中共) and the places above it."""
    bodies = pattern([row["prefix"] for row in rows("bodies")]).pattern
    return re.compile(rf"(?P<body>{bodies})?{PLACE}")


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
    if name[:1] == county.name[-1] and is_office(name[1:]):
        return county.name + name[1:]
    before, found, after = name.partition(county.name)
    match = _body().fullmatch(before)
    return (match["body"] or "") + county.name + after if found and match else name
