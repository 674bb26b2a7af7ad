"""Where the columns of a table without rules are: told from what stands below each other in its rows and its header.

Amounts end where their column does, titles stand in its middle and names begin where it begins, so a title may stand
beside everything below it. Such a title belongs to the one column next to it that may have it and has none; where
that is not certain, nothing is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from ingest.readers.pieces import Piece

#: A column begins and ends here (points).
Stretch = tuple[float, float]
Row = Sequence[Piece]


@dataclass(frozen=True, slots=True)
class Column:
    """What of the width its rows cover, and what its title does; one of both may be missing."""

    body: Stretch | None
    head: Stretch | None

    @property
    def stretch(self) -> Stretch:
        """What rows and title cover together."""
        (a, b), (c, d) = self.body or self.head or (0, 0), self.head or self.body or (0, 0)
        return min(a, c), max(b, d)


def found(body: Sequence[Row], numbers: Sequence[Row], head: Sequence[Row]) -> list[Column] | None:
    """The columns of rows, of the rows that number columns, and of the header's lines; None where they are not sure."""
    covered = _covered(_single(body, body))
    counted = [[piece for piece in row if piece.is_figure] for row in numbers]
    leaves = _leaves(head, [_of(piece) for row in counted for piece in row])
    titles = _covered(_single([*counted, leaves], [*counted, *head, *body]))
    heads: dict[int, Stretch] = {}
    aside: dict[int, list[Stretch]] = defaultdict(list)
    for title in titles:
        over = [n for n, stretch in enumerate(covered) if _overlap(title, stretch)]
        if len(over) > 1 or (over and over[0] in heads):
            return None
        if over:
            heads[over[0]] = title
        else:
            aside[bisect_right(covered, title)].append(title)
    more: list[Stretch] = []
    for right, several in aside.items():
        # A name begins where its column does, an amount ends there: its title stands further right, or further left.
        before = right > 0 and right - 1 not in heads and not _ends_below(covered[right - 1], body)
        after = right < len(covered) and right not in heads and _ends_below(covered[right], body)
        if before and after and len(several) == 1:
            return None
        if before:
            heads[right - 1] = several.pop(0)
        if after:
            heads[right] = several.pop()
        more += several
    columns = [Column(stretch, heads.get(n)) for n, stretch in enumerate(covered)]
    return sorted([*columns, *(Column(None, title) for title in more)], key=lambda column: sum(column.stretch))


def under(piece: Piece, columns: Sequence[Column]) -> list[int]:
    """The columns that a piece stands over: in their rows, else in their titles."""
    stretch = _of(piece)
    over = [n for n, column in enumerate(columns) if column.body and _overlap(stretch, column.body)]
    return over or [n for n, column in enumerate(columns) if _overlap(stretch, column.stretch)]


def borders(columns: Sequence[Column]) -> tuple[float, ...]:
    """Where columns part, from the left edge to the right one."""
    inner = ((a.stretch[1] + b.stretch[0]) / 2 for a, b in pairwise(columns))
    return tuple(accumulate((columns[0].stretch[0], *inner, columns[-1].stretch[1]), max))


def _ends_below(stretch: Stretch, rows: Sequence[Row]) -> bool:
    """Whether what stands in a column ends below each other; amounts that begin below each other too."""
    inside = [piece for row in rows for piece in row if _overlap(_of(piece), stretch)]
    ends, begins = [piece.x1 for piece in inside], [piece.x0 for piece in inside]
    apart = round(max(ends) - min(ends)), round(max(begins) - min(begins))
    return apart[0] < apart[1] or (apart[0] == apart[1] and any(piece.is_amount for piece in inside))


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _single(rows: Iterable[Row], others: Iterable[Row]) -> Iterator[Stretch]:
    """What the pieces cover that stand in one column: that no other row has a gap below."""
    gaps = sorted((a.x1, b.x0) for row in others for a, b in pairwise(row))
    starts = [start for start, _ in gaps]
    nearest = list(accumulate((end for _, end in reversed(gaps)), min))[::-1]
    for piece in (piece for row in rows for piece in row):
        first = bisect_right(starts, piece.x0)
        if first == len(gaps) or nearest[first] >= piece.x1:
            yield _of(piece)


def _covered(stretches: Iterable[Stretch]) -> list[Stretch]:
    """What stretches cover, those that overlap made one."""
    covered: list[Stretch] = []
    for start, end in sorted(stretches):
        if covered and start < covered[-1][1]:
            covered[-1] = covered[-1][0], max(end, covered[-1][1])
        else:
            covered.append((start, end))
    return covered


def _leaves(head: Sequence[Row], columns: Sequence[Stretch]) -> list[Piece]:
    """The titles that stand right above the rows: no other title is below them, nor on both sides below them."""
    found = []
    for n, row in enumerate(head):
        below = [piece for other in head[n + 1 :] for piece in other]
        found += [piece for piece in row if not any(_overlap(_of(piece), _of(other)) for other in below)]
    found.sort(key=lambda piece: piece.centre)
    between = [
        piece
        for left, piece, right in zip(found, found[1:], found[2:], strict=False)
        if min(left.y0, right.y0) > piece.y1 - 0.2 * piece.size
        and not any(_overlap(_of(piece), column) for column in columns)
    ]
    return [piece for piece in found if piece not in between]


def _of(piece: Piece) -> Stretch:
    return piece.x0, piece.x1
