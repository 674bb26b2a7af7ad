"""Numbers: every one in a normalised text, with value, unit, printed decimals, kind and span.

What a number *is* by its own form and neighbours is decided here (money, percent, count, date, code, ordinal, other);
what it *means* is bound in `ingest.extract`. Nothing is left out: the ledger of a document is built from this list.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ingest.class_codes import BY_LEVEL, before_name
from ingest.lexicon.lexicon import pattern, units
from ingest.numerals import CAPITAL_NUMBER, CHINESE_NUMBER, CHINESE_PERCENT, chinese_number, chinese_percent


class Figure(NamedTuple):
    """A number at [start, end) of a text; `value` is as printed, `reason` says why it can be no fact (else None).

    `factor` is what one `unit` is in base units (yuan for money). `oddity` names what was odd in print.
    """

    start: int
    end: int
    kind: str
    value: Decimal | None
    unit: str | None = None
    decimals: int = 0
    factor: Decimal = Decimal(1)
    reason: str | None = None
    oddity: str | None = None
    year: int | None = None
    month: int | None = None


_YEAR = r"(?:19|20)\d{2}"
_CHINESE = "一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾"
_HOLDS_NUMBER = re.compile(rf"[\d{_CHINESE}]")
#: A number with decimals is no date, code or ordinal, so that the forms of those need not be tried; 2021.5.3 is one,
#: and so is what numbers a paragraph that begins with a year or a code (1.2023年…, 1.2050202小学教育).
_NUMBERED = r"20\d\d年|2[0-3]\d{5}(?![元万亿多余])[\u4e00-\u9fff]|2[0-3]\d[(]?类"
_DECIMAL = rf"(?!\d{{1,2}}\.(?:{_NUMBERED}))\d[\d,]*\.\d+(?![-./\d])"
#: Nor is a short number that ends its cell or stands before its unit.
_PLAIN = r"(?:\d{1,3}(?:,\d{3})*|\d{4,5})(?=[\t%万亿元]|$)"
#: The name that may stand between a part of a class code and its level: 02普通教育(款).
_LEVEL_NAME = "[\u4e00-\u9fff“”、()]{0,40}?"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"


@cache
def _pattern() -> re.Pattern[str]:
    unit = pattern(list(units())).pattern
    # Behind most numbers of tables nothing stands that could begin a unit.
    heads = "".join(re.escape(head) for head in sorted({word[0] for word in units()} | {"万"}))
    strict = pattern([word for word in units() if word not in _LOOSE_UNITS]).pattern
    # Most places begin no figure; one look at the characters there spares trying every form.
    return re.compile(
        rf"(?=[\d+\-(\[〔第公指附图表任目项方{_CHINESE}])(?![第公指附图表任目项方][^\d开标件表务目案])"
        rf"(?:(?!{_DECIMAL}|{_PLAIN}|[{_CHINESE}])(?:(?P<range_year>{_YEAR}(?:年度?)?[-~—–至]+{_YEAR}年?度?)"
        rf"|(?P<register>(?<![\dA-Za-z.])\d{{6,}}(?:[A-Z]{{1,2}}\d{{6,}}[\dA-Z]?)?-?[\dA-Z]?-?/{_YEAR}-\d{{3,}}|(?<![\dA-Za-z.])\d{{6,}}[A-Z]{{1,2}}\d{{6,}}[\dA-Z]?(?![\dA-Za-z.]))"
        rf"|(?P<date>(?<!\d){_YEAR}年(?:度)?(?:\d{{1,2}}[-~—–至]+\d{{1,2}}月(?:份|底|末)?|\d{{1,2}}月(?:\d{{1,2}}日|份|底|末)?)?)"
        rf"|(?P<iso>(?<!\d){_YEAR}[-./]\d{{1,2}}[-./]\d{{1,2}}(?![\d.]))"
        rf"|(?P<bare_year>(?<![\d.]){_YEAR}(?=相比|[-—]?(?:预算|决算|收入|支出|收支)|[)\]])|(?<=[与比较到至(])(?<!\d){_YEAR}(?=[相,，)]))"
        rf"|(?P<month>(?<!\d)\d{{1,2}}(?:月(?:份)?)?[-~—–至]+\d{{1,2}}月(?:\d{{1,2}}日|份|底|末)?|(?<!\d)\d{{1,2}}月(?!亮)(?:\d{{1,2}}日|份|底|末)?)"
        rf"|(?P<clock>(?<!\d)\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d))"
        rf"|(?P<document>[\[〔](?:{_YEAR})[\]〕]第?\d+号|第\d+号|(?<=[^\d])\d+号(?=文|令|\)|》|，|。))"
        rf"|(?P<phone>(?<!\d)0\d{{2,3}}-\d{{7,8}}(?!\d)|\(0\d{{2,3}}\)\d{{7,8}}(?!\d)|(?<!\d)1[3-9]\d{{9}}(?![\d.]))"
        rf"|(?P<serial>(?<![\d.])\d{{10,}}(?![\d.%]))"
        rf"|(?P<ordinal>(?:(?<=^)|(?<=[\n\t。；]))[(]?\d{{1,2}}(?:[)、．]|\.(?!\d))|(?:(?<=[□☐☑√✓þ])|(?<=[中下括]:))\d{{1,2}}、(?=[\u4e00-\u9fff])|(?<=[:，、])[(]\d{{1,2}}[)](?=[\u4e00-\u9fff])|(?<![\d.])\d{{1,2}}\.(?=[\u4e00-\u9fff]|{_NUMBERED})|公开\d{{1,2}}(?=表)|(?<=[预决]算)\d{{1,2}}(?=表)|(?:(?:指标|附件|附表|图|表|第)\d{{1,2}}|(?:任务|目标|项目|方案)\d{{1,2}}(?!{strict}|[人%万亿]|,\d|[所处种条本位组户](?=[，。；])))(?=[:：、)．。，\s]|\.(?!\d)|[^\d.%{_UNIT_HEADS}]|$))"
        rf"|(?P<code>{BY_LEVEL}|[(](?:[12]\d{{2}}|[12]\d{{4}}|[12]\d{{6}}|3\d{{2}}|3\d{{4}})[类款项]?[)](?=.)|(?<![\d.])(?<!\d,)(?:2\d{{2}}|2\d{{4}}|2\d{{6}}|30\d|30\d{{3}})(?=-[\u4e00-\u9fff])|(?<!\d)2\d\d(?={_LEVEL_NAME}\(类\))|(?<=\(类\))\d\d(?={_LEVEL_NAME}\(款\))|(?<=\(款\))\d\d(?={_LEVEL_NAME}\(项\))|{before_name()}))"
        rf"|(?P<number>(?:(?<![\dA-Za-z%)\]])[-+])?(?:{_NUMBER}))(?:(?=[{heads}])(?:(?P<unit>(?:{unit})(?:[/·](?:年|月|日|天|人|次|户|亩|平方米|公里))*)|(?P<bare>万(?=[，。；、,;)(\s并且已均用]|$))|(?P<wan>万[\u4e00-\u9fff])))?(?P<glued>(?<=%)万?元)?"
        rf"|(?P<percent>{CHINESE_PERCENT}(?!点|分))|(?P<chinese>(?<![第之百千万十一二三四五六七八九两几数])(?:{CHINESE_NUMBER}|{CAPITAL_NUMBER}))(?P<chinese_unit>{strict})(?!性|般|定|起|体|共|旦|式))"
    )


#: Units that Chinese numerals precede too often in plain words (一部分, 三级指标, 二类…) to be quantities.
_LOOSE_UNITS = frozenset("分部级类月日年种步条款支期本门村处位块头只组周起宗所人%")
_UNIT_HEADS = "个项件元万亿辆名次"


#: Named groups of the pattern that end a measured number; the last one matched names a match.
_OF_A_NUMBER = frozenset(("number", "unit", "bare", "wan", "glued"))
#: What the other forms are, and why they can be no fact.
_FORMS = {
    "range_year": ("date", "date"),
    "clock": ("date", "date"),
    "document": ("code", "document number"),
    "register": ("code", "document number"),
    "serial": ("code", "document number"),
    "phone": ("code", "telephone number"),
    "ordinal": ("ordinal", "section number"),
    "code": ("code", "class code"),
}
_DIGITS = re.compile(r"\d+")
_ONE, _TEN_THOUSAND = Decimal(1), Decimal(10_000)
#: Half the time of Figure(…): hundreds are made for each page.
_new = tuple.__new__


def _date(text: str, kind: str) -> tuple[int | None, int | None]:
    digits = [int(part) for part in _DIGITS.findall(text)]
    if kind == "month":
        return None, digits[-1] if "日" not in text else digits[0]
    month = None
    if len(digits) > 1:
        month = digits[2] if len(digits) > 2 and re.search(r"\d[-~—–至]+\d", text[4:]) else digits[1]
    return digits[0], month if month and month <= 12 else None


def _measured(match: re.Match[str]) -> Figure:
    start, end = match.span()
    digits = match["number"].replace(",", "")
    point = digits.find(".")
    decimals = len(digits) - point - 1 if point >= 0 else 0
    if match.lastgroup == "number":  # nothing stands behind it, as behind most of a table's
        return _new(Figure, (start, end, "other", Decimal(digits), None, decimals, _ONE, None, None, None, None))
    unit, bare, wan, glued = match.group("unit", "bare", "wan", "glued")
    oddity = "bare 万" if bare else "glued unit" if glued else None
    unit = "万元" if bare else unit or wan
    row = units().get(unit) if unit else None
    kind = row.kind if row else "count" if wan else "other"
    factor = row.factor if row else _TEN_THOUSAND if wan else _ONE
    return _new(Figure, (start, end, kind, Decimal(digits), unit, decimals, factor, None, oddity, None, None))


def _formed(match: re.Match[str]) -> Figure:
    """A number that its form tells to be no plain one: a date, a code, a Chinese numeral …."""
    group, (start, end), text = match.lastgroup, match.span(), match.group()
    if group == "chinese_unit":
        unit = match["chinese_unit"]
        row = units()[unit]
        amount = chinese_number(match["chinese"])
        return Figure(start, end, row.kind, amount, unit, 0, row.factor, oddity="Chinese numeral")
    if group == "percent":
        amount, decimals = chinese_percent(text)
        return Figure(start, end, "percent", amount, "%", decimals, oddity="Chinese numeral")
    if group in ("date", "iso", "bare_year", "month"):
        year, month = _date(text, group)
        return _new(Figure, (start, end, "date", None, None, 0, _ONE, "date", None, year, month))
    kind, reason = _FORMS[group or ""]
    value = Decimal(_DIGITS.findall(text)[0]) if kind == "ordinal" or reason == "class code" else None
    return _new(Figure, (start, end, kind, value, None, 0, _ONE, reason, None, None, None))


def find_figures(text: str) -> list[Figure]:
    """All numbers of a normalised text in order; spans never overlap and cover every ASCII digit.

    >>> [(f.kind, str(f.value), f.unit, f.decimals) for f in find_figures("2021年预算506.83万元，到位率77.19%")]
    [('date', 'None', None, 0), ('money', '506.83', '万元', 2), ('percent', '77.19', '%', 2)]
    >>> [(f.value, f.unit) for f in find_figures("共设三个科室、二十五万元")]
    [(Decimal('3'), '个'), (Decimal('25'), '万元')]
    """
    if not _HOLDS_NUMBER.search(text):
        return []
    found = _pattern().finditer(text)
    return [_measured(match) if match.lastgroup in _OF_A_NUMBER else _formed(match) for match in found]
