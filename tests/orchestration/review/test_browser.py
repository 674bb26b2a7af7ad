"""The pages in Chromium, from the file system: they open without errors, their tables work, and no document runs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from orchestration.site import pages_served
from tests.orchestration.review.conftest import HOSTILE

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
KINDS = ("index", "findings", "completeness", "changes", "rules", "county/530624", "department/department1",
         "report/report1", "finding/finding-report1", "rule/E15")  # fmt: skip


# Not longer than its tests: while playwright runs, no other test of the process could run an event loop of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, headless=True, args=ARGUMENTS)
        yield opened
        opened.close()


class Watched:
    """A tab that remembers what went wrong and what was asked for."""

    def __init__(self, browser: Any, width: int) -> None:
        self.tab = browser.new_page(viewport={"width": width, "height": 900})
        self.troubles: list[str] = []
        self.asked: list[str] = []
        self.tab.on("console", lambda said: self.troubles.append(said.text) if said.type == "error" else None)
        self.tab.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.tab.on("dialog", lambda dialog: self.troubles.append(f"dialog: {dialog.message}"))
        self.tab.on("request", lambda request: self.asked.append(request.url))

    def open(self, address: str) -> None:
        self.tab.goto(address, wait_until="load")


@pytest.fixture(params=[1280, 390], ids=["desk", "phone"])
def watched(browser: Any, request: pytest.FixtureRequest) -> Iterator[Watched]:
    opened = Watched(browser, request.param)
    yield opened
    opened.tab.close()
    assert not opened.troubles


def test_pages_open_without_errors_ask_only_for_files_and_fit_the_screen(watched: Watched, site: Path) -> None:
    for kind in KINDS:
        watched.open((site / f"{kind}.html").as_uri())
        assert watched.tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{kind} is too wide"
    assert {address.partition(":")[0] for address in watched.asked} <= {"file", "data"}


def test_charts_are_drawn_as_pictures_of_lines(watched: Watched, site: Path) -> None:
    for page in ("index", "county/530624", "department/department1"):
        watched.open((site / f"{page}.html").as_uri())
        places = watched.tab.locator("figure[data-chart]")
        assert places.count()
        for place in places.all():
            place.locator(".drawing svg path").first.wait_for(state="attached", timeout=30_000)


def test_finding_is_two_clicks_from_the_overview(watched: Watched, site: Path) -> None:
    tab = watched.tab
    watched.open((site / "index.html").as_uri())
    tab.get_by_role("link", name="大关县", exact=True).first.click()
    tab.get_by_role("link", name="2023 支出 政府采购合计").first.click()
    assert "/finding/" in tab.url
    assert tab.locator("mark").count() == 4


def test_list_of_findings_filters_sorts_and_follows_the_address(watched: Watched, site: Path) -> None:
    tab = watched.tab
    rows = tab.locator("#findings tbody tr")
    watched.open((site / "findings.html").as_uri())
    assert rows.count() == 2
    tab.locator("input[name=text]").fill("水务局 e15")
    assert rows.count() == 1
    assert "大关县水务局" in rows.first.inner_text()
    tab.locator("input[name=text]").fill("")
    tab.locator("select[name=severity]").select_option("疑点")
    assert rows.count() == 0
    watched.open((site / "findings.html").as_uri() + "#rule=E15&county=大关县")
    assert rows.count() == 2
    tab.evaluate("document.querySelector('th[data-sort=department] button').click()")
    names = tab.locator("#findings td[data-label=部门]").all_inner_texts()
    assert names == ["大关县水务局", "大关县自然资源局"], "pinyin order: shui before zi"


def test_tables_sort_by_value_and_filter_by_words(watched: Watched, site: Path) -> None:
    tab = watched.tab
    watched.open((site / "rules.html").as_uri())
    table = tab.locator("table[data-tools]")
    total = table.locator("tbody tr").count()
    tab.get_by_label("筛选本表").fill("政府采购")
    shown = table.locator("tbody tr:not([hidden])")
    assert 0 < shown.count() < total
    assert all("政府采购" in text for text in shown.all_inner_texts())
    tab.get_by_label("筛选本表").fill("")
    head = "document.querySelectorAll('table[data-tools] th button')[8].click()"
    tab.evaluate(f"{head}; {head}")
    assert "E15" in table.locator("tbody tr").first.inner_text(), "the rule with most open findings comes first"


@pytest.mark.parametrize(
    ("words", "where"),
    [("大关县", "county/530624"), ("水务局", "department/department2"), ("修复水渠 1", "department/department1"),
     ("E15", "rule/E15")],
    ids=["a county", "a department", "an indicator", "a rule"],
)  # fmt: skip
def test_search_finds(words: str, where: str, browser: Any, site: Path) -> None:
    watched = Watched(browser, 1280)
    watched.open((site / "report" / "report1.html").as_uri())
    watched.tab.get_by_role("searchbox").first.press_sequentially(words)
    watched.tab.locator("#hits a").first.wait_for(timeout=30_000)
    watched.tab.keyboard.press("Enter")
    watched.tab.wait_for_url(f"**/{where}.html*")
    assert not watched.troubles
    watched.tab.close()


def test_pages_work_from_a_server_too(browser: Any, site: Path) -> None:
    watched = Watched(browser, 1280)
    with pages_served(site, "127.0.0.1", 0) as address:
        watched.open(f"{address}/department/department1.html")
        watched.tab.locator(".drawing svg path").first.wait_for(state="attached", timeout=30_000)
        watched.tab.get_by_role("searchbox").first.press_sequentially("E15")
        watched.tab.locator("#hits a").first.click()
        watched.tab.wait_for_url("**/rule/E15.html")
        watched.tab.close()
    assert not watched.troubles


def test_nothing_that_a_document_says_runs(browser: Any, hostile_site: Path) -> None:
    watched = Watched(browser, 1280)
    tab = watched.tab
    for page in sorted(hostile_site.rglob("*.html")):
        if page.parent.name == "rule" and page.stem != "E15":
            continue
        watched.open(page.as_uri())
        if tab.locator("figure[data-chart]").count():
            tab.locator(".drawing svg").first.wait_for(state="attached", timeout=30_000)
        assert tab.evaluate("window.ran ?? null") is None, page
        assert not tab.evaluate("[...document.links].some((a) => !a.href.startsWith('file:'))"), page
        assert tab.locator("img, iframe, object, base, svg[onload]").count() == 0, page
    watched.open((hostile_site / "findings.html").as_uri())
    for text in ("script", "img", "javascript"):
        tab.get_by_role("searchbox").first.fill("")
        tab.get_by_role("searchbox").first.press_sequentially(text)
        tab.locator("#hits li").first.wait_for(timeout=30_000)
        for hit in tab.locator("#hits a").all():
            assert (hit.get_attribute("href") or "").startswith(("county/", "department/", "rule/"))
    assert tab.evaluate("window.ran ?? null") is None
    assert not watched.troubles
    tab.close()


def test_hostile_text_is_shown_as_it_stands(browser: Any, hostile_site: Path) -> None:
    watched = Watched(browser, 1280)
    for number, text in enumerate(HOSTILE):
        watched.open((hostile_site / "finding" / f"finding-report{number}.html").as_uri())
        shown = " ".join(watched.tab.locator("main").inner_text().split())
        assert " ".join(text.split()) in shown
        assert "49" not in shown, "a template in a document was evaluated"
    watched.tab.close()
    assert not watched.troubles
