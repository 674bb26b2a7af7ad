"""`budget-warehouse waive` and `unwaive`: what is asked for; what is written is `orchestration.waivers`."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from orchestration.console import HomeOption, home_at, reported, settings_for

FindingArgument = Annotated[str, typer.Argument(help="finding_key of a finding, or its beginning.")]


def waive(
    finding: FindingArgument,
    reason: Annotated[str, typer.Option(help="Why it needs no action (出错说明); shown beside the figure.")],
    by: Annotated[str | None, typer.Option(help="Who says so.  [default: the user]")] = None,
    until: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Last day it holds.  [default: until a figure or the rule changes]"),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Set a finding aside with a reason; it opens again by itself when a figure or the rule changes or time is up."""
    from getpass import getuser

    from orchestration import waivers
    from orchestration.snapshot import open_snapshot

    with reported():
        today = datetime.now(ZoneInfo(settings_for(home).timezone)).date()
        at = home_at(home)
        with open_snapshot(at.warehouse) as connection:
            last = until.date() if until else None
            typer.echo(waivers.waive(connection, at, finding, reason, getuser() if by is None else by, last, today))


def unwaive(finding: FindingArgument, home: HomeOption = None) -> None:
    """Take a waiver back; the next load opens the finding again if it still fails."""
    from orchestration import waivers

    with reported():
        typer.echo(waivers.unwaive(home_at(home), finding))
