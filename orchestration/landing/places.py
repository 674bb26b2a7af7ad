"""Where below the landing folder a document from elsewhere may lie: never outside it, never under a name it refuses."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

#: What no file system or no person takes well in a name.
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')
#: Bytes that a name may have on the usual file systems, with room for `.part`.
_LONGEST_NAME = 240


class NoPlace(ValueError):
    """A name that cannot be a place below the landing folder; the message says why."""


def place_of(key: str) -> PurePosixPath:
    """Return the place that a key of object storage names.

    >>> place_of("430423/2023/水利局.docx")
    PurePosixPath('430423/2023/水利局.docx')
    >>> place_of("430423/../../etc/passwd")
    Traceback (most recent call last):
    orchestration.landing.places.NoPlace: '430423/../../etc/passwd': expected names between slashes, found '..'
    """
    for part in key.split("/"):
        if part in ("", ".", "..") or _UNFIT.search(part):
            raise NoPlace(f"{key!r}: expected names between slashes, found {part!r}")
        if len(part.encode()) > _LONGEST_NAME:
            raise NoPlace(f"{key!r}: expected names of at most {_LONGEST_NAME} bytes")
        if part.startswith("."):
            raise NoPlace(f"{key!r}: {part!r} is a hidden name, which no survey reads")
    return PurePosixPath(key)


def name_of(address: str) -> str:
    """Return a file name for an address, from the end of its path and its query.

    >>> name_of("https://www.example.gov.cn/zwgk/%E6%B0%B4%E5%88%A9%E5%B1%80.docx")
    '水利局.docx'
    >>> name_of("http://example.gov.cn/content.jsp?id=5&page=2"), name_of("http://example.gov.cn/")
    ('content_id=5&page=2.jsp', 'index.html')
    """
    parts = urlsplit(address)
    name = _UNFIT.sub("_", unquote(parts.path.rpartition("/")[2])).lstrip(".") or "index.html"
    if parts.query:
        stem, dot, suffix = name.rpartition(".")
        query = _UNFIT.sub("_", unquote(parts.query))
        name = f"{stem}_{query}{dot}{suffix}" if dot else f"{name}_{query}"
    return name
