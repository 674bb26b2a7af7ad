"""Imports run one way: orchestration → ingest, expectations; the two are strangers. No file grows beyond reading."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

#: Top-level modules that a package must not know.
FORBIDDEN = {
    "ingest": {"orchestration", "expectations", "dagster", "dbt", "great_expectations", "pandas"},
    "expectations": {"orchestration", "ingest", "dagster", "dbt", "pandas"},
    "orchestration": {"pandas"},
}

#: What only one module of orchestration, or of expectations, may import.
ONLY_AT_HOME = {
    "great_expectations": {
        "orchestration/doctor.py",
        *(f"expectations/{room}.py" for room in ("suites", "guards", "batches", "validate", "data_docs")),
    },
    "dbt": {"orchestration/modelling.py", "orchestration/dbt_docs.py"},
}

LONGEST_FILE = 300


def sources(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """Yield the top-level module of every import in the file, those inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import in line {node.lineno}"
            yield str(node.module).split(".")[0]


@pytest.mark.parametrize("package", sorted(FORBIDDEN))
def test_package_knows_only_what_it_may(package: str) -> None:
    assert sources(package), f"{package} has no modules: this test would pass on nothing"
    offences = {
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(package)
        for name in imported(path)
        if name in FORBIDDEN[package]
    }
    assert not offences


@pytest.mark.parametrize("module", sorted(ONLY_AT_HOME))
def test_heavy_tool_is_imported_in_its_own_room_only(module: str) -> None:
    users = {
        str(path.relative_to(ROOT)) for package in FORBIDDEN for path in sources(package) if module in imported(path)
    }
    assert users, f"nobody imports {module}: this test would pass on nothing"
    assert users <= ONLY_AT_HOME[module]


def test_package_markers_hold_a_docstring_and_nothing_else() -> None:
    for package in FORBIDDEN:
        for path in (ROOT / package).rglob("__init__.py"):
            body = ast.parse(path.read_text(encoding="utf-8")).body
            assert len(body) == 1, f"{path.relative_to(ROOT)} holds more than a docstring"
            assert isinstance(body[0], ast.Expr), f"{path.relative_to(ROOT)} holds no docstring"


def test_every_module_says_what_lives_in_it() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for package in FORBIDDEN
        for path in sources(package)
        if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not silent


def test_no_module_is_longer_than_a_reader_likes() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text(encoding="utf-8").splitlines())
        for package in FORBIDDEN
        for path in sources(package)
    }
    assert {path: lines for path, lines in lengths.items() if lines > LONGEST_FILE} == {}
