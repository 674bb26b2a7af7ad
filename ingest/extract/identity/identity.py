"""Whose report this is: county, department, fiscal year, period end, filing date, title, and what part it is.

Evidence is taken from the cover, the title, the sign-off, the body, the file's name and its folder. What cannot be
known, or contradicts the folder, is held: nothing is defaulted. Names are `department.py`'s affair, dates those of
`period.py`, the genre `genre.py`'s.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ingest.counties import County, counties, mentioned
from ingest.extract.identity.department import Names, departments
from ingest.extract.identity.genre import part_of, title_of, titles
from ingest.extract.identity.period import filed_on, fiscal_year, period_end, years
from ingest.extract.projects.own import is_one_form, projects
from ingest.figures import Figure
from ingest.outline import Outline

#: The kind of report that adds up all departments of a county; it is read as its genre is.
COUNTY_SUMMARY = "county_summary"
#: A bureau's page that speaks of every department of its county; its accounts need a plainer word than 三公 does.
_OF_COUNTY = re.compile(r"全[县区市旗州](?!直)|[县区市]级(?:各)?部门|财政局汇总|(?<!\()汇总(?!\))")
_ACCOUNTS_OF_COUNTY = re.compile(
    r"全[县区市旗州](?!直)|(?<!\()汇总(?!\))|政府(?:关于)?(?:20\d\d年度?)?(?:财政)?决算|财政(?:收支|总)?决算|决算草案"
)
_MONITORS_PROJECTS = re.compile(r"^(?!.*(?:整体|部门预算|预算绩效)).*(?:项目|专项|资金|经费)")

Problem = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Identity:
    """What the document says of itself; `problem` is (reason code, explanation) when it must be held.

    `subject` is what the report is confined to: its projects' names, 三公经费, 本级; empty for a whole department.
    `is_county_summary`: the page adds up all departments of its county, whatever bureau published it.
    """

    county: County | None
    department: str
    aliases: tuple[str, ...]
    year: int | None
    period_end: date | None
    filed_on: date | None
    title: str
    problem: Problem | None = None
    subject: str = ""
    is_county_summary: bool = False


def _title(outline: Outline, file_name: str) -> str:
    for line in titles(outline):
        if re.search(r"(?:报告|公开|说明|自评表|评价表|决算|预算)(?:\(.{1,12}\))?$", line) and not re.match(
            r"第?[一二三四五六七八九十]+[、.部]|\(", line
        ):
            return line
    return title_of(outline) or re.sub(r"\.\w+$", "", file_name)


def _subject(outline: Outline, file_name: str, genre: str, title: str, named: Sequence[str]) -> str:
    part = part_of(outline, file_name)
    subject = [part] if part else []
    of_projects = genre == "project_evaluation" or (part == "绩效目标" and "整体" not in title)
    if genre == "performance_monitoring":
        of_projects = bool(_MONITORS_PROJECTS.search(title)) or ("整体" not in title and is_one_form(outline))
    if of_projects:
        subject += sorted(named) or [title]
    if re.search(r"\((?:本级|机关)\)|(?<=[局委府会])本级", title):
        subject.append("本级")
    return "、".join(subject)


def identify(
    outline: Outline,
    figures: Sequence[Sequence[Figure]],
    file_name: str,
    genre: str,
    county_code: str | None,
    folder_year: int | None,
) -> Identity:
    """Read the document's identity; `county_code` and `folder_year` are what the landing folder says, if anything."""
    texts = [block.text.text for block in outline.blocks]
    cover = (*texts[:8], *texts[-4:], file_name)
    county = counties().get(county_code or "")
    problem = None
    if county is None:
        found = mentioned((*cover, *texts[:60]))
        county = found[0] if len(found) == 1 or (found and _leads(found, texts)) else None
        if county is None:
            named = "、".join(c.name for c in found) or "none"
            problem = (
                "unknown_county",
                f"counties named in the text: {named}; expected one; put the file into <county code>/<year>/, "
                "or take it out if its department is a prefecture's or a province's",
            )
    else:
        others = [c for c in mentioned(cover) if c != county and c.name not in county.name]
        if others and not any(_belongs(text, county) for text in texts):
            problem = (
                "county_contradiction",
                f"found {others[0].name} on the cover, expected {county.name} as the folder says",
            )
    filed = filed_on(outline)
    title = _title(outline, file_name)
    own = projects(outline)
    year, year_problem = fiscal_year(years(outline, figures, file_name, own), folder_year, filed)
    names = departments(outline, file_name, county)
    ends = period_end(outline, year, genre) if year else None
    sums_up = _sums_up(names, outline, title, county.name if county else "")
    if sums_up and county and names.names[:1] in ((), (f"{county.name}人民政府",)):
        names = Names((f"{county.name}财政局",))  # 部门决算管理办法: it adds up the departments' accounts
    problem = problem or year_problem or _department_problem(names)
    if not problem and ends is None:
        problem = (
            "unknown_period_end",
            "no cut-off such as 截至…6月底 is printed, which a monitoring report needs; ask the department",
        )
    name = names.names[0] if names.names else ""
    subject = _subject(outline, file_name, genre, title, own)
    return Identity(county, name, names.names[1:], year, ends, filed, title, problem, subject, sums_up)


def _department_problem(names: Names) -> Problem | None:
    """Why no single department can be named, if so."""
    if names.conflict:
        superior, implementing = names.conflict
        return (
            "unknown_department",
            f"the form names {superior} (主管部门) and {implementing} (实施单位), and no title, 填报单位 or file name "
            "tells which of them reports; name the file <department>_<report>",
        )
    if not names.names:
        return (
            "unknown_department",
            "no cover label, title or file name tells the department; name the file <department>_<report>",
        )
    return None


def _sums_up(names: Names, outline: Outline, title: str, county: str) -> bool:
    """Whether the page speaks of all departments of its county: a finance bureau's or the county government's, or one
    that names no department.

    The county's own name says nothing: 万全区.
    """
    if names.conflict or any(not name.endswith(("财政局", f"{county}人民政府")) for name in names.names[:1]):
        return False
    if "三公" in title and names.names:
        opening = "\n".join((title, *(block.text.text for block in outline.blocks[1:4])))
        return _OF_COUNTY.search(opening.replace(county, "")) is not None
    return (
        re.search("决算|三公", title) is not None and _ACCOUNTS_OF_COUNTY.search(title.replace(county, "")) is not None
    )


def _leads(found: Sequence[County], texts: Sequence[str]) -> bool:
    whole = "".join(texts)
    return whole.count(found[0].name) >= 3 * whole.count(found[1].name)


def _belongs(text: str, county: County) -> bool:
    short = county.name[:-1] if len(county.name) > 2 else county.name
    return short in text
