"""What the dbt YAML says of the published tables: labels, meanings, units, constraints, keys, and where they come from.

The one source of the Chinese views, of the column comments (both by dbt itself) and of the data dictionary. That
nothing is missing in it is a dbt test (`dbt_project/tests/described.sql`); here it is only read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from orchestration.modelling import project_folder

#: Published schemas in the order in which a reader wants them; a folder of models each.
SCHEMAS = ("marts", "analysis", "quality", "evidence", "ops", "history")

_REFERENCE = re.compile(r"""\b(ref|source)\(\s*['"](\w+)['"](?:\s*,\s*['"](\w+)['"])?\s*\)""")
_KEY = re.compile(r"'(\w+)': \[([^\]]*)\]")
_TARGET = re.compile(r"\('(\w+)', '(\w+)', '(\w+)'\)")
_WORDS = re.compile(r"in \(([^)]*)\)")


@dataclass(frozen=True)
class Column:
    """A column with its label, its unit (or the column that has it) and, in Chinese, what dbt holds it to."""

    name: str
    label: str
    definition: str
    description: str
    unit: str
    checks: tuple[str, ...]
    is_printed: bool


@dataclass(frozen=True)
class Table:
    """A published table; `sources` are the published and clean tables and the seeds it is made of."""

    schema: str
    name: str
    label: str
    description: str
    sources: tuple[str, ...]
    columns: tuple[Column, ...]


@cache
def published_tables(project: Path | None = None) -> tuple[Table, ...]:
    """Read the tables of the dbt project, in the order of the YAML."""
    folder = project or project_folder()
    sql = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "models").rglob("*.sql")}
    keys, targets = _tested(folder)
    tables: dict[tuple[str, str], Table] = {}
    models = _models(folder)
    # A mart shows rows of its history, which is no source to a reader.
    published = {model["name"]: f"{schema}.{_name(schema, model)}" for schema, model in models if schema != "history"}
    for schema, model in models:
        name = _name(schema, model)
        columns = [_column(column, keys, targets, model["name"]) for column in model["columns"]]
        if schema == "history":
            of_mart = tables["marts", name].columns
            columns = [*of_mart, *(column for column in columns if column.name not in {one.name for one in of_mart})]
        tables[schema, name] = Table(
            schema=schema,
            name=name,
            label=model["config"]["meta"]["label_zh"],
            description=" ".join(model["description"].split()),
            sources=tuple(sorted(_sources(model["name"], sql, published))),
            columns=tuple(columns),
        )
    return tuple(tables.values())


def _models(folder: Path) -> list[tuple[str, dict[str, Any]]]:
    """Return the described models of each published schema, and the seed that is published with the marts."""
    import yaml

    def read(path: Path) -> Any:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    seeds = read(folder / "seeds" / "seeds.yml")["seeds"]
    found = [("marts", seed) for seed in seeds if seed.get("config", {}).get("schema") == "marts"]
    for schema in SCHEMAS:
        models = read(folder / "models" / schema / f"{schema}.yml")["models"]
        found += [(schema, model) for model in models if model.get("config", {}).get("meta")]
    return found


def _name(schema: str, model: dict[str, Any]) -> str:
    """A model has its table's name, or the schema stands before it where the bare name is taken."""
    return str(model["config"].get("alias") or model["name"].removeprefix(f"{schema}_"))


def _tested(folder: Path) -> tuple[dict[str, list[str]], dict[tuple[str, str], str]]:
    """Return the columns of each model's key, and the model that knows every value of a column."""
    keys: dict[str, list[str]] = {}
    targets: dict[tuple[str, str], str] = {}
    for path in sorted((folder / "tests").glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        keys |= {model: re.findall(r"'(\w+)'", columns) for model, columns in _KEY.findall(text)}
        targets |= {(model, column): target for model, column, target in _TARGET.findall(text)}
    return keys, targets


def _column(
    column: dict[str, Any], keys: dict[str, list[str]], targets: dict[tuple[str, str], str], model: str
) -> Column:
    meta, checks = column["config"]["meta"], []
    key = keys.get(model, [])
    if column["name"] in key:
        checks.append("主键，不重复" if len(key) == 1 else f"主键之一（{'、'.join(key)}），合起来不重复")
    for constraint in column.get("constraints", []):
        if constraint["type"] == "not_null":
            checks.append("非空")
        elif words := _WORDS.search(constraint["expression"]):
            checks.append("只取 " + "、".join(re.findall(r"'([^']*)'", words[1])))
    if target := targets.get((model, column["name"])):
        checks.append(f"须在 {target} 中")
    return Column(
        name=column["name"],
        label=meta["label_zh"],
        definition=meta.get("definition_zh", ""),
        description=" ".join(column["description"].split()),
        unit=meta.get("unit") or (f"见 {meta['unit_in']}" if "unit_in" in meta else ""),
        checks=tuple(checks),
        is_printed=bool(meta.get("printed")),
    )


def _sources(model: str, sql: dict[str, str], published: dict[str, str]) -> set[str]:
    """Follow ref() and source() in the SQL of `model` to the nearest published tables, clean tables and seeds."""
    found: set[str] = set()
    for kind, first, second in _REFERENCE.findall(sql.get(model, "")):
        if kind == "source":
            found.add(f"{first}.{second}")
        elif first in published:
            found.add(published[first])
        else:
            found |= _sources(first, sql, published) if first in sql else {f"seed.{first}"}
    return found
