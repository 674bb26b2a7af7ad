"""What a paragraph, item or label opens with, as the name of a project: 高龄津贴。预算…, （三）松材线虫病防控，预算….

A clause that is nothing but a name names a project by its ending; an item that goes on with its budget may be named by
anything. Names inside sentences are `project_names.py`'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ingest.extract.projects.words import concept_of, ending
from ingest.extract.tokens import Token
from ingest.lexicon.lexicon import Concept

#: What no name holds.
NOT_WITHIN = frozenset((
    "measure", "rate", "up", "down", "prior", "against_budget", "parts", "uses", "parallel", "outside", "foreign",
    "aside",
))  # fmt: skip
#: What needs an unknown word beside it to be a name.
_OWN_MEANING = frozenset(("subject", "economic"))
#: Titles and reasons, which name no project.
_NO_NAME = re.compile(
    r"^(?:根据|按照|依据|截至|为|因|由于|通过|经|在|对|我|本|该)|"
    r"(?:情况|分析|说明|概况|方面|工作|要求|结果|进度|目标|问题|措施|原因|如下|合理|规范|充分|及时)$"
)


_CLASSES = frozenset(("function", "economic"))
#: What was done about projects, not their name: 加快推进水利工程，….
_DOES = re.compile("积极|全面|继续|切实|认真|加强|加快|强化|推进|实施|开展|组织|做好|随着|受|通过|结合|围绕")
#: （一）局机关：年初预算…: who had the money.
_OF_UNIT = re.compile(
    "(?:机关|本级|本部|[局委办室院所站馆校园]|中心|政府|[小中大]学|公司|街道|办事处|社区|[乡镇村队])$"
)


#: 1.部门预算项目。全年预算…: some of the projects, neither all of them nor one.
_KIND = re.compile(
    "(?:部门预算|(?:专项)?转移支付|(?:[本县上省市区旗]级|中央)(?:财政|预算)?(?:专项)?|续建|新建|新增|延续性|一次性|基金)"
    "(?:预算|转移支付)?项目(?:支出)?"
)


#: 中小河流治理下达资金 21 万元，支付 18 万元，执行率 85.7%；: a line of a list, by what was given and spent.
_LINE = re.compile(
    r"(?P<name>[\u4e00-\u9fff()、]{3,24}?)(?:下达|安排|到位)资金\d[\d,.]*万?元，(?:已|实际|累计)*(?:支付|支出|使用|拨付)[^。；]{1,40}[；。]?$"
)
_NO_LINE = re.compile(
    "^(?:中央|省|市|县|区|旗|上级|财政|我|本|共|全|累计|各|该|其|项目|截)|[厅部局委办]$|财政|配套|资金"
)


def line_name(text: str, begin: int) -> int:
    """Where the name ends that a line of a list opens with, which may be any; `begin` where it opens none.

    >>> line_name("水土保持治理下达资金78万元，支付71.76万元，执行率92%；", 0)
    6
    """
    match = _LINE.match(text, begin)
    if match is None or _NO_LINE.search(match["name"]) or _NO_NAME.search(match["name"]) or is_unit(match["name"]):
        return begin
    return match.end("name")


def is_unit(name: str) -> bool:
    return _OF_UNIT.search(name) is not None


def is_kind(name: str) -> bool:
    """Whether words name some of all projects: 上级转移支付项目."""
    return _KIND.fullmatch(name) is not None


def _is_number(token: Token, text: str) -> bool:
    return token.kind == "figure" and not is_quoted(text, token)


def is_quoted(text: str, token: Token) -> bool:
    """“三馆一站”免费开放补助资金: a number in Chinese characters between quotation marks is a part of a name."""
    opened = text.rfind("“", 0, token.start)
    return opened > text.rfind("”", 0, token.start) and not token.text[0].isdecimal()


def alone(clause: list[Token], text: str) -> list[Token]:
    """A clause that is nothing but a project's name, behind a date or not, as one token; else the clause as it is."""
    if clause and clause[0].kind == "figure":
        return [clause[0], *alone(clause[1:], text)]
    if clause and _KIND.fullmatch(text, begin := clause[0].start, end := clause[-1].end):
        kind = Concept(text[begin:end], "subject", classification="project_kind", name=text[begin:end])
        return [Token("concept", begin, end, text[begin:end], (kind,))]
    if not clause or any(_is_number(token, text) or token.roles & NOT_WITHIN for token in clause):
        return clause
    if all(token.kind != "rest" for token in clause) and any(token.roles & _OWN_MEANING for token in clause):
        return clause  # “三公”经费:
    begin, end = clause[0].start, clause[-1].end
    concept = concept_of(text[begin:end]) if ending().search(text[begin:end]) else None
    return [Token("concept", begin, end, text[begin:end], (concept,))] if concept else clause


def tells_budget(following: Sequence[Token]) -> bool:
    """Whether a budget without a subject of its own comes next: 年初预算数为120万元."""
    words = list(takewhile(lambda token: token.kind == "concept" or token.roles == {"filler"}, following[:4]))
    if [token.text for token in words[:2]] in (["下达", "资金"], ["安排", "资金"]):
        return True
    told = [concept for token in words for concept in token.concepts[:1] if concept.role != "filler"]
    return len(told) == 1 and told[0].measure == "budget" and not told[0].subject


def names_by_itself(first: Token, following: Sequence[Token]) -> bool:
    """Whether the clause that a paragraph opens with may be a name without a number: 防汛经费，全年预算 120 万元."""
    may_begin = first.kind == "rest" or (first.kind == "concept" and first.roles <= _CLASSES)
    return first.text == "“" or (may_begin and not _DOES.match(first.text) and tells_budget(following))


def bare(clause: list[Token], text: str) -> list[Token]:
    """（三）松材线虫病防控，预算290万元…: what a numbered item opens with names a project whatever it ends in."""
    if not clause or not any(token.kind == "rest" for token in clause) or any(t.roles & NOT_WITHIN for t in clause):
        return clause
    begin, end = clause[0].start, clause[-1].end
    name = text[begin:end]
    if _NO_NAME.search(name) or any(token.kind == "figure" for token in clause):
        return clause
    concept = concept_of(name) if not is_unit(name) else None
    return [Token("concept", begin, end, name, (concept,))] if concept and concept.role == "subject" else clause
