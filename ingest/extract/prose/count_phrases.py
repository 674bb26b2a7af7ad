"""What a phrase before a figure counts, and the list that a sentence of counted things opened."""

from __future__ import annotations

import re

from ingest.extract.counted import PERSONS, VISITORS, Counted, counted_things, kind_of_staff
from ingest.extract.prose.scores import FULL_MARK, is_of_part, names_project
from ingest.figures import Figure

_CHANGED = re.compile(r"增加|减少|新增|净增|报废|处置|调出|调入|上年|去年|相比|死亡|去世|涉及(?!因公|出国)|满分|扣")
#: 本年退休3人、调入2人: who left in the year, beside others who came or went.
_LEFT = re.compile(
    r"(?:(?:调[出入]|新进|招录|辞职|辞退|去世|病故|死亡|离职)[^，。；、]{0,6}\d+[人名][，、]|新增|因|本年|当年|年内)退休$"
)
_LEFT_NEXT = re.compile(r"[，、；](?:调[出入]|新进|招录|辞职|辞退|离职)")
#: 截至上年底: the day that things were counted on, no comparison.
LAST_YEARS_END = re.compile(r"(?:上|去|上一)年(?:年?[底末]|12月31日)")
#: 拟新增配置公务用车 2 辆，其中…: what will be bought, up to the full stop.
_PLANNED = re.compile("(?<!虚)拟|计划|新增配[备置]|(?<!更)新购")
_FILLER = re.compile(
    r"^(?:[(]?\d{1,2}[)、]|其中|包括|另有|现有|共有|单位|本单位|我单位|年末|实有|共|有|和|及|[:、，；,;()])+|(?:共计|合计|数量|人数|总数|数|共|为|有|[:：])+$"
)
_OF_PLACE = re.compile("全[县区市旗州](?:共有?)?财政供养")
_OPENS_LIST = re.compile("其中|(?<!不)包括")
#: Counted things whose 其中 lists are parts of them; points and indicators are not.
LISTED = frozenset(("staff_quota", "staff", "headcount", "retired", "vehicles", "vehicles_purchased", "asset_value"))
_POSTS = frozenset(("staff_quota", "staff", "headcount"))
_KINDS = re.compile(r"\((?:行政|事业|工勤|参公|参照公务员|公务员|政法|全额|差额|专业技术|管理|干部|工人)")
#: …，其中行政人员 21 名；编外用工 26 名: of no post, behind the list.
_OFF_POSTS = re.compile("编外|外聘|临聘|临时|聘用|劳务|公益|村|护林|志愿")
#: 其中事业人员 42 人；另有编外人员 16 人: beside the whole.
_BESIDE = re.compile("另有|另外|此外|外有")
#: 在职人员中，行政人员 44 人: kinds of what was told before.
_AMONG = re.compile("(在[职编岗]人员)中[，:]?")
#: 行政编制 18 名，实有行政人员 16 名: persons, not posts.
_PRESENT = re.compile("实有|实际|在[职编岗]")
#: Examples in brackets: 特种作业车(洒水车、垃圾车).
_ASIDE = re.compile(r"\([^()]*[、，；][^()]*\)")
_BOUND = re.compile(r"(?:\(含\))?及?以[上下]")
_MARK = re.compile("[，。；:、,;]")
_CLAUSE = re.compile("[，。；:,;]")
#: 公务用车编制 5 辆，|实有 5 辆: what is there of what may be.
_VEHICLE_POSTS = re.compile(r"(?:车辆|用车)编制数?[为:]?\d+[辆台]，实有$")
_DISPOSED = re.compile("处置|报废|出租|出借")
_ITEM = re.compile(r"[\u4e00-\u9fff“”()、]{2,24}")
#: 行政编制 12 人(含工勤编制 2 人): a part of the item, which the contract has no place for.
_WITHIN_ITEM = re.compile(r"\((?:其中)?[:：]?(?:包?含|其中)")
_ASSETS = frozenset(("辆", "台", "套", "台(套)", "台套"))
_ALL_ASSETS = "资产总额"
#: A value whose clause names nothing is of the kind counted before it: 设备 9 台，原值 2 万元.
_BARE = re.compile("[，；](?:账面)?原值$")
#: 车辆 2 辆，价值 9 万元；办公设备 12 台，价值 2 万元, in a paragraph that tells what is owned.
_WORTH = re.compile(
    r"(房屋|车辆|(?<![\u4e00-\u9fff\d.)])(?:[^\W购采赠_a-zA-Z0-9]|\d[\d,.]*万?元(?:\([^()]*\))?){0,16}?(?:设备|家具|用具))"
    r"\d[\d,.]*(?:平方米|辆|[台套件个]|台[(/]?套\)?)，(?:账面)?价值$"
)
_OF_ASSETS = re.compile("截[至止]|资产")
#: 内设 6 个股室: offices named behind their number.
_OFFICES = re.compile("(?:职能|行政|综合)?(?:机构|[股科处]室)(?=[，。；:、(]|$)")
_IN_ALL = frozenset(("共计", "合计", "总计", "共"))
_OF_RECEPTIONS = ("receptions", "reception_visitors")


