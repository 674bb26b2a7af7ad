"""dbt's own documentation as one page: models, lineage, SQL and tests. It needs neither a home nor a network."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from orchestration.modelling import ModelError, project_folder


def write_docs(page: Path) -> None:
    """Write the documentation of the dbt project to `page`. Raises ModelError with dbt's own words."""
    from dbt.cli.main import dbtRunner

    project = str(project_folder())
    with TemporaryDirectory() as folder:
        answer = dbtRunner().invoke(
            [
                *("--quiet", "--no-use-colors", "--no-send-anonymous-usage-stats", "--no-version-check"),
                *("--log-level", "none", "--log-level-file", "none"),
                # Columns and types are the contracts'; the database need not be asked for them.
                *("docs", "generate", "--static", "--empty-catalog", "--target", "lint"),
                *("--project-dir", project, "--profiles-dir", project, "--target-path", folder),
            ]
        )
        if not answer.success:
            raise ModelError(f"dbt docs: {answer.exception or 'failed without saying why'}")
        shutil.copyfile(Path(folder) / "static_index.html", page)
