"""`budget-warehouse alerts send`, `preview` and `status`: what is asked for; the work is in `sending` and `ledger`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from orchestration.console import HomeOption, reported, settings_for
from orchestration.errors import WrongUsage
from orchestration.settings import Settings

app = typer.Typer(help="Tell recipients what loads found; see what would be told and what was.", no_args_is_help=True)

RecipientOption = Annotated[str | None, typer.Option(help="Only this recipient of the settings.")]


@app.command()
def send(recipient: RecipientOption = None, home: HomeOption = None) -> None:
    """Send what is new in the published snapshot, and what could not be delivered before; nothing twice."""
    from orchestration.alerts import sending
    from orchestration.alerts.delivery import Clock

    with reported():
        settings = settings_for(home)
        _recipients(settings, recipient)
        count, *problems = sending.send(settings, Clock(), recipient)
        typer.echo(count)
        for line in problems:
            typer.echo(line, err=True)
    if problems:
        raise typer.Exit(1)


@app.command()
def preview(
    recipient: RecipientOption = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write the mail's HTML part to this file.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the mail's workbook to this file.")] = None,
    home: HomeOption = None,
) -> None:
    """Show what `alerts send` would send now, word by word, without sending it."""
    from orchestration.alerts import sending

    with reported():
        settings = settings_for(home)
        names = _recipients(settings, recipient)
        if (html or out) and len(names) != 1:
            raise WrongUsage("--html and --out are for one message; name its --recipient")
        for name in names:
            way = settings.alerts.channels[settings.alerts.recipients[name].channel]
            message = sending.preview(settings, name, datetime.now(UTC))
            typer.echo(f"To {name} by {way.name}" + ("" if message else ": nothing new, nothing is sent"))
            if message is None:
                continue
            typer.echo(f"Subject: {message.subject}\n\n{message.text or message.markdown}")
            if html:
                _write(html, message.html.encode(), f"{name} is not told by mail: there is no HTML part")
            if out:
                workbook = message.attachment.content if message.attachment else b""
                _write(out, workbook, f"{name} is not told by mail: there is no workbook")


@app.command()
def status(
    recipient: RecipientOption = None,
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """List the messages of the ledger, newest first: sent, waiting, given up, and why."""
    from orchestration.alerts.ledger_file import open_ledger
    from orchestration.answers import write
    from orchestration.home import Home
    from orchestration.snapshot import Answer

    with reported():
        settings = settings_for(home)
        with open_ledger(Home(settings.home)) as ledger:
            deliveries = [one for one in ledger.all() if recipient in (None, one.recipient)]
        if as_json:
            typer.echo(json.dumps([asdict(one) for one in deliveries], ensure_ascii=False, indent=1, default=str))
            return
        zone = ZoneInfo(settings.timezone)
        columns = ("number", "recipient", "kind", "status", "made_at", "attempts", "next_at", "sent_at", "error")
        rows: list[tuple[object, ...]] = []
        for one in deliveries:
            following = one.next_at if one.status == "waiting" else None
            made_at, next_at, sent_at = (_local(at, zone) for at in (one.created_at, following, one.sent_at))
            rows.append(
                (one.number, one.recipient, one.kind, one.status, made_at, one.attempts, next_at, sent_at, one.error)
            )
        write(Answer(columns, rows), "table", None)


def _recipients(settings: Settings, only: str | None) -> list[str]:
    """Return the recipients that are meant. Raises WrongUsage where there are none."""
    known = list(settings.alerts.recipients)
    if not known:
        raise WrongUsage("no recipients: set [alerts] in budget-warehouse.toml, see docs/alerts.md")
    if only is not None and only not in known:
        raise WrongUsage(f"--recipient {only}: expected one of {', '.join(known)}")
    return [only] if only else known


def _write(path: Path, content: bytes, otherwise: str) -> None:
    if not content:
        raise WrongUsage(otherwise)
    path.write_bytes(content)
    typer.echo(f"Written to {path}")


def _local(instant: datetime | None, zone: ZoneInfo) -> str | None:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else None
