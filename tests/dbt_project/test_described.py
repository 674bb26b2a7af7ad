"""A column without label, unit or description stops the build, and the Chinese views are what the labels say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from tests.dbt_project.example_home import PROJECT, ExampleHome

ANALYSIS = Path("models/analysis/analysis.yml")


def labelled(folder: str) -> dict[str, dict]:
    """The models of a folder's YAML by name."""
    text = (PROJECT / "models" / folder / f"{folder}.yml").read_text(encoding="utf-8")
    return {model["name"]: model for model in yaml.safe_load(text)["models"]}


DAMAGE = {
    'label_zh: 到位率, unit: "%"': ('unit: "%"', "analysis_execution.received_pct: no label_zh in config.meta"),
    'label_zh: 执行率, unit: "%"': ("label_zh: 执行率", "analysis_execution.execution_pct: no unit, or unit_in"),
    "unit_in: unit": ("unit_in: units", "analysis_peer_percentile.value: no unit, or unit_in"),
    '"Budget of the stage that basis names."': ('""', "analysis_execution.budget_yuan: no description"),
    "{meta: {label_zh: 同比}}": ("{}", "analysis_year_on_year: no description, or no label_zh"),
}


def test_what_is_not_described_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = tmp_path / "dbt_project"
    shutil.copytree(PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    text = (project / ANALYSIS).read_text(encoding="utf-8")
    for written, (instead, _) in DAMAGE.items():
        assert written in text
        text = text.replace(written, instead, 1)
    (project / ANALYSIS).write_text(text, encoding="utf-8")
    monkeypatch.setattr("tests.dbt_project.example_home.PROJECT", project)
    home = ExampleHome(tmp_path / "home")
    (home.root / "work").mkdir(parents=True)
    with pytest.raises(AssertionError, match=f"described: Got {len(DAMAGE)} results"):
        home.dbt("test", "--select", "described")
    (compiled,) = [path for path in (home.root / "work/target/compiled").rglob("described.sql") if path.is_file()]
    sentences = compiled.read_text(encoding="utf-8")
    assert [said for _, said in DAMAGE.values() if said not in sentences] == []


def test_each_mart_has_a_chinese_view_named_as_its_label(warehouse: ExampleHome) -> None:
    wanted = {
        model["config"]["meta"]["label_zh"] for folder in ("marts", "analysis") for model in labelled(folder).values()
    }
    quality = labelled("quality")
    wanted |= {
        quality[name]["config"]["meta"]["label_zh"] for name in ("finding", "dim_rule", "coverage", "completeness")
    }
    assert {
        name for (name,) in warehouse.rows("select view_name from duckdb_views() where schema_name = 'zh'")
    } == wanted


def test_a_chinese_view_has_the_labels_of_its_table_as_columns(warehouse: ExampleHome) -> None:
    (model,) = [model for name, model in labelled("analysis").items() if name == "analysis_execution"]
    expected = ["省份", "县区", "部门"]
    for column in sorted(model["columns"], key=lambda column: column["name"].endswith("_key")):  # keys stand last
        meta = column["config"]["meta"]
        measured = column["data_type"].startswith("decimal")
        unit = {"元": "（万元）", "%": "（%）"}[meta["unit"]] if measured else ""
        expected.append(meta["label_zh"] + unit)
    found = warehouse.rows(
        "select column_name from duckdb_columns() where schema_name = 'zh' and table_name = '执行情况'"
        " order by column_index"
    )
    assert [name for (name,) in found] == expected
