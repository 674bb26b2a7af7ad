"""Reports on the web: fetched once, politely, and from servers that misbehave as far as they let themselves be read."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from orchestration.landing import fetch
from orchestration.landing.download import Partial

ONE, TWO = "第一份报告".encode() * 1000, "第二份报告，更正版".encode() * 1000


def test_documents_are_laid_out_like_a_landing_folder_and_archived_by_hash(county: Any, site: Any) -> None:
    outcome = county.fetch(site("/a", site.document(ONE)), site("/b", site.document(TWO)))
    assert (outcome.listed, outcome.new, outcome.problems, outcome.failed) == (2, 2, (), "")
    assert county.files() == {"430423/2023/1.txt": ONE, "430423/2023/2.txt": TWO}
    assert county.archived() == {ONE, TWO}


def test_what_did_not_change_is_asked_for_conditionally_and_not_sent_again(county: Any, site: Any) -> None:
    address = site("/a", site.document(ONE))
    county.fetch(address)
    outcome = county.fetch(address)
    assert (outcome.new, outcome.unchanged) == (0, 1)
    assert "If-None-Match" in site.asked[-1][1]


def test_a_server_without_versions_is_compared_by_content(county: Any, site: Any) -> None:
    address = site("/a", lambda request: request.say(200, ONE))
    county.fetch(address)
    outcome = county.fetch(address)
    assert (outcome.new, outcome.unchanged) == (0, 1)


def test_a_new_version_replaces_the_old_and_both_stay_in_the_archive(county: Any, site: Any) -> None:
    address = site("/a", site.document(ONE), site.document(TWO))
    county.fetch(address)
    assert county.fetch(address).new == 1
    assert county.files() == {"430423/2023/1.txt": TWO}
    assert county.archived() == {ONE, TWO}


def test_another_address_under_the_same_name_is_fetched_whatever_its_version(county: Any, site: Any) -> None:
    county.fetch(site("/a", site.document(ONE, '"1"')))
    county.fetch(site("/b", site.document(TWO, '"1"')))
    assert county.files() == {"430423/2023/1.txt": TWO}


def test_a_file_removed_by_hand_comes_back_from_the_archive(county: Any, site: Any) -> None:
    address = site("/a", site.document(ONE))
    county.fetch(address)
    (county.landing / "430423/2023/1.txt").unlink()
    county.fetch(address)
    assert county.files() == {"430423/2023/1.txt": ONE}


@pytest.mark.parametrize(
    ("header", "waits"),
    [
        pytest.param("7", [7], id="for seconds"),
        pytest.param("", [1], id="without saying how long"),
        pytest.param("99999", [120], id="longer than a load can wait"),
    ],
)
def test_a_server_that_has_enough_is_left_alone_as_long_as_it_says(
    county, site, header: str, waits: list[float]
) -> None:
    address = site("/a", site.status(429, Retry_After=header), site.document(ONE))
    assert county.fetch(address).new == 1
    assert county.slept == waits


def test_a_date_says_how_long_too(county: Any, site: Any) -> None:
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=50), usegmt=True)
    assert county.fetch(site("/a", site.status(503, Retry_After=until), site.document(ONE))).new == 1
    assert 40 < county.slept[0] <= 50


def test_a_broken_server_is_tried_again_later_and_later(county: Any, site: Any) -> None:
    assert county.fetch(site("/a", site.status(500), site.status(502), site.document(ONE))).new == 1
    assert county.slept == [1, 2]


def test_a_server_that_stays_broken_costs_only_its_document_and_keeps_the_last_version(county: Any, site: Any) -> None:
    first, second = site("/a", site.document(ONE), site.status(500)), site("/b", site.document(TWO))
    county.fetch(first, second)
    outcome = county.fetch(first, second)
    assert (outcome.unchanged, outcome.gone) == (1, 0)
    (problem,) = outcome.problems
    assert problem.startswith(f"{first}: 500")
    assert "tried 3 times" in problem
    assert county.files() == {"430423/2023/1.txt": ONE, "430423/2023/2.txt": TWO}


def test_a_download_that_breaks_off_goes_on_where_it_stopped(county: Any, site: Any) -> None:
    assert county.fetch(site("/a", site.broken_off(ONE, 4000), site.document(ONE))).problems == ()
    assert county.files() == {"430423/2023/1.txt": ONE}
    assert site.asked[-1][1]["Range"] == "bytes=4000-"


def test_the_next_load_goes_on_where_the_last_stopped(county: Any, site: Any) -> None:
    address = site("/a", site.broken_off(ONE, 4000), site.status(500), site.status(500), site.document(ONE))
    assert "tried 3 times" in county.fetch(address).problems[0]
    assert county.files() == {}
    assert county.fetch(address).new == 1
    assert county.files() == {"430423/2023/1.txt": ONE}
    assert site.asked[-1][1]["Range"] == "bytes=4000-"


def test_a_rest_of_another_version_is_not_glued_on(county: Any, site: Any) -> None:
    assert county.fetch(site("/a", site.broken_off(ONE, 4000), site.document(TWO))).problems == ()
    assert county.files() == {"430423/2023/1.txt": TWO}


def test_a_rest_from_the_wrong_place_is_not_glued_on(county: Any, site: Any) -> None:
    def wrong(request: Any) -> None:
        request.say(206, ONE[4001:], Content_Range=f"bytes 4001-{len(ONE) - 1}/{len(ONE)}")

    assert county.fetch(site("/a", site.broken_off(ONE, 4000), wrong, site.document(ONE))).problems == ()
    assert county.files() == {"430423/2023/1.txt": ONE}


def test_a_body_cut_short_is_never_a_document(county: Any, site: Any) -> None:
    (problem,) = county.fetch(site("/a", site.broken_off(ONE, 4000))).problems
    assert "tried 3 times" in problem
    assert county.files() == {}


def test_a_server_that_does_not_answer_is_given_up_after_its_time(county: Any, site: Any) -> None:
    settings = replace(county.settings, retries=0)
    county.settings = settings
    (problem,) = county.fetch(site("/a", lambda request: time.sleep(1.5))).problems
    assert "ReadTimeout" in problem


def test_a_server_that_dribbles_is_given_up_and_what_came_is_kept(county: Any, site: Any) -> None:
    def dribble(request: Any) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(ONE)))
        request.send_header("ETag", '"x"')
        request.end_headers()
        for begin in range(8):
            request.wfile.write(ONE[begin * 10 : begin * 10 + 10])
            request.wfile.flush()
            time.sleep(0.2)
        request.close_connection = True

    county.settings = replace(county.settings, file_seconds=1)
    (problem,) = county.fetch(site("/a", dribble)).problems
    assert "not there after 1 s" in problem
    (rest,) = (county.folder / "sources" / "county" / "partial").glob("*.part")
    assert 0 < rest.stat().st_size < 80


@pytest.mark.parametrize("is_announced", [True, False], ids=["announced", "not announced"])
def test_a_huge_body_is_refused_and_nothing_of_it_kept(county: Any, site: Any, is_announced: bool) -> None:
    sent = []

    def huge(request: Any) -> None:
        request.send_response(200)
        if is_announced:
            request.send_header("Content-Length", str(3 << 20))
        else:
            request.send_header("Transfer-Encoding", "chunked")
        request.end_headers()
        for _ in range(48):
            try:
                request.wfile.write(b"" if is_announced else b"10000\r\n" + b"x" * 0x10000 + b"\r\n")
            except OSError:
                break
            sent.append(0x10000)
        request.close_connection = True

    (problem,) = county.fetch(site("/a", huge)).problems
    assert "expected at most 1 MB: raise file_mb" in problem
    assert site.paths() == ["/a"], "what is too large is not asked for again"
    assert list((county.folder / "sources" / "county").rglob("*.part")) == []


def test_redirects_are_followed(county: Any, site: Any) -> None:
    site("/b", site.document(ONE))
    assert county.fetch(site("/a", site.status(302, Location="/b"))).new == 1
    assert county.files() == {"430423/2023/1.txt": ONE}


@pytest.mark.parametrize(
    ("location", "said"),
    [
        pytest.param("/a", "more than 5 redirects", id="to itself"),
        pytest.param("ftp://example.org/a", "expected http", id="to another protocol"),
    ],
)
def test_redirects_that_lead_nowhere_are_told(county: Any, site: Any, location: str, said: str) -> None:
    (problem,) = county.fetch(site("/a", site.status(302, Location=location))).problems
    assert said in problem
    assert county.slept == []


def test_a_document_that_is_gone_stays_until_it_is_taken_off_the_list(county: Any, site: Any) -> None:
    first, second = site("/a", site.document(ONE), site.status(404)), site("/b", site.document(TWO))
    county.fetch(first, second)
    (problem,) = county.fetch(first, second).problems
    assert "404" in problem
    assert "take it off the list" in problem
    assert set(county.files()) == {"430423/2023/1.txt", "430423/2023/2.txt"}
    county.list.write_text(f"county,year,address,file\n430423,2023,{second},2.txt\n")
    assert county.fetch().gone == 1
    assert county.files() == {"430423/2023/2.txt": TWO}
    assert ONE in county.archived()


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("", id="an empty list"),
        pytest.param("county,year\n430423,2023\n", id="a list without addresses"),
        pytest.param("county,year,address,file\n", id="a list without lines"),
        pytest.param(None, id="no list"),
    ],
)
def test_a_list_that_cannot_be_read_takes_nothing_away(county: Any, site: Any, broken: str | None) -> None:
    county.fetch(site("/a", site.document(ONE)))
    if broken is None:
        county.list.unlink()
    else:
        county.list.write_text(broken)
    outcome = county.fetch()
    assert outcome.failed
    assert county.files() == {"430423/2023/1.txt": ONE}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("999999,2023,{},1.txt", "county is '999999'", id="no such county"),
        pytest.param("430423,二〇二三,{},1.txt", "year is '二〇二三'", id="a year in words"),
        pytest.param("430423,2023,ftp://x/y,1.txt", "expected http", id="another protocol"),
        pytest.param("430423,2023,http://me:word@x/y,1.txt", "without a user", id="a password"),
        pytest.param("430423,2023,http://x:port/y,1.txt", "address is", id="a port that cannot be"),
        pytest.param("430423,2023,{},../../1.txt", "found '..'", id="a way out of the folder"),
        pytest.param("430423,2023,{},.hidden", "hidden name", id="a hidden name"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_counts_as_gone(county: Any, site: Any, line: str, said: str) -> None:
    first, second = site("/a", site.document(ONE)), site("/b", site.document(TWO))
    county.fetch(first, second)
    good = f"430423,2023,{second},2.txt"
    county.list.write_text(f"county,year,address,file\n{line.format(first)}\n{good}\n")
    outcome = county.fetch()
    (problem,) = outcome.problems
    assert problem.startswith(f"{county.list}: line 2: ")
    assert said in problem
    assert outcome.gone == 0
    assert set(county.files()) == {"430423/2023/1.txt", "430423/2023/2.txt"}


def test_two_addresses_with_one_name_are_told_apart_or_named(county: Any, site: Any) -> None:
    first, second = site("/x/content.jsp?id=1", site.document(ONE)), site("/x/content.jsp?id=2", site.document(TWO))
    third = site("/y/content.jsp?id=2", site.document(TWO))
    county.list.write_text("county,year,address\n" + "".join(f"衡山县,2023,{a}\n" for a in (first, second, third)))
    outcome = county.fetch()
    assert set(county.files()) == {"430423/2023/content_id=1.jsp", "430423/2023/content_id=2.jsp"}
    assert "has this name too" in outcome.problems[0]


def test_a_file_that_somebody_put_there_is_not_overwritten(county: Any, site: Any) -> None:
    own = county.landing / "430423/2023/1.txt"
    own.parent.mkdir(parents=True)
    own.write_text("手工放入")
    (problem,) = county.fetch(site("/a", site.document(ONE))).problems
    assert "is not from this source" in problem
    assert own.read_text() == "手工放入"


def test_robots_are_respected_unless_told_otherwise(county: Any, site: Any) -> None:
    rules = b"User-agent: *\nDisallow: /private\n"
    site("/robots.txt", lambda request: request.say(200, rules))
    outcome = county.fetch(site("/private/a", site.document(ONE)), site("/b", site.document(TWO)))
    assert "robots.txt does not allow it" in outcome.problems[0]
    assert site.paths() == ["/b"]
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    county.settings = replace(county.settings, robots=False)
    assert county.fetch().new == 1


def test_robots_that_cannot_be_had_allow_nothing_yet(county: Any, site: Any) -> None:
    site("/robots.txt", site.status(503))
    (problem,) = county.fetch(site("/a", site.document(ONE))).problems
    assert "robots.txt: 503" in problem
    assert site.paths() == []


def test_a_host_is_asked_with_pauses_and_by_name(county: Any, site: Any) -> None:
    site("/robots.txt", lambda request: request.say(200, b"User-agent: *\nCrawl-delay: 9\n"))
    county.settings = replace(county.settings, delay_seconds=5, user_agent="caizhengju +010-1")
    addresses = [site(f"/{number}", site.document(ONE)) for number in range(3)]
    county.fetch(*addresses)
    assert len(county.slept) == 2
    assert all(slept > 8 for slept in county.slept)
    assert {headers["User-Agent"] for _, headers in site.asked} == {"caizhengju +010-1"}


def test_a_host_that_is_down_does_not_hold_up_the_night(county: Any, site: Any) -> None:
    addresses = [site(f"/{number}", site.status(500)) for number in range(20)]
    outcome = county.fetch(*addresses)
    assert len(site.paths()) == 3 * 3
    assert any("17 more are not asked for" in problem for problem in outcome.problems)


def test_the_name_comes_from_the_address_where_none_is_given(county: Any, site: Any) -> None:
    address = site("/zwgk/%E6%B0%B4%E5%88%A9%E5%B1%80.docx", site.document(ONE))
    county.list.write_text(f"county,year,address\n430423,2023,{address}\n")
    county.fetch()
    assert set(county.files()) == {"430423/2023/水利局.docx"}


def test_a_disk_that_is_full_fails_the_source_and_not_the_load(
    county: Any, site: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.write([site("/a", site.document(ONE))])

    def full(self: Partial, chunks: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Partial, "append", full)
    (outcome,) = fetch.fetch_all([county.settings], county.folder / "sources", county.landing)
    assert "No space left" in outcome.failed
    assert fetch.last_outcomes(county.folder / "sources") == [outcome]
