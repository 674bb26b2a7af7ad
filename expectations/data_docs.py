"""Great Expectations' Data Docs of one judgement: a page per suite and an index, which open without a network.

The content is rendered by Great Expectations. Its own page frame loads scripts, styles and pictures from outside
addresses; the frame used here is `expectations/pages`, which names none.
"""

from __future__ import annotations

import copy
import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.rules.catalogue import Rule

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuiteValidationResult, ExpectationValidationResult

PAGES = Path(__file__).parent / "pages"

#: How Great Expectations writes the condition under which the operands of a rule are judged.
_CONDITION = re.compile(r'If (<span class="badge badge-secondary" >\(?rule_id == ([A-E]\d\d)\)?)')

_SUITE_LINK = re.compile(r'<a href="[./]*/expectations/[^"]*" ?>([^<]*)</a>')


def write_data_docs(
    results: Sequence[ExpectationSuiteValidationResult], rules: Sequence[Rule], folder: Path, run_at: datetime
) -> None:
    """Write `index.html` and a page per suite of `results` into `folder`, in place of what stood there.

    Great Expectations counts an expectation that found no row as met; here it is told apart from those that passed, and
    so are the rules it was not asked about.
    """
    from great_expectations import __version__
    from great_expectations.render.renderer import ValidationResultsPageRenderer
    from great_expectations.render.view import DefaultJinjaPageView

    view, renderer = DefaultJinjaPageView(custom_views_directory=str(PAGES)), ValidationResultsPageRenderer()
    titles = {rule.id: f"{rule.id} {rule.title_zh}" for rule in rules}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    suites = []
    for result in results:
        asked = {(one.expectation_config.meta or {}).get("rule_id") for one in result.results if one.expectation_config}
        idle = [_title(one, titles) for one in result.results if _found_nothing(one)]
        idle += [
            titles[rule.id]
            for rule in rules
            if rule.is_judged and rule.family == result.suite_name and rule.id not in asked
        ]
        judged = [one for one in result.results if not _found_nothing(one)]
        page = view.render(
            renderer.render(_only(judged, result)),
            template="suite.j2",
            nothing_to_judge=idle,
        )
        (folder / f"{result.suite_name}.html").write_text(_named(page, titles), encoding="utf-8")
        broken = sum(_raised(one) for one in judged)
        passed = sum(bool(one.success) for one in judged)
        suites.append(
            {
                "name": result.suite_name,
                "passed": passed,
                "failed": len(judged) - passed - broken,
                "broken": broken,
                "idle": len(idle),
            }
        )
    index = view.env.get_template("index.j2").render(
        suites=suites, run_at=run_at.isoformat(" ", "seconds"), version=__version__
    )
    (folder / "index.html").write_text(index, encoding="utf-8")


def _found_nothing(one: ExpectationValidationResult) -> bool:
    counts = one.result
    return not _raised(one) and counts.get("element_count", 0) == counts.get("missing_count", 0)


def _raised(one: ExpectationValidationResult) -> bool:
    info = one.exception_info or {}
    entries = [info] if "raised_exception" in info else list(info.values())
    return any(entry["raised_exception"] for entry in entries)


def _only(
    judged: list[ExpectationValidationResult], result: ExpectationSuiteValidationResult
) -> ExpectationSuiteValidationResult:
    """Return `result` as if the suite had only what was judged."""
    passed = sum(bool(one.success) for one in judged)
    part = copy.copy(result)
    part.results = judged
    part.statistics = {
        "evaluated_expectations": len(judged),
        "successful_expectations": passed,
        "unsuccessful_expectations": len(judged) - passed,
        "success_percent": 100 * passed / len(judged) if judged else None,
    }
    return part


def _title(one: ExpectationValidationResult, titles: Mapping[str, str]) -> str:
    config = one.expectation_config
    assert config is not None, "a result that does not name its expectation cannot be shown"
    rule_id = (config.meta or {}).get("rule_id")
    return titles.get(str(rule_id), f"{config.type}({config.kwargs.get('column', '')})")


def _named(page: str, titles: Mapping[str, str]) -> str:
    """Say beside each condition which rule it is about; the page has no other page of its suite to lead to."""
    page = _SUITE_LINK.sub(r"\1", page)
    return _CONDITION.sub(lambda found: f"<strong>{titles[found[2]]}</strong><br>If {found[1]}", page)
