"""The folder of pages: every link leads somewhere, nothing leads outside, and only what changed is made again."""

from __future__ import annotations

import json
import os
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import duckdb
import pytest

from orchestration.review.rendering import POLICY
from orchestration.review.site import build_site

_ADDRESSES = {"a": "href", "link": "href", "script": "src", "image": "href", "img": "src", "form": "action"}


class Page(HTMLParser):
    """The addresses and anchors of a page, its scripts and policy."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.inline: list[str] = []
        self.policy = ""
        self.text = text
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if address := said.get(_ADDRESSES.get(tag, "")):
            self.links.append(address)
        if anchor := said.get("id"):
            self.anchors.add(anchor)
        if tag == "meta" and said.get("http-equiv") == "Content-Security-Policy":
            self.policy = said["content"] or ""
        if tag == "script" and "src" not in said and said.get("type") != "application/json":
            self.inline.append(tag)
        self.inline += [name for name, _ in attrs if name.startswith("on") or name == "style"]


def pages(folder: Path) -> dict[Path, Page]:
    return {path: Page(path.read_text(encoding="utf-8")) for path in folder.rglob("*.html")}


@pytest.mark.parametrize("kind", ["site", "hostile_site"])
def test_every_link_leads_to_a_file_and_anchor_of_the_site(kind: str, request: pytest.FixtureRequest) -> None:
    folder = request.getfixturevalue(kind).resolve()
    found = pages(folder)
    files = {path for path in folder.rglob("*") if path.is_file()}
    walked = 0
    for path, page in found.items():
        for link in page.links:
            parts = urlsplit(link)
            if link == "data:,":
                continue
            assert (parts.scheme, parts.netloc) == ("", ""), f"{path}: leads outside, to {link}"
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target in files, f"{path}: {link} leads nowhere"
            if parts.fragment and "=" not in parts.fragment:
                assert parts.fragment in found[target].anchors, f"{path}: {link} has no such place"
            walked += 1
    assert walked > 100
    assert {path.parent.name for path in found} >= {"county", "department", "report", "finding", "rule"}


def test_no_page_holds_a_script_or_style_of_its_own_and_each_forbids_others(hostile_site: Path) -> None:
    for path, page in pages(hostile_site).items():
        assert page.policy == POLICY, path
        assert not page.inline, f"{path}: {page.inline}"


def test_finding_page_shows_both_sides_the_sum_and_the_sentence_with_its_figures_marked(site: Path) -> None:
    text = (site / "finding" / "finding-report1.html").read_text(encoding="utf-8")
    plain = " ".join(text.split())
    for words in ("246.30 万元", "264.30 万元", "-18.00 万元", "允许 ±0.02 万元", "请部门核对总额与三类金额。",
                  "4 个数各有印出末位的半个单位为舍入余地", "大关县自然资源局"):  # fmt: skip
        assert words in plain
    assert '<mark id="m1">246.30万元<sup>1</sup></mark>' in text
    assert text.count("<mark ") == 4
    working = plain[plain.index("应有数</span>") : plain.index("相差</span> 246")]
    assert [working.index(x) for x in ("58.20", "＋", "120.00", "86.10", "＝")] == sorted(
        working.index(x) for x in ("58.20", "＋", "120.00", "86.10", "＝")
    )


def test_page_of_changes_tells_what_was_corrected_and_withdrawn_since_the_snapshot_before(site: Path) -> None:
    text = (site / "changes.html").read_text(encoding="utf-8")
    rows = [row for row in text.split("</tr>") if "更正</td>" in row or "撤回</td>" in row]
    assert len(rows) == 2
    assert rows[0].index("264.30 万元") < rows[0].index("246.30 万元")
    for row, words in zip(rows, ("支出 政府采购合计", "支出 合计 财政拨款"), strict=True):
        assert f">{words}<" in row
    assert 'href="report/report1.html"' in rows[0]
    assert "0.01 万元" in rows[1]
    assert "href" not in rows[1], "what is withdrawn altogether has no page"


def test_life_of_a_finding_is_told(snapshot: Path, site: Path, tmp_path: Path) -> None:
    change = """
        update quality.finding set reopened_at = '2024-07-01 18:00:00+00', reopened_because = 'figures_changed',
            waived_by = '李', waiver_reason = '含结转采购', waiver_until = '2024-12-31'
            where report_key = 'report1';
        update quality.finding set department_key = 'department1' where report_key = 'report2';
        update quality.cause set cause_key = 'finding-report1', is_dependent = true
            where finding_key = 'finding-report2';
        insert into history.dim_report by name select * replace (2 as revision)
            from history.dim_report where report_key = 'report1';
        insert into history.fct_spending by name select *, 1 as revision, false as is_current,
            timestamptz '2024-05-01 18:00:00+00' as recorded_at
            from (select * replace (7000000 as amount_yuan) from marts.fct_spending
                where spending_key = 'report1-goods')
    """
    pages = rebuilt(snapshot, site, tmp_path, change) / "finding"
    text = (pages / "finding-report1.html").read_text(encoding="utf-8")
    history = " ".join(text[text.index("<h2>经过") :].split())
    for words in (
        "2024-06-01</time> 首次发现",
        "2024-07-01</time> 重新打开：数据已变动",
        "至 2024-12-31</time> 李说明：含结转采购",
        "第 2 版入库",
        "第 1 版中，2023 年 政府采购货物 支出为 700.00 万元",
    ):
        assert words in history
    assert 'href="../finding/finding-report2.html"' in text, "the finding that depends on this one"
    assert 'href="../finding/finding-report1.html"' in (pages / "finding-report2.html").read_text(encoding="utf-8")


def test_unknown_is_not_shown_as_zero(site: Path) -> None:
    text = (site / "department" / "department1.html").read_text(encoding="utf-8")
    row = text[text.index("资金到位率") :].split("</tr>")[0]
    assert "—" in row
    assert "0" not in row


def inodes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


def rebuilt(snapshot: Path, site: Path, tmp_path: Path, change: str = "") -> Path:
    """Build the site of `snapshot` after `change` in SQL, with `site` as the one before."""
    other = tmp_path / "published" / "snapshots" / "2.duckdb"
    other.parent.mkdir(parents=True)
    shutil.copyfile(snapshot, other)
    if change:
        with duckdb.connect(other) as connection:
            connection.execute(change)
    out = tmp_path / "site"
    out.mkdir()
    build_site(other, out, site)
    return out


def own_pages(folder: Path, number: int) -> set[str]:
    return {
        f"department/department{number}.html",
        f"report/report{number}.html",
        f"finding/finding-report{number}.html",
    }


def test_only_the_pages_of_a_changed_department_are_made_again(snapshot: Path, site: Path, tmp_path: Path) -> None:
    change = "update marts.fct_spending set amount_yuan = 7 where report_key = 'report2' and item_code = 'goods'"
    before, after = inodes(site), inodes(rebuilt(snapshot, site, tmp_path, change))
    assert set(before) == set(after)
    kept = {name for name in before if before[name] == after[name]}
    assert own_pages(site, 1) <= kept
    assert not own_pages(site, 2) & kept


def test_a_day_that_brings_nothing_changes_no_page_of_a_department(snapshot: Path, site: Path, tmp_path: Path) -> None:
    change = "update quality.finding set last_seen_at = '2024-06-09 18:00:00+00'"
    before, after = inodes(site), inodes(rebuilt(snapshot, site, tmp_path, change))
    for name in own_pages(site, 1) | own_pages(site, 2):
        assert before[name] == after[name]


def test_site_before_is_never_written_through_a_link(snapshot: Path, site: Path, tmp_path: Path) -> None:
    before = {name: (site / name).read_bytes() for name in inodes(site)}
    rebuilt(snapshot, site, tmp_path, "update marts.dim_department set department_name = '新名'")
    assert {name: (site / name).read_bytes() for name in inodes(site)} == before


def test_pages_of_what_is_gone_are_gone(snapshot: Path, site: Path, tmp_path: Path) -> None:
    gone = "; ".join(
        f"delete from {table} where department_key = 'department2'"
        for table in ("marts.dim_department", "marts.dim_report", "marts.fct_spending", "marts.fct_rate",
                      "marts.fct_indicator", "quality.finding", "history.dim_report")
    )  # fmt: skip
    assert not own_pages(site, 2) & set(inodes(rebuilt(snapshot, site, tmp_path, gone)))


def test_a_built_site_equals_one_built_upon_another(snapshot: Path, site: Path, tmp_path: Path) -> None:
    change = "update quality.finding set state = 'resolved' where report_key = 'report1'"
    upon = rebuilt(snapshot, site, tmp_path, change)
    alone = tmp_path / "alone"
    alone.mkdir()
    build_site(tmp_path / "published" / "snapshots" / "2.duckdb", alone)
    assert {name: (upon / name).read_bytes() for name in inodes(upon)} == {
        name: (alone / name).read_bytes() for name in inodes(alone)
    }


def test_damaged_site_before_costs_nothing(snapshot: Path, site: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(site, damaged, copy_function=os.link)
    (damaged / "finding" / "finding-report1.html").unlink()
    assert set(inodes(rebuilt(snapshot, damaged, tmp_path))) == set(inodes(site))


def test_days_and_times_are_those_of_the_time_zone(snapshot: Path, site: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    build_site(snapshot, out, site, "Asia/Shanghai")
    for name in ("index.html", "finding/finding-report1.html", "data/findings.js"):
        assert "2024-06-01" in (site / name).read_text(encoding="utf-8")
        assert "2024-06-02" in (out / name).read_text(encoding="utf-8")
    assert "2024-06-02 02:00 Asia/Shanghai" in (out / "data" / "load.js").read_text(encoding="utf-8")


def test_a_file_that_no_county_can_be_told_of_is_counted(snapshot: Path, site: Path, tmp_path: Path) -> None:
    def counted(folder: Path) -> str:
        plain = " ".join((folder / "index.html").read_text(encoding="utf-8").split())
        return plain[plain.index("待处理、退回") :].split("</dd>")[0].split(">")[-2].removesuffix("</a")

    held = "insert into ops.document (source_path, state) values ('inbox/无县.txt', 'held')"
    assert (counted(site), counted(rebuilt(snapshot, site, tmp_path, held))) == ("1", "2")


def test_data_docs_are_linked_where_there_are_any(snapshot: Path, site: Path, tmp_path: Path) -> None:
    assert "data_docs" not in (site / "index.html").read_text(encoding="utf-8")
    other = tmp_path / "published" / "snapshots" / "2.duckdb"
    docs = other.with_suffix(".data_docs")
    docs.mkdir(parents=True)
    (docs / "index.html").write_text("<p>Great Expectations</p>", encoding="utf-8")
    shutil.copyfile(snapshot, other)
    out = tmp_path / "site"
    out.mkdir()
    build_site(other, out, site)
    assert (out / "data_docs" / "index.html").read_text(encoding="utf-8") == "<p>Great Expectations</p>"
    assert 'href="data_docs/index.html"' in (out / "index.html").read_text(encoding="utf-8")
    assert 'href="../data_docs/index.html"' in (out / "report" / "report1.html").read_text(encoding="utf-8")


def test_lists_name_every_finding_and_what_can_be_searched(site: Path) -> None:
    def told(name: str) -> dict[str, list[list[object]]]:
        text = (site / "data" / f"{name}.js").read_text(encoding="utf-8")
        return json.loads(text[text.index(" = {", text.index(f".{name}")) + 3 : text.rindex(";")])

    assert {row[0] for row in told("findings")["rows"]} == {"finding-report1", "finding-report2"}
    search = told("search")
    assert ["530624", "大关县", "昭通市"] in search["counties"]
    assert ["修复水渠 1 号", [1], 1] in search["indicators"] or ["修复水渠 1 号", [0], 1] in search["indicators"]
    assert len(search["rules"]) > 100
