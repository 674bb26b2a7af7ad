"""How much memory DuckDB may take where it works through all of the warehouse, and where it goes on when it has it.

It holds in the processes that load: for dbt, for the gathered and the kept tables. What a document may take is
`ingest.limits`.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

#: MB (2^20 bytes). The usual leaves half of 4 GB to Python, the judges and the system.
LEAST_MEMORY_MB, USUAL_MEMORY_MB = 512, 2048


class Bounds(NamedTuple):
    """`memory_mb` of the settings, and the folder that is written to beyond it."""

    memory_mb: int
    spill: Path

    @property
    def config(self) -> dict[str, str | bool | int | float | list[str]]:
        """The same as DuckDB's settings."""
        return {"memory_limit": f"{self.memory_mb}MiB", "temp_directory": str(self.spill)}
