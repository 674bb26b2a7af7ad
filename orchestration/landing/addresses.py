"""The list of addresses on the web that an operator writes: a CSV with county, year, address and perhaps file.

```csv
county,year,address,file
430423,2023,https://www.example.gov.cn/zwgk/slj_js2023.docx,水利局_部门决算.docx
```
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from pathlib import Path

import httpx

from ingest.counties import named
from orchestration.landing.places import NoPlace, name_of, place_of
from orchestration.landing.sources import Listing, Remote, SourceFailed

COLUMNS = ("county", "year", "address")


def read_addresses(path: Path) -> Listing:
    """Return what the list names; a line that cannot be used is a problem and costs no other.

    Raises SourceFailed where the file cannot be read or lacks a column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise SourceFailed(f"{path}: line 1 has no column {missing[0]}, expected {','.join(COLUMNS)},file")
            lines = [(rows.line_num, row) for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise SourceFailed(f"{path}: cannot be read as CSV in UTF-8: {error}") from error
    remotes: dict[str, Remote] = {}
    problems: list[str] = []
    for number, row in lines:
        try:
            remote = _remote(row)
            if other := remotes.get(str(remote.place)):
                raise NoPlace(f"{remote.place}: {other.address} has this name too; give one a name in the column file")
        except ValueError as error:
            problems.append(f"{path}: line {number}: {error}")
        else:
            remotes[str(remote.place)] = remote
    return Listing(tuple(remotes.values()), tuple(problems))


def _remote(row: Mapping[str, str | None]) -> Remote:
    county, year, address, file = ((row.get(column) or "").strip() for column in (*COLUMNS, "file"))
    if len(named(county)) != 1:
        raise ValueError(f"county is {county!r}, expected a six-digit code, or a name that only one county has")
    if not re.fullmatch(r"(19|20)\d\d", year):
        raise ValueError(f"year is {year!r}, expected four digits")
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise ValueError(f"address is {address!r}, expected one that can be asked for: {error}") from error
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise ValueError(f"address is {address!r}, expected http:// or https:// and a host, without a user")
    return Remote(place_of(f"{named(county)[0].code}/{year}/{file or name_of(address)}"), address)
