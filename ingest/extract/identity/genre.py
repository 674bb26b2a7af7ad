"""Which kind of report a document is, and which part of one: its title decides, then the file's name, then headings.

The wordings are the rows of genres.csv. `…` stands for up to 20 characters that tell no kind themselves; `place` says
where a wording counts: anywhere, in a title, or at a title's end; `part` names what a page is confined to that says
less than the report it is called after (a page of 三公经费 alone, a form of targets).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from ingest.extract.identity.three_public_pages import kind_of_page
from ingest.extract.projects.own import is_one_form
from ingest.lexicon.lexicon import rows
from ingest.outline import Outline

#: Words that name another report inside a title or sentence, not the report itself.
_NOT_ITS_OWN = re.compile(r"(?:详见|参见|见附件|根据|按照|依据|《)")
_GAP = r"(?:(?!预算|决算|自评|评价|监控)[^，。；:]){0,20}?"
_ATTACHED = re.compile(r"附[件表]\s*[\d一二三四五六七八九十]*(?:-\d+)?[:.]?")
_CLAUSES = re.compile("[，。；]")
#: A page without a title says in its first sentence what it is: 现将2023年路灯项目绩效自评情况报告如下.
_STATED = re.compile(r"现[将就](?P<title>[^，。；:]{4,80}?)(?:报告|汇报|报送|公开|公示|公布|通报|说明)?如下")
_DONE = re.compile(r"(?:开展|组织)了(?P<title>[^，。；:]{6,60}(?:自评|评价|监控))")
_QUOTES = str.maketrans("", "", "“”\"'‘’「」")
#: Sections that only a report on a transfer or a project has, and those of a report on the whole.
_OF_PROJECT = re.compile("绩效目标分解下达|转移支付预算和绩效目标|^项目资金(?:到位|执行|投入)情况")
_OF_WHOLE = re.compile(
    "整体支出|基本支出|(?:部门|单位)(?:基本情况|概况|预算)|职[能责]|机构(?:设置|情况)|人员(?:编制|情况)"
)
#: A numbered heading, which is no title.
NUMBERED = re.compile(r"第?[一二三四五六七八九十]+[、.部]|\([一二三四五六七八九十\d]+\)")


@cache
def _wordings(is_title: bool) -> tuple[re.Pattern[str], tuple[dict[str, str], ...]]:
    """One expression of all wordings, longest first, an empty group behind each, and the rows by group.

    The groups stand behind the words, so that every alternative begins with a plain character: most places begin none.
    """
    kept = [row for row in rows("genres") if is_title or not row["place"]]
    kept.sort(key=lambda row: len(row["wording"]), reverse=True)
    endings = {"title end": "$"}
    parts = (_GAP.join(map(re.escape, row["wording"].split("…"))) + endings.get(row["place"], "") for row in kept)
    return re.compile("|".join(f"{part}()" for part in parts)), tuple(kept)


@cache
def _order() -> tuple[str, ...]:
    """Genres in the order of the rows: 部门预算绩效运行监控报告 is a monitoring report."""
    return tuple(dict.fromkeys(row["genre"] for row in rows("genres")))


@lru_cache(maxsize=1024)
def _told(text: str, is_title: bool) -> Sequence[dict[str, str]]:
    if _NOT_ITS_OWN.search(text):
        return []
    expression, kept = _wordings(is_title)
    return [kept[(match.lastindex or 1) - 1] for match in expression.finditer(text.translate(_QUOTES))]


def _of(text: str, is_title: bool = False) -> str | None:
    found = {row["genre"] for row in _told(text, is_title)}
    return next((genre for genre in _order() if genre in found), None)


def genre_named(text: str) -> str | None:
    """The genre that `text` names when it is read as a title.

    >>> genre_named("部门决算"), genre_named("通知")
    ('final_accounts', None)
    """
    return _of(text, is_title=True)


def titles(outline: Outline) -> tuple[str, ...]:
    """Lines of the cover and the headings, in order; two short lines may be one title, a form's first row is one."""
    return _titles(tuple([(block.text.text, block.kind == "row") for block in outline.blocks[:12]]))


#: All that is told of one document asks for its titles.
@lru_cache(maxsize=1)
def _titles(printed: Sequence[tuple[str, bool]]) -> tuple[str, ...]:
    return tuple(_lines(printed))


def _lines(printed: Sequence[tuple[str, bool]]) -> Iterator[str]:
    lines = [line for text, is_row in printed if (line := _line(text, is_row))]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) <= 60 and not _CLAUSES.search(line):
            yield line
            goes_on = 0 < len(following) <= 40 and ":" not in following and not _CLAUSES.search(following)
            if goes_on and not NUMBERED.match(line) and not NUMBERED.match(following):
                yield line + following


def _line(text: str, is_row: bool) -> str:
    """A line as it may be a title; a row only where it is one cell of words, and not 附件1."""
    if _ATTACHED.fullmatch(text.strip()):
        return ""
    filled = [cell for cell in text.split("\t") if cell.strip()]
    if is_row and (len(filled) != 1 or ":" in text):
        return ""
    return "".join(filled).strip() if is_row else text.strip()


def title_of(outline: Outline) -> str:
    """The first title that tells a genre, as printed; empty where none does."""
    return _telling(titles(outline))


@lru_cache(maxsize=1)
def _telling(lines: Sequence[str]) -> str:
    return next((line for line in lines if not NUMBERED.match(line) and _of(line, is_title=True)), "")


def genre_of(outline: Outline, name: str) -> str | None:
    """The genre, or None where nothing says that this is a report.

    A title counts only before the first numbered section; a heading anywhere counts last. An evaluation that does not
    call itself one of the whole is a project's where its form or its sections are those of one.
    """
    title = title_of(outline)
    stem = re.sub(r"\.\w+$", "", name)
    genre = _of(title, is_title=True) or _of(stem, is_title=True)
    if genre == "performance_evaluation" and "整体" not in title + stem and _is_of_project(outline):
        return "project_evaluation"
    genre = genre or _of(_stated(outline), is_title=True) or kind_of_page(outline, titles(outline))
    if genre:
        return genre
    headings = (section.title for section in outline.sections[1:])
    sheets = (block.name for block in outline.blocks if block.name)
    return next((genre for text in (*headings, *sheets) if (genre := _of(text))), None)


def _is_of_project(outline: Outline) -> bool:
    """Whether a page is a form of one project, or its sections are those of a report on a transfer or a project."""
    headings = [section.title for section in outline.sections[1:]]
    of_project = any(_OF_PROJECT.search(heading) for heading in headings)
    return is_one_form(outline) or (of_project and not any(_OF_WHOLE.search(heading) for heading in headings))


def _stated(outline: Outline) -> str:
    """What the first paragraphs call the page, where nothing stands above them as a title."""
    texts = (block.text.text for block in outline.blocks[:12] if block.kind != "row")
    text = next((text for text in texts if _STATED.search(text)), "")
    return "。".join(match["title"] for stated in (_STATED, _DONE) if (match := stated.search(text)))


def part_of(outline: Outline, name: str) -> str:
    """What the page is confined to (三公经费, 绩效目标), or "" where it is the whole report."""
    told = _told(title_of(outline) or re.sub(r"\.\w+$", "", name), is_title=True)
    return told[0]["part"] if told and all(row["part"] for row in told) else ""
