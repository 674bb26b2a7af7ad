"""The number of a page as a line of its own: where a page ends inside a sentence it stands between the halves."""

from __future__ import annotations

import re

#: A line that holds a page's number and nothing else: - 3 -, 第3页, 第 3 页 共 9 页, 3/9, 3.
_PAGE_NUMBER = re.compile(
    r"\s*(?:[-—–－~～·]{1,2}\s*\d{1,4}\s*[-—–－~～·]{1,2}|第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?|\d{1,4}(?:\s*/\s*\d{1,4})?)\s*"
)


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page.

    >>> [is_page_number(line) for line in ("- 3 -", "第3页 共9页", "12", "3.5", "共3页表")]
    [True, True, True, False, False]
    """
    return _PAGE_NUMBER.fullmatch(text) is not None
