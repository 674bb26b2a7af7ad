"""Builds the site of a snapshot: which pages there are, and which of them the site before can lend.

    index.html                  counties × years, findings over time
    county/<code>.html          its departments and findings
    department/<key>.html       its years side by side
    report/<key>.html           one report: what was checked, what was read
    finding/<key>.html          both sides, arithmetic, source text; the address is stable, mails lead to it
    rule/<id>.html, rules.html  what is checked
    findings.html               all findings, to filter; changes.html, completeness.html

Pages of a department (with its reports and findings) are linked from the site before where nothing they show changed;
the others are few and made each time.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import duckdb

from ingest.limits import USUAL
from ingest.workers import Runner, Workers, cores
from orchestration.review import charts, department_rows, finding, lists, overview_rows
from orchestration.review.department import charts as department_charts
from orchestration.review.department import stated, years
from orchestration.review.operands import Names
from orchestration.review.output import MANIFEST, Output, read_manifest
from orchestration.review.page_pictures import Pictures
from orchestration.review.rendering import Renderer
from orchestration.review.rows import Row, grouped, select
from orchestration.review.words import page_words
from orchestration.snapshot import UTC, open_snapshot

_HERE = Path(__file__).parent
#: Departments whose rows are fetched together: enough that few queries are asked, few enough to fit into memory.
_BATCH = 300
#: Lines of the page of changes; `quality.release_change` has all.
_MOST_CHANGES = 500
_ASSETS = ("site.css", "site.js")


def build_site(snapshot: Path, out: Path, before: Path | None = None, timezone: str = UTC) -> None:
    """Fill the folder `out` with the pages of `snapshot`; `before` is the site of an earlier one, if any.

    Days and times are those of `timezone`: a load at two in the morning in China is not yesterday's.
    """
    with open_snapshot(snapshot, timezone) as connection, Workers(cores(), USUAL) as workers:
        _Site(connection, snapshot, Output(out, before), workers, timezone).build()


class _Site:
    """One building of a site."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, snapshot: Path, output: Output, runner: Runner, timezone: str
    ) -> None:
        self.connection, self.output, self.timezone = connection, output, timezone
        self.words = overview_rows.words(connection) | page_words()
        self.data_docs = snapshot.resolve().with_suffix(".data_docs")
        self.renderer = Renderer(self.words, self.data_docs.is_dir())
        self.pictures = Pictures(snapshot, output, runner, USUAL)
        self.departments: dict[str, dict[str, object]] = {}

    def build(self) -> None:
        version = self._version()
        before = read_manifest(self.output, version)
        self._assets(is_known=bool(before))
        self._departments(before)
        self._overviews()
        manifest = {"version": version, "departments": self.departments}
        self.output.write(MANIFEST, json.dumps(manifest, separators=(",", ":"), sort_keys=True))

    def _page(self, template: str, name: str, **content: object) -> str:
        self.output.write(name, self.renderer.page(template, name, **content))
        return name

    def _assets(self, is_known: bool) -> None:
        for name in _ASSETS:
            self.output.write(f"assets/{name}", (_HERE / "assets" / name).read_bytes())
        # Great Expectations' pages of this snapshot, within the site: whoever serves it serves them too.
        for page in sorted(self.data_docs.glob("*.html")):
            self.output.link(f"data_docs/{page.name}", page)
        specifications = "assets/charts.js"
        if is_known and self.output.has_before(specifications):
            self.output.take_over(specifications)
        else:
            self.output.write(specifications, charts.specifications_script())
        vega = f"assets/{charts.vega_name()}"
        if self.output.has_before(vega):
            self.output.take_over(vega)
        else:
            self.output.write(vega, charts.vega())

    def _version(self) -> str:
        """What decides, beside a department's own rows, what its pages look like: the code, words and rules."""
        digest = hashlib.sha256()
        for path in sorted(_HERE.rglob("*")):
            if path.suffix in (".py", ".j2", ".csv"):
                digest.update(path.read_bytes())
        rules = select(self.connection, "select rule_id, title_zh, formula, basis, family from quality.dim_rule")
        shown = sorted(self.words.items()), sorted(rules), self.data_docs.is_dir(), self.timezone
        digest.update(repr(shown).encode())
        digest.update(" ".join(version(name) for name in ("altair", "duckdb", "jinja2")).encode())
        return digest.hexdigest()

    def _departments(self, before: Mapping[str, dict[str, object]]) -> None:
        """Link the pages of departments whose rows are those of the site `before`, and make the others."""
        changed = []
        for key, fingerprint in self.connection.execute(department_rows.FINGERPRINTS).fetchall():
            known = before.get(key)
            if known and known["fingerprint"] == fingerprint and self._taken_over(known["files"]):
                self.departments[key] = known
            else:
                changed.append((key, fingerprint))
        changed.sort()
        for start in range(0, len(changed), _BATCH):
            some = changed[start : start + _BATCH]
            batch = department_rows.fetch(self.connection, [key for key, _ in some])
            files = self._pages_of(batch)
            for key, fingerprint in some:
                self.departments[key] = {"fingerprint": fingerprint, "files": files.get(key, [])}

    def _taken_over(self, files: object) -> bool:
        assert isinstance(files, list), "a manifest lists the files of each department"
        try:
            for name in files:
                self.output.take_over(name)
        except FileNotFoundError:
            return False
        return True

    def _pages_of(self, batch: department_rows.Batch) -> dict[str, list[str]]:
        """Write the pages of a batch and return their names by department."""
        names = Names(batch, self.words)
        pictures = self.pictures.of(batch.figures.values())
        files: dict[str, list[str]] = defaultdict(list)
        for one in batch.departments:
            key = one.department_key
            reports, findings = batch.reports.get(key, []), batch.findings.get(key, [])
            view = years(key, batch)
            drawn = department_charts(view, batch, self.words)
            files[key].append(
                self._page("department", f"department/{key}.html", department=one, years=view, charts=drawn,
                           findings=findings, batch=batch, **stated(view))
            )  # fmt: skip
            for report in reports:
                about = [each for each in findings if each.report_key == report.report_key]
                name = f"report/{report.report_key}.html"
                files[key].append(
                    self._page("report", name, department=one, report=report, findings=about, batch=batch)
                )
            shown = {report.report_key: report for report in reports}
            for each in findings:
                seen = finding.view(each, findings, batch, names, pictures)
                name = f"finding/{each.finding_key}.html"
                files[key].append(
                    self._page("finding", name, department=one, view=seen, report=shown.get(each.report_key))
                )
                files[key] += [f for picture in seen.pictures for f in (picture.path, f"{picture.path[:-4]}.json")]
        return {key: list(dict.fromkeys(names_of)) for key, names_of in files.items()}

    def _overviews(self) -> None:
        ask = self.connection
        findings, matrix, departments = (
            overview_rows.findings(ask), overview_rows.matrix(ask), overview_rows.departments(ask),
        )  # fmt: skip
        rules, loads, expected = overview_rows.rules(ask), overview_rows.loads(ask), overview_rows.expected(ask)
        documents = overview_rows.documents(ask)
        last = loads[0] if loads else None
        self._page("index", "index.html", matrix=matrix, findings=findings, last=last, loads=loads,
                   documents=documents, departments=departments,
                   over_time=list(_by_day(findings, self.words)))  # fmt: skip
        self._counties(matrix, departments, findings, documents, expected)
        by_rule = grouped(findings, "rule_id")
        for rule in rules:
            self._page("rule", f"rule/{rule.rule_id}.html", rule=rule, findings=by_rule.get(rule.rule_id, []))
        self._page("rules", "rules.html", rules=rules)
        self._page("findings", "findings.html", findings=findings, matrix=matrix, rules=rules)
        self._page("completeness", "completeness.html", expected=expected, documents=documents, matrix=matrix)
        self._page("changes", "changes.html", loads=loads, last=last, findings=findings, most=_MOST_CHANGES,
                   released=overview_rows.release_changes(ask, _MOST_CHANGES),
                   changed=overview_rows.changed_facts(ask, _MOST_CHANGES))  # fmt: skip
        found = lists.findings_data(findings, self.words)
        self.output.write("data/findings.js", lists.script("findings", found))
        searched = lists.search_data(matrix, departments, rules, overview_rows.indicators(ask))
        self.output.write("data/search.js", lists.script("search", searched))
        told = {"load": last.load_id, "on": f"{last.started_at:%Y-%m-%d %H:%M} {self.timezone}"} if last else {}
        self.output.write("data/load.js", lists.script("load", told))

    def _counties(
        self,
        matrix: Sequence[Row],
        departments: Sequence[Row],
        findings: Sequence[Row],
        documents: Sequence[Row],
        expected: Sequence[Row],
    ) -> None:
        by_county = grouped(departments, "county_code")
        found, files, owed = (grouped(rows, "county_code") for rows in (findings, documents, expected))
        for code, rows in grouped(matrix, "county_code").items():
            here = by_county.get(code, [])
            schedule = [
                {"year": str(row.fiscal_year), "month": row.execution_on.month, "name": row.department_name,
                 "pct": float(row.execution_pct)}
                for row in here if row.execution_pct is not None and row.execution_on
            ]  # fmt: skip
            by_year = [
                {"year": str(row.fiscal_year), "severity": self.words[("severity", severity)], "findings": number}
                for row in reversed(rows)
                for severity in ("critical", "warning", "info") if (number := getattr(row, severity))
            ]  # fmt: skip
            self._page("county", f"county/{code}.html", county=rows[0], years=rows, departments=here,
                       findings=found.get(code, []), documents=files.get(code, []), expected=owed.get(code, []),
                       charts={"schedule": schedule, "by_year": by_year})  # fmt: skip


def _by_day(findings: Sequence[Row], words: dict[tuple[str, str], str]) -> Iterator[dict[str, object]]:
    """Count the findings by the day they were first seen."""
    counts = Counter((one.first_seen_at.date().isoformat(), one.severity) for one in findings)
    for (day, severity), number in sorted(counts.items()):
        yield {"day": day, "severity": words[("severity", severity)], "findings": number}
