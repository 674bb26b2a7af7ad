"""Posting JSON and reading the answer: status, Retry-After, and the code that chats hide in a body of status 200."""

from __future__ import annotations

import json
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from orchestration.alerts.channels.channel import Refused

#: Answers of HTTP that another attempt does not change; 408 and 429 ask for one.
_PASSING = (408, 425, 429)
#: Codes for "too many messages" in the body: WeCom, DingTalk, Feishu.
_TOO_MANY = (45009, 130101, 130102, 11232, 9499)
_MINUTE = timedelta(minutes=1)


def post(
    address: str,
    payload: Mapping[str, object],
    timeout: float,
    params: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> requests.Response:
    """Post `payload`, return an answer of 2xx, raise Refused for any other; no message tells the address, a secret."""
    place = urlsplit(address).netloc.rpartition("@")[2]
    body = json.dumps(payload, ensure_ascii=False).encode()
    sent = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "county-budget-warehouse",
        **(headers or {}),
    }
    try:
        answer = requests.post(address, data=body, params=params, headers=sent, timeout=timeout, allow_redirects=False)
    except requests.Timeout as error:
        raise Refused(f"{place}: no answer within {timeout:g} s", is_down=True) from error
    except requests.RequestException as error:
        raise Refused(f"{place}: cannot be reached ({type(error).__name__})", is_down=True) from error
    if not 200 <= answer.status_code < 300:
        is_final = answer.status_code < 500 and answer.status_code not in _PASSING
        wait = _retry_after(answer.headers.get("Retry-After"))
        raise Refused(f"{place}: HTTP {answer.status_code} {_short(answer.text)}".strip(), wait=wait, is_final=is_final)
    return answer


def check_code(answer: requests.Response, *names: str) -> None:
    """Raise Refused unless the body is an object in which the first of `names` that is there is 0."""
    try:
        body = answer.json()
        code = next(body[name] for name in names if name in body)
    except (ValueError, TypeError, StopIteration) as error:
        raise Refused(f"HTTP {answer.status_code}, no {' or '.join(names)} in {_short(answer.text)!r}") from error
    if code != 0:
        words = body.get("errmsg") or body.get("msg") or body.get("StatusMessage") or ""
        is_passing = code in _TOO_MANY or code == -1
        raise Refused(f"{names[0]} {code}: {_short(str(words))}", wait=_MINUTE if is_passing else None)


def reachable(address: str, timeout: float) -> str:
    """Return the host and port of an address if they take a connection; raise Refused otherwise."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        with socket.create_connection((parts.hostname or "", port), timeout):
            return f"{parts.hostname}:{port} takes connections"
    except OSError as error:
        raise Refused(f"{parts.hostname}:{port}: {error}", is_down=True) from error


def _retry_after(value: str | None) -> timedelta | None:
    """Return the wait that a Retry-After header asks for, in seconds or as a date (RFC 9110, section 10.2.3).

    >>> _retry_after("120"), _retry_after("soon")
    (datetime.timedelta(seconds=120), None)
    """
    if not value:
        return None
    if value.strip().isdecimal():
        return timedelta(seconds=min(int(value), 86_400))
    try:
        return max(timedelta(), min(parsedate_to_datetime(value) - datetime.now(UTC), timedelta(days=1)))
    except (ValueError, TypeError):
        return None


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 120 else flat[:119] + "…"
