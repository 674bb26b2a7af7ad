"""What is news to whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from orchestration.alerts.events import Batch, News, Told, kind_of, news_for
from orchestration.alerts.models import Finding, HeldFile, Kind, Undelivered
from orchestration.alerts.settings import AlertSettings, parse

Make = Callable[..., Finding]


def alerts(*routes: dict[str, Any], **more: Any) -> AlertSettings:
    table = {
        "channels": {"mail": {"kind": "mail", "host": "h", "sender": "a@b.cn"}},
        "recipients": {name: {"channel": "mail", "address": "x@y.cn"} for name in ("科员", "科长")},
        "routes": list(routes),
    }
    return parse(table | more, {}, "t.toml")


def told(finding: Finding, now: datetime, days: int = 1, state: str = "open", version: str | None = None) -> Told:
    return Told(state, version or finding.version, now - timedelta(days=days))


def kinds(news: list[News]) -> list[tuple[str, str]]:
    return [(one.kind.value, one.subject.key) for one in news]


@pytest.mark.parametrize(
    ("state", "known", "kind"),
    [
        pytest.param("open", None, Kind.new, id="never heard of"),
        pytest.param("open", ("open", "v"), Kind.still_open, id="as it was told"),
        pytest.param("open", ("open", "other"), Kind.changed, id="other figures than were told"),
        pytest.param("open", ("resolved", "v"), Kind.reopened, id="told to be resolved, fails again"),
        pytest.param("open", ("waived", "v"), Kind.reopened, id="told to be waived, open again"),
        pytest.param("overdue", ("open", "v"), Kind.overdue, id="time is up"),
        pytest.param("overdue", ("overdue", "v"), Kind.still_open, id="told to be overdue"),
        pytest.param("overdue", None, Kind.overdue, id="escalated to somebody new"),
        pytest.param("resolved", ("open", "v"), Kind.resolved, id="put right"),
        pytest.param("resolved", ("overdue", "v"), Kind.resolved, id="put right late"),
        pytest.param("waived", ("open", "v"), Kind.waived, id="explained"),
        pytest.param("resolved", None, None, id="resolved before anybody was told"),
        pytest.param("resolved", ("waived", "v"), None, id="settled either way"),
    ],
)
def test_why_a_finding_is_told(state: str, known: tuple[str, str] | None, kind: Kind | None, now: datetime) -> None:
    before = Told(*known, since=now) if known else None
    assert kind_of(state, "v", before) is kind


def test_routes_choose_by_county_department_severity_and_family(make: Make, now: datetime) -> None:
    findings = [
        make("a"),
        make("b", county_code="430423"),
        make("c", department="大关县林业局"),
        make("d", severity="info"),
        make("e", family="rate"),
    ]
    only = {"counties": ["530624"], "departments": ["大关县水利局"], "severities": ["critical"], "families": ["total"]}
    settings = alerts({"to": ["科员"], **only}, {"to": ["科长"]})
    assert kinds(news_for("科员", settings, findings, [], [], {}, now)) == [("new", "a")]
    assert len(news_for("科长", settings, findings, [], [], {}, now)) == 5


def test_worst_first(make: Make, now: datetime) -> None:
    findings = [
        make("info", severity="info", difference=9_000_000),
        make("small", difference=-100),
        make("large", difference=-5_000_000),
    ]
    found = news_for("科员", alerts({"to": ["科员"]}), findings, [], [], {}, now)
    assert [key for _, key in kinds(found)] == ["large", "small", "info"]


def test_a_critical_nobody_answered_goes_to_the_second_recipient(make: Make, now: datetime) -> None:
    settings = alerts({"to": ["科员"], "escalate_after_days": 5, "escalate_to": ["科长"]})
    finding, warning = make("a"), make("b", severity="warning")
    known = {"科员": {"a": told(finding, now, 5), "b": told(warning, now, 99)}}
    assert kinds(news_for("科员", settings, [finding, warning], [], [], known, now)) == [
        ("overdue", "a"),
        ("still_open", "b"),
    ]
    assert kinds(news_for("科长", settings, [finding, warning], [], [], known, now)) == [("overdue", "a")]
    early = {"科员": {"a": told(finding, now, 4)}}
    assert news_for("科长", settings, [finding], [], [], early, now) == []


def test_the_second_recipient_hears_the_end_of_it(make: Make, now: datetime) -> None:
    settings = alerts({"to": ["科员"], "escalate_after_days": 5, "escalate_to": ["科长"]})
    known = {"科长": {"a": told(make("a"), now, 1, "overdue")}}
    assert kinds(news_for("科长", settings, [make("a", state="resolved"), make("b")], [], [], known, now)) == [
        ("resolved", "a")
    ]


@pytest.mark.parametrize(
    "changed",
    [{"state": "waived"}, {"stated": 1}, {"rule_version": "v2"}],
    ids=["explained meanwhile", "other figures", "another rule"],
)
def test_time_runs_only_for_what_was_told_as_it_stands(make: Make, now: datetime, changed: dict[str, Any]) -> None:
    settings = alerts({"to": ["科员"], "escalate_after_days": 5})
    known = {"科员": {"a": told(make("a"), now, 30)}}
    (news,) = news_for("科员", settings, [make("a", **changed)], [], [], known, now)
    assert news.kind is not Kind.overdue


def test_a_held_file_is_told_once_for_each_reason(now: datetime) -> None:
    file = HeldFile("file:p", "p", "0123456789abcdef", "530624", "大关县", "empty_file", "文件是空的", "请重新报送")
    settings = alerts({"to": ["科员"]}, {"to": ["科长"], "departments": ["水利局"]})
    (news,) = news_for("科员", settings, [], [file], [], {}, now)
    assert (news.kind, news.state) == (Kind.held, "held")
    known = {"科员": {file.key: Told("held", file.version, now)}}
    assert news_for("科员", settings, [], [file], [], known, now) == []
    assert news_for("科长", settings, [], [file], [], {}, now) == []


def test_a_file_of_no_known_county_goes_to_the_operator_too(now: datetime) -> None:
    file = HeldFile("file:p", "inbox/p", "0123456789abcdef", "", "县区不详", "unknown_county", "县区不明", "请归档")
    settings = alerts({"to": ["科员"], "counties": ["530624"]}, operators=["科长"])
    assert kinds(news_for("科长", settings, [], [file], [], {}, now)) == [("held", "file:p")]
    assert news_for("科员", settings, [], [file], [], {}, now) == []
    of_a_county = replace(file, county_code="530624")
    assert news_for("科长", settings, [], [of_a_county], [], {}, now) == []


def test_the_operator_is_told_what_others_did_not_get(now: datetime) -> None:
    lost = Undelivered("delivery:1", "科员", "1", 7, "HTTP 500")
    settings = alerts({"to": ["科员"]}, operators=["科长"])
    assert kinds(news_for("科长", settings, [], [], [lost], {}, now)) == [("undelivered", "delivery:1")]
    assert news_for("科员", settings, [], [], [lost], {}, now) == []


def test_a_number_stays_for_a_retry_and_changes_with_what_is_known(make: Make, now: datetime) -> None:
    settings = alerts({"to": ["科员"]})

    def number(known: Any, *findings: Finding) -> str:
        return Batch(news_for("科员", settings, findings, [], [], known, now)).number("科员")

    first = number({}, make("a"), make("b"))
    assert first == number({}, make("b"), make("a"))
    again = {"科员": {"a": told(make("a"), now, state="resolved")}}
    assert len({first, number({}, make("a")), number(again, make("a")), number({}, make("a", stated=5))}) == 4
