"""Builds the docx, html and xlsx samples and the truth tables; run `python tests/samples/build.py`.

The text samples are plain files under `landing/` and are not built. Contents are under `contents/`, the writers in
`files.py`, the notation of the facts in `fact_source.py`. Building twice gives the same bytes.
"""

from __future__ import annotations

import importlib
from functools import cache
from pathlib import Path

from fact_source import HERE, read_all
from files import WRITERS
from page import Sample, plain
from truth import write_truth

LANDING = HERE / "landing"


@cache
def samples() -> dict[str, Sample]:
    """Every sample that is built, by its path under `landing/`."""
    names = sorted(path.stem for path in (HERE / "contents").glob("*.py"))
    built = [importlib.import_module(f"contents.{name}").SAMPLE for name in names]
    return {sample.path: sample for sample in built}


def text_of(source_path: str) -> str:
    """The text of a sample, from its content or, for a text file, from the file."""
    if source_path in samples():
        return plain(samples()[source_path])
    return (LANDING / source_path).read_text(encoding="utf-8")


def main() -> None:
    """Write every file."""
    for source_path, sample in samples().items():
        path = LANDING / source_path
        path.parent.mkdir(parents=True, exist_ok=True)
        WRITERS[Path(source_path).suffix](sample, path)
        print(f"{source_path}: {path.stat().st_size} bytes")
    write_truth(read_all(), HERE / "truth")


if __name__ == "__main__":
    main()
