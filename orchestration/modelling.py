"""Runs dbt inside this process, phase by phase, and says in one sentence what failed.

In process, because dbt takes seconds to import and the phases share it. DuckDB's file stays open for a whole phase and
is closed after it, so that Great Expectations and the publisher can open it. The models are in `dbt_project`; which of
them are built of the changed departments alone, and how the rest is kept, is in `orchestration.modelled`.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration import modelled
from orchestration.bounds import Bounds
from orchestration.errors import Trouble
from orchestration.home import Home

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

logger = logging.getLogger("budget_warehouse")

#: The selectors of dbt_project/selectors.yml that a load builds one after another; the first is a tag as well.
DEPARTMENTS, ACROSS, VERDICTS = "departments", "across", "verdicts"

#: Rows of a failing test that are told.
MOST_ROWS = 10


class ModelError(Trouble):
    """dbt could not build or test a part of the candidate; nothing is published."""


def project_folder() -> Path:
    """Return the dbt project, which stands beside the packages in a checkout."""
    return Path(__file__).resolve().parent.parent / "dbt_project"


class Modelling:
    """The dbt project on one home for one load; it is parsed once for all phases."""

    def __init__(self, home: Home, as_of: datetime, load_id: str, bounds: Bounds | None = None) -> None:
        self._home = home
        self._bounds = bounds
        # What is the same in every load comes alone to the parser: with other variables than the last time, dbt would
        # parse every file again, which takes longer than building a small warehouse.
        self._lasting = {"home": str(home.root)}
        if home.gathered.exists():
            self._lasting["gathered"] = str(home.gathered)
        if bounds:
            self._lasting |= {name: str(value) for name, value in bounds.config.items()}
        self._variables = {**self._lasting, "as_of": as_of.isoformat(), "load_id": load_id}
        self._manifest: Manifest | None = None

    def build_departments(self, version: str) -> int:
        """Build what is computed department by department, of the changed ones; return as `build` does.

        `version` is that of the code: what another version made is built again.
        """
        changed = modelled.cut(self._home, version, self._bounds)
        logger.info("dbt %s: %d changed", DEPARTMENTS, changed)
        built = self.build(DEPARTMENTS, {"gathered": str(self._home.slice)})
        modelled.fold(self._home, self._tagged(DEPARTMENTS), self._bounds)
        self._variables["modelled"] = str(self._home.modelled)
        return built

    def build(self, selector: str, variables: Mapping[str, str] | None = None) -> int:
        """Run and test what `selector` names; return how many models, seeds and tests ran. Raises ModelError."""
        if self._manifest is None:
            self._manifest = self._invoke(["parse"], "parse", self._lasting).result
        given = {**self._variables, **(variables or {})}
        results = list(self._invoke(["build", "--selector", selector], selector, given).result.results)
        if not results:
            raise ModelError(f"dbt selector {selector!r} of {project_folder()} selects nothing")
        return len(results)

    def _tagged(self, tag: str) -> list[tuple[str, str]]:
        """Return schema and name of each model with that tag."""
        assert self._manifest is not None, "the project is parsed before anything is built"
        models = (node for node in self._manifest.nodes.values() if str(node.resource_type) == "model")
        return [(node.schema, node.alias) for node in models if tag in node.tags]

    def _invoke(self, command: list[str], step: str, variables: dict[str, str]) -> Any:
        from dbt.adapters.duckdb.connections import DuckDBConnectionManager
        from dbt.cli.main import dbtRunner

        project = str(project_folder())
        # What nobody reads is not written: log lines (an error comes back with the result) and the graph as JSON.
        arguments = [
            *("--quiet", "--no-use-colors", "--no-send-anonymous-usage-stats", "--no-version-check"),
            *("--log-level", "none", "--log-level-file", "none", "--no-write-json"),
            *command,
            *("--project-dir", project, "--profiles-dir", project, "--target-path", str(self._home.dbt / "target")),
            *("--vars", json.dumps(variables)),
        ]
        try:
            answer = dbtRunner(manifest=self._manifest).invoke(arguments)
        finally:
            DuckDBConnectionManager.close_all_connections()
        if not answer.success:
            raise ModelError(self._told(step, list(getattr(answer.result, "results", ())), answer.exception))
        return answer

    def _told(self, step: str, results: list[Any], exception: BaseException | None) -> str:
        bad = [result for result in results if str(result.status) in {"error", "fail", "runtime error"}]
        lines = [f"dbt {step}: {_node(result)}: {self._reason(result)}" for result in bad]
        if not lines:
            lines = [f"dbt {step}: {exception or 'failed without saying why'}"]
        if any("Out of Memory" in line for line in lines):
            lines.append("Raise database_memory_mb in the settings, or give the disk below the home more room")
        advice = f"The published snapshot is untouched. The SQL that ran is below {self._home.dbt / 'target'}"
        return "\n".join([*lines[:10], advice])

    def _reason(self, result: Any) -> str:
        """Return what dbt says of a node; of a test that ran and failed, which only counts, the rows it found."""
        if str(result.status) != "fail":
            return _one_line(result.message)
        try:
            with duckdb.connect(self._home.candidate, read_only=True) as connection:
                rows = connection.execute(result.node.compiled_code).fetchmany(MOST_ROWS)
        except duckdb.Error:
            return _one_line(result.message)
        return "; ".join(", ".join(map(str, row)) for row in rows)


def _node(result: Any) -> str:
    return f"{result.node.resource_type} {result.node.name} ({result.node.original_file_path})"


def _one_line(message: str | None) -> str:
    return " ".join((message or "no message").split())[:600]
