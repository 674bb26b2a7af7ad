"""One document in, everything found in it out: outline, figures, identity, facts, and a disposition per figure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest.document import Document
from ingest.extract.carried_totals import name_totals
from ingest.extract.certainty import USUAL, Certainty, confidences, confirm, doubtful, withhold
from ingest.extract.found import Disposition, Findings, Mark
from ingest.extract.identity.genre import genre_of, title_of, titles
from ingest.extract.identity.identity import Identity, identify
from ingest.extract.indicators.satisfaction import read_satisfaction
from ingest.extract.indicators.sentences import read_indicators
from ingest.extract.interim import drop_interim
from ingest.extract.projects.chosen_lists import drop_sums_of_some_projects
from ingest.extract.projects.described_projects import name_described
from ingest.extract.projects.own import ITSELF, are_several, are_several_forms, own_names, title_alone
from ingest.extract.projects.same_project import join_names, name_the_one
from ingest.extract.prose.batches import drop_batches
from ingest.extract.prose.contradicted import drop_contradicted
from ingest.extract.prose.counts import read_counts
from ingest.extract.prose.giver_levels import drop_levels
from ingest.extract.prose.narrative import read_prose
from ingest.extract.prose.repeated_items import drop_repeated_items
from ingest.extract.prose.told_apart import drop_told_apart
from ingest.extract.prose.unread_wholes import drop_rates_of_unread
from ingest.extract.scope import of_more_than_budgets, section_frames
from ingest.extract.settle import settle
from ingest.extract.tables.fund_parts import drop_shared
from ingest.extract.tables.tables import read_tables
from ingest.figures import Figure, find_figures
from ingest.outline import Outline, outline
from ingest.page_number import is_page_number

#: A line of a table of contents, whose page number is glued to the title: 第三部分 名词解释9.
_CONTENTS = re.compile(r"^(?:第[一二三四五六七八九十]+[部章]|[(]?[一二三四五六七八九十]+[)、]).{2,40}$")
#: The number of a table or of a note: 表1-2, 注:1.本表….
_IS_NUMBER = re.compile(r"(?:附?表\d+(?:-\d+)+$|(?:注|说明|备注):1[.、])")
_ONE_PROJECT = re.compile(r"^(?!.*(?:整体|部门预算|部门决算)).*(?:项目|资金|补助|补贴).*(?:监控|自评|评价)")
_OF_PART_OF_YEAR = re.compile(r"上半年|季度|1[-—~至]\d{1,2}月")
#: C25混凝土, G56高速, 浏览量:12; 管长1100m, 100字以内: numbers in names, of visitors, in units of other fields.
_OF_NAME = re.compile(r"(?:[A-Za-zΦФφ]|(?:浏览|点击|访问|阅读)(?:量|数|次数)?[:|]?)$")
_OF_OTHER_UNIT = re.compile(r"[A-Za-z]{1,3}(?![A-Za-z])|字[以之]?[内)]")
_LONG_NUMBER = 5
#: 评价年度:2022.
_OF_YEAR, _YEAR = re.compile("年度[:|\t]$"), re.compile(r"20\d\d$")
_OF_SENTENCES = re.compile("[，。；;：:、！？]")
_WORD = re.compile(r"[^\W\d]")
#: Half the time of Mark(…): every figure has one.
_new = tuple.__new__


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one document holds; `genre` None means that it is no report.

    `confidence` is that of each figure recognised in a picture.
    """

    outline: Outline
    figures: Sequence[Sequence[Figure]]
    genre: str | None
    identity: Identity | None
    found: Findings
    confidence: Mapping[Mark, float] = field(default_factory=dict)


def known_names(identity: Identity) -> frozenset[str]:
    """Names that stand for the department itself in prose, so that they are no unknown words."""
    names = {identity.department, *identity.aliases}
    county = identity.county
    if county:
        names |= {county.name, county.name[:-1] if len(county.name) > 2 else county.name}
        names |= {f"{above}{name}" for above in (county.prefecture, county.province) for name in names}
        bare = {name.replace(county.name, "") for name in names}
        names |= bare | {f"{kind}{name}" for kind in {"县", county.name[-1]} for name in bare}  # 区教育局, 市教育局
    return frozenset(name for name in names if len(name) >= 2)


