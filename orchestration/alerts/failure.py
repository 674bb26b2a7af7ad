"""A load that failed, or that the gate refused: told to the operators at once, in quiet hours too, with what to do.

It goes through the ledger, so that a failed run is told once and a refused message is tried again; where the ledger
itself cannot be written (a full disk is a likely reason to fail), it is sent without.
"""

from __future__ import annotations

import csv
import hashlib
import logging
import re
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from orchestration.alerts import rendering
from orchestration.alerts.channels.channel import Refused
from orchestration.alerts.channels.opening import channel_of
from orchestration.alerts.delivery import Clock, deliver, told
from orchestration.alerts.ledger_file import LedgerError, open_ledger
from orchestration.alerts.models import Message
from orchestration.alerts.settings import AlertSettings
from orchestration.home import Home
from orchestration.settings import Settings

logger = logging.getLogger("budget_warehouse")

_DEFAULT_ADVICE = "运行 budget-warehouse doctor 检查安装、设置和目录，按提示处理后重新运行 budget-warehouse load。"
#: Signs of an error that a message has room for.
_LONGEST = 900


def tell_operators(
    settings: Settings, job: str, run: str, error: str, failed_at: datetime, clock: Clock | None = None
) -> list[str]:
    """Tell all operators that `run` of `job` failed; return what was done. The same run is told once."""
    alerts: AlertSettings = settings.alerts
    clock = clock or Clock()
    messages = {name: _message(name, job, run, error, failed_at, settings.timezone) for name in alerts.operators}
    if not messages:
        return []
    try:
        with open_ledger(Home(settings.home)) as ledger:
            for name, message in messages.items():
                if not ledger.is_waiting_or_sent(message.number):
                    ledger.put(name, "failure", message, clock.now())
            return told(deliver(ledger, alerts, settings.timezone, clock), settings.timezone)
    except LedgerError as trouble:
        return [f"without the ledger ({trouble})", *_sent_directly(alerts, messages)]


def advice_for(error: str) -> str:
    """Return what an operator can do about an error, in Chinese; the rows of advice.csv are tried in order.

    >>> advice_for("OSError: [Errno 28] No space left on device")[:4]
    '磁盘已满'
    """
    return next((advice for pattern, advice in _advice() if pattern.search(error)), _DEFAULT_ADVICE)


@cache
def _advice() -> list[tuple[re.Pattern[str], str]]:
    with Path(__file__).with_name("advice.csv").open(encoding="utf-8", newline="") as file:
        return [(re.compile(row["found"], re.IGNORECASE), row["advice_zh"]) for row in csv.DictReader(file)]


def _message(recipient: str, job: str, run: str, error: str, failed_at: datetime, timezone: str) -> Message:
    number = hashlib.sha256(f"failure {recipient} {job} {run}".encode()).hexdigest()[:10]
    title = "预算数据载入失败，已发布的数据未变"
    paragraphs = {
        "时间": f"{failed_at.astimezone(ZoneInfo(timezone)):%Y-%m-%d %H:%M}",
        "怎么办": advice_for(error),
        "原因": error if len(error) <= _LONGEST else error[:_LONGEST] + "…",
        "运行": f"{job} {run}（详见 budget-warehouse serve 的运行记录）",
    }
    text, markdown, html = (rendering.notice(form, title, paragraphs, number) for form in ("txt", "md", "html"))
    data = {"job": job, "run": run, "error": error, "failed_at": failed_at.isoformat()}
    return Message(number, title, text, markdown, html, is_urgent=True, data=data)


def _sent_directly(alerts: AlertSettings, messages: dict[str, Message]) -> list[str]:
    lines = []
    for name, message in messages.items():
        recipient = alerts.recipients[name]
        try:
            with channel_of(alerts.channels[recipient.channel]) as channel:
                channel.send(message, recipient.address)
            lines.append(f"{name}: sent")
        except Refused as refused:
            logger.error("alert to %s: %s", name, refused)
            lines.append(f"{name}: {refused}")
    return lines
