"""How many columns the cells of a row cover, where the file lost it: told from the row below.

For text exports and binary Word files, whose rows are only lists of cells. Nothing is guessed: a row whose cells could
stand over the next row in more than one way keeps cells of one column each.
"""

from __future__ import annotations


def widths(blanks: list[list[bool]]) -> list[list[int]]:
    """How many columns each cell covers, told from the row below it, from the last row upwards.

    `blanks` says of each cell whether it is empty.

    >>> widths([[False, False], [True, False, False], [True, True, False]])
    [[1, 2], [1, 1, 1], [1, 1, 1]]
    """
    found = [[1] * len(row) for row in blanks]
    for number in range(len(blanks) - 2, -1, -1):
        groups = _alignment(len(blanks[number]), blanks[number + 1])
        if groups:
            below = iter(found[number + 1])
            found[number] = [sum(next(below) for _ in range(group)) for group in groups]
    return found


def _alignment(upper: int, lower: list[bool]) -> list[int] | None:
    """How many cells of the wider row below each upper cell stands over, where only one answer is possible.

    A cell stands over one empty cell (it is merged downwards) or over one or more filled ones (it is their title).
    """
    if upper >= len(lower):
        return None
    answers: list[tuple[list[int], int]] = [([], 0)]
    for _ in range(upper):
        longer: list[tuple[list[int], int]] = []
        for groups, used in answers:
            for end in range(used + 1, len(lower) + 1):
                if end - used > 1 and any(lower[used:end]):
                    break
                longer.append(([*groups, end - used], end))
        # More than a few open answers never become one again; the limit keeps damaged files cheap.
        if len(longer) > 64:
            return None
        answers = longer
    complete = [groups for groups, used in answers if used == len(lower)]
    return complete[0] if len(complete) == 1 else None