class Sentence:
    """The counted thing a sentence speaks of, and the list it opened."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.topic: Counted | None = None
        self.head: Counted | None = None
        self.head_unit = ""
        self.in_list = False
        self.item = ""
        self.year: int | None = None
        self.outer: list[tuple[Counted | None, str, bool]] = []
        #: Whose kinds are told one after the other without their total: 行政人员 10 人，事业人员 38 人.
        self.kinds_of = self.kind = ""
        self.within_item = self.is_planned = False


def bind(sentence: Sentence, text: str, previous: int, start: int, figure: Figure) -> tuple[str, str] | None:
    """(statistic, item) of a counted figure, or None."""
    expression, table = counted_things()
    between = LAST_YEARS_END.sub("", _ASIDE.sub("", text[previous : figure.start]))
    sentence.is_planned = sentence.is_planned or _PLANNED.search(between) is not None
    if ")" in between and sentence.outer:
        sentence.topic, sentence.item, sentence.in_list = sentence.outer.pop()
        sentence.within_item = False
    if "(" in between and ")" not in between:
        sentence.outer.append((sentence.topic, sentence.item, sentence.in_list))
    if sentence.outer and _WITHIN_ITEM.search(between) and (sentence.in_list or sentence.kinds_of):
        sentence.within_item = True
    if sentence.in_list and between.startswith("(") and sentence.head and sentence.head.statistic in _POSTS:
        sentence.within_item = True  # 在职 35 人，其中技术人员 16 人(工程师 8 人、…)
    if sentence.within_item:
        return None
    if _OF_PLACE.match(_FILLER.sub("", _MARK.split(between)[-1])):
        return None  # 全县财政供养人员 5632 人
    if _BESIDE.search(between):
        sentence.head, sentence.in_list = None, False
    if (among := _AMONG.search(between)) and among[1] in table:
        sentence.head, sentence.head_unit, sentence.in_list = table[among[1]], figure.unit or "", True
    head = sentence.head
    if head and (_OPENS_LIST.search(between) or _opens_in_bracket(between, head)):
        sentence.in_list = True
    phrase = _MARK.split(between.rstrip(":"))[-1]
    if "职数" in phrase:
        return None  # 其中：副科级领导职数2人: ranks among the posts
    if phrase == "实有" and sentence.kinds_of == "staff_quota":
        return "staff", sentence.kind  # 行政编制30人实有19人
    if phrase == "实有" and head and head.statistic == "staff_quota":
        phrase = "实有人数"  # 编制87人，实有83人
    if phrase in _IN_ALL and sentence.kinds_of and head is None and figure.unit in VISITORS:
        return sentence.kinds_of, ""  # 行政编制106名，工勤编制3人，共计109人
    if phrase == "实有" and _VEHICLE_POSTS.search(text, start, figure.start):
        phrase = "公务用车"
    begin = max(between.rfind("；"), between.rfind("况:")) + 1  # 新增资产配置情况:共有车辆 9 辆
    if _CHANGED.search(between, begin) and "更新" not in between:
        return None
    if phrase.endswith("退休") and (_LEFT_NEXT.match(text, figure.end) or _LEFT.search(text, start, figure.start)):
        return None
    if _BOUND.match(text, figure.end) or _DISPOSED.search(text, start, figure.start):
        return None
    if sentence.is_planned and (figure.unit in _ASSETS or figure.kind == "money"):
        return None
    worth = _WORTH.search(text, start, figure.start) if figure.kind == "money" else None
    if worth and _OF_ASSETS.search(text, 0, figure.start):
        return "asset_value", worth[1]
    topic = sentence.topic.statistic if sentence.topic else ""
    if topic == "receptions" and figure.unit in ("批次", "批") and between == "，":
        return topic, sentence.item  # 外事接待支出0万元，接待0人次，0批次
    match = _last(expression, phrase)
    if "分别" in phrase and len([*expression.finditer(phrase)]) > 1:
        return None  # 购置数及保有量分别为 1 辆和 9 辆: the first is not what is named last
    if figure.unit == "个" and phrase.endswith("内设") and _OFFICES.match(text, figure.end):
        return "internal_offices", ""
    if figure.unit in ("个", "项") and (after := expression.match(text, figure.end)):
        counted = table[after.group()]
        if counted.statistic == "overseas_groups":
            sentence.topic, sentence.item = counted, ""
            return counted.statistic, ""
        return (counted.statistic, "") if counted.statistic.startswith("indicator_count") else None
    if match is not None and match.group().endswith("总分") and FULL_MARK.match(text, figure.end):
        return None
    if match is not None and figure.unit in table[match.group()].units and len(phrase) - match.end() <= 6:
        return _named(sentence, table[match.group()], match, phrase, text[start : figure.start], figure)
    if match is not None:
        named = table[match.group()]
        if named.item or sentence.topic is None or named.statistic != sentence.topic.statistic:
            sentence.topic, sentence.item = named, named.item  # 外事接待1批，累计接待8人次: the same again otherwise
    if (
        sentence.topic
        and sentence.topic.statistic in PERSONS
        and figure.unit in VISITORS
        and len(_FILLER.sub("", phrase[match.end() :] if match else phrase)) <= 4
    ):
        is_sum = sentence.topic.statistic == "overseas_groups" and phrase.startswith(("累计", "共计", "合计"))
        return PERSONS[
            sentence.topic.statistic
        ], "" if is_sum else sentence.item  # 本单位 1 个，其他单位 1 个，累计 4 人次
    name = _FILLER.sub("", phrase)
    if head and head.statistic == "asset_value" and figure.kind == "money":
        name = _FILLER.sub("", _CLAUSE.split(between)[-1])  # 土地、房屋及构筑物 9 万元
    if head and not sentence.in_list and name and figure.unit == sentence.head_unit:
        sentence.head = None  # 编制71人，护工62人，其中…: the list is the nurses'
    if name.startswith("遗属") or (between.startswith("；") and _OFF_POSTS.match(name)):
        return None  # 年末实有 54 人，其中公务员 20 人；遗属 3 人
    is_behind_list = between.startswith("，") and text.rfind("、", start, previous) > text.rfind("，", start, previous)
    if sentence.in_list and is_behind_list and _OFF_POSTS.match(name):
        return None  # 在职 44 人，其中行政 20 人、事业 24 人，聘用人员 18 人
    if sentence.kinds_of and figure.unit in VISITORS and name and kind_of_staff(name) == name:
        if name.endswith("人员") and _PRESENT.search(phrase):
            sentence.kinds_of = "staff"
        return sentence.kinds_of, name
    if not sentence.in_list or sentence.head is None or not _ITEM.fullmatch(name):
        return None
    if figure.unit == sentence.head_unit and sentence.head.statistic in LISTED:
        return sentence.head.statistic, name
    if sentence.head.statistic == "asset_value" and figure.kind == "count" and "平" not in (figure.unit or ""):
        sentence.item = name
        return "asset_count", name
    return None


def _opens_in_bracket(between: str, head: Counted) -> bool:
    """编制 26 人(行政 16 人、事业 10 人): a bracket behind a whole that names kinds of it, or any of assets."""
    if head.statistic == "asset_value":
        return between.startswith("(")
    return head.statistic in _POSTS and _KINDS.match(between) is not None


def _last(expression: re.Pattern[str], phrase: str) -> re.Match[str] | None:
    return max(expression.finditer(phrase), key=lambda match: match.end(), default=None)


def _named(
    sentence: Sentence, counted: Counted, match: re.Match[str], phrase: str, whole: str, figure: Figure
) -> tuple[str, str] | None:
    """A figure whose phrase names the thing: the thing's own total, or an item of the open list."""
    if counted.statistic == "evaluation_score" and is_of_part(match.group(), phrase, whole):
        return None
    if counted.statistic == "asset_value" and phrase.startswith(("投资", "折旧"), match.end()):
        return None  # 完成固定资产投资 9 亿元
    if counted.statistic == "vehicles" and "更新" in phrase:
        return None  # 更新执法车辆 1 辆: no total
    if _BARE.search(whole) and sentence.item in ("", _ALL_ASSETS):
        return None  # 房屋 90 平方米，账面原值 2 万元
    head = sentence.head.statistic if sentence.head else ""
    if counted.statistic == "staff_quota" and head in ("staff", "headcount") and sentence.in_list:
        kind = kind_of_staff(phrase)  # 在职 45 人，其中：行政编制 20 人: persons by kind of post
        is_all = head == "headcount" and phrase.startswith("在职")  # 现有 23 人，其中：在职编制 15 人、退休 8 人
        return ("staff", kind) if kind or is_all else None
    if counted.statistic == "vehicles" and counted.item and head == "vehicles_purchased" and sentence.in_list:
        return head, counted.item  # 购置车辆 2 辆，其中一般公务用车 1 辆: of those bought
    if counted.statistic in _POSTS and phrase.startswith("机构", match.end()):
        return None  # 事业编制机构 5 个
    same = counted.statistic == head
    name = _FILLER.sub(
        "", phrase[: match.start()] if counted.statistic in ("asset_value", "evaluation_score") else phrase
    )
    again = sentence.topic is not None and sentence.topic.statistic == "receptions"
    of_receptions = again and counted.statistic in _OF_RECEPTIONS
    item = counted.item or (sentence.item if of_receptions else "")  # 国(境)外接待费0万元，共计接待0批次，来宾0人次
    if item == "*":
        item = _MARK.split(whole)[-1].strip()
        if "购置" in item or "安排购置" in whole:
            return None  # 安排购置车辆 1 辆，单价20万元以上的设备 2 台: to be bought, not owned
    elif sentence.in_list and same:
        is_kind = counted.statistic == "vehicles" and name.endswith(match.group())  # 一般|执法执勤用车
        item = (not is_kind and counted.item) or name or sentence.item
        sentence.item = item
        sentence.topic = counted
        return counted.statistic, item
    elif counted.statistic == "evaluation_score" and names_project(name):
        item = name
    if not item and counted.statistic in ("staff_quota", "staff") and (kind := kind_of_staff(name)):
        sentence.kinds_of, sentence.kind = counted.statistic, kind
        if head and counted.statistic != head:
            sentence.head, sentence.in_list = None, False  # 编制89人，其中…；在职行政人员13人，…
        return counted.statistic, kind  # 核定行政编制18名，事业编制22名 gives parts, not two totals
    if not same and (not item or (counted.statistic == "retired" and head == "staff")):
        sentence.in_list = False  # 在职 45 人，其中…；离退休人员 20 人，遗属 6 人: the list is over
    if not item and not sentence.in_list:
        sentence.head, sentence.head_unit = counted, figure.unit or ""
        if counted.statistic in _POSTS:
            sentence.kinds_of = ""  # 行政编制27名，事业编制103名；在职118人，其中行政人员25人
    if counted.statistic in ("receptions", "overseas_groups"):
        sentence.topic = counted
    if counted.statistic == "staff_quota" and item:
        sentence.kinds_of, sentence.kind = counted.statistic, item
    sentence.item = item
    return counted.statistic, item
