"""Digests and notices in words: text, Markdown for chats, HTML for mail. The words are in `templates` and words.csv.

Whatever comes from a report is data: escaped in HTML, and in Markdown without the signs that make links or mentions.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

import jinja2

from orchestration.alerts.amounts import difference, printed
from orchestration.alerts.digest import Digest
from orchestration.alerts.models import Finding

#: Signs of a sentence on each side of its figure that a phone has room for.
CONTEXT = 36
_ROOM = Path(__file__).parent
#: Markdown of the chats makes links, mentions and emphasis of these.
_MARKDOWN_SIGNS = str.maketrans("<>*[]`#|\n\r\t", "＜＞＊［］＇＃｜   ")
_CUT_BEFORE, _CUT_AFTER = re.compile(r"^[\d.,]+"), re.compile(r"[\d.,]+$")


def words(kind: str) -> dict[str, str]:
    """Return the Chinese words of words.csv for one kind of word."""
    return _words()[kind]


@cache
def _words() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    with (_ROOM / "words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], {})[row["word"]] = row["zh"]
    return found


def subject(digest: Digest, day: date) -> str:
    """Return the subject of a digest: the counts, as far as one reads them in a list of mails."""
    names = words("kind")
    counts = "、".join(f"{names[one.kind]} {one.total}" for one in digest.sections if one.kind != "still_open")
    criticals = f"{words('severity')['critical']} {digest.open_criticals}"
    standing = f"未处理 {digest.open_total}，{criticals}" if digest.open_total else "无未处理问题"
    return f"预算数据核查 {day.month}月{day.day}日：{counts}（{standing}）"


def text(digest: Digest, day: date) -> str:
    """Return a digest as plain text."""
    return _rendered("digest.txt.j2", digest=digest, day=day)


def markdown(digest: Digest, day: date) -> str:
    """Return a digest as the Markdown that WeCom, DingTalk and Feishu have in common."""
    return _rendered("digest.md.j2", digest=digest, day=day)


def html(digest: Digest, day: date) -> str:
    """Return a digest as an HTML mail that is read on a phone: one column, styles inline, nothing fetched."""
    return _rendered("digest.html.j2", digest=digest, day=day)


def notice(form: str, title: str, paragraphs: Mapping[str, str], number: str) -> str:
    """Return a short message of labelled paragraphs as txt, md or html: a load that failed, a quiet night."""
    return _rendered(f"notice.{form}.j2", title=title, paragraphs=paragraphs, number=number)


def excerpt(sentence: str | None, context: int = CONTEXT) -> tuple[str, str, str] | None:
    """Return a sentence as before, figure, after, cut to `context` signs on each side.

    >>> excerpt("一二三四五»246.30万元«，其中", 3)
    ('…三四五', '246.30万元', '，其中')
    """
    if not sentence:
        return None
    flat = " ".join(" | ".join(sentence.split("\t")).split())
    before, _, rest = flat.partition("»")
    figure, _, after = rest.partition("«")
    # A number that was cut through would be another number.
    left = before if len(before) <= context else "…" + _CUT_BEFORE.sub("", before[-context:])
    return left, figure, after if len(after) <= context else _CUT_AFTER.sub("", after[:context]) + "…"


def heading(finding: Finding) -> str:
    """Return what a finding is about, with its year once."""
    year = str(finding.fiscal_year)
    return finding.subject if finding.subject.startswith(year) else f"{year} {finding.subject}"


def link(site_url: str, finding: Finding) -> str:
    """Return the page of a finding on the review site; empty where no site is set."""
    return f"{site_url}/finding/{quote(finding.key)}.html" if site_url else ""


def _plain(value: object) -> str:
    return str(value).translate(_MARKDOWN_SIGNS)


def _rendered(template: str, **values: object) -> str:
    return _environment().get_template(template).render(**values).strip() + "\n"


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_ROOM / "templates"),
        autoescape=lambda name: bool(name and name.endswith(".html.j2")),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"plain": _plain, "excerpt": excerpt}
    environment.globals |= {
        "names": words("kind"),
        "severities": words("severity"),
        "printed": printed,
        "difference": difference,
        "link": link,
        "heading": heading,
        #: Kinds that are spelt out; the others were told before and take a line.
        "in_full": ("overdue", "reopened", "new", "changed"),
        "settled": ("resolved", "waived"),
    }
    return environment
