"""Checks of the installation, the settings and the home: each says what is wrong and what to do."""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Iterator
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from orchestration.alerts.examining import examine_alerts
from orchestration.errors import Trouble
from orchestration.examined import Finding
from orchestration.home import Home
from orchestration.settings import Settings
from orchestration.surroundings import Told, checks_around

#: Distributions whose absence stops a load, and versions that are known to break it.
NEEDED = ("dagster", "dbt-core", "dbt-duckdb", "duckdb", "great-expectations", "polars")


def examine(settings: Settings) -> Iterator[Finding]:
    """Yield what each check found, cheap ones first; a check that breaks is a finding itself."""
    home = Home(settings.home)
    checks: list[tuple[str, Callable[[], Finding]]] = [
        ("python", _python),
        *((name, partial(_package, name)) for name in NEEDED),
        ("landing", lambda: _landing(settings.landing, bool(settings.source))),
        ("home", lambda: _home(settings.home)),
        ("rules", _rules),
        ("dbt project", _project),
        ("Great Expectations", _great_expectations),
        ("OCR", _ocr),
        ("snapshot", lambda: _snapshot(home)),
        *((name, partial(_around, name, check)) for name, check in checks_around(settings)),
    ]
    for name, check in checks:
        try:
            yield check()
        except Trouble as trouble:
            yield Finding(name, False, str(trouble), "see the message")
        except Exception as error:
            yield Finding(name, False, f"{type(error).__name__}: {error}", "see the error; reinstall with `make load`")
    yield from examine_alerts(settings.alerts)


def _around(name: str, check: Callable[[], Told]) -> Finding:
    detail, advice = check()
    return Finding(name, not advice, detail, advice)


def _python() -> Finding:
    found = ".".join(map(str, sys.version_info[:3]))
    return Finding("python", sys.version_info >= (3, 11), found, "install Python 3.11 or newer")


def _package(name: str) -> Finding:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Finding(name, False, "not installed", "pip install --require-hashes -r requirements.lock")
    too_new = name == "dbt-core" and tuple(map(int, found.split(".")[:2])) >= (1, 12)
    return Finding(name, not too_new, found, "pip install 'dbt-core<1.12'")


def _landing(landing: Path, is_fetched: bool) -> Finding:
    if is_fetched and not landing.is_dir():
        return Finding("landing", True, f"{landing}: filled by the first load from its sources")
    if not landing.is_dir():
        return Finding("landing", False, f"{landing}: no such folder", "create it, or set landing / --landing")
    if not is_fetched and not any(landing.iterdir()):
        return Finding("landing", False, f"{landing}: empty", "put reports into <county code or name>/<year>/")
    wanted = os.R_OK | os.W_OK if is_fetched else os.R_OK
    what = "readable and writable" if is_fetched else "readable"
    return Finding("landing", os.access(landing, wanted), str(landing), f"make it {what} for this user")


def _home(home: Path) -> Finding:
    existing = next(folder for folder in (home, *home.parents) if folder.exists())
    is_well = existing.is_dir() and os.access(existing, os.W_OK | os.X_OK)
    return Finding("home", is_well, str(home), f"make {existing} writable for this user, or set home / --home")


def _rules() -> Finding:
    from expectations.rules.catalogue import load_rules

    return Finding("rules", True, f"{len(load_rules())} rules")


def _project() -> Finding:
    from orchestration.modelling import project_folder

    project = project_folder()
    is_well = (project / "dbt_project.yml").is_file()
    return Finding("dbt project", is_well, str(project), "install from a checkout: pip install --no-deps -e .")


def _great_expectations() -> Finding:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of its own imports
        import great_expectations

    return Finding("Great Expectations", True, f"imports ({great_expectations.__version__})")


def _ocr() -> Finding:
    """Scans are an extra: their absence is told, and no fault."""
    from ingest.readers.picture import installed

    found = installed()
    without = "not installed, scans and pictures are held; to read them: pip install '.[ocr]'"
    return Finding("OCR", True, found or without)


def _snapshot(home: Home) -> Finding:
    if not home.warehouse.exists():
        return Finding("snapshot", True, f"{home.warehouse}: none yet; the first `budget-warehouse load` makes it")
    import duckdb

    with duckdb.connect(home.warehouse.resolve(), read_only=True) as connection:
        last = connection.execute("select max(load_id) from ops.load").fetchone()
    return Finding("snapshot", True, f"{home.warehouse.resolve().name}, last load {last[0] if last else 'unknown'}")
