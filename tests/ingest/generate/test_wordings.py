"""The rows of wordings.csv: complete, and the same facts in whichever words."""

from __future__ import annotations

from random import Random
from string import Formatter

import pytest

from ingest.generate.wordings import rows, templates, wording


def figures(text: str) -> set[str]:
    """The placeholders; years, and codes beside names, state no fact."""
    names = {name for _, name, _, _ in Formatter().parse(text) if name}
    return {name for name in names if not name.endswith("_code")} - {"year", "prior"}


@pytest.mark.parametrize("key", sorted(rows()))
def test_all_wordings_of_a_key_state_the_same_figures(key: str) -> None:
    texts = [text for of_template in rows()[key].values() for text in of_template]
    assert {frozenset(figures(text)) for text in texts} == {frozenset(figures(texts[0]))}


@pytest.mark.parametrize("key", sorted(rows()))
def test_every_key_has_a_wording_for_every_template(key: str) -> None:
    for template in templates():
        assert wording(key, template, Random(0))


def test_a_template_prefers_its_own_wordings() -> None:
    assert {wording("people", "hunan", Random(seed)) for seed in range(20)} == set(rows()["people"]["hunan"])


def test_an_unknown_key_names_itself() -> None:
    with pytest.raises(KeyError, match="no such wording"):
        wording("no such wording", "hunan", Random(0))
