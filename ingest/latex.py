r"""LaTeX as programs write it that turn pages into text: $\geqslant 9 5 \%$, $1 { , } 2 5 6 . 3$, $\textcircled{1}$.

They set every digit apart and wrap signs in commands of style; both say nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

#: A formula between its marks, on one line; Chinese stands in one only where a command says that it is text.
FORMULA = re.compile(r"\$([^$\n\u4e00-\u9fff]{1,200})\$|\$([^$\n\\]{0,9}\\[a-z]+[^$\n]{1,200})\$|\\\((.{1,200}?)\\\)")
_SIGNS = {
    "geq": "≥", "ge": "≥", "geqslant": "≥", "geqq": "≥", "leq": "≤", "le": "≤", "leqslant": "≤", "leqq": "≤",
    "times": "×", "sim": "~", "approx": "≈", "pm": "±", "div": "÷", "cdot": "·", "rightarrow": "→", "to": "→",
    "gt": ">", "lt": "<", "sharp": "#", "circ": "°",
}  # fmt: skip
_POWERS = {"2": "²", "3": "³"}
#: A circled number, a power, a sign escaped, a command, and what only groups or parts.
_PIECES = re.compile(
    r"\\textcircled\s*\{\s*(?P<circled>\d{1,2})\s*\}|\^\s*\{?\s*(?P<power>[23])\s*\}?|\\(?P<escaped>[%$#&_])"
    r"|\\(?P<command>[A-Za-z]+)|\\[,;:! ]|[{}\s~]"
)
#: Commands of style, of size and of brackets; any other is kept, for nobody knows what it does to its operands.
_STYLE = re.compile(
    r"(?:math|text)(?:rm|bf|it|sf|tt|cal|bb|ord|op|bin|rel|up|normal)?|(?:display|text|script|scriptscript)style|"
    r"boldsymbol|bf|rm|it|left|right|quad|qquad|tiny|small|normalsize|large|bigl?|bigr|underline|overline|mathord"
)


def plain(text: str, origin: Sequence[int]) -> tuple[str, Sequence[int]]:
    r"""A text without its LaTeX, and for each character the place it came from.

    >>> plain(r"$\geqslant 9 5 \%$, $1 { , } 2 5 6 . 3$ 万元", range(40))[0]
    '≥95%, 1,256.3 万元'
    """
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for formula in FORMULA.finditer(text):
        pieces.append(text[last : formula.start()])
        places += origin[last : formula.start()]
        group = formula.lastindex or 0
        at, end = formula.span(group)
        for piece in _PIECES.finditer(text, at, end):
            new = _meant(piece)
            pieces += (text[at : piece.start()], new)
            # 95\% is printed up to its sign.
            place = piece.end() - 1 if piece["escaped"] else piece.start()
            places += (*origin[at : piece.start()], *([origin[place]] * len(new)))
            at = piece.end()
        pieces.append(text[at:end])
        places += origin[at:end]
        last = formula.end()
    return ("".join(pieces) + text[last:], [*places, *origin[last:]]) if last else (text, origin)


def _meant(piece: re.Match[str]) -> str:
    if piece["circled"]:
        return chr(ord("①") + int(piece["circled"]) - 1) if 0 < int(piece["circled"]) <= 20 else piece["circled"]
    if piece["power"]:
        return _POWERS[piece["power"]]
    if piece["escaped"]:
        return piece["escaped"]
    command = piece["command"]
    if not command:
        return ""
    return _SIGNS.get(command) or ("" if _STYLE.fullmatch(command) else piece[0])
