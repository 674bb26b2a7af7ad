"""Words that name a project, the giver of its money, or any project: what a name of project_names.py may be made of.

中央…资金 names whose money it is; words that fit every project (专项资金, 工作经费) name none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ingest.lexicon.lexicon import Concept, pattern, rows

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z“”\"、()—-]{3,40}")
#: Words that join a name to what stands before it, and an office whose money it is.
_JOINS = ("后", "前", "的", "等", "了", "之", "其", "每", "我")
#: 市级|就业资金配套项目资金: the money of one project, whoever gave it.
_OF_A_PROJECT = re.compile(".{3,}项目(?:资金|经费)$")
#: 纳入绩效评价的资金, 项目已投入资金, 第一批省级财政扶贫资金, 各|类惠农补贴: words that describe money name none.
_DESCRIBED = re.compile(
    "财政[局厅]|的(?:项目|工程|专项|经费|资金|补助|补贴)+$|.(?:完成|实现)|规定|文件|原因|季度|类(?:项目|资金)$|.[该本]项目|项目(?:获|争取|收到)"
    "|^应(?![急届用城征])|^第[一二三四五六七八九十]+师|[两各]级|[三四五]级(?:财政|投入|配套|资金|共同)"
    "|^(?:.{1,2}均|每|由|含(?!山)|系(?!统))|^地方(?:财政)?(?:投入|安排|筹)|(?<!基)因"
    "|^第[一二三四五六七八九]批(?:中央|自治区|[省市县区州盟旗])级?(?:财政|专项|补助|配套)"
    "|^(?:类(?!脑|风湿)|项(?![目城链王]))"
    "|^[本该]?项目(?:已|共|拟|累计|实际|预计|计划|尚|未|投入|到位|下达|剩余)"
    "|(?:资金|经费|补助|补贴|公益金)(?:\\([^()]*\\)[和及与]|[和及与](?!.{0,6}$))"
)
_OFFICE = re.compile(r"^.{1,12}?(?:局|委|办|中心|院|所|站|馆|乡|镇)(?!所|公)")
#: An institution that is what the project builds or runs, not whose money it is: 村级互助幸福院项目.
_BUILT = re.compile(r"^.{3,}(?:中心|院|所|站|馆).*(?:项目|工程|专项)$")
#: Whose money it is, by the name of a place: 通辽市资金, 对口帮扶市资金, 镇资金; not 产粮大县资金, 灾区资金.
_OF_PLACE = re.compile(
    r"^[^省市州盟县区旗镇乡村]{0,6}(?<![强大范困灾园库景])[省市州盟县区旗镇乡村]{1,2}(?:级|本级)?(?:财政|配套)*资金$"
)
_SHORTEST, _LONGEST = 3, 40


@cache
def endings() -> str:
    """The words that names of projects end in, as alternatives of a regular expression."""
    return pattern([row["ending"] for row in rows("project_endings")]).pattern


@cache
def ending() -> re.Pattern[str]:
    """What a name ends in."""
    return re.compile(f"(?:{endings()})+$")


@cache
def _general() -> re.Pattern[str]:
    return re.compile(f"(?:{pattern([row['word'] for row in rows('project_generalities')]).pattern})+")


@cache
def levels() -> dict[str, str]:
    """Level of government → `funding_source`."""
    return {row["word"]: row["fund"] for row in rows("levels_of_government")}


@cache
def joined_levels() -> re.Pattern[str]:
    """A level of government, or several joined: 中央、市级."""
    one = pattern(list(levels())).pattern
    return re.compile(f"(?:{one})(?:[、及和与](?:{one}))*")


@cache
def fund() -> re.Pattern[str]:
    """A giver, or several joined: the `level`, and what its money is called; `fund_of` tells whose that is."""
    return re.compile(
        rf"(?P<level>{joined_levels().pattern})(?![、及和与])"
        r"(?:.{0,20}(?:资金|补助|补贴|配套|转移支付|财政[局厅]?|公益金)(?:\(.*\))?)?"
    )


@lru_cache(maxsize=4096)
def is_level(words: str) -> bool:
    """Whether words are a level of government, or several of one side joined."""
    return joined_levels().fullmatch(words) is not None and bool(fund_of(words))


def fund_of(level: str) -> str:
    """The `funding_source` of one level of government or several of one side; empty for 中央、县级.

    >>> fund_of("中央、市级"), fund_of("中央、县级")
    ('superior_transfer', '')
    """
    known = levels()
    funds = {known[level]} if level in known else {known[one[0]] for one in pattern(list(known)).finditer(level)}
    return funds.pop() if len(funds) == 1 else ""


def concept_of(name: str) -> Concept | None:
    """The project or the fund that a name stands for; None where it fits every project.

    >>> [(c.role, c.name or c.fund) for c in map(concept_of, ("造林补助资金", "中央专项衔接资金")) if c]
    [('subject', '造林补助资金'), ('fund', 'superior_transfer')]
    >>> concept_of("财政专项资金"), concept_of("基本情况该项目")
    (None, None)
    """
    if not _SHORTEST <= len(name) <= _LONGEST or not _NAME.fullmatch(name) or _is_torn(name):
        return None
    level = fund().fullmatch(name)
    if level and not _OF_A_PROJECT.match(name, level.end("level")):
        whose = fund_of(level["level"])
        return Concept(name, "fund", fund=whose) if whose else None
    if name.startswith(_JOINS) or _DESCRIBED.search(name) or _OF_PLACE.match(name) or is_general(name):
        return None
    return Concept(name, "subject", classification="project", name=name.replace("“", "").replace("”", ""))


def is_name(name: str) -> bool:
    """Whether words name one project by themselves: 造林补助资金, not 专项资金 and not 预算执行情况."""
    concept = concept_of(name) if ending().search(name) else None
    return concept is not None and concept.role == "subject"


def is_general(name: str) -> bool:
    """Whether a name fits every project: 公共项目, 县农业农村局专项经费."""
    return not _BUILT.match(name) and bool(_general().fullmatch(_OFFICE.sub("", name)))


def _is_torn(name: str) -> bool:
    return name.count("(") != name.count(")") or name.count("“") != name.count("”")
