"""Two sites: one of ordinary reports, one of reports that try to break out of the pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.review.site import build_site
from tests.orchestration.review.snapshots import (
    add_department,
    add_load,
    add_procurement,
    add_report,
    insert,
    new_snapshot,
)

#: Text that runs where it is taken for markup, a script, an address or a template.
HOSTILE = (
    "<script>window.ran = 'script'</script>",
    "<img src=x onerror=\"window.ran = 'image'\">",
    "\"'><svg onload=window.ran='svg'>",
    "</script><script>window.ran = 'end of script'</script>",
    "javascript:window.ran='address'",
    "{{ 7 * 7 }}<!-- ]]> \u2028",
)


@pytest.fixture(scope="session")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two departments, each with a report, a finding and an indicator; a file that was rejected; a report missing."""
    path = tmp_path_factory.mktemp("ordinary") / "published" / "snapshots" / "1.duckdb"
    with new_snapshot(path) as connection:
        for number, name in enumerate(("大关县自然资源局", "大关县水务局"), start=1):
            department, report = f"department{number}", f"report{number}"
            add_department(connection, department, name)
            add_report(connection, report, department)
            add_procurement(connection, report, department)
            insert(connection, "marts.fct_indicator", indicator_key=f"i{number}", report_key=report,
                   county_code="530624", department_key=department, fiscal_year=2023, mention_count=1,
                   has_open_finding=False, section_path="绩效", sequence=1, level1="产出指标", level2="数量指标",
                   indicator_name=f"修复水渠 {number} 号", operator=">=", target_text="≥20 公里", target_value=20,
                   actual_text="18 公里", actual_value=18, completion_pct=90, recomputed_completion_pct=90,
                   status="measured")  # fmt: skip
            insert(connection, "marts.fct_rate", rate_key=f"r{number}", report_key=report, county_code="530624",
                   department_key=department, fiscal_year=2023, mention_count=1, has_open_finding=False,
                   rate_kind="execution", classification="total", item_code="total", funding_source="all",
                   reported_pct=93.25, recomputed_pct=93.25, verdict="match")  # fmt: skip
        insert(connection, "ops.document", source_path="530624/2023/空.docx", sha256="e3", bytes=0,
               county_code="530624", fiscal_year=2023, state="rejected", reason_code="empty_file")  # fmt: skip
        insert(connection, "quality.completeness", county_code="530624", department_name="大关县教育体育局",
               fiscal_year=2023, report_type="final_accounts", state="missing")  # fmt: skip
        insert(connection, "quality.release_change", change_key="c1", kind="changed", fact_table="fct_spending",
               fact_key="report1-total", measure="amount_yuan", report_key="report1", county_code="530624",
               department_key="department1", fiscal_year=2023, subject="procurement total all", old_value=2643000,
               new_value=2463000)  # fmt: skip
        insert(connection, "quality.release_change", change_key="c2", kind="withdrawn", fact_table="fct_spending",
               fact_key="gone", measure="amount_yuan", report_key="gone", county_code="530624",
               department_key="gone", fiscal_year=2022, subject="total total fiscal", old_value=100)  # fmt: skip
        add_load(connection)
    return path


@pytest.fixture(scope="session")
def site(snapshot: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the ordinary snapshot."""
    out = tmp_path_factory.mktemp("site")
    build_site(snapshot, out)
    return out


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of a snapshot in which whatever a document or its file can say tries to run."""
    path = tmp_path_factory.mktemp("hostile") / "published" / "snapshots" / "1.duckdb"
    with new_snapshot(path) as connection:
        for number, text in enumerate(HOSTILE):
            department, report = f"department{number}", f"report{number}"
            add_department(connection, department, text)
            add_report(connection, report, department, title=text, source_path=f"530624/2023/{text}.txt")
            add_procurement(connection, report, department, {"before": text, "between": text, "subject": text,
                                                             "section": text})  # fmt: skip
            connection.execute("update evidence.figure set label = ?, raw_text = ?", [text, text])
            insert(connection, "marts.fct_indicator", indicator_key=f"i{number}", report_key=report,
                   county_code="530624", department_key=department, fiscal_year=2023, mention_count=1,
                   has_open_finding=False, section_path=text, sequence=1, level1=text, level2=text,
                   indicator_name=text, target_text=text, actual_text=text, completion_pct=90,
                   status="measured")  # fmt: skip
            insert(connection, "marts.fct_rate", rate_key=f"r{number}", report_key=report, county_code="530624",
                   department_key=department, fiscal_year=2023, mention_count=1, has_open_finding=False,
                   rate_kind="execution", classification="total", item_code="total", item_name=text,
                   funding_source="all", reported_pct=93.25, verdict="not_computable")  # fmt: skip
            insert(connection, "ops.document", source_path=f"530624/2023/{text}", sha256=text, bytes=0,
                   county_code="530624", fiscal_year=2023, state="held", reason_code=text, reason=text)  # fmt: skip
            insert(connection, "quality.completeness", county_code="530624", department_name=text, fiscal_year=2023,
                   report_type="final_accounts", state="missing")  # fmt: skip
            connection.execute(
                "update quality.finding set likely_explanation = ?, waiver_reason = ?, waived_by = ?, message_zh = ?"
                " where report_key = ?", [text, text, text, text, report],
            )  # fmt: skip
        add_load(connection)
    out = tmp_path_factory.mktemp("hostile-site")
    build_site(path, out)
    return out
