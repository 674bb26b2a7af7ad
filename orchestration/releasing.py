"""`budget-warehouse release` and `rollback`: what was published, what changed, and the way back."""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.console import HomeOption, home_at, reported

release = typer.Typer(help="List published snapshots and what changed between them.", no_args_is_help=True)

_Release = Annotated[str | None, typer.Argument(show_default=False)]
FormatOption = Annotated[str, typer.Option("--format", help="table, csv or json.")]


@release.command("list")
def list_releases(home: HomeOption = None, form: FormatOption = "table") -> None:
    """List the snapshots that are kept, newest first; the star is before the one that analysts read."""
    from orchestration.answers import write
    from orchestration.release import releases
    from orchestration.snapshot import Answer

    with reported():
        here = home_at(home)
        now = here.warehouse.resolve().stem
        rows: list[tuple[object, ...]] = [
            (
                "*" if each.load_id == now else "", each.load_id, each.finished_at[:19], each.bytes >> 20,
                sum(count for name, count in each.rows.items() if name.startswith("marts.fct_")),
                each.rows.get("quality.release_change"), each.sha256[:12],
            )
            for each in releases(here)
        ]  # fmt: skip
        columns = ("current", "load_id", "published_at", "mb", "facts", "changes", "sha256")
        write(Answer(columns, rows), form, None)


@release.command("diff")
def diff_releases(
    before: _Release = None,
    after: _Release = None,
    home: HomeOption = None,
    full: Annotated[bool, typer.Option("--full", help="Every fact, not counts per department.")] = False,
    form: FormatOption = "table",
) -> None:
    """Show facts added, changed and withdrawn from one snapshot to a later one, by default in the newest.

    BEFORE and AFTER are load_ids of `release list`, or their beginnings.
    """
    from orchestration.answers import write
    from orchestration.release_diff import differences

    with reported():
        write(differences(home_at(home), before, after, is_brief=not full), form, None)


def rollback(
    load_id: Annotated[
        str | None, typer.Argument(show_default=False, help="Which snapshot.  [default: the one before]")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Give readers an older snapshot again; the next load continues from there."""
    from orchestration.home import locked
    from orchestration.release import point_everything_to, way_back
    from orchestration.state import enter_rolled_back

    with reported():
        here = home_at(home)
        with locked(here, "rollback"):
            was, again = here.warehouse.resolve(), way_back(here, load_id)
            enter_rolled_back(here, was, again)
            point_everything_to(here, again)
        typer.echo(f"Snapshot    {here.warehouse} is {again.stem} again, before {was.stem}; nothing was deleted")
        typer.echo("Next        put the landing folder right; the next load builds on this snapshot")
