"""Bytes → text: byte order marks, UTF-8, UTF-16 and GB18030 (国标), and the refusal of bytes that are no text.

Chinese offices save text as UTF-8 or GB18030 without saying which. UTF-8 is tried first because other encodings hardly
ever happen to be valid UTF-8; GB18030 accepts many byte strings, so its result must also look like writing.
"""

from __future__ import annotations

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: What Chinese prose and tables consist of; private-use characters are the tick boxes of Word's symbol fonts.
_WRITING = re.compile(
    "[\\t\\n\\f\\v\\r\\x20-\\x7e\\xa0-\\xff\u2000-\u22ff\u2460-\u26ff\u3000-\u30ff\u3200-\u33ff"
    "\u3400-\u9fff\ue000-\uf8ff\uff00-\uffef\U00020000-\U0003134f]"
)

#: Valid UTF-8 is proof enough for any script (Uyghur, Tibetan), unless it is full of control characters.
_CONTROLS = re.compile("[\\x00-\\x08\\x0e-\\x1f\\x7f-\\x9f\ufffd]")

#: Share of characters that must be writing. Prose reaches 1.0, random bytes read as GB18030 about 0.6.
_LEAST_SHARE = 0.95


def looks_like_writing(text: str, encoding: str) -> bool:
    """Whether nearly all characters are ones that reports are written with.

    >>> looks_like_writing("到位率 77.19%", "gb18030"), looks_like_writing("\\x00\\x01\\x02ab", "utf-8")
    (True, False)
    """
    sample = text[:20_000]
    is_utf8 = encoding == "utf-8"
    written = len(sample) - len(_CONTROLS.findall(sample)) if is_utf8 else len(_WRITING.findall(sample))
    return bool(sample) and written >= _LEAST_SHARE * len(sample)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def decode(data: bytes) -> str | None:
    """The text the bytes hold, without its byte order mark; None where they are no text in any known encoding.

    >>> decode("资金".encode("gb18030")), decode("资金".encode("utf-8-sig")), decode(bytes(range(256)))
    ('资金', '资金', None)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    # A NUL occurs in no UTF-8 or GB18030 text, but in the UTF-16 form of every digit, space and line end.
    candidates = ("utf-16-le", "utf-16-be") if b"\0" in data else ("utf-8", "gb18030")
    for encoding in candidates:
        text = _strict(data, encoding)
        if text is not None and looks_like_writing(text, encoding):
            return text
    return None


def ends_inside_character(data: bytes) -> bool:
    """Whether the bytes are text up to a last character that was cut off: the mark of a truncated text file.

    >>> ends_inside_character("资金".encode()[:-1]), ends_inside_character(b"\\xff\\xfe\\xfd")
    (True, False)
    """
    for encoding in ("utf-8", "gb18030"):
        try:
            text = codecs.getincrementaldecoder(encoding)().decode(data, final=False)
        except UnicodeDecodeError:
            continue
        if looks_like_writing(text, encoding):
            return True
    return False


def is_damaged_text(data: bytes) -> bool:
    """Whether the bytes would be text but for a few that are no characters.

    >>> is_damaged_text("预算执行率 64.04%，".encode() * 9 + b"\\xff" + "到位率".encode())
    True
    """
    return any(looks_like_writing(data.decode(encoding, "replace"), encoding) for encoding in ("utf-8", "gb18030"))
