"""`budget-warehouse generate`: made-up reports with their true facts, to try the warehouse out and to measure it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def generate(
    landing: Annotated[Path, typer.Option("--landing", help="Folder to write the reports into.")],
    reports: Annotated[int, typer.Option(min=1, help="How many reports.")] = 100,
    seed: Annotated[int, typer.Option(help="Another number, other reports; the same number, the same.")] = 1,
    formats: Annotated[
        str, typer.Option("--format", help="text, markdown, docx, html, xlsx, pdf; several with commas between them.")
    ] = "text,markdown,docx,html,xlsx",
    truth: Annotated[Path | None, typer.Option(help="Folder for their true facts.  [default: <landing>-truth]")] = None,
) -> None:
    """Write made-up reports of every genre that contradict themselves nowhere, and what is true of them as CSV."""
    from ingest.generate.files import WRITERS
    from ingest.generate.generate import write

    wanted = tuple(dict.fromkeys(name.strip() for name in formats.split(",")))
    if unknown := [name for name in wanted if name not in WRITERS]:
        raise typer.BadParameter(
            f"found {', '.join(unknown)}, expected some of {', '.join(WRITERS)}", param_hint="--format"
        )
    beside = truth or landing.with_name(f"{landing.name}-truth")
    facts = write(landing, beside, reports, seed, wanted)
    typer.echo(f"Reports     {reports} below {landing}")
    typer.echo(f"True facts  {facts} in {beside}")
    typer.echo(f"Next        budget-warehouse load --landing {landing}")
