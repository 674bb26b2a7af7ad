"""Keys: hashes of business keys, so that they are the same in every load."""

from __future__ import annotations

import hashlib

import polars as pl


def key_of(*parts: object) -> str:
    """Sixteen hex digits of a business key.

    >>> key_of("652825", "且末县委办公室") == key_of("652825", "且末县委办公室")
    True
    """
    return hashlib.sha256("\x1f".join("" if part is None else str(part) for part in parts).encode()).hexdigest()[:16]


def figure_id(block: str = "block", index: str = "index") -> pl.Expr:
    """A figure's id: its document, block and place; NULL where there is no figure."""
    place = pl.format("{}-{}-{}", pl.col("sha256").str.slice(0, 16), pl.col(block), pl.col(index))
    return pl.when(pl.col(block).is_not_null()).then(place)


def blank_to_null(*columns: str) -> list[pl.Expr]:
    """Empty text is no text."""
    return [pl.when(pl.col(column) != "").then(pl.col(column)).alias(column) for column in columns]