def extract(
    document: Document,
    file_name: str,
    county_code: str | None,
    folder_year: int | None,
    certainty: Certainty = USUAL,
) -> Extraction:
    """Read a Document as a report; no facts are sought where the identity has a problem.

    A figure of a scan that is less certain than `certainty` asks makes no fact.
    """
    parts = outline(document)
    figures: Sequence[Sequence[Figure]] = [find_figures(block.text.text) for block in parts.blocks]
    sure = confidences(parts, figures)
    if sure:
        figures, sure = confirm(parts, figures, sure, certainty.confirmed)
    found = Findings()
    genre = genre_of(parts, file_name)
    if genre is None:
        return Extraction(parts, figures, None, None, found)
    identity = identify(parts, figures, file_name, genre, county_code, folder_year)
    if identity.problem:
        return Extraction(parts, figures, genre, identity, found)
    # A form of accounts or budgets means what its headings say.
    mixed = of_more_than_budgets(parts) if genre not in ("final_accounts", "budget") else ()
    frames = section_frames(parts.sections, identity.year, mixed)
    heading = title_of(parts) or next(iter(titles(parts)), "")
    one_project = genre == "project_evaluation" or bool(_ONE_PROJECT.search(heading))
    known = known_names(identity)
    own: frozenset[str] = own_names(parts, heading, known) if one_project else frozenset()
    of_all = one_project and not own and are_several(parts)
    own = own | ITSELF if one_project else own
    known |= own
    read_indicators(parts, figures, found, genre == "budget")
    read_satisfaction(parts, figures, found, genre)
    read_tables(parts, figures, frames, found, genre, identity.year, one_project and not are_several_forms(parts))
    read_prose(parts, figures, frames, found, known, genre, identity.year, own, heading)
    if genre == "budget":
        name_described(parts, figures, found)
    drop_shared(found)
    drop_rates_of_unread(found, figures)
    drop_levels(found, parts, figures)
    if genre in ("project_evaluation", "performance_monitoring", "performance_evaluation"):
        drop_told_apart(found)
        drop_batches(found, parts, figures)
        drop_repeated_items(found, parts, figures)
        join_names(found)
        if one_project and not are_several(parts):
            name_the_one(found, figures, own, title_alone(heading, known_names(identity)))
        drop_contradicted(found, parts, figures, with_totals=genre == "project_evaluation")
    if genre != "budget":
        drop_interim(
            parts,
            figures,
            found,
            identity.year,
            genre == "performance_monitoring" or _OF_PART_OF_YEAR.search(heading) is not None,
        )
    read_counts(parts, figures, found, identity.year, own)
    withhold(found, doubtful(figures, found, sure, certainty.confidence))
    name_totals(parts, figures, found, identity.year)
    if genre in ("performance_evaluation", "performance_monitoring"):
        drop_sums_of_some_projects(parts, found)
    settle(found, genre, identity.year, of_all)
    _account(parts, figures, found)
    return Extraction(parts, figures, genre, identity, found, sure)


def _is_of_chart(text: str, figures: Sequence[Figure]) -> bool:
    """Whether a line is what a chart leaves of itself: labels and values with tabs between them, or without.

    >>> lines = ("教育支出79.1%卫生支出15.4%农林支出5.5%", "1267.8 1267.8", "执行率90%，到位率98%，完成率95%")
    >>> [_is_of_chart(line, find_figures(line)) for line in lines]
    [True, True, False]
    """
    if "\t" in text and text.strip().count("\t") >= 2:
        return True
    if _OF_SENTENCES.search(text) or not all(figure.kind in ("percent", "other", "date") for figure in figures):
        return False
    return len(figures) >= 3 or (len(figures) == 2 and not _WORD.search(text))


def _of_other_things(text: str, figure: Figure) -> str:
    """The reason for a number that letters, a label or a counter of visitors tell to be something else; else empty."""
    if _OF_YEAR.search(text, max(0, figure.start - 3), figure.start) and _YEAR.match(text, figure.start, figure.end):
        return "date"
    beside = _OF_NAME.search(text, max(0, figure.start - 6), figure.start) or _OF_OTHER_UNIT.match(text, figure.end)
    if beside is None:
        return ""
    is_code = beside[0].isascii() and beside[0].isalpha() and figure.end - figure.start >= _LONG_NUMBER
    return "document number" if is_code else "quantity outside the contract"  # 51000021R000000019951


def _account(parts: Outline, figures: Sequence[Sequence[Figure]], found: Findings) -> None:
    """Every figure without a disposition gets one: its own form's reason, its kind's, or unmapped with its label."""
    for block in parts.blocks:
        own = figures[block.number]
        if not own:
            continue
        number, kind, (text, _, _) = block[:3]
        end = len(text.strip())
        is_page = kind == "paragraph" and is_page_number(text)
        is_chart = kind != "row" and _is_of_chart(text, own)
        for index, figure in enumerate(own):
            given = found.dispositions.get((number, index))  # type: ignore[call-overload]  # quicker than a Mark
            if given:
                if is_chart and given.disposition == "unmapped":
                    found.dispositions[Mark(number, index)] = Disposition("context", "chart residue", given.label)
                continue
            reason = figure.reason or ("quantity outside the contract" if figure.kind == "count" else "")
            if figure.kind == "other" and (of_others := _of_other_things(text, figure)):
                reason = of_others
            if figure.kind == "other" and figure.start == 0 and not figure.unit and _WORD.search(text, figure.end):
                reason = "section number"
            if _IS_NUMBER.match(text) and figure.kind == "other":
                reason = "section number"
            if is_page or (figure.kind == "other" and figure.end == end and _CONTENTS.match(text)):
                reason = "page number"
            if kind == "row" and block.table is None:
                reason = reason or "hidden sheet"
            if is_chart:
                reason = reason or "chart residue"
            found.leave(_new(Mark, (number, index)), reason, text[max(0, figure.start - 20) : figure.start])
