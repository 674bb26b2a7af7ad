"""One warehouse, built once from hand-written clean tables, that the tests of this folder read."""

from __future__ import annotations

import pytest

from tests.dbt_project import example_questions, example_reports
from tests.dbt_project.example_home import ExampleHome


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> ExampleHome:
    """Sound, broken and truncating reports through both phases."""
    home = ExampleHome(tmp_path_factory.mktemp("home"))
    superseded = example_reports.sound_monitoring()
    superseded.is_current = False
    present = example_reports.sound_monitoring()
    present.revision = 2
    for row in [row for rows in present.rows.values() for row in rows]:
        row["document_sha256"] = present.about()["document_sha256"]
        for column in [name for name in row if name.endswith("figure_id") and row[name]]:
            row[column] = row[column].replace("-1-", "-2-")
    blocked = example_reports.truncating()
    blocked.name = "不予发布"
    blocked.blocked_reason = "unit unknown"
    for row in [row for rows in blocked.rows.values() for row in rows]:
        row.update(blocked.about())
        for column in [name for name in row if name.endswith("figure_id") and row[name]]:
            row[column] = row[column].replace("截断", "不予发布")
    home.write(
        [
            superseded,
            present,
            blocked,
            example_reports.broken_monitoring(),
            example_reports.sound_accounts(),
            example_reports.broken_accounts(),
            example_reports.truncating(),
            example_reports.one_fund(),
            example_reports.staged_changes(),
            example_questions.one_wrong_share(),
            example_questions.year_budget(),
            example_questions.two_scored_forms(),
            example_questions.dates_and_words(),
            example_questions.lost_decimals(),
        ]
    )
    home.build()
    return home
