"""Which kind of report a document is: its title decides, then the file's name, then its first telling headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ingest.lexicon.lexicon import pattern, rows
from ingest.outline import Outline

#: Words that name another report inside a title or sentence, not the report itself.
_NOT_ITS_OWN = re.compile(r"(?:详见|参见|见附件|根据|按照|依据|《)")


@cache
def _genres() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {row["wording"]: row["genre"] for row in rows("genres")}
    return pattern(list(names)), names


def _of(text: str) -> str | None:
    expression, names = _genres()
    found = {names[match.group()] for match in expression.finditer(text)}
    # 部门预算绩效运行监控报告 is a monitoring report: the rows' order says which of several words counts.
    return (
        next((genre for genre in dict.fromkeys(names.values()) if genre in found), None)
        if not _NOT_ITS_OWN.search(text)
        else None
    )


def titles(outline: Outline) -> Iterator[str]:
    """Lines of the cover and the headings, in order; two short lines may be one title."""
    lines = [block.text.text.strip() for block in outline.blocks[:12] if block.kind != "row"]
    for line, following in zip(lines, [*lines[1:], ""], strict=False):
        if len(line) <= 60 and not re.search(r"[，。；]", line):
            yield line
            if 0 < len(following) <= 40 and not re.search(r"[，。；:]", following):
                yield line + following


def genre_of(outline: Outline, name: str) -> str | None:
    """The genre, or None where nothing says that this is a report.

    A title counts only before the first numbered section; a heading anywhere counts last.
    """
    for line in titles(outline):
        genre = _of(line)
        if genre and not re.match(r"第?[一二三四五六七八九十]+[、.部]", line):
            return genre
    genre = _of(name)
    if genre and any(_of(section.title) for section in outline.sections):
        return genre
    for section in outline.sections[1:]:
        genre = _of(section.title)
        if genre:
            return genre
    if genre:
        return genre
    return next((genre for block in outline.blocks if block.name and (genre := _of(block.name))), None)
