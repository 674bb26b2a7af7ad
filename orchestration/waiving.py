"""`budget-warehouse waive` and `unwaive`: what is asked for; what is written is `orchestration.waivers`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from orchestration.console import HomeOption, home_at, reported, settings_for
from orchestration.home import Home

FINDING_HELP = "finding_key of a finding, or its beginning."


def waive(
    finding: Annotated[str | None, typer.Argument(help=FINDING_HELP)] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why it needs no action (出错说明); shown beside the figure.")
    ] = None,
    by: Annotated[str | None, typer.Option(help="Who says so.  [default: the user]")] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day it holds.  [default: until a figure or the rule changes]"),
    ] = None,
    sheet: Annotated[
        Path | None, typer.Option("--from", help="Answered workbook of a digest: takes all that is filled in.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Set a finding aside with a reason; it opens again by itself when a figure or the rule changes or time is up."""
    from getpass import getuser

    from orchestration import waivers
    from orchestration.errors import WrongUsage
    from orchestration.snapshot import open_snapshot

    with reported():
        today = datetime.now(ZoneInfo(settings_for(home).timezone)).date()
        at = home_at(home)
        name = getuser() if by is None else by
        if sheet is not None:
            if finding is not None or reason is not None or until is not None:
                raise WrongUsage("--from takes findings, reasons and days from the workbook; give no others with it")
            _waive_answered(sheet, at, name, today)
            return
        if finding is None or reason is None:
            raise WrongUsage("give a finding and --reason, or the answered workbook of a digest with --from")
        with open_snapshot(at.warehouse) as connection:
            last = until.date() if until else None
            typer.echo(waivers.waive(connection, at, finding, reason, name, last, today))


def _waive_answered(sheet: Path, home: Home, by: str, today: date) -> None:
    """Take what can be used of an answered workbook; exit with 1 where a row could not be."""
    from orchestration import waivers
    from orchestration.alerts.answered import read_answers
    from orchestration.snapshot import open_snapshot

    answers = read_answers(sheet)
    with open_snapshot(home.warehouse) as connection:
        taken, refused = waivers.waive_answered(connection, home, answers, by, today)
    for line in taken:
        typer.echo(line)
    for line in refused:
        typer.echo(line, err=True)
    written = f" The next `budget-warehouse load` takes them. Written to {home.waivers}" if taken else ""
    typer.echo(f"{len(taken)} waived, {len(refused)} rows not used.{written}")
    if refused:
        raise typer.Exit(1)


def unwaive(finding: Annotated[str, typer.Argument(help=FINDING_HELP)], home: HomeOption = None) -> None:
    """Take a waiver back; the next load opens the finding again if it still fails."""
    from orchestration import waivers

    with reported():
        typer.echo(waivers.unwaive(home_at(home), finding))
