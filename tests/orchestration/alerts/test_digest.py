"""What one message shows, and in which words."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from orchestration.alerts import rendering
from orchestration.alerts.digest import Digest, build
from orchestration.alerts.events import News
from orchestration.alerts.models import Finding, HeldFile, Kind, Undelivered
from orchestration.alerts.reading import parted

Make = Callable[..., Finding]
DAY = date(2026, 11, 22)
RULES = Path(__file__).parents[3] / "expectations" / "rules"


def news(finding: Finding, kind: Kind = Kind.new) -> News:
    return News(kind, finding, finding.state, None)


def digest(*of: News, lines: int = 20, late: Undelivered | None = None, site_url: str = "") -> Digest:
    return build("绩效科", "0123456789", of, lines, late, site_url)


def test_findings_of_one_cause_are_one_line(make: Make) -> None:
    findings = [make("a"), make("b", cause_key="a"), make("c", cause_key="a", severity="warning"), make("d")]
    (section,) = digest(*map(news, findings)).sections
    (group,) = section.groups
    assert [(line.finding.key, line.dependants) for line in group.lines] == [("a", 2), ("d", 0)]
    assert (section.total, section.hidden) == (4, 0)


def test_a_cap_leaves_the_worst_and_counts_the_rest(make: Make) -> None:
    mild = [news(make(f"m{number}", severity="warning")) for number in range(50)]
    shown = digest(*mild, news(make("bad", difference=Decimal(-9))), lines=3)
    (section,) = shown.sections
    lines = [line.finding.key for group in section.groups for line in group.lines]
    assert lines[0] == "bad"
    assert (len(lines), section.hidden, section.total) == (3, 48, 51)
    assert "另有 48 项，见附件" in rendering.text(shown, DAY)


def test_departments_stand_apart_the_worst_first(make: Make) -> None:
    shown = digest(
        news(make("a", department="大关县林业局", severity="warning")),
        news(make("b")),
        news(make("c", department="大关县林业局", severity="warning")),
    )
    assert [group.place for group in shown.sections[0].groups] == ["大关县水利局", "大关县林业局"]
    assert shown.departments == (("大关县水利局", 1, 1), ("大关县林业局", 2, 0))


def test_each_line_has_figures_sentence_rule_explanation_and_question(make: Make) -> None:
    shown = digest(news(make("a", likely_explanation="有一位数字不同")), site_url="https://review.example/")
    for form in (rendering.text, rendering.markdown, rendering.html):
        words = form(shown, DAY)
        for part in (
            "246.30 万元", "264.30 万元", "-18.00 万元", "政府采购支出总额", "E15", "采购等于三类之和",
            "有一位数字不同", "请部门核对总额与三类金额。", "大关县水利局",
            "https://review.example/finding/a.html", "0123456789",
        ):  # fmt: skip
            assert part in words, f"{part} is not in the {form.__name__}"


def test_what_is_settled_takes_one_line(make: Make) -> None:
    resolved = replace(make("a"), state="resolved")
    waived = replace(make("b"), state="waived", waived_by="李", waiver_reason="含上年结转")
    words = rendering.text(digest(news(resolved, Kind.resolved), news(waived, Kind.waived)), DAY)
    assert "没有未处理的问题" in words
    assert "■ 已消除 1" in words
    assert "李：含上年结转" in words
    assert "请部门核对" not in words


def test_files_lost_messages_and_a_late_digest_are_told() -> None:
    file = HeldFile("file:p", "530624/2022/空.docx", "h", "530624", "大关县", "empty_file", "文件是空的", "请重新报送")
    lost = Undelivered("delivery:1", "科长", "1111111111", 7, "HTTP 500")
    late = Undelivered("", "绩效科", "2222222222", 3, "SMTP 451 busy")
    shown = digest(News(Kind.held, file, "held", None), News(Kind.undelivered, lost, "undelivered", None), late=late)
    for form in (rendering.text, rendering.markdown, rendering.html):
        words = form(shown, DAY)
        for part in ("空.docx", "文件是空的", "请重新报送", "科长", "HTTP 500", "2222222222"):
            assert part in words, f"{part} is not in the {form.__name__}"


def test_subject_counts(make: Make) -> None:
    subject = rendering.subject(digest(news(make("a")), news(make("b"), Kind.still_open)), DAY)
    assert subject == "预算数据核查 11月22日：新发现 1（未处理 2，错误 2）"


def test_words_of_a_report_can_neither_make_a_link_nor_a_mention_nor_a_tag(make: Make) -> None:
    bad = make("a", subject="<script>x</script>[点这里](http://evil)", sentence="»1«<@all> **好** <at id=all></at>")
    page = rendering.html(digest(news(bad)), DAY)
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    chat = rendering.markdown(digest(news(bad)), DAY)
    for sign in ("<@", "<at", "<script", "](http", "**好**"):
        assert sign not in chat


def test_a_limit_is_called_one(make: Make) -> None:
    words = rendering.text(digest(news(make("a", relation="le"))), DAY)
    assert "上限 264.30 万元" in words
    assert "应有数" not in words


def test_every_rule_says_what_to_ask() -> None:
    rules = [rule for path in sorted(RULES.glob("*.toml")) for rule in tomllib.loads(path.read_text())["rule"]]
    assert len(rules) > 100
    for rule in rules:
        says, ask = parted(rule["message_zh"], "{subject}")
        assert says, rule["rule_id"]
        assert ask.startswith("请"), rule["rule_id"]
        assert "{subject}" not in says + ask


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        pytest.param("甲\t»1.5«\t乙", ("甲 | ", "1.5", " | 乙"), id="a row of a table"),
        pytest.param("合计12345.60万元，»9万元«", ("…万元，", "9万元", ""), id="a number cut through is left out"),
        pytest.param("»9万元«，合计8765.43元", ("", "9万元", "，合计…"), id="and behind the figure"),
    ],
)
def test_excerpts(sentence: str, parts: tuple[str, str, str]) -> None:
    assert rendering.excerpt(sentence, 6) == parts
